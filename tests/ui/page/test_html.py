"""The HTML of the page: whatever a report holds, it is shown as text; the marks are the quote, to the letter."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.building import HOSTILE, report, sample_reports
from ui import shapes
from ui.messages import messages
from ui.page.answer import message_html, question_html, turn_html
from ui.page.claims import draft_html
from ui.page.document import document_html
from ui.page.escape import literal
from ui.shapes import EXTRA, Json

SAY = messages("nl")


class Reading(HTMLParser):
    """What a browser would make of HTML: its tags, its text, the text of its marks, its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.marks: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self._inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = dict(attributes)
        assert not any(name.startswith("on") for name in values)
        if name := values.get("id"):
            self.ids.append(name)
        if tag == "mark":
            self.marks.append("")
        if tag == "a":
            self.links.append((values["href"] or "", ""))
        if tag != "br":
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self._inside:
            self.marks[-1] += data
        if "a" in self._inside:
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)


STRANGE = [
    "<script>x</script>",
    "&amp;",
    "*vet*",
    "[1](http://192.0.2.1)",
    "{{ value }}",
    "${1}",
    "`x`",
    "www.x.nl",
    "$a$",
    HOSTILE,
]


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


def an_answer(text: str, claims: list[tuple[str, list[int]]], citations: int) -> Json:
    whole = report("/x/a.md", "Titel <b>", date(2025, 1, 2), "# Kop", "De zin.")
    places = [
        {"number": n, "report": whole.id, "title": whole.title, "date": "2025-01-02", "section": "Kop", "page": 3,
         "quote": "De zin.", "start": n, "end": n + 5, "footnotes": []}
        for n in range(1, citations + 1)
    ]  # fmt: skip
    return {
        "question": "x", "status": "answered", "mode": "quotes", "text": text, "citations": places, "closest": [],
        "claims": [{"text": said, "citations": numbers, "verified": True} for said, numbers in claims],
        "searched": {"reports": 1, "from": "2025-01-02", "to": "2025-01-02"}, "seconds": 0.1,
        EXTRA: {"notices": ["let <op>"], "note": "", "language": "nl"},
    }  # fmt: skip


def a_turn(answer: Json) -> Json:
    return {"id": "ab12", "question": "x", "where": {}, "answer": answer, "rating": 0, "remark": ""}


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


def test_what_a_question_was_restricted_to_stands_under_it() -> None:
    where = {"reports": ["a", "b"], "from": "2025-01-02", "series": "stuurgroep <b>", "language": "en"}
    read = Reading(question_html({**a_turn({}), "where": where}, SAY))
    assert "in 2 gekozen verslagen · vanaf 2 januari 2025 · stuurgroep <b> · Engels" in read.text
    assert read.tags == {"div", "p"}
