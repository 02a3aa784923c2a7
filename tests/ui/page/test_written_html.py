"""The HTML of what a language model writes: text, whatever it says, and never without how it fared."""

from __future__ import annotations

import pytest

from tests.ui.page.reading import SAY, STRANGE, Reading, a_turn, an_answer
from ui.page.answer import question_html, turn_html
from ui.page.claims import draft_html
from ui.shapes import EXTRA, Json


def a_written_turn(sentence: str = "Samen.") -> Json:
    answer = an_answer(f"{sentence} [1] Fout. [2] Los.", [(sentence, [1]), ("Fout.", [2]), ("Los.", [])], 2)
    for claim in answer["claims"][1:]:
        claim["verified"] = False
    quoted = {"text": "De zin. [1]", "claims": [{"text": "De zin.", "citations": [1], "verified": True}]}
    answer[EXTRA] |= {"failed": [[], ["het getal <3>"], []], "quoted": quoted}
    return a_turn(answer | {"mode": "generated"})


def test_what_was_written_stands_above_the_quotes_with_how_each_sentence_fared() -> None:
    html = turn_html(a_written_turn(), SAY)
    read = Reading(html)
    order = [
        "let <op>",
        "Geschreven antwoord door een taalmodel",
        "Samen.bron 1(bevestigd) Fout.bron 2 niet bevestigdniet bevestigd: het getal <3> "
        "Los. zonder bronzonder bron: deze zin noemt geen bron",
        "De citaten",
        "De zin.bron 1",
    ]
    places = [read.text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert [url for url, said in read.links if said.startswith("bron")] == [
        f"/cited/ab12/{number}?lang=nl#quote" for number in (1, 2, 1)
    ]
    assert "\n" not in html


@pytest.mark.parametrize("text", STRANGE)
def test_what_a_model_writes_is_text(text: str) -> None:
    for html in (
        turn_html(a_written_turn(text), SAY),
        draft_html(
            a_written_turn(),
            {"claims": [{"text": text, "citations": [1], "verified": True}], "failed": [[]], "pending": text},
            SAY,
        ),
    ):
        read = Reading(html)
        assert text in read.text
        assert read.tags <= {
            "div",
            "p",
            "span",
            "a",
            "button",
            "ol",
            "li",
            "blockquote",
            "time",
            "details",
            "summary",
        }
        assert all(url.startswith(("/cited/", "/page/")) for url, _ in read.links)
        assert "\n" not in html


def test_a_number_that_the_kept_answer_does_not_have_is_no_link_yet() -> None:
    claims = [{"text": "Zo.", "citations": [1, 7], "verified": True}]
    read = Reading(draft_html(a_written_turn(), {"claims": claims, "failed": [[]], "pending": ""}, SAY))
    assert [said for _, said in read.links] == ["bron 1"]
    assert "Zo.bron 17(bevestigd)" in read.text


def test_an_answer_that_was_kept_before_there_were_written_ones_is_shown() -> None:
    answer = an_answer("De zin. [1]", [("De zin.", [1])], 1)
    assert answer[EXTRA].keys() == {"notices", "note", "language"}
    html = turn_html(a_turn(answer), SAY)
    assert "De zin." in Reading(html).text
    assert "w-written" not in html
    written = a_written_turn()
    written["answer"][EXTRA] = {"notices": [], "note": "", "language": "nl"}
    assert "niet bevestigd: de bronnen dragen deze zin niet" in Reading(turn_html(written, SAY)).text


def test_what_was_searched_for_stands_under_the_question_when_it_is_another() -> None:
    turn = a_turn({EXTRA: {"understood": "Wie <b>was</b> er?"}})
    assert (
        "Gezocht naar: Wie <b>was</b> er? verbeter als nieuwe vraag" in Reading(question_html(turn, SAY)).text
    )
    others: list[Json] = [{}, {EXTRA: {}}, {EXTRA: {"understood": ""}}]
    for answer in others:
        assert "Gezocht naar" not in question_html(a_turn(answer), SAY)
