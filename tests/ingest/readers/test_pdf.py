"""PDF files: structure by place, size and weight."""

from __future__ import annotations

import textwrap

import pytest

from tests.ingest.readers import make
from tests.ingest.readers.make import Span, lines
from tests.ingest.readers.read import one, shown

A = (
    "De bondgenoten bespraken het belang van een voortvarende uitvoering va"
    "n de gemaakte afspraken, en namen er goede nota van."
)
B = (
    "Nederland riep op tot samenwerking tussen de industrieën aan beide zij"
    "den van de oceaan, en lichtte de eigen groei toe."
)


def _wrapped(text: str, top: float, width: int = 80, left: float = 72, size: float = 11) -> list[Span]:
    return lines(*textwrap.wrap(text, width), top=top, left=left, size=size)


def test_headings_paragraphs_and_pages() -> None:
    first = [
        *lines("*Verslag ministeriële bijeenkomst", size=18, top=780),
        *_wrapped(A, 740),
        *lines("*Uitgaven", size=14, top=690),
        *_wrapped(B, 660),
    ]
    second = [*lines("*Overig", size=14, top=780), *_wrapped(A, 750)]
    parsed = one("a.pdf", make.pdf(first, second))
    assert shown(parsed) == ["# Verslag ministeriële bijeenkomst", A, "## Uitgaven", B, "## Overig", A]
    assert [block.page for block in parsed.blocks] == [1, 1, 1, 1, 2, 2]


def test_bold_lines_of_body_size_are_headings() -> None:
    page = [
        *lines("*1. Opening", top=780),
        *_wrapped(A, 760),
        *lines("*2. Financiën", top=700),
        *_wrapped(B, 680),
    ]
    assert shown(one("a.pdf", make.pdf(page))) == ["# 1. Opening", A, "# 2. Financiën", B]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    pages = []
    for number in range(1, 5):
        head = [(72.0, 815.0, 9.0, "Ministerie van Zaken - Verslag")]
        foot = [(280.0, 30.0, 9.0, f"Pagina {number} van 4"), (72.0, 42.0, 9.0, f"Kenmerk 2025-{number}")]
        pages.append(
            [
                *head,
                *_wrapped(f"Bladzijde {number} gaat over onderwerp {number}. {A if number % 2 else B}", 760),
                *foot,
            ]
        )
    text = " ".join(shown(one("a.pdf", make.pdf(*pages))))
    assert "Ministerie" not in text
    assert "Pagina" not in text
    assert "Kenmerk" not in text
    assert text.count("gaat over onderwerp") == 4


def test_bare_page_number_goes_and_a_year_in_the_text_stays() -> None:
    page = [
        *_wrapped(A, 760),
        *lines("In dat jaar gebeurde er veel, zo bleek uit het verslag van:", "2025", top=700),
        (295.0, 30.0, 10.0, "7"),
    ]
    text = shown(one("a.pdf", make.pdf(page)))
    assert any("2025" in line for line in text)
    assert "7" not in text


def test_broken_words_and_paragraphs_over_a_page_end_are_joined() -> None:
    first = lines(
        "De bondgenoten onderstreepten het belang van de gezamenlijke veilig-",
        "heid in de regio en spraken daarbij over de bijdragen die de landen",
        "aan het gezamenlijke fonds leveren en de voorwaarden waaronder dat",
        top=400,
    )
    second = lines(
        "kan gebeuren in het komende jaar.", "", "Dit is een nieuwe alinea van het verslag.", top=780
    )
    text = shown(one("a.pdf", make.pdf(first, second)))
    assert "gezamenlijke veiligheid in de regio" in text[0]
    assert text[0].endswith("waaronder dat kan gebeuren in het komende jaar.")
    assert text[1] == "Dit is een nieuwe alinea van het verslag."


def test_footnotes_at_the_foot_are_bound_to_their_mark() -> None:
    page = [
        *lines("Nederland kondigde, zoals eerder aan de Kamer gemeld", top=760),
        (348.0, 764.0, 7.0, "1"),
        (352.0, 760.0, 11.0, ", een bijdrage aan."),
        *lines("Het fonds is 3 jaar oud en telt inmiddels twaalf deelnemende landen.", top=746),
        (72.0, 84.0, 6.0, "1"),
        (78.0, 81.0, 9.0, "Kamerstuk 36 850, nr. X-2, over de bijdrage van dit jaar aan"),
        (72.0, 70.0, 9.0, "het fonds voor herstel."),
    ]  # fmt: skip
    parsed = one("a.pdf", make.pdf(page))
    noted = [(block.text[: note.at], note.text) for block in parsed.blocks for note in block.notes]
    assert noted == [
        (
            "Nederland kondigde, zoals eerder aan de Kamer gemeld",
            "Kamerstuk 36 850, nr. X-2, over de bijdrage van dit jaar aan het fonds voor herstel.",
        )
    ]
    assert "Kamerstuk" not in " ".join(shown(parsed))


def test_small_print_without_a_mark_stays_text() -> None:
    page = [
        *_wrapped(A, 760),
        *_wrapped(B, 700),
        (72.0, 81.0, 8.0, "3 exemplaren liggen ter inzage bij de griffie."),
    ]
    assert shown(one("a.pdf", make.pdf(page)))[-1].endswith("exemplaren liggen ter inzage bij de griffie.")


def test_two_columns_are_read_one_after_the_other() -> None:
    left = _wrapped(f"{A} {A}", 760, width=38)
    right = _wrapped(f"{B} {B}", 760, width=38, left=320)
    text = " ".join(shown(one("a.pdf", make.pdf([*left, *right]))))
    assert text == f"{A} {A} {B} {B}"


def test_two_columns_drawn_line_by_line_still_keep_their_words() -> None:
    left, right = _wrapped(f"{A} {A}", 760, width=38), _wrapped(f"{B} {B}", 760, width=38, left=320)
    drawn = [span for pair in zip(left, right, strict=False) for span in pair]
    text = " ".join(shown(one("a.pdf", make.pdf(drawn))))
    assert "voortvarende" in text
    assert "oceaan" in text


def test_table_with_header() -> None:
    rows = [
        ("*Actie", "*Wie", "*Gereed"),
        ("Zaal regelen", "Eva Smit", "1 maart"),
        ("Notulen rondsturen", "Jan Bos", "2 maart"),
    ]
    spans = [
        (left, 650.0 - 18 * number, 11.0, text)
        for number, row in enumerate(rows)
        for left, text in zip((72.0, 300.0, 420.0), row, strict=True)
    ]
    assert shown(one("a.pdf", make.pdf([*_wrapped(A, 760), *spans])))[1:] == [
        "| Actie: Zaal regelen | Wie: Eva Smit | Gereed: 1 maart",
        "| Actie: Notulen rondsturen | Wie: Jan Bos | Gereed: 2 maart",
    ]


def test_form_of_labels_and_values() -> None:
    rows = [("Datum:", "3 maart 2026"), ("Aanwezig:", "Eva Smit, Jan Bos"), ("Notulist:", "Jan Bos")]
    spans = [
        (left, 650.0 - 18 * number, 11.0, text)
        for number, row in enumerate(rows)
        for left, text in zip((72.0, 200.0), row, strict=True)
    ]
    assert shown(one("a.pdf", make.pdf([*_wrapped(A, 760), *spans])))[1:] == [
        "| Datum: 3 maart 2026",
        "| Aanwezig: Eva Smit, Jan Bos",
        "| Notulist: Jan Bos",
    ]


def test_lists_with_bullets_apart_from_their_text() -> None:
    spans: list[Span] = []
    for number, text in enumerate(["een lijst van verdachte schepen;", "een rapportage aan de ministers."]):
        spans += [(72.0, 650.0 - 16 * number, 11.0, "•"), (90.0, 650.0 - 16 * number, 11.0, text)]
    assert shown(one("a.pdf", make.pdf([*_wrapped(A, 760), *spans])))[1:] == [
        "- een lijst van verdachte schepen;",
        "- een rapportage aan de ministers.",
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page_is_read(turn: int) -> None:
    data = make.pdf(_wrapped(A, 760)).replace(b"/MediaBox", b"/Rotate %d /MediaBox" % turn)
    assert A.split()[3] in " ".join(shown(one("a.pdf", data)))


def test_page_of_images_among_text_is_said() -> None:
    parsed = one("a.pdf", make.pdf(_wrapped(A, 760), [(72, 760, 11, " ")]))
    assert shown(parsed) == [A]
