"""What the tests of taking in share: an encoder without a model, small reports, and a process that can be killed.

    python -m tests.ingest.taking_in LIBRARY FOLDER

takes in FOLDER, saying on stdout as JSON what it has done, file by file, and is killed by `test_pipeline_faults.py`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from ingest.outcome import IngestResult, Step
from ingest.pipeline import ingest_paths
from tests.vectorstore.material import MODEL, embed
from vectorstore.embedding.types import Array, PassageText
from vectorstore.library import Library
from vectorstore.types import ReportInfo


class MadeUpEncoder:
    """Vectors that follow from the words; `texts` are all that it was asked to encode."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, passages: list[PassageText]) -> tuple[Array, list[Array]]:
        """As `ingest.pipeline.Encoder` says."""
        self.texts += [passage.text for passage in passages]
        whole = embed([passage.text for passage in passages])
        parts = [embed([p.text[start:end] for start, end in p.sentences]) for p in passages]
        return np.asarray(whole), parts


def take_in(library: Library, *paths: Path, encoder: MadeUpEncoder | None = None) -> IngestResult:
    """The result of an ingest; every report in the library is whole."""
    result = ingest_paths(library, encoder or MadeUpEncoder(), list(paths))
    check_library(library)
    return result


def check_library(library: Library) -> None:
    """Both indexes hold what the catalogue does, and each report what it should."""
    assert library.check().problems == ()
    for info in library.reports():
        report = library.report(info.id)
        assert info.state == "ready"
        assert len(library.sentences(info.id, 0, len(report.sentences) - 1)) == len(report.sentences)
        assert library.original(info.id) is not None


def named(library: Library) -> dict[str, ReportInfo]:
    """The reports by the last part of their source."""
    return {info.source.rsplit("/", 1)[-1]: info for info in library.reports()}


def minutes(subject: str, day: str = "4 maart 2025", *, more: str = "") -> str:
    """The Markdown of a small report."""
    return (
        f"# Verslag werkgroep {subject} van {day}\n\n"
        f"De werkgroep {subject} kwam bijeen in Veendijk. De voorzitter opende de vergadering over {subject}.\n\n"
        f"## Besluiten over {subject}\n\n"
        f"Besloten is om {subject} voort te zetten tot het einde van het jaar. {more}\n"
        f"De kosten voor {subject} worden gedragen door de deelnemende gemeenten.\n"
    )


def main(library: Path, folder: Path) -> None:
    """Take in the folder, saying how far it is."""

    def say(step: Step) -> None:
        print(json.dumps({"path": step.path, "outcome": step.outcome}), flush=True)

    with Library.open(library, MODEL) as opened:
        print(json.dumps({"open": True}), flush=True)
        ingest_paths(opened, MadeUpEncoder(), [folder], progress=say)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
