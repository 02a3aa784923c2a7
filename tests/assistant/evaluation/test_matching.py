"""Evidence found back in a report, however it was copied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.matching import find_cells, find_text, locate, make_plain

TEXT = """Verslag “Pompen”

De stuurgroep besluit het gemaal Oosterdijk\u00a0– dat 2,4 mln. kost – te vernieuwen.
Nr: A-1 | Actie: Planning leveren | Wie: Jan Bakker | Gereed: 1-5-2026
Nr: A-2 | Actie: Rekening betalen | Wie: Jan Bakker | Gereed: 1-6-2026
Jan Bakker's financiële na\u00adzorg is coöperatief."""


def cut(text: str, wanted: str) -> list[str]:
    return [text[start:end] for start, end in find_text(wanted, make_plain(text))]


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("Oosterdijk - dat  2,4\nmln. kost", "Oosterdijk\u00a0– dat 2,4 mln. kost"),
        ('Verslag "Pompen"', "Verslag “Pompen”"),
        ("Jan Bakker\u2019s", "Jan Bakker's"),
        ("A-1\tActie: Planning leveren", "A-1 | Actie: Planning leveren"),
        ("financie\u0308le nazorg is coo\u0308peratief", "financiële na\u00adzorg is coöperatief"),
    ],
)
def test_space_marks_and_accents_may_differ(wanted: str, there: str) -> None:
    assert cut(TEXT, wanted) == [there]


@pytest.mark.parametrize("wanted", ["de stuurgroep", "stuurgroep beslist", "", " | ", "emaal Oosterdijk"])
def test_capitals_words_and_beginnings_may_not(wanted: str) -> None:
    assert cut(TEXT, wanted) == []


def test_every_place_is_found_and_short_words_are_whole() -> None:
    assert cut(TEXT, "Jan Bakker") == ["Jan Bakker"] * 3
    assert cut("In 1945 waren er 45, en 45.", "45") == ["45", "45"]


def test_a_long_text_may_break_off_within_a_word() -> None:
    assert cut(TEXT, "De stuurgroep besluit het gemaal Ooster") == ["De stuurgroep besluit het gemaal Ooster"]


@given(st.text("aébB1.–-“|'\u00ad\u00a0 \n", min_size=1, max_size=80), st.data())
def test_a_stretch_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wanted = text[start:end]
    places = find_text(wanted, make_plain(text))
    plain = make_plain(wanted).text
    assert all(make_plain(text[s:e]).text == plain for s, e in places)
    inside = text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()
    if plain and "\u00ad" not in text and (len(plain) >= 20 or not inside):
        assert places


@given(st.text(max_size=80))
def test_plain_text_stays_plain(text: str) -> None:
    plain = make_plain(text)
    assert len(plain.text) == len(plain.offsets)
    assert make_plain(plain.text).text == plain.text
    assert list(plain.offsets) == sorted(plain.offsets)


def test_of_several_lines_those_that_stand_there_count() -> None:
    wanted = (
        "Wat er niet in staat, ook al is het lang.\n- Jan Bakker's financiële nazorg is coöperatief.\nkort"
    )
    pieces, complete = locate(wanted, make_plain(TEXT))
    assert [[TEXT[start:end] for start, end in piece] for piece in pieces] == [
        ["Jan Bakker's financiële na\u00adzorg is coöperatief."]
    ]
    assert not complete
    assert locate("niets\nhiervan", make_plain(TEXT)) == ([], False)
    whole, complete = locate("Verslag “Pompen”\nDe stuurgroep besluit", make_plain(TEXT))
    assert (len(whole), complete) == (1, True)


def test_the_cells_of_a_row_are_found_in_one_line_and_in_order() -> None:
    (span,) = find_cells(["Planning leveren", "Jan Bakker", "1-5-2026"], TEXT)
    assert TEXT[slice(*span)] == "Planning leveren | Wie: Jan Bakker | Gereed: 1-5-2026"
    assert find_cells(["Planning leveren", "1-6-2026"], TEXT) == ()
    assert find_cells(["Jan Bakker", "Planning leveren"], TEXT) == ()
    assert len(find_cells(["Jan Bakker"], TEXT)) == 3
