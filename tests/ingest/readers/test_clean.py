"""Characters and footnote marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.clean import mark, one_line, scrub, settle, without_marks


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Oekrai\u0308ne", "Oekraïne"),
        ("ef\ufb01ci\u00ebnt", "efficiënt"),
        ("sa\u00admen\u200bwer\u2060king", "samenwerking"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("\uf0b7 punt", "• punt"),
        ("a\x00b\x07c", "abc"),
        ("regel\u2028volgende", "regel\nvolgende"),
        ("half \ud800 teken", "half \ufffd teken"),
    ],
)
def test_scrub_takes_out_what_cannot_be_seen(source: str, expected: str) -> None:
    assert scrub(source) == expected


def test_one_line_makes_all_space_single() -> None:
    assert one_line("  EUR\u00a0250\u202fmln. \n\t aan ") == "EUR 250 mln. aan"


@pytest.mark.parametrize(
    ("text", "expected", "at"),
    [
        (f"meldde{mark(0)}, dat", "meldde, dat", 6),
        (f"meldde {mark(0)}, dat", "meldde, dat", 6),
        (f"aan. {mark(0)} Ook", "aan. Ook", 4),
        (f"aan.{mark(0)} Ook", "aan. Ook", 4),
        (f"aan{mark(0)}", "aan", 3),
        (f"{mark(0)} aan", "aan", 0),
    ],
)
def test_mark_becomes_an_offset_in_the_text_without_it(text: str, expected: str, at: int) -> None:
    settled, notes = settle(text, ["de noot"])
    assert settled == expected
    assert [(note.at, note.text) for note in notes] == [(at, "de noot")]


def test_marks_right_after_each_other_keep_their_order() -> None:
    settled, notes = settle(f"aan{mark(0)}{mark(1)}. Ook", ["een", "twee"])
    assert settled == "aan. Ook"
    assert [(note.at, note.text) for note in notes] == [(3, "een"), (3, "twee")]


@given(st.lists(st.tuples(st.text(max_size=20), st.booleans()), max_size=8))
def test_settle_gives_clean_text_and_offsets_inside_it(pieces: list[tuple[str, bool]]) -> None:
    source = ""
    notes: list[str] = []
    for text, noted in pieces:
        source += scrub(text)
        if noted:
            source += mark(len(notes))
            notes.append(f"noot {len(notes)}")
    settled, placed = settle(source, notes)
    assert settled == one_line(settled) == without_marks(settled)
    assert [note.text for note in placed] == notes
    assert all(0 <= note.at <= len(settled) for note in placed)
    assert [note.at for note in placed] == sorted(note.at for note in placed)
    assert settled.replace(" ", "") == "".join(without_marks(source).split()) or not settled.isascii()


def test_a_source_cannot_forge_a_mark() -> None:
    assert scrub(f"tekst{mark(0)}") == "tekst"
