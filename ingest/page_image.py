"""A page of a PDF as an image with a quote boxed, drawn in a child process with limits, as files are read."""

from __future__ import annotations

from pathlib import Path

from ingest.readers.wire import DRAW, Drawing, PageImage, dump_drawing, load_image
from ingest.sandbox import Worker

SECONDS = 10
MEMORY_MB = 1024
AROUND = 60

__all__ = ["PageImage", "page_image"]


def page_image(
    path: Path, text: str, start: int, end: int, first: int, number: int = 0, *, seconds: float = SECONDS
) -> PageImage:
    """Page `number` (0: the one on which the quote begins) of the PDF, with the quote `text[start:end]` boxed.

    `first` is the page that the quote's sentence is said to begin on. Raises UnreadableFile, also for a page that isn't
    there and when the process dies or hangs.
    """
    drawing = Drawing(
        str(path.absolute()),
        number,
        first,
        text[start:end],
        text[max(0, start - AROUND) : start],
        text[end : end + AROUND],
    )
    worker = Worker(seconds, MEMORY_MB)
    try:
        return load_image(worker.ask(DRAW + dump_drawing(drawing)))
    finally:
        worker.close()
