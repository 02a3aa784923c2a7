"""The HTML of the page: whatever a report holds, it is shown as text; the marks are the quote, to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.building import sample_reports
from tests.ui.page.reading import SAY, STRANGE, Reading, a_turn, an_answer
from ui import shapes
from ui.page.answer import message_html, question_html, turn_html
from ui.page.document import document_html
from ui.page.escape import literal


@pytest.mark.parametrize("text", STRANGE)
def test_text_is_shown_literally(text: str) -> None:
    html = literal(text)
    assert Reading(html).text == text
    assert Reading(html).tags == set()
    assert not set(html.replace("&#", "").replace(";", "")) & set("<>*_[]{}$`|\\\"'/:.")


@given(st.text())
def test_any_text_is_shown_literally(text: str) -> None:
    html = message_html(text)
    assert Reading(html).tags <= {"div", "p", "br"}
    assert "\n" not in html


@given(st.data())
def test_the_marks_are_the_quote(data: st.DataObject) -> None:
    whole = shapes.report(sample_reports()[data.draw(st.integers(0, 3))])
    text = whole["text"]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    read = Reading(document_html(whole, start, end, SAY))
    assert "".join(read.marks) == text[start:end].replace("\n", "")
    assert read.text.replace("\n", "") == text.replace("\n", "")
    assert read.ids.count("quote") == (1 if text[start:end].strip("\n") else 0)
    assert read.tags <= {"p", "h1", "h2", "h3", "h4", "h5", "h6", "mark", "a", "div"}


def test_headings_notes_and_pages_are_shown_without_changing_the_text() -> None:
    whole = shapes.report(sample_reports()[0])
    whole["pages"] = [0, whole["sections"][1]["start"]]
    html = document_html(whole, 0, 0, SAY)
    assert '<h2 id="part-2">Gemaal Oosterdijk</h2>' in html
    assert '<a class="anchor" id="mark-1" href="#note-1" data-note="1"' in html
    assert '<p class="note" id="note-1">1  Kamerstuk 36 850, nr. 12.<a class="back" href="#mark-1"' in html
    assert html.count('class="page"') == 2


def test_two_notes_on_one_word_both_have_their_number_within_the_mark() -> None:
    whole = shapes.report(sample_reports()[0])
    (note,) = whole["footnotes"]
    whole["footnotes"].append({**note, "number": 2})
    at = note["anchor"]
    html = document_html(whole, at - 9, at + 1, SAY)
    mark = html.partition("<mark")[2].partition("</mark>")[0]
    assert [mark.count(f'data-note="{number}"') for number in (1, 2)] == [1, 1]
    assert Reading(html).marks == ["bevestigd."]


def test_the_number_after_a_claim_opens_its_place() -> None:
    answer = an_answer("Zie noot [2]. [1]\nMeer. [2] [3]", [("Zie noot [2].", [1]), ("Meer.", [2, 3])], 3)
    read = Reading(turn_html(a_turn(answer), SAY))
    assert read.links[:3] == [(f"/cited/ab12/{n}?lang=nl#quote", f"bron {n}") for n in (1, 2, 3)]
    assert "Zie noot [2].bron 1" in read.text
    sources = [link for link in read.links if "Titel" in link[1]]
    assert sources == [
        (f"/cited/ab12/{n}?lang=nl#quote", "Titel <b> 2 januari 2025 Kop · blz. 3") for n in (1, 2, 3)
    ]
    assert "let <op>" in read.text
    assert "Doorzocht: 1 verslag (2 januari 2025)" in read.text


def test_not_found_looks_different_and_shows_the_closest() -> None:
    answer = an_answer("Dat staat er niet.", [], 0)
    hit = {
        "report": "a/../b",
        "title": "T",
        "date": None,
        "section": "",
        "page": None,
        "text": "x " * 300,
        "start": 4,
        "end": 9,
    }
    answer |= {"status": "not_found", "closest": [hit]}
    html = turn_html(a_turn(answer), SAY)
    read = Reading(html)
    assert "w-not_found" in html
    assert "w-cite" not in html
    assert "Niet gevonden" in read.text
    assert ("/reader/a%2F..%2Fb?start=4&end=9&lang=nl#quote", "T datum onbekend") in read.links
    assert read.text.count("x") < 250


def test_an_answer_has_no_blank_line_that_would_wake_markdown() -> None:
    answer = an_answer("Een.\n\nTwee. [1]", [("Twee.", [1])], 1)
    assert "\n" not in turn_html(a_turn(answer), SAY)


def test_a_source_that_was_removed_is_told_and_has_no_link() -> None:
    answer = an_answer("Meer. [2]", [("Meer.", [2])], 2)
    answer["citations"][0] |= {"title": "", "section": "", "quote": "", "removed": True}
    read = Reading(turn_html(a_turn(answer), SAY))
    assert "Het verslag van deze bron (2 januari 2025) is verwijderd." in read.text
    assert not [url for url, _ in read.links if "/cited/ab12/1" in url]


def test_what_a_question_was_restricted_to_stands_under_it() -> None:
    where = {"reports": ["a", "b"], "from": "2025-01-02", "series": "stuurgroep <b>", "language": "en"}
    read = Reading(question_html({**a_turn({}), "where": where}, SAY))
    assert "in 2 gekozen verslagen · vanaf 2 januari 2025 · stuurgroep <b> · Engels" in read.text
    assert read.tags == {"div", "p"}
