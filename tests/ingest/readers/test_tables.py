"""Tables of all shapes in which meeting reports set their attendance and their actions."""

from __future__ import annotations

import pytest

from tests.ingest.readers import make
from tests.ingest.readers.read import one, shown

ATTENDANCE = ["| Vergaderdatum: 13-10-2021", "| Aanwezig: Frank (Geonovum), Henri (VNG)", "| Notulist: Frank"]
LABELS = ("Vergaderdatum", "13-10-2021"), ("Aanwezig", "Frank (Geonovum), Henri (VNG)"), ("Notulist", "Frank")


def _rows(body: str) -> list[str]:
    return [line for line in shown(one("a.docx", make.docx(body))) if not line.startswith("#")]


def _html(table: str) -> list[str]:
    page = f"<html><body><h1>Verslag</h1><table>{table}</table><p>De vergadering begint om tien uur.</p></body></html>"
    return shown(one("a.html", page))[1:-1]


def test_labels_over_values_in_cells() -> None:
    (date, day), (present, names), (minutes, who) = LABELS
    first = make.cell(make.bold(date), day), make.cell(make.bold(present), names)
    second = make.cell(make.bold(minutes), who), make.cell(make.bold("Afwezig"))
    third = make.cell(make.bold("Blad"), "1 van 3"), make.cell()
    assert _rows(make.table(first, second, third)) == [*ATTENDANCE, "| Afwezig: –"]


def test_labels_over_values_without_bold_are_known_by_their_words() -> None:
    cells = [make.cell(label.lower(), value) for label, value in LABELS]
    assert _rows(make.table(cells)) == [
        row.replace("| " + row[2], "| " + row[2].lower(), 1) for row in ATTENDANCE
    ]


@pytest.mark.parametrize("mark", [make.bold, lambda text: make.paragraph(f"{text}:"), make.paragraph])
def test_two_columns_of_label_and_value(mark: type[str]) -> None:
    assert _rows(make.table(*[[make.cell(mark(label)), value] for label, value in LABELS])) == ATTENDANCE


def test_two_columns_all_bold() -> None:
    rows = [[make.cell(make.bold(label)), make.cell(make.bold(value))] for label, value in LABELS]
    assert _rows(make.table(*rows)) == ATTENDANCE


def test_four_columns_of_label_and_value() -> None:
    (date, day), (present, names), (minutes, who) = LABELS
    rows = [date, day, present, names], [minutes, who, "Locatie", "Den Haag"]
    assert _rows(make.table(*rows)) == [ATTENDANCE[0], ATTENDANCE[1], ATTENDANCE[2], "| Locatie: Den Haag"]


def test_form_is_found_whatever_the_source_calls_its_header() -> None:
    table = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in LABELS)
    assert _html(table) == ATTENDANCE
    pipes = "# Verslag\n\n| Vergaderdatum | 13-10-2021 |\n|---|---|\n" + "".join(
        f"| {a} | {b} |\n" for a, b in LABELS[1:]
    )
    assert shown(one("a.md", pipes))[1:] == ATTENDANCE


def test_header_goes_with_each_row() -> None:
    header = [make.cell(make.bold(text)) for text in ("Actiepunt", "wie", "status")]
    body = make.table(header, ["Handreiking opstellen", "Jansen", "open"], ["Zaal regelen", "De Vries", ""])
    assert _rows(body) == [
        "| Actiepunt: Handreiking opstellen | wie: Jansen | status: open",
        "| Actiepunt: Zaal regelen | wie: De Vries",
    ]


def test_header_without_bold_is_known_by_its_words() -> None:
    assert _rows(make.table(["No.", "Action", "Owner"], ["1", "Book the room", "Helen"])) == [
        "| No.: 1 | Action: Book the room | Owner: Helen"
    ]


def test_table_without_header_is_not_given_one() -> None:
    rows = (
        ["Contact opnemen met het ministerie over deelname", "Frank", "Gesloten, niet enthousiast."],
        ["Draaiboek", "Eva", "Open"],
    )
    assert _rows(make.table(*rows)) == [
        "| Contact opnemen met het ministerie over deelname | Frank | Gesloten, niet enthousiast.",
        "| Draaiboek | Eva | Open",
    ]


def test_names_with_organisations_are_no_form() -> None:
    rows = (
        [make.cell(make.bold("Naam")), make.cell(make.bold("Organisatie"))],
        ["Jan", "Kadaster"],
        ["Eva", "Logius"],
    )
    assert _rows(make.table(*rows)) == [
        "| Naam: Jan | Organisatie: Kadaster",
        "| Naam: Eva | Organisatie: Logius",
    ]


def test_lines_that_belong_together_in_pairs_become_rows() -> None:
    header = [make.cell(make.bold(text)) for text in ("Actie", "Wie", "Status")]
    row = ["Ondertekenaar aanleveren", make.cell("Frank", "Henri"), make.cell("Klaar", "Open")]
    assert _rows(make.table(header, row)) == [
        "| Actie: Ondertekenaar aanleveren | Wie: Frank | Status: Klaar",
        "| Actie: Ondertekenaar aanleveren | Wie: Henri | Status: Open",
    ]


def test_struck_out_row_says_so() -> None:
    struck = [
        make.cell(make.paragraph(make.run(text, "<w:strike/>")))
        for text in ("Manifest regelen", "Mickel", "loopt")
    ]
    header = [make.cell(make.bold(text)) for text in ("Actiepunt", "wie", "status")]
    assert _rows(make.table(header, struck, ["Zaal", "Frank", "open"]))[0] == (
        "| Actiepunt: Manifest regelen | wie: Mickel | status: loopt (doorgehaald)"
    )


def test_frame_of_one_column_is_ordinary_text() -> None:
    frame = make.table(["Stelling 1"], ["De overheid moet zich beperken tot kerntaken."])
    assert shown(one("a.docx", make.docx(frame))) == [
        "# Stelling 1",
        "De overheid moet zich beperken tot kerntaken.",
    ]


def test_cell_over_two_rows_is_said_in_both() -> None:
    table = (
        "<tr><th>Land</th><th>Jaar</th><th>Bedrag</th></tr>"
        "<tr><td rowspan=2>Noorwegen</td><td>2024</td><td>12</td></tr>"
        "<tr><td>2025</td><td>14</td></tr>"
    )
    assert _html(table) == [
        "| Land: Noorwegen | Jaar: 2024 | Bedrag: 12",
        "| Land: Noorwegen | Jaar: 2025 | Bedrag: 14",
    ]


def test_long_values_are_paragraphs_with_their_label() -> None:
    prose = "Het platform brengt organisaties bijeen. " * 10
    rows = ["Netwerkfunctie", prose], ["Kennisdeling", prose]
    assert [line.split(":")[0] for line in _rows(make.table(*rows))] == ["Netwerkfunctie", "Kennisdeling"]


def test_note_in_a_cell_keeps_its_place() -> None:
    parsed = one(
        "a.md",
        "# Verslag\n\n| Land | Bedrag |\n|---|---|\n| Noorwegen[^1] | 12 |\n\n[^1]: Voorlopig cijfer.\n",
    )
    row = parsed.blocks[1]
    assert row.text == "Land: Noorwegen | Bedrag: 12"
    assert [(row.text[: note.at], note.text) for note in row.notes] == [
        ("Land: Noorwegen", "Voorlopig cijfer.")
    ]


def test_table_that_claims_a_million_cells_is_read() -> None:
    table = "<tr><td colspan=1000000 rowspan=1000000>Bedrag</td></tr><tr><td>12</td></tr>"
    assert any("Bedrag" in line for line in _html(table))
