"""Which meetings a question is about: dates and "the last one" narrow what is searched, and the answer says so."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assistant.asking import TODAY, Asking, days, quoted
from vectorstore.types import ReportFilter


@pytest.mark.parametrize(
    ("question", "day", "said"),
    [
        ("Wat is er op 3 maart 2025 gezegd over Zeewacht?", date(2025, 3, 3), "3 maart 2025"),
        ("Wat is er op 30-9-2025 besloten over de meldkamer?", date(2025, 9, 30), "30 september 2025"),
        ("What was said on 4 February 2026 about the tide gauges?", date(2026, 2, 4), "4 February 2026"),
        ("Wat zei Ierland in de vergadering van 12 februari 2026?", date(2026, 2, 12), "12 februari 2026"),
    ],
)
def test_a_day_chooses_its_meeting(ask: Asking, question: str, day: date, said: str) -> None:
    answer = ask(question)
    assert days(answer) == {day}
    assert said in answer.searched.note
    assert (answer.searched.first, answer.searched.last) == (day, day)


def test_the_second_day_of_a_meeting_is_that_meeting(ask: Asking) -> None:
    assert days(ask("Wat is er op 1 en 2 oktober 2025 besloten over de norm?")) == {date(2025, 10, 1)}


def test_the_date_is_that_of_the_text_not_of_the_file_name(ask: Asking) -> None:
    assert days(ask("Wat is er op 13 mei 2025 besloten over de techniek?")) == {date(2025, 5, 13)}
    assert date(2025, 5, 13) not in days(ask("Wat is er op 15 mei 2025 besloten over de techniek?"))


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Wat is er sinds juni 2025 gezegd over de meldkamer?", date(2025, 6, 1), TODAY),
        ("Wat werd er vorig jaar gezegd over de meldkamer?", date(2025, 1, 1), date(2025, 12, 31)),
        ("Wat is er in 2024 gezegd over het Veerkrachtfonds?", date(2024, 1, 1), date(2024, 12, 31)),
        ("Wat is er in december besproken over de meldkamer?", date(2025, 12, 1), date(2025, 12, 31)),
        ("Wat is er vóór 2025 gezegd over het Zeekabelfonds?", date(2024, 1, 1), date(2024, 12, 31)),
        ("What was said last year about the control room?", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_narrows_the_search(ask: Asking, question: str, first: date, last: date) -> None:
    answer = ask(question)
    assert answer.citations
    assert all(day and first <= day <= last for day in days(answer))
    assert answer.searched.note
    assert 0 < answer.searched.reports < 19


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Wat is er in de laatste stuurgroep gezegd over de software?", date(2026, 3, 17)),
        ("Wat zei de laatste Raad Digitale Netwerken over noodaccu's?", date(2026, 3, 26)),
        ("What did the last meeting of the steering committee say about gauge WS-07?", date(2026, 2, 4)),
    ],
)
def test_the_last_meeting_is_the_newest_of_its_series(ask: Asking, question: str, day: date) -> None:
    answer = ask(question)
    assert days(answer) == {day}
    assert answer.searched.reports == 1
    assert answer.searched.note


def test_a_date_inside_the_text_is_no_meeting(ask: Asking) -> None:
    answer = ask("Wat gebeurt er op 22 januari 2026 in de meldkamer?")
    assert "rondleiding" in quoted(answer)
    assert days(answer) == {date(2025, 12, 9)}


@pytest.mark.parametrize("question", ["Hoe hoog is de begroting?", "Wat is er gezegd over Zeewacht?"])
def test_the_filter_of_the_caller_is_never_left(ask: Asking, question: str) -> None:
    where = ReportFilter(until=date(2024, 12, 31))
    answer = ask(question, where)
    assert answer.citations
    assert all(day and day.year == 2024 for day in days(answer))
    assert answer.searched.last == date(2024, 12, 5)


def test_a_question_about_another_time_than_the_filter_finds_nothing_outside_it(ask: Asking) -> None:
    answer = ask("Wat is er op 17 maart 2026 besloten?", ReportFilter(until=date(2024, 12, 31)))
    assert all(day and day.year == 2024 for day in days(answer))


def test_one_report_can_be_asked_alone(ask: Asking) -> None:
    tallinn = next(r for r in ask.library.reports() if r.date == date(2025, 3, 3))
    answer = ask("Hoeveel schepen telt de patrouille?", ReportFilter(reports=(tallinn.id,)))
    assert {c.report for c in answer.citations} == {tallinn.id}
    assert "acht schepen" in quoted(answer)
    assert answer.searched.reports == 1


def test_a_filter_that_nothing_fits_is_said(ask: Asking) -> None:
    answer = ask("Wat is er besloten?", ReportFilter(since=date(2030, 1, 1)))
    assert answer.status == "not_found"
    assert answer.searched.reports == 0
    assert answer.closest == ()


def test_search_narrows_like_ask(ask: Asking) -> None:
    found = ask.assistant.search("Zeewacht in 2024", k=5, today=TODAY)
    assert 0 < len(found.hits) <= 5
    assert all(hit.date and hit.date.year == 2024 for hit in found.hits)
    assert [h.score for h in found.hits] == sorted((h.score for h in found.hits), reverse=True)
    for hit in found.hits:
        assert ask.library.report(hit.report).text[hit.start : hit.end] == hit.text
