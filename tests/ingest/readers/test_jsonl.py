"""One report a line."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ingest.blocks import UnreadableFile
from tests.ingest.readers.read import parts, shown

TEXT = (
    "De Raad kwam op 23 mei bijeen in Luxemburg en sprak daar over de verordening die in voorbereiding is.\n"
)


def _line(**fields: object) -> str:
    return json.dumps(
        {"id": "r1", "title": "Verslag Raad", "date": "2024-05-23", "lang": "nl", "text": TEXT, **fields}
    )


def test_fields_are_taken_over() -> None:
    (part,) = parts("a.jsonl", _line())
    assert (part.name, part.original) == ("r1", _line().encode())
    parsed = part.parsed
    assert (parsed.title, parsed.date, parsed.language, parsed.format) == (
        "Verslag Raad",
        date(2024, 5, 23),
        "nl",
        "jsonl",
    )
    assert shown(parsed) == [TEXT.strip()]


def test_text_goes_through_the_structure_finder() -> None:
    (part,) = parts(
        "a.jsonl", _line(text=f"## Veerkrachtfonds\n{TEXT}- een\n- twee\nActie | Wie\nZaal | Eva\n")
    )
    assert shown(part.parsed) == [
        "# Veerkrachtfonds",
        TEXT.strip(),
        "- een",
        "- twee",
        "| Actie: Zaal | Wie: Eva",
    ]


def test_bad_lines_are_named_and_the_others_go_on() -> None:
    lines = [
        _line(),
        "{kapot",
        "[1]",
        _line(id="r2", text=""),
        "",
        _line(id="r1"),
        _line(id="r3", date="gisteren"),
    ]
    found = parts("a.jsonl", "\n".join(lines))
    assert [part.name for part in found] == ["r1", "r1 (line 6)", "r3"]
    assert [warning.split(":")[0] for warning in found[0].parsed.warnings] == [
        "line 2 was left out",
        "line 3 was left out",
        "line 4 was left out",
    ]
    assert found[1].parsed.warnings == ("line 6 has the id 'r1' of an earlier line",)
    assert found[2].parsed.date is None
    assert "gisteren" in found[2].parsed.warnings[0]


def test_line_without_id_is_named_after_its_number() -> None:
    assert parts("a.jsonl", "\n" + json.dumps({"text": TEXT}))[0].name == "line 2"


def test_html_is_read_where_there_is_no_text() -> None:
    (part,) = parts("a.jsonl", _line(text="", html="<p>De norm geldt.</p><script>x</script>"))
    assert shown(part.parsed) == ["De norm geldt."]


def test_file_of_other_things_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="none of its lines is a report; line 1"):
        parts("a.jsonl", '{"vraag": "wie?"}\n{"vraag": "wat?"}\n')
