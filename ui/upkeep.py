"""A library opened, reports taken into it, and its indexes made again; for the long work the model runs in a child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.faults import explained, usable
from ui.progress import Progress
from ui.settings import Settings
from vectorstore.types import ModelStamp, ServingAt

if TYPE_CHECKING:
    from ingest.outcome import IngestResult
    from vectorstore.library import Library
    from vectorstore.types import Check


def opened(settings: Settings, serving: ServingAt | None, progress: Progress, *, any_model: bool) -> Library:
    """The library of the settings, made when it isn't there; LibraryInUse when another process has it.

    With `any_model` it is opened with whatever model it was made with, to be rebuilt.
    """
    from vectorstore.embedding import stamp_of
    from vectorstore.errors import ModelMismatch
    from vectorstore.library import Library

    def opened_with(model: ModelStamp) -> Library:
        return Library.open(
            settings.library,
            model,
            serving=serving,
            progress=lambda text: progress(0, 0, text),
        )

    with explained(), usable(settings.library):
        try:
            return opened_with(stamp_of(settings.model))
        except ModelMismatch as error:
            if not any_model:
                raise
            return opened_with(error.library)


def take_in(library: Library, model: str, paths: Sequence[str], progress: Progress) -> IngestResult:
    """What came of taking in the reports at these absolute paths; `progress` hears "path: outcome" of each file."""
    from ingest.pipeline import ingest_paths
    from vectorstore.embedding import prepare
    from vectorstore.embedding.process import ProcessEncoder

    prepare(model, lambda text: progress(0, 0, text))
    with ProcessEncoder(model) as encoder:
        return ingest_paths(
            library,
            encoder,
            list(paths),
            progress=lambda step: progress(step.done, step.total, f"{step.path}: {step.outcome}"),
        )


def make_again(library: Library, model: str, progress: Progress) -> Check:
    """The library's counts after both indexes were made again; every vector too, when its model is another."""
    from ingest.pipeline import encode_reports
    from vectorstore.embedding import prepare, stamp_of
    from vectorstore.embedding.process import ProcessEncoder

    wanted = stamp_of(model)

    def tell(text: str) -> None:
        progress(0, 0, text)

    if library.model == wanted:
        return library.rebuild(tell)
    prepare(model, tell)
    with ProcessEncoder(model) as encoder:
        return library.rebuild(tell, lambda report: encode_reports(encoder, [report])[0], wanted)
