"""Plain text: headings, wrapped lines, lists, tables, quotes and footnotes."""

from __future__ import annotations

import textwrap

import pytest

from tests.ingest.readers.read import one, shown

A = (
    "De bondgenoten bespraken het belang van een voortvarende uitvoering va"
    "n de gemaakte afspraken over de uitgaven, en namen er goede nota van."
)
B = (
    "Nederland riep op tot samenwerking tussen de industrieën aan beide zij"
    "den van de oceaan, en lichtte de eigen groei toe."
)


def _text(source: str) -> list[str]:
    return shown(one("verslag.txt", source))


def test_short_lines_before_paragraphs_are_headings() -> None:
    title = "VERSLAG MINISTERIËLE BIJEENKOMST VAN 3 december 2025"
    source = f"{title}\n{A}\nVerhoging van de uitgaven\n{A}\n{B}\nOverige onderwerpen\n{B}\n"
    assert _text(source) == [
        "# VERSLAG MINISTERIËLE BIJEENKOMST VAN 3 december 2025",
        A,
        "## Verhoging van de uitgaven",
        A,
        B,
        "## Overige onderwerpen",
        B,
    ]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_wrapped_lines_are_joined(width: int) -> None:
    source = (
        "Verslag van het overleg\n\n"
        + textwrap.fill(A, width)
        + "\n\nUitgaven\n\n"
        + textwrap.fill(f"{A} {B}", width)
        + "\n"
    )
    assert _text(source) == ["# Verslag van het overleg", A, "## Uitgaven", f"{A} {B}"]


def test_word_broken_off_is_made_whole() -> None:
    source = (
        "Het programma voor de beveiliging van de waterwegen kreeg van het waterschap-\n"
        "bestuur dit jaar een bijdrage, in-\nen uitvoer daarvan is belegd bij de dienst en\n"
        "het bestuur van de stichting volgt dat met grote aandacht in het komende\njaar."
    )
    assert "waterschapbestuur" in " ".join(_text(source))
    assert "in- en uitvoer" in " ".join(_text(source))


def test_lines_that_were_meant_stay_apart() -> None:
    source = f"Verslag\n\nDatum: 3 maart 2026\nPlaats: Den Haag\nVoorzitter: mevrouw Jansen\n\n{textwrap.fill(A, 72)}\n"
    assert _text(source)[1:4] == ["Datum: 3 maart 2026", "Plaats: Den Haag", "Voorzitter: mevrouw Jansen"]


def test_names_under_a_label_are_items() -> None:
    assert _text(
        f"Verslag\n\nAanwezig:\nJan Jansen (Kadaster)\nEva Smit (Logius)\nPiet Bos\n\nOpening\n{A}\n"
    )[2:5] == [
        "- Jan Jansen (Kadaster)",
        "- Eva Smit (Logius)",
        "- Piet Bos",
    ]


def test_lists_keep_number_and_depth() -> None:
    source = (
        f"Verslag\n\n{A}\n- een visum;\n  - een bijlage\n- een ticket.\n\n1. eerst dit\n2. dan dat\n\n{B}\n"
    )
    assert _text(source)[2:7] == [
        "- een visum;",
        "-- een bijlage",
        "- een ticket.",
        "- 1. eerst dit",
        "- 2. dan dat",
    ]


def test_numbered_line_before_text_is_a_heading() -> None:
    source = f"Verslag stuurgroep\n\n1. Opening\n{A}\n2. Financiën\n{B}\n3. Sluiting\nDe voorzitter sluit.\n"
    assert [line for line in _text(source) if line.startswith("#")] == [
        "# Verslag stuurgroep",
        "## 1. Opening",
        "## 2. Financiën",
        "## 3. Sluiting",
    ]


def test_agenda_is_a_list() -> None:
    assert _text(f"Verslag\n\nAgenda\n1. Opening\n2. Financiën\n3. Sluiting\n\nOpening\n{A}\n")[2:5] == [
        "- 1. Opening",
        "- 2. Financiën",
        "- 3. Sluiting",
    ]


def test_exported_footnotes_are_bound() -> None:
    noted = "Nederland kondigde, zoals gemeld[footnoteRef:1], steun aan.  [1:  Kamerstuk 36 850, nr. X-2] "
    source = f"Verslag\n{A}\n{noted}\n\n{B}\n"
    parsed = one("a.txt", source)
    block = parsed.blocks[2]
    assert block.text == "Nederland kondigde, zoals gemeld, steun aan."
    assert [(block.text[: note.at], note.text) for note in block.notes] == [
        ("Nederland kondigde, zoals gemeld", "Kamerstuk 36 850, nr. X-2")
    ]
    assert all("footnote" not in line and "[1:" not in line for line in shown(parsed))


def test_footnote_numbers_may_start_again_and_hold_brackets() -> None:
    first, second = (
        "A[footnoteRef:1] loopt. [1:  Een [zie bijlage] noot]",
        "B[footnoteRef:1] loopt. [1:  Twee]",
    )
    source = f"{first}\n{second}\nC[footnoteRef:2] loopt.\n"
    parsed = one("a.txt", source)
    assert [[note.text for note in block.notes] for block in parsed.blocks] == [
        ["Een [zie bijlage] noot"],
        ["Twee"],
        [],
    ]
    assert parsed.warnings == ("footnote 2 has a mark but no text",)


def test_brackets_that_are_no_footnotes_stay() -> None:
    assert _text("Zie [1: de bijlage] voor meer.\n") == ["Zie [1: de bijlage] voor meer."]


def test_markdown_in_a_file_without_extension() -> None:
    head = "# Werkgroep\n\n**Datum:** 12-7-2023\n\n**Aanwezig:** \nFrank (Geonovum)\nEva (Logius)\n\n"
    source = f"{head}**Terugkoppeling**\n\n{A} Zie [de site](https://a.example/x).\n"
    assert shown(one("verslag 12 juli 2023", source)) == [
        "# Werkgroep",
        "Datum: 12-7-2023",
        "## Aanwezig:",
        "- Frank (Geonovum)",
        "- Eva (Logius)",
        "## Terugkoppeling",
        f"{A} Zie de site.",
    ]


@pytest.mark.parametrize("border", [" | ", "\t"])
def test_tables_of_bars_or_tabs(border: str) -> None:
    rows = (
        border.join(["Actie", "Wie", "Gereed"]),
        border.join(["Zaal regelen", "Eva", "1 maart"]),
        border.join(["Notulen", "Jan", "2 maart"]),
    )
    assert _text(f"Verslag\n\n{A}\n\n" + "\n".join(rows) + f"\n\n{B}\n")[2:4] == [
        "| Actie: Zaal regelen | Wie: Eva | Gereed: 1 maart",
        "| Actie: Notulen | Wie: Jan | Gereed: 2 maart",
    ]


def test_quoted_mail_is_joined_without_its_marks() -> None:
    quoted = "\n".join(f"> {line}" for line in textwrap.wrap(A, 70))
    assert A in _text(
        f"Beste allen,\n\nAkkoord met het onderstaande voorstel, dank daarvoor aan iedereen.\n\n{quoted}\n"
    )


def test_speakers_keep_a_line_each() -> None:
    chair = "[0] The Chair: I call this meeting to order. We begin."
    source = f"{chair}\n[1] Mr. Jones: Thank you, Chair. I have a document to table today.\n"
    assert len(_text(source)) == 2


def test_rows_that_name_their_own_columns_stay_as_they_are() -> None:
    rows = [
        "Nr: A-08 | Actie: Plan maken | Wie: Anke de Vries",
        "Nr: A-09 | Actie: Kabel keuren | Wie: Tom Kuipers",
    ]
    read = _text("Actielijst\n\n" + "\n".join(rows) + "\n")
    assert read[1:] == [f"| {row}" for row in rows]
