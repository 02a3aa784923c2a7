"""What is removed is in no stored answer any more, and what others said stays."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.vectorstore.material import MODEL, addition, body, make_report, random_report
from tests.vectorstore.test_conversations import WHERE, refusal
from tests.vectorstore.test_removing import canary, traces
from vectorstore.erasing import erased
from vectorstore.errors import OutdatedAnswer
from vectorstore.library import Library
from vectorstore.types import Report

CANARY, OTHER, THIRD = canary(), random_report(1), random_report(2)
STUB: dict[str, Any] = {
    "report": CANARY.id, "title": "", "date": "2025-03-04", "section": "", "page": None, "quote": "",
    "start": 0, "end": 0, "footnotes": [], "removed": True,
}  # fmt: skip


def cite(number: int, report: Report, sentence: int = 0) -> dict[str, Any]:
    """A citation of one of the report's sentences."""
    place = report.sentences[sentence]
    return {
        "number": number, "report": report.id, "title": report.title,
        "date": report.date.isoformat() if report.date else None,
        "section": report.title, "page": 1, "quote": report.text[place.start : place.end],
        "start": place.start, "end": place.end, "footnotes": [f"Noot bij {report.title}"],
    }  # fmt: skip


def answer_of(*reports: Report, closest: tuple[Report, ...] = (), question: str = "Wat?") -> dict[str, Any]:
    """An answer that quotes a sentence of each of the reports, in their order."""
    citations = [cite(number, report) for number, report in enumerate(reports, 1)]
    claims = [{"text": one["quote"], "citations": [one["number"]], "verified": True} for one in citations]
    hits = [
        {
            name: cite(0, report)[name]
            for name in ("report", "title", "date", "section", "page", "start", "end")
        }
        | {"text": report.text, "score": 0.5}
        for report in closest
    ]
    text = "\n\n".join(f"{one['title']}: {one['quote']} [{one['number']}]" for one in citations)
    found = {"status": "answered", "text": text} if citations else {}
    return refusal(question) | found | {"claims": claims, "citations": citations, "closest": hits}


@pytest.fixture
def held(library: Library) -> Library:
    """A library with the canary and two others."""
    library.add_many([addition(one) for one in (CANARY, OTHER, THIRD)])
    return library


def test_a_removed_report_goes_from_the_answers(held: Library, folder: Path) -> None:
    add = held.conversations.add
    mixed = add(None, "Wat?", answer_of(OTHER, CANARY, THIRD, closest=(CANARY, OTHER)), WHERE)
    alone = add(mixed.conversation, "En dan?", answer_of(CANARY), WHERE)
    nearby = add(None, "Waar?", answer_of(closest=(CANARY, THIRD)), WHERE)
    others = add(None, "Wie?", answer_of(OTHER, THIRD, closest=(OTHER,)), WHERE)
    held.conversations.rate(alone.id, 1, "mooi")
    held.remove(CANARY.id)
    assert traces(folder) == {}
    message = held.conversations.message
    left = message(mixed.id).answer
    assert left["citations"] == [cite(1, OTHER), {"number": 2, **STUB}, cite(3, THIRD)]
    assert [one["citations"] for one in left["claims"]] == [[1], [3]]
    assert left["text"] == (
        f"2 februari 2021: {body(OTHER)[0]} [1]\n\n3 maart 2022: {body(THIRD)[0]} [3]"
    )  # fmt: skip
    assert [hit["report"] for hit in left["closest"]] == [OTHER.id]
    assert left["status"] == "answered"
    empty = message(alone.id)
    assert empty.answer["citations"] == [{"number": 1, **STUB}]
    assert (empty.answer["text"], empty.answer["claims"], empty.question) == ("", [], "En dan?")
    assert (empty.rating, empty.remark) == (1, "mooi")
    assert message(nearby.id).answer["text"] == "Dat staat er niet in."
    assert [hit["report"] for hit in message(nearby.id).answer["closest"]] == [THIRD.id]
    assert message(others.id) == others
    assert held.check().problems == ()


def test_one_report_after_another(held: Library) -> None:
    kept = held.conversations.add(None, "Wat?", answer_of(OTHER, CANARY, THIRD), WHERE)
    held.remove(THIRD.id)
    held.remove(CANARY.id)
    left = held.conversations.message(kept.id).answer
    assert [one.get("removed", False) for one in left["citations"]] == [False, True, True]
    assert left["text"] == f"{body(OTHER)[0]} [1]"
    held.add(*addition(CANARY))  # the same file, taken in again, has the same id
    held.remove_many([CANARY.id, OTHER.id])
    left = held.conversations.message(kept.id).answer
    assert [(one["number"], one["quote"]) for one in left["citations"]] == [(1, ""), (2, ""), (3, "")]


def test_titles_in_the_assistants_own_words_go_too(held: Library, folder: Path) -> None:
    add = held.conversations.add
    named = add(
        None, "Wie?", refusal("Wie?", f"Noem een vergadering: {CANARY.title} · {OTHER.title}."), WHERE
    )
    noted = add(
        None,
        "Wat?",
        answer_of(OTHER) | {"extra": refusal("", note=f"{CANARY.title} (3 mei)")["extra"]},
        WHERE,
    )
    noticed = add(
        None, "Wat?", answer_of(CANARY) | {"extra": refusal("", notices=["Nachtegaal"])["extra"]}, WHERE
    )
    unknown = add(None, "Wat?", answer_of(OTHER, closest=(CANARY,)) | {"nieuw": ["Ooievaar"]}, WHERE)
    own = add(None, f"Wat zei {OTHER.title}?", refusal("Wat?", f"Over {OTHER.title} staat niets."), WHERE)
    held.remove_many([CANARY.id, OTHER.id])
    assert traces(folder) == {}
    message = held.conversations.message
    assert message(named.id).answer["text"] == ""
    assert message(noted.id).answer["extra"] == refusal("")["extra"]
    assert message(noticed.id).answer["extra"] == refusal("")["extra"]
    assert "nieuw" not in message(unknown.id).answer
    assert message(own.id) == own  # the person named it


def test_a_series_of_which_nothing_is_left_goes_from_the_filters(held: Library, folder: Path) -> None:
    add = held.conversations.add
    last = add(None, "Wat?", refusal("Wat?"), {**WHERE, "series": "Roodborstraad"})
    other = add(None, "Wat?", refusal("Wat?"), {**WHERE, "series": OTHER.series})
    held.add(*addition(random_report(4)))
    assert random_report(4).series == OTHER.series
    held.remove_many([CANARY.id, OTHER.id])
    assert traces(folder) == {}
    assert held.conversations.message(last.id).where == {**WHERE, "series": None, "removed": True}
    assert held.conversations.message(other.id).where == other.where


def test_the_persons_own_words_stay(held: Library, folder: Path) -> None:
    kept = held.conversations.add(None, "Waar was de ooievaar?", answer_of(CANARY), WHERE)
    held.conversations.rate(kept.id, -1, "Het ging om de pelikaan")
    held.remove(CANARY.id)
    assert traces(folder) == {"catalogue.db": {"ooievaar", "pelikaan"}}
    left = held.conversations.message(kept.id)
    assert (left.question, left.remark) == (kept.question, "Het ging om de pelikaan")
    assert held.conversations.get(kept.conversation).title == "Waar was de ooievaar?"


def test_a_replaced_report_leaves_the_answers_as_they_were(held: Library, folder: Path) -> None:
    kept = held.conversations.add(None, "Wat?", answer_of(CANARY, OTHER), WHERE)
    changed = make_report("ooievaar0", ["Niets."], title="Iets anders", series="raad")
    held.add(*addition(changed))
    held.move(changed.id, "/reports/anders.txt")
    assert held.conversations.message(kept.id) == kept
    held.remove(changed.id)  # what came from the older version goes with it
    assert traces(folder) == {}


def test_an_answer_that_came_too_late_holds_nothing_of_what_was_removed(held: Library, folder: Path) -> None:
    add, moment = held.conversations.add, held.conversations.moment
    held.remove(CANARY.id)
    with pytest.raises(OutdatedAnswer):
        add(None, "Wat?", answer_of(OTHER), WHERE, moment=moment)
    assert held.conversations.all() == []
    late = add(
        None, "Wat?", answer_of(OTHER, CANARY, closest=(CANARY,)), WHERE, moment=held.conversations.moment
    )
    assert late.answer["citations"] == [cite(1, OTHER), {"number": 2, **STUB}]
    assert traces(folder) == {}


@pytest.mark.parametrize("step", ["holdings.Holdings.refresh", "catalogue.Catalogue.delete"])
def test_a_removal_cut_short_has_erased_or_has_not_begun(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with Library.open(folder, MODEL) as library:
        library.add_many([addition(one) for one in (CANARY, OTHER)])
        kept = library.conversations.add(None, "Wat?", answer_of(CANARY, OTHER), WHERE)
        with monkeypatch.context() as patch:
            # A fault within the transaction: the report and the answer both stay.
            patch.setattr("vectorstore.uses.erased", _cut_short)
            with pytest.raises(KeyboardInterrupt):
                library.remove(CANARY.id)
        assert library.conversations.message(kept.id) == kept
        assert library.report(CANARY.id).text == CANARY.text
        with monkeypatch.context() as patch:
            patch.setattr(f"vectorstore.{step}", _cut_short)
            with pytest.raises(KeyboardInterrupt):
                library.remove(CANARY.id)
        assert library.conversations.message(kept.id).answer["citations"][0] == {"number": 1, **STUB}
    with Library.open(folder, MODEL) as library:
        assert traces(folder) == {}
        assert library.conversations.message(kept.id).answer["text"] == f"{body(OTHER)[0]} [2]"
        assert len(library.reports()) == 1
        assert library.check().problems == ()


def test_nothing_points_at_a_removed_report(held: Library, folder: Path) -> None:
    held.conversations.add(None, "Wat?", answer_of(CANARY, OTHER), WHERE)
    held.remove(CANARY.id)
    held.close()
    connection = sqlite3.connect(folder / "catalogue.db")
    assert connection.execute("SELECT report FROM uses").fetchall() == [(OTHER.id,)]
    connection.close()


def test_a_sentence_of_several_reports_stays_only_when_another_says_it() -> None:
    whole = answer_of(CANARY, OTHER)
    said = whole["citations"][1]["quote"]
    whole["claims"] = [
        {"text": said, "citations": [1, 2], "verified": True},
        {"text": "Samen besloten zij tot meer ooievaars.", "citations": [1, 2], "verified": True},
        {"text": said, "citations": [2], "verified": False},
        {"text": "Niets staat hiervan vast.", "citations": [], "verified": False},
    ]
    left = erased(whole, {CANARY.id}, told=False)
    assert left["claims"] == [{"text": said, "citations": [2], "verified": True}]
    assert left["text"] == f"{said} [2]"
    assert erased(whole, {"another"}, told=False)["claims"] == whole["claims"]


def test_erasing_leaves_an_answer_as_it_was_given(held: Library) -> None:
    whole = answer_of(CANARY, OTHER)
    before = json.dumps(whole)
    erased(whole, {CANARY.id}, told=True)
    assert json.dumps(whole) == before
    assert erased({}, {CANARY.id}, told=True) == {"citations": [], "closest": [], "text": ""}


def _cut_short(*_: object) -> None:
    raise KeyboardInterrupt
