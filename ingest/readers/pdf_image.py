"""A page of a PDF as a PNG, with a quote boxed. Runs in the process that reads files: a PDF may be hostile."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.blocks import UnreadableFile
from ingest.readers import MOST_BYTES
from ingest.readers.pdf_file import open_document
from ingest.readers.pdf_paint import Box, boxed, png
from ingest.readers.pdf_quote import find_quote
from ingest.readers.wire import Drawing, PageImage, dump_image, load_drawing

POINTS_PER_INCH = 72
RESOLUTION = 110
MOST_PIXELS = 4_000_000
LONGEST_SIDE = 6_000
MOST_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Character:
    """A character of page `page`, and its box: left, top, right, bottom in points, as the PDF has them."""

    text: str
    page: int
    box: tuple[float, float, float, float]


def draw(request: bytes) -> bytes:
    """The answer to a request for a page's image."""
    wanted = load_drawing(request)
    path = Path(wanted.path)
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFile(f"it is larger than {MOST_BYTES // 1024 // 1024} MB")
    document = open_document(path.read_bytes())
    try:
        return dump_image(_drawn(document, wanted))
    finally:
        document.close()


def _drawn(document: Any, wanted: Drawing) -> PageImage:
    """Page `wanted.number`, or when that is 0 the one on which the quote begins."""
    count = len(document)
    if not 0 <= wanted.number <= count:
        raise UnreadableFile(f"it has no page {wanted.number}, only {count}")
    marked, share = _quoted(document, wanted, count)
    first = min((character.page for character in marked), default=min(max(1, wanted.first), count))
    number = wanted.number or first
    page = document[number - 1]
    bitmap = page.render(scale=_scale(*page.get_size()), rev_byteorder=True)
    place = bitmap.get_posconv(page).to_bitmap
    boxes = [_on_bitmap(place, character.box) for character in marked if character.page == number]
    pixels = boxed(bitmap.to_numpy()[..., :3], boxes)
    top = min((box.top for box in boxes), default=0) / pixels.shape[0]
    return PageImage(number, count, len(boxes), min(max(top, 0.0), 1.0), share, png(pixels))


def _quoted(document: Any, wanted: Drawing, count: int) -> tuple[list[Character], float]:
    """The quote's characters; it begins on page `wanted.first` or, where a paragraph runs on, on the next."""
    pages = [number for number in (wanted.first, wanted.first + 1) if 0 < number <= count]
    if not wanted.quote or wanted.number not in (0, *pages):
        return [], 0.0
    characters = [character for number in pages for character in _characters(document[number - 1], number)]
    places, share = find_quote(
        [character.text for character in characters], wanted.quote, wanted.before, wanted.after
    )
    return [characters[place] for place in sorted(set(places))], share


def _characters(page: Any, number: int) -> list[Character]:
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    found, rectangle = [], pdfium.FS_RECTF()
    try:
        for index in range(min(pdfium.FPDFText_CountChars(text_page.raw), MOST_CHARACTERS)):
            code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
            text = chr(code) if 0 < code < 0x110000 else " "
            if text.isspace() or not text.isprintable():
                continue
            if pdfium.FPDFText_GetLooseCharBox(text_page.raw, index, ctypes.byref(rectangle)):
                box = (rectangle.left, rectangle.top, rectangle.right, rectangle.bottom)
                found.append(Character(text, number, box))
    finally:
        text_page.close()
    return found


def _scale(width: float, height: float) -> float:
    """Pixels per point: a readable size, unless the page is so large that its image would be too."""
    width, height = max(width, 1.0), max(height, 1.0)
    return min(
        RESOLUTION / POINTS_PER_INCH,
        math.sqrt(MOST_PIXELS / (width * height)),
        LONGEST_SIDE / max(width, height),
    )


def _on_bitmap(place: Any, box: tuple[float, float, float, float]) -> Box:
    left, top, right, bottom = box
    (x1, y1), (x2, y2) = place(left, top), place(right, bottom)
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
