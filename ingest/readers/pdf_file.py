"""A PDF file → the text of its pages; pypdfium2 is known here, in `pdf_segments` and in `pdf_image` only."""

from __future__ import annotations

from typing import Any

from ingest.blocks import UnreadableFile
from ingest.readers.draft import Manuscript
from ingest.readers.pdf_page import PageText
from ingest.readers.pdf_segments import read_page, segments_of

MOST_PAGES = 3_000


def read_pages(data: bytes, manuscript: Manuscript) -> list[PageText]:
    """The text of all pages; pages that hold only images are named in a warning."""
    document = open_document(data)
    pages, images = [], []
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableFile(f"it has {len(document):,} pages; at most {MOST_PAGES:,} are read")
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            glyphs, width, height = read_page(page)
            found = PageText(number, width, height, segments_of(glyphs, number))
            if not found.segments and _holds_image(page):
                images.append(number)
            pages.append(found)
            page.close()
    finally:
        document.close()
    letters = sum(
        character.isalnum() for page in pages for segment in page.segments for character in segment.text
    )
    if letters < 20 * max(1, len(images)) and images:
        raise UnreadableFile(
            "it holds no text, only images: it is a scan; run it through text recognition (OCR) first"
        )
    if images:
        shown = ", ".join(map(str, images[:10])) + (" …" if len(images) > 10 else "")
        manuscript.warnings.append(f"no text on page {shown}: only images")
    return pages


def open_document(data: bytes) -> Any:
    """The document; UnreadableFile when it is damaged or needs a password."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) == 0:
            raise UnreadableFile("it has no pages: the file is damaged")
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableFile("it is protected with a password; save it without one") from error
        raise UnreadableFile("the file is damaged or not complete; open and save it again") from error
    return document


def _holds_image(page: Any) -> bool:
    import pypdfium2.raw as raw

    return any(
        item.type in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM) for item in page.get_objects(max_depth=2)
    )
