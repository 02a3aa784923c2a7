"""Long work on an open library: taking reports in, and making its indexes again. The model runs in a child process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.progress import Progress

if TYPE_CHECKING:
    from ingest.outcome import IngestResult
    from vectorstore.library import Library
    from vectorstore.types import Check


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
