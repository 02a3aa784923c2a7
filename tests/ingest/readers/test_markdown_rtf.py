"""Markdown as people write it, and rich text."""

from __future__ import annotations

from tests.ingest.readers import make
from tests.ingest.readers.read import one, shown


def test_lines_of_names_stay_apart_and_wrapped_lines_are_joined() -> None:
    source = (
        "# Werkgroep\n\n**Aanwezig:** \nFrank Terpstra (Geonovum)\nRonald Coenen (Tilburg)\n\n"
        "Dit is een zin die over twee regels is\nverdeeld door de schrijver van dit verslag.\n"
    )
    assert shown(one("a.md", source)) == [
        "# Werkgroep",
        "## Aanwezig:",
        "- Frank Terpstra (Geonovum)",
        "- Ronald Coenen (Tilburg)",
        "Dit is een zin die over twee regels is verdeeld door de schrijver van dit verslag.",
    ]


def test_list_right_under_a_paragraph_and_line_break_tags() -> None:
    assert shown(one("a.mdown", "# V\n\n***Theo***:<br>\nIk zie mijn punten niet:\n- visie\n- missie\n"))[
        1:
    ] == [
        "## Theo:",
        "Ik zie mijn punten niet:",
        "- visie",
        "- missie",
    ]


def test_footnotes_and_front_matter() -> None:
    parsed = one("a.md", "---\ntitle: Verslag Raad\n---\n\nDe norm[^a] geldt.\n\n[^a]: Kamerstuk 1.\n")
    assert parsed.title == "Verslag Raad"
    assert shown(parsed) == ["# Verslag Raad", "De norm geldt."]
    assert parsed.blocks[1].notes[0].at == len("De norm")


def test_broken_front_matter_is_read_as_text() -> None:
    assert "De norm geldt." in shown(one("a.md", "---\ntitle: [open\n: :\n---\n\nDe norm geldt.\n"))


RICH = r"""{\rtf1\ansi\ansicpg1252 \pard {Verslag van het overleg\par}
\pard {Nederland kondigde aan{\super\chftn{\*\footnote\pard\plain {\super\chftn}
{ Kamerstuk 36 850.}}} dat het fonds groeit.\par}
\trowd\cellx4428\cellx8856\pard\intbl {Actie\cell Wie\cell}\pard\intbl{\trowd\cellx4428\cellx8856\row}
\trowd\cellx4428\cellx8856\pard\intbl {Zaal regelen\cell Eva\cell}\pard\intbl{\trowd\cellx4428\cellx8856\row}
\pard {Einde{\super\chftn{\footnote\pard\plain{Twee.}}} van het verslag {\v geheim}hier.\par}}"""


def test_rich_text_with_notes_and_a_table_right_before_a_note() -> None:
    parsed = one("a.rtf", RICH)
    assert shown(parsed) == [
        "# Verslag van het overleg",
        "Nederland kondigde aan dat het fonds groeit.",
        "| Actie: Zaal regelen | Wie: Eva",
        "Einde van het verslag hier.",
    ]
    assert [note.text for block in parsed.blocks for note in block.notes] == ["Kamerstuk 36 850.", "Twee."]


def test_rich_text_named_doc_is_read() -> None:
    assert shown(one("oud.doc", make.by_pandoc("De norm geldt voor allen.", "rtf"))) == [
        "De norm geldt voor allen."
    ]
