"""Conversations as the page sees them: asked, kept, found at their place, rated."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import encode_reports
from tests.ui.building import NanoEncoder, opened, report, sample_reports
from ui.errors import UserError
from ui.local import LocalService
from ui.places import find_quote
from ui.shapes import filter_from_wire, filter_to_wire
from ui.talks import Talks
from vectorstore.embedding import DEFAULT_MODEL, stamp_of
from vectorstore.types import Report, ReportFilter

EVERYTHING = ReportFilter()
ABSENT = "Wie was afwezig?"
BAKKER = "De heer Bakker is afwezig met bericht."
NOWHERE = "Wat is er gezegd over Groenland?"
TURN = ["id", "conversation", "question", "where", "answer", "asked", "rating", "remark"]


@pytest.fixture
def service(library: Path) -> Iterator[LocalService]:
    """The sample library, opened."""
    made = opened(library)
    yield made
    made.close()


def take_in(service: LocalService, changed: Report) -> None:
    """Put a report in the place of what came from its source."""
    (vectors,) = encode_reports(NanoEncoder(stamp_of(DEFAULT_MODEL)), [changed])
    service._open_library().add(changed, changed.source.encode(), *vectors)


def pumps(*parts: str) -> Report:
    return report("/verslagen/pompen-1.md", "Verslag stuurgroep Pompen", date(2025, 4, 3), *parts)


def test_a_conversation_is_found_again_after_closing(library: Path) -> None:
    service = opened(library)
    first = service.talks.converse(f"  {ABSENT}\n", EVERYTHING, None)
    assert list(first) == TURN
    assert (first["question"], first["rating"], first["remark"]) == (ABSENT, 0, "")
    assert first["answer"]["citations"][0]["quote"] == BAKKER
    assert first["answer"]["extra"]["language"] == "nl"
    second = service.talks.converse(NOWHERE, EVERYTHING, first["conversation"])
    service.talks.rename(first["conversation"], " Over\tpompen ")
    service.close()
    service = opened(library)
    (line,) = service.talks.conversations()["conversations"]
    assert (line["title"], line["turns"], line["id"]) == ("Over pompen", 2, first["conversation"])
    assert service.talks.conversation(line["id"]) == {**line, "turns": [first, second]}
    assert service.talks.turn(second["id"]) == second
    assert json.loads(json.dumps(second)) == second
    service.talks.delete(line["id"])
    assert service.talks.conversations() == {"conversations": []}
    service.close()
    with pytest.raises(UserError, match="closing"):
        service.talks  # noqa: B018


def test_the_filter_is_kept_as_it_was_understood(service: LocalService) -> None:
    where = ReportFilter(("Minutes of the Coastal Council",), date(2025, 1, 1), None, "en", "coastal council")
    coast = service.reports()["reports"]
    (id,) = [one["id"] for one in coast if "Coastal" in one["title"]]
    turn = service.talks.converse("Who pays for the survey ship?", replace(where, series=None), None)
    assert turn["where"] == {
        "reports": [id],
        "from": "2025-01-01",
        "to": None,
        "language": "en",
        "series": None,
    }
    assert turn["answer"]["citations"][0]["report"] == id
    assert filter_from_wire(filter_to_wire(where)) == where
    dutch = service.talks.converse("Who pays for the survey ship?", ReportFilter(language="nl"), None)
    assert id not in [one["report"] for one in dutch["answer"]["citations"]]


FAULTS: list[tuple[Callable[[Talks, Any], object], str]] = [
    (lambda talks, turn: talks.converse(" ", EVERYTHING, None), "error.question_empty"),
    (lambda talks, turn: talks.converse("x", ReportFilter(("bestaat niet",)), None), "error.no_report"),
    (lambda talks, turn: talks.converse("x", EVERYTHING, "weg"), "talks.no_conversation"),
    (lambda talks, turn: talks.conversation("weg"), "talks.no_conversation"),
    (lambda talks, turn: talks.delete("weg"), "talks.no_conversation"),
    (lambda talks, turn: talks.rename(turn["conversation"], "\x00 \n"), "talks.title_empty"),
    (lambda talks, turn: talks.rename(turn["conversation"], "x" * 201), "talks.title_too_long"),
    (lambda talks, turn: talks.rename(turn["conversation"], "x\udc80"), "error.not_unicode"),
    (lambda talks, turn: talks.turn("weg"), "talks.no_turn"),
    (lambda talks, turn: talks.rate("weg", 1, ""), "talks.no_turn"),
    (lambda talks, turn: talks.rate(turn["id"], 2, ""), "talks.bad_rating"),
    (lambda talks, turn: talks.rate(turn["id"], 1, "x" * 10_001), "talks.remark_too_long"),
    (lambda talks, turn: talks.cited(turn["id"], 9), "talks.no_citation"),
    (lambda talks, turn: talks.cited("weg", 1), "talks.no_turn"),
]


def test_what_cannot_be_is_said(service: LocalService) -> None:
    turn = service.talks.converse(ABSENT, EVERYTHING, None)
    for call, key in FAULTS:
        with pytest.raises(UserError) as caught:
            call(service.talks, turn)
        assert caught.value.key == key
    assert service.talks.conversation(turn["conversation"])["turns"] == [turn]


def test_a_citation_as_it_was_moved_changed_and_gone(service: LocalService) -> None:
    talks = service.talks
    turn = talks.converse(ABSENT, EVERYTHING, None)
    (citation,) = turn["answer"]["citations"]
    place = {name: citation[name] for name in ("report", "start", "end", "quote", "title", "date")}
    assert talks.cited(turn["id"], 1) == {**place, "state": "as_cited"}

    take_in(
        service, pumps("# Vooraf", "Een lange inleiding die er eerst niet was.", BAKKER, "# Slot", BAKKER)
    )
    found = talks.cited(turn["id"], 1)
    text = service.show(found["report"])["text"]
    assert found["state"] == "moved"
    assert found["start"] == text.index(BAKKER)  # the nearer of the two
    assert text[found["start"] : found["end"]] == BAKKER == found["quote"]

    take_in(service, pumps("De heer Bakker is aanwezig."))
    assert talks.cited(turn["id"], 1) == {**place, "state": "changed"}

    service.remove(citation["report"])
    assert talks.cited(turn["id"], 1) == {
        "report": None, "start": 0, "end": 0, "quote": "", "title": "", "date": "2025-04-03", "state": "gone",
    }  # fmt: skip
    left = talks.turn(turn["id"])["answer"]
    assert (left["text"], left["claims"], left["citations"][0]["removed"]) == ("", [], True)
    take_in(service, sample_reports()[0])
    assert talks.cited(turn["id"], 1)["state"] == "gone"


def test_white_space_makes_no_difference_and_words_do() -> None:
    text = "Vooraf.\nDe  heer\u00a0Bakker\nis afwezig.\nDe heer Bakker is aanwezig."
    found = find_quote(text, "De heer Bakker is afwezig.", 40, 66)
    assert (found.state, text[found.start : found.end]) == ("moved", "De  heer\u00a0Bakker\nis afwezig.")
    assert find_quote(text, "De heer bakker is afwezig.", 3, 29).state == "changed"
    assert find_quote("aaaa", "aa", 9, 11).start == 2
    assert find_quote("a.c", "a*c", 0, 3).state == "changed"
    assert find_quote("tekst", "", 9, 9).state == "as_cited"


def test_a_question_is_asked_again_when_a_report_goes_meanwhile(
    service: LocalService, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = service.asking
    asked: list[Any] = []

    def slow(question: str, where: ReportFilter, *rest: Any, **named: Any) -> Iterator[Any]:
        for event in asking(question, where, *rest, **named):
            if not asked:
                asked.append(event["answer"])
                service.remove(event["answer"]["citations"][0]["report"])
            yield event

    monkeypatch.setattr(service, "asking", slow)
    turn = service.talks.converse(ABSENT, EVERYTHING, None)
    assert asked[0]["citations"][0]["quote"] == BAKKER
    assert BAKKER not in json.dumps(turn["answer"])
    assert not any(one.get("removed") for one in turn["answer"]["citations"])


def test_the_memory_keeps_nothing_of_what_was_deleted_or_removed(library: Path) -> None:
    service = opened(library)
    deleted = service.talks.converse("Wat is er gezegd over de zonnewagen?", EVERYTHING, None)
    kept = service.talks.converse(ABSENT, EVERYTHING, None)
    cited = kept["answer"]["citations"][0]["report"]
    other = service.talks.converse("Wat is er gezegd over het maanpaard?", EVERYTHING, None)
    service.talks.delete(deleted["conversation"])
    service.remove(cited)
    service.close()
    memory = b"".join(path.read_bytes() for path in library.glob("threads.db*"))
    assert b"zonnewagen" not in memory
    assert cited.encode() not in memory
    assert kept["conversation"].encode() not in memory
    assert other["conversation"].encode() in memory


def test_a_copy_without_indexes_has_its_conversations(library: Path) -> None:
    service = opened(library)
    turn = service.talks.converse(ABSENT, EVERYTHING, None)
    service.close()
    for index in ("vectors", "words"):
        shutil.rmtree(library / index)
    again = opened(library)
    assert again.talks.turn(turn["id"]) == turn
    again.close()
