"""Pages of PDFs as images: the quote is boxed where its words stand, and nothing that a file holds gets out."""

from __future__ import annotations

import contextlib
import io
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.blocks import UnreadableFile
from ingest.page_image import PageImage, page_image
from ingest.readers.pdf_image import LONGEST_SIDE, MOST_PIXELS, RESOLUTION
from ingest.readers.pdf_paint import EDGE, MARKER
from ingest.readers.pdf_quote import find_quote
from tests.ingest.readers import make
from tests.ingest.readers.hostile import REFUSED, SLOW
from tests.ingest.readers.make import Span, lines

PIXELS = RESOLUTION / 72
FIRST = [
    "De voorzitter opent de vergadering om tien uur.",
    "De stuurgroep besluit het ge-",
    "maal te vernieuwen.",
]
QUOTE = "De stuurgroep besluit het gemaal te vernieuwen."
TEXT = f"{FIRST[0]} {QUOTE} Daarna is er koffie."


def drawn(folder: Path, data: bytes, text: str, quote: str, number: int = 0, first: int = 1) -> PageImage:
    """The page as it is drawn of a file with these bytes, in a process of its own."""
    path = folder / "original"
    path.write_bytes(data)
    start = text.index(quote)
    return page_image(path, text, start, start + len(quote), first, number)


def yellow(image: PageImage, left: float, base: float, width: float, height: float = 842) -> float:
    """Which share of a stretch of a line is yellow; in points, as the file has it."""
    pixels = Image.open(io.BytesIO(image.png)).convert("RGB")
    box = (left * PIXELS, (height - base - 7) * PIXELS, (left + width) * PIXELS, (height - base) * PIXELS)
    found = np.asarray(pixels.crop(tuple(round(edge) for edge in box)), np.int16)  # type: ignore[arg-type]
    return float((found[..., 2] < found[..., 0] - 60).mean())


def colours(image: PageImage) -> set[tuple[int, int, int]]:
    pixels = Image.open(io.BytesIO(image.png))
    return {colour for _, colour in pixels.getcolors(1 << 24) or []}  # type: ignore[misc]


def test_the_quote_is_boxed_where_its_words_stand_and_nothing_else_is(tmp_path: Path) -> None:
    image = drawn(tmp_path, make.pdf(lines(*FIRST)), TEXT, QUOTE)
    assert (image.number, image.pages, image.share) == (1, 1, 1.0)
    assert yellow(image, 72, 760, 200) == 0
    assert yellow(image, 72, 746, 120) > 0.5
    assert yellow(image, 72, 732, 80) > 0.5
    assert yellow(image, 300, 746, 100) == 0
    assert {MARKER, EDGE} <= colours(image)
    assert 0.09 < image.top < 0.13


def test_without_a_quote_nothing_is_boxed(tmp_path: Path) -> None:
    image = drawn(tmp_path, make.pdf(lines(*FIRST)), TEXT, "")
    assert (image.boxes, colours(image) & {MARKER, EDGE}) == (0, set())


def test_a_quote_that_goes_on_over_a_page_end_is_boxed_on_both(tmp_path: Path) -> None:
    foot: list[Span] = [(280.0, 30.0, 9.0, "Pagina 1 van 2")]
    pages = make.pdf(
        [*lines(FIRST[0], "De stuurgroep besluit na lang beraad om het gemaal"), *foot],
        lines("Oosterdijk geheel te vernieuwen.", "Daarna is er koffie."),
    )
    quote = "De stuurgroep besluit na lang beraad om het gemaal Oosterdijk geheel te vernieuwen."
    text = f"{FIRST[0]} {quote} Daarna is er koffie."
    first, second = (drawn(tmp_path, pages, text, quote, number) for number in (0, 2))
    assert (first.number, second.number) == (1, 2)
    assert yellow(first, 72, 746, 200) > 0.5
    assert yellow(first, 280, 30, 60) == 0
    assert yellow(second, 72, 760, 120) > 0.5
    assert yellow(second, 72, 746, 80) == 0


def test_a_quote_that_begins_on_the_next_page_opens_that_page(tmp_path: Path) -> None:
    pages = make.pdf(lines(FIRST[0]), lines(*FIRST[1:]))
    assert drawn(tmp_path, pages, TEXT, QUOTE).number == 2
    assert drawn(tmp_path, pages, TEXT, QUOTE, number=1).boxes == 0


def test_a_turned_page_is_boxed_where_it_is_read(tmp_path: Path) -> None:
    data = make.pdf(lines(*FIRST)).replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 595 842] /Rotate 90")
    image = drawn(tmp_path, data, TEXT, QUOTE)
    pixels = Image.open(io.BytesIO(image.png)).convert("RGB")
    assert pixels.width > pixels.height
    assert pixels.getpixel((round(749 * PIXELS), round(150 * PIXELS)))[2] < 200  # type: ignore[index]
    assert pixels.getpixel((round(763 * PIXELS), round(290 * PIXELS)))[2] > 200  # type: ignore[index]


@pytest.mark.parametrize(
    ("page", "quote", "found"),
    [
        ("de ﬁnanciële cijfers", "financiële cijfers", "ﬁnanciëlecijfers"),
        ("verhoogt met 40 mln.2 Daarvan gaat", "verhoogt met 40 mln. Daarvan", "verhoogtmet40mln.2Daarvan"),
        (
            "1 Brief sturen Jansen 1 mei open",
            "Nr: 1 | Actie: Brief sturen | Wie: Jansen",
            "1BriefsturenJansen",
        ),
        ("Akkoord. Punt zes. Akkoord.", "Akkoord.", "Akkoord."),
        ("Er staat iets anders dan dit.", "De stuurgroep besluit het gemaal te vernieuwen.", ""),
        ("x", "—", ""),
    ],
)
def test_a_quote_is_found_by_its_letters(page: str, quote: str, found: str) -> None:
    characters = [character for character in page if character != " "]
    places, share = find_quote(characters, quote)
    assert "".join(characters[place] for place in places) == found
    assert (share >= 0.5) == bool(found)


def test_what_stands_around_it_tells_which_of_two_is_meant() -> None:
    page = "Punt vijf. Akkoord. Punt zes. Akkoord. Sluiting."
    assert find_quote(page, "Akkoord.", "Punt vijf. ", " Punt zes.")[0][0] == page.index("Akkoord")
    assert find_quote(page, "Akkoord.", "Punt zes. ", " Sluiting.")[0][0] == page.rindex("Akkoord")


def test_a_large_page_becomes_an_image_of_bounded_size(tmp_path: Path) -> None:
    for size in (b"[0 0 9999 999]", b"[0 0 1 14400]", b"[0 0 0 0]"):
        data = make.pdf(lines(*FIRST)).replace(b"[0 0 595 842]", size)
        pixels = Image.open(io.BytesIO(drawn(tmp_path, data, TEXT, QUOTE).png))
        assert pixels.width * pixels.height <= 1.01 * MOST_PIXELS
        assert max(pixels.size) <= LONGEST_SIDE


@pytest.mark.parametrize("number", [-1, 2, 10**9])
def test_a_page_that_is_not_there_is_told(tmp_path: Path, number: int) -> None:
    with pytest.raises(UnreadableFile, match="no page"):
        drawn(tmp_path, make.pdf(lines(*FIRST)), TEXT, QUOTE, number)


@pytest.mark.parametrize("name", ["pdf with password", "truncated pdf", "100,000-page tree"])
def test_a_hostile_pdf_is_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    _, content, expected = REFUSED[name]
    began = time.monotonic()
    with pytest.raises(UnreadableFile, match=f"{expected}|can't be read"):
        drawn(tmp_path, content(), TEXT, QUOTE)
    assert time.monotonic() - began < 15


@pytest.mark.parametrize("data", [b"", b"<html><script>x</script>", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        drawn(tmp_path, data, TEXT, QUOTE)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="can't be read"):
        page_image(tmp_path / "weg", TEXT, 0, 5, 1)


@pytest.mark.slow
def test_a_flate_bomb_ends_in_time(tmp_path: Path) -> None:
    began = time.monotonic()
    with contextlib.suppress(UnreadableFile):
        drawn(tmp_path, SLOW["pdf flate bomb"][1](), TEXT, QUOTE)
    assert time.monotonic() - began < 15
