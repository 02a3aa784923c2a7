"""What a language model writes, kept with its conversation: whole, stopped, broken off, and taken along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ui import scripted
from tests.ui.building import opened
from tests.ui.exported import citation, note_texts, plain, read_back, turn
from ui.export import KINDS, Kind, copy_text, export
from ui.local import LocalService
from ui.messages import messages
from ui.pieces import pieces
from ui.shapes import EXTRA, Json
from vectorstore.types import ReportFilter

EVERYTHING = ReportFilter()
ABSENT = "Wie was afwezig?"
NL, EN = messages("nl"), messages("en")


@pytest.fixture
def service(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalService]:
    """The sample library with an assistant that follows the scripts."""
    scripted.scripted(monkeypatch.setattr)
    made = opened(library)
    yield made
    made.close()


def told(service: LocalService, script: str, **named: Any) -> list[Json]:
    return list(service.talks.conversing(f"{ABSENT} ({script})", EVERYTHING, **named))


def test_the_quotes_come_first_and_the_whole_answer_is_kept_last(service: LocalService) -> None:
    events = told(service, "snel")
    first, last = events[0]["turn"], events[-1]["turn"]
    assert (first["answer"]["mode"], last["answer"]["mode"]) == ("quotes", "generated")
    assert {*map(tuple, events[1:-1])} == {("draft",)}
    assert first["id"] == last["id"]
    assert service.talks.turn(first["id"]) == last
    assert last["answer"][EXTRA]["quoted"]["text"] == first["answer"]["text"]
    assert [piece.state for piece in pieces(last["answer"]) if piece.claim] == [
        "verified", "not_verified", "no_source",
    ]  # fmt: skip


def test_who_stops_it_keeps_the_sentences_that_were_finished(service: LocalService) -> None:
    talks, turns = service.talks, list[Json]()
    for event in talks.conversing(f"{ABSENT} (stil)", EVERYTHING):
        turns += [event["turn"]] if "turn" in event else []
        if event.get("draft", {}).get("claims"):
            service.talks.stop(turns[0]["id"])
    answer = turns[-1]["answer"]
    assert [claim["text"] for claim in answer["claims"]] == [scripted.VERIFIED.text]
    assert answer[EXTRA]["notices"] == [NL("writing.stopped_partly")]
    assert answer[EXTRA]["quoted"]["text"] == turns[0]["answer"]["text"]
    assert talks.turn(turns[0]["id"])["answer"] == answer
    assert talks.stop(turns[0]["id"]) == {"stopped": False}


def test_who_leaves_finds_the_quotes(service: LocalService) -> None:
    events = service.talks.conversing(f"{ABSENT} (stil)", EVERYTHING)
    first = next(events)["turn"]
    assert "draft" in next(events)
    events.close()
    assert service.talks.turn(first["id"]) == first
    assert service.talks.stop(first["id"]) == {"stopped": False}


@pytest.mark.parametrize(
    ("script", "notice"),
    [("stuk", NL("writing.failed")), ("breekt", scripted.NOTICES["breekt"])],
)
def test_what_breaks_off_leaves_the_quotes_with_a_notice(
    service: LocalService, script: str, notice: str
) -> None:
    events = told(service, script)
    first, last = events[0]["turn"]["answer"], events[-1]["turn"]["answer"]
    assert last == {**first, EXTRA: {**first[EXTRA], "notices": [notice]}}


def test_a_question_by_itself_is_not_understood_as_another(service: LocalService) -> None:
    (one,) = told(service, "vervolg")
    (other,) = told(service, "vervolg", alone=True)
    assert one["turn"]["answer"][EXTRA]["understood"] == scripted.UNDERSTOOD
    assert other["turn"]["answer"][EXTRA]["understood"] == ""


def written() -> Json:
    """A generated answer of three sentences, with a quote."""
    made = turn(
        "Samen. [1] [2]\n\nFout. [1] En dit staat nergens.",
        [citation(1, "Een."), citation(2, "Twee.")],
        mode="generated",
    )
    made["answer"]["claims"] = [
        {"text": "Samen.", "citations": [1, 2], "verified": True},
        {"text": "Fout.", "citations": [1], "verified": False},
    ]
    quoted = {"text": "Een. [1]", "claims": [{"text": "Een.", "citations": [1], "verified": True}]}
    made["answer"][EXTRA] |= {"failed": [[], ["het getal 3 staat niet in de bron"]], "quoted": quoted}
    return made


def test_words_that_were_held_against_nothing_are_never_without_their_mark() -> None:
    states = [(piece.text.strip(), piece.state) for piece in pieces(written()["answer"]) if piece.claim]
    assert states == [
        ("Samen.", "verified"), ("Fout.", "not_verified"), ("En dit staat nergens.", "no_source"),
    ]  # fmt: skip
    other = written()["answer"] | {"text": "Iets heel anders."}
    assert [piece.text for piece in pieces(other) if piece.claim] == ["Samen.", "Fout."]
    unknown = written()["answer"] | {"claims": [{"text": "Samen.", "citations": [9], "verified": True}]}
    assert {piece.state for piece in pieces(unknown) if piece.claim} == {"no_source"}


def test_what_is_left_when_a_report_was_removed_has_no_marks_of_its_own() -> None:
    answer = written()["answer"] | {
        "text": "3 april 2025: Samen. [1]",
        "claims": [{"text": "Samen.", "citations": [1], "verified": True}],
    }
    answer[EXTRA] |= {"failed": [], "quoted": None}
    assert [(piece.text, piece.state) for piece in pieces(answer) if piece.claim] == [("Samen.", "verified")]
    answer[EXTRA] = {"notices": [], "note": "", "language": "nl"}  # as it was kept before
    assert [piece.state for piece in pieces(answer) if piece.claim] == ["verified"]


def test_what_is_copied_says_of_each_sentence_how_it_fared_and_ends_with_the_quotes() -> None:
    assert copy_text(written(), NL) == (
        "Samen. [1] [2]\n\nFout. [niet bevestigd: het getal 3 staat niet in de bron] [1] "
        "En dit staat nergens. [zonder bron: deze zin noemt geen bron]\n\nDe citaten:\nEen. [1]\n\nBronnen:\n"
        "[1] Verslag stuurgroep Pompen, 3 april 2025, Gemaal Oosterdijk › Kosten, blz. 3.\n"
        "[2] Verslag stuurgroep Pompen, 3 april 2025, Gemaal Oosterdijk › Kosten, blz. 3: “Twee.”\n"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_has_real_footnotes_marks_in_words_and_then_the_quotes(kind: Kind) -> None:
    data = export("Titel", [written()], kind, EN)
    text = "\n".join(plain(block) for block in read_back(data, kind)).partition(
        "word for word in the reports."
    )[2]
    order = [
        "Written answer",
        "Samen.^",
        "Fout. [not verified: het getal 3 staat niet in de bron]^",
        "En dit staat nergens. [no source: this sentence names no source]",
        "The quotes",
        "Een.^",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert [note[-7:].strip() for note in note_texts(data, kind)] == [
        "“Een.”",
        "“Twee.”",
        "“Een.”",
        ", p. 3.",
    ]
