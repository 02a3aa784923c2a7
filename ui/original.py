"""The file that a report was taken in from: its name, and what of it the reader shows."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import OrderedDict
from pathlib import Path, PurePath
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from ui.errors import NoReport, UserError
from vectorstore.types import Report

if TYPE_CHECKING:
    from ingest.page_image import PageImage

LONGEST_NAME = 120
AT_ONCE = 2
KEPT_IMAGES = 16
_ATTACHMENT = re.compile(r"\.eml!(?P<name>[^!]+)$", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(r"^(?P<file>.*\.(?:jsonl|ndjson))#", re.IGNORECASE | re.DOTALL)

Key = tuple[str, int, int, int]


def file_name(source: str) -> str:
    """The file's name, of one line without anything that could steer a header, a terminal or a path.

    `source` is the report's: a path, `path!attachment` (the attachment is the file) or `path#id-in-jsonl`.
    """
    if found := _ATTACHMENT.search(source):
        name = PurePath(found["name"]).name
    else:
        found = _LINE.match(source)
        name = PurePath(found["file"] if found else source).name
    kept = "".join(
        "_" if (unicodedata.category(c)[0] in "CZ" and c != " ") or c in '/\\"' else c for c in name
    )
    whole = kept if len(kept) <= LONGEST_NAME else kept[: LONGEST_NAME - 20] + kept[-20:]
    return whole.strip().lstrip(".") or "report"


def page_of(report: Report, start: int) -> int:
    """The page that the sentence at `start` is said to begin on."""
    for sentence in report.sentences:
        if sentence.start <= start < sentence.end and sentence.page:
            return sentence.page
    return max(1, bisect_right(report.pages, start))


class PageImages:
    """Pages of PDFs with a quote boxed; a few at once, and the last ones kept, because a page shows its image after
    it asked where the quote is."""

    def __init__(self) -> None:
        self._drawing = BoundedSemaphore(AT_ONCE)
        self._lock = Lock()
        self._kept: OrderedDict[Key, PageImage] = OrderedDict()

    def draw(self, report: Report, original: Path, number: int, start: int, end: int) -> PageImage:
        """Page `number` (0: the one with the quote) with `text[start:end]` boxed; UserError when it can't be drawn."""
        from ingest.blocks import UnreadableFile
        from ingest.page_image import page_image

        if report.format != "pdf":
            raise NoReport("reader.no_pages")
        if not 0 <= start <= end <= len(report.text):
            start = end = 0
        key = (report.sha256, number, start, end)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        first = page_of(report, start)
        try:
            with self._drawing:
                made = page_image(original, report.text, start, end, first, number)
        except UnreadableFile as error:
            raise UserError("reader.page_fault", reason=error) from error
        with self._lock:
            self._kept[key] = self._kept[report.sha256, made.number, start, end] = made
            while len(self._kept) > KEPT_IMAGES:
                self._kept.popitem(last=False)
        return made
