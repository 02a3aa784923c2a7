"""Suggested questions: each is answered when it is asked, from the report that it was made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.suggesting.follow import Shown, shown_of
from assistant.suggesting.suggest import ASKED, FOLLOWED
from assistant.types import Answer
from tests.assistant.asking import LANGUAGES, TODAY, Asking, days
from vectorstore.language.detect import Language, detect_language
from vectorstore.library import Library
from vectorstore.types import ReportFilter

JUNK = (
    "opening",
    "rondvraag",
    "sluiting",
    "mededelingen",
    "diversen",
    "overige",
    "welcome",
    "any other",
    "<",
    ">",
)


class Counting:
    """An assistant whose asks are counted."""

    def __init__(self, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        real = assistant.ask

        def ask(question: str, *rest: Any, **named: Any) -> Answer:
            self.asked.append(question)
            return real(question, *rest, **named)

        monkeypatch.setattr(assistant, "ask", ask)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_suggestion_is_answered(ask: Asking, language: Language) -> None:
    suggested = ask.assistant.suggestions(language, 8, today=TODAY)
    assert len(suggested) >= 5
    assert len({question.casefold() for question in suggested}) == len(suggested)
    for question in suggested:
        assert ask(question).status == "answered"
        assert detect_language(question) == language
        assert len(question) <= 130
        assert question.endswith("?")
        assert not any(junk in question.casefold() for junk in JUNK)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_four_are_of_several_meetings_and_kinds(ask: Asking, language: Language) -> None:
    suggested = ask.assistant.suggestions(language, 4, today=TODAY)
    assert len(suggested) == 4
    answers = [ask(question) for question in suggested]
    assert len({answer.citations[0].report for answer in answers}) == 4
    assert len({(answer.citations[0].title) for answer in answers}) >= 3
    assert max(day.year for answer in answers for day in days(answer) if day) == 2026


def test_a_decision_is_asked_after_only_where_one_was_taken(ask: Asking) -> None:
    decided = (
        "besloot",
        "besluit",
        "besloten",
        "stemde",
        "ingestemd",
        "over, met",
        "eens over",
        "vast",
        "akkoord",
        "gunt",
        "kozen",
    )
    questions = [q for q in ask.assistant.suggestions("nl", 12, today=TODAY) if "besloten" in q]
    assert questions
    for question in questions:
        assert any(word in c.quote.casefold() for c in ask(question).citations for word in decided)


def test_the_next_meeting_is_asked_after_only_while_it_is_to_come(ask: Asking) -> None:
    later = date(2030, 1, 1)
    before = ask.assistant.suggestions("nl", 12, today=TODAY)
    after = ask.assistant.suggestions("nl", 12, today=later)
    assert any(question.startswith("Wanneer is de volgende") for question in before)
    assert not any(question.startswith("Wanneer is de volgende") for question in after)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_asks_are_bounded(ask: Asking, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting(ask.assistant, monkeypatch)
    few = ask.assistant.suggestions(language, 2, today=TODAY)
    assert len(few) == 2
    assert len(counting.asked) < ASKED
    counting.asked.clear()
    assert len(ask.assistant.suggestions(language, 100, today=TODAY)) < 100
    assert len(counting.asked) == ASKED
    assert len(set(counting.asked)) == ASKED


def test_only_so_many_reports_are_read(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    real = Library.report

    def report(self: Library, id: str) -> Any:
        read.add(id)
        return real(self, id)

    monkeypatch.setattr(Library, "report", report)
    monkeypatch.setattr(ask.assistant, "ask", lambda *rest, **named: _refusal())
    assert ask.assistant.suggestions("nl", 100, today=TODAY) == []
    assert 0 < len(read) <= 12


def _refusal() -> Answer:
    from assistant.types import Searched

    return Answer("", "not_found", "quotes", "", (), (), Searched(0, None, None))


@pytest.mark.parametrize(
    "question",
    [
        "Wat is er op 26 maart 2026 besproken over het Veerkrachtfonds?",
        "Wat is er besloten over de meldkamer?",
        "Wie waren er aanwezig op 17 maart 2026?",
        "What was decided about the budget on 4 February 2026?",
        "Wanneer is de volgende vergadering van de stuurgroep Programma Dijkbewaking?",
    ],
)
def test_follow_ups_are_answered_by_other_quotes(
    ask: Asking, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = ask(question)
    counting = Counting(ask.assistant, monkeypatch)
    following = ask.assistant.follow_ups(answer, today=TODAY)
    assert len(counting.asked) <= FOLLOWED
    assert 2 <= len(following) <= 3
    assert question not in following
    seen = {(c.report, c.start) for c in answer.citations}
    shown = [{(c.report, c.start) for c in ask(one).citations} for one in following]
    for one, quotes in zip(following, shown, strict=True):
        assert ask(one).status == "answered"
        assert detect_language(one) == answer.language
        assert quotes - seen
        assert sum(quotes == others for others in shown) == 1


def test_the_same_subject_in_the_meeting_before_can_be_asked_after(ask: Asking) -> None:
    answer = ask("Wat is er op 26 maart 2026 besproken over het Veerkrachtfonds?")
    assert any(
        "20 november 2025" in question and "Veerkrachtfonds" in question
        for question in ask.assistant.follow_ups(answer, 3, today=TODAY)
    )


def test_a_refusal_leads_to_what_the_closest_passages_do_answer(ask: Asking) -> None:
    refused = ask("Wat is er besloten over de bouw van een zwembad in Lelystad?")
    assert refused.status == "not_found"
    following = ask.assistant.follow_ups(refused, today=TODAY)
    assert following
    near = {hit.report for hit in refused.closest}
    for question in following:
        assert near & {citation.report for citation in ask(question).citations}


def test_what_is_needed_of_an_answer_is_enough(ask: Asking) -> None:
    answer = ask("Wat is er op 26 maart 2026 besproken over het Veerkrachtfonds?")
    assert ask.assistant.follow_ups(shown_of(answer), today=TODAY) == ask.assistant.follow_ups(
        answer, today=TODAY
    )


def test_a_report_that_was_removed_since_suggests_nothing(ask: Asking) -> None:
    gone = Shown("Wat is er besloten?", "nl", (("0" * 16, 0, 10),), (("0" * 16, 0, 10),))
    assert ask.assistant.follow_ups(gone, today=TODAY) == []
    assert ask.assistant.follow_ups(replace(gone, cited=()), today=TODAY) == []


def test_the_filter_holds(ask: Asking) -> None:
    where = ReportFilter(until=date(2024, 12, 31))
    suggested = ask.assistant.suggestions("nl", 4, where, today=TODAY)
    assert suggested
    assert all(day and day.year == 2024 for question in suggested for day in days(ask(question, where)))
    answer = ask("Wat is er besproken over het Veerkrachtfonds?", where)
    following = ask.assistant.follow_ups(answer, 3, where, today=TODAY)
    assert following
    assert not any("2025" in question or "2026" in question for question in following)


def test_nothing_to_suggest(ask: Asking, empty_assistant: Assistant) -> None:
    nothing = ReportFilter(since=date(2031, 1, 1))
    answer = ask("Wat is er besloten over de meldkamer?")
    assert ask.assistant.suggestions("nl", 4, nothing, today=TODAY) == []
    assert ask.assistant.follow_ups(answer, 3, nothing, today=TODAY) == []
    assert ask.assistant.suggestions("nl", 0, today=TODAY) == []
    assert empty_assistant.suggestions("nl") == []
    assert empty_assistant.follow_ups(empty_assistant.ask("Wat is er besloten?")) == []
