"""Suggested questions: each is answered when it is asked, from the report that it was made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from assistant.assistant import Assistant
from assistant.suggesting.follow import Shown, shown_of
from assistant.suggesting.suggest import ASKED, FOLLOWED
from assistant.types import Answer
from ingest.pipeline import ingest_paths
from tests.assistant.asking import TODAY, Asking, days
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.embedding.process import ProcessEncoder
from vectorstore.language.detect import detect_language
from vectorstore.library import Library
from vectorstore.types import ReportFilter

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
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

HOSTILE = f"""# Verslag Werkgroep Vreemde Koppen 3 februari 2026

## {"Zeer lange kop over van alles en nog wat " * 8}

De werkgroep besprak een kop van driehonderd tekens, en besloot dat zo'n kop op geen enkele knop past die bestaat.

## <script>alert('kop')</script> Veiligheid

De werkgroep besprak dat een kop met een script erin niets is dat iemand op een knop wil zien staan, en sloot af.

## De "aangehaalde" sluis \u202eomgekeerd\u202c

De werkgroep besprak de aangehaalde omgekeerde sluis uitvoerig. De aangehaalde sluis gaat omgekeerd weer open in
maart 2027, na het hoogwater.

## {{question}} {{0}}

De werkgroep besprak accolades, die nergens ingevuld worden, en vond dat zij in een verslag niet thuishoren, ook niet.

## Jan de Bruin

De werkgroep besprak wat Jan de Bruin had ingebracht over het onderhoud van de brug, en dankte hem daar hartelijk voor.
"""
UNDATED = """# Verslag Werkgroep Bruggen

## Onderhoud van de ophaalbrug

De ophaalbrug krijgt in het najaar nieuwe scharnieren, omdat de oude scharnieren bij vorst blijven steken in het slot.
De werkgroep besloot om het onderhoud van de ophaalbrug voortaan elke twee jaar te laten doen door een vaste aannemer.
"""
BARE = (
    "De leden spraken lang over de stalen damwand en over het geld. De stalen damwand is verroest. Een ingenieur zag "
    "de stalen damwand op maandag en vond zeven gaten onder water. De stalen damwand moet daarom voor de winter worden "
    "vervangen, zei de ingenieur. Er zijn twee aannemers die de stalen damwand kunnen plaatsen voor de prijs die past."
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


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of three odd reports: hostile headings, no date, no headings."""
    folder = tmp_path_factory.mktemp("odd")
    for name, text in (("hostile.md", HOSTILE), ("undated.md", UNDATED), ("bare.txt", BARE)):
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", stamp_of()) as opened:
        with ProcessEncoder() as encoder:
            result = ingest_paths(
                opened, encoder, [folder / "hostile.md", folder / "undated.md", folder / "bare.txt"]
            )
        assert result.failed == []
        yield opened


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_headings_make_no_questions(odd: Library, language: Language) -> None:
    suggested = Assistant(odd, query_embedder()).suggestions(language, 8, today=TODAY)
    assert any("sluis" in question for question in suggested)
    for question in suggested:
        assert len(question) <= 130
        assert "Bruin" not in question
        assert "alert" not in question.casefold()
        assert not set(question) & set('<>{}"\n\u202e\u202c')


def test_reports_without_a_date_or_headings_are_asked_about_too(odd: Library) -> None:
    assistant = Assistant(odd, query_embedder())
    suggested = assistant.suggestions("nl", 8, today=TODAY)
    assert any("onderhoud van de ophaalbrug" in question for question in suggested)
    assert any("stalen damwand" in question for question in suggested)


def test_only_a_report_without_headings(odd: Library, tmp_path: Path) -> None:
    bare = next(info.id for info in odd.reports() if info.source.endswith("bare.txt"))
    suggested = Assistant(odd, query_embedder()).suggestions(
        "nl", 4, ReportFilter(reports=(bare,)), today=TODAY
    )
    assert suggested == ["Wat is er besproken over de stalen damwand?"]
