"""Questions about the collection itself, and about one report as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assistant.asking import Asking, days
from vectorstore.types import ReportFilter


@pytest.mark.parametrize(
    "question",
    ["Welke verslagen heb je?", "Geef een lijst van alle verslagen", "Which reports do you have?", "List the reports"],
)  # fmt: skip
def test_all_reports_are_listed_newest_first(ask: Asking, question: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert len({citation.report for citation in answer.citations}) == 19
    told = [citation.date for citation in answer.citations if citation.date]
    assert told == sorted(told, reverse=True)
    assert answer.text.startswith("19 ")


def test_each_listed_report_is_told_with_its_date(ask: Asking) -> None:
    text = ask("Welke verslagen heb je?").text
    for day in ("10 september 2024", "13 mei 2025", "17 maart 2026", "23 mei 2024"):
        assert day in text


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Hoeveel verslagen zijn er?", 19),
        ("How many reports are there?", 19),
        ("Hoeveel verslagen van de Raad Digitale Netwerken heb je?", 5),
        ("Hoeveel verslagen heb je uit 2024?", 5),
    ],
)
def test_reports_are_counted(ask: Asking, question: str, count: int) -> None:
    answer = ask(question)
    assert answer.text.startswith(f"{count} ")
    assert answer.searched.reports == count


def test_counting_stays_within_the_filter(ask: Asking) -> None:
    answer = ask("Hoeveel verslagen zijn er?", ReportFilter(language="en"))
    assert answer.text.startswith("2 ")
    assert all("North Sea" in c.title or "Coastal" in c.title for c in answer.citations)


def test_reports_of_one_series_are_listed_alone(ask: Asking) -> None:
    answer = ask("Welke verslagen heb je van de Noordzee-Alliantie?")
    assert {c.date for c in answer.citations} >= {date(2024, 3, 14), date(2024, 10, 17), date(2026, 2, 12)}
    assert all("Stuurgroep" not in c.title and "Raad" not in c.title for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Wanneer was de laatste stuurgroep Dijkbewaking?", date(2026, 3, 17)),
        ("Wanneer was de eerste vergadering van de stuurgroep Dijkbewaking?", date(2024, 9, 10)),
        ("Wanneer was de laatste Raad Digitale Netwerken?", date(2026, 3, 26)),
        ("When was the last ministerial meeting of the Noordzee-Alliantie?", date(2026, 2, 12)),
        ("Wat is het nieuwste verslag?", date(2026, 3, 26)),
    ],
)
def test_when_a_meeting_was(ask: Asking, question: str, day: date) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert days(answer) == {day}


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Vat het verslag van Hamburg samen", date(2024, 10, 17)),
        ("Vat het verslag van 20 november 2025 samen", date(2025, 11, 20)),
        ("Geef een samenvatting van de laatste stuurgroep", date(2026, 3, 17)),
        ("Summarise the Coastal Data Exchange minutes", date(2026, 2, 4)),
    ],
)
def test_a_summary_quotes_the_sections_of_one_report_in_order(ask: Asking, question: str, day: date) -> None:
    answer = ask(question)
    assert days(answer) == {day}
    assert 4 <= len(answer.citations) <= 8
    assert len({citation.section for citation in answer.citations}) >= 4
    starts = [citation.start for citation in answer.citations]
    assert starts == sorted(starts)


def test_the_one_report_that_was_chosen_is_summarised(ask: Asking) -> None:
    aberdeen = next(r for r in ask.library.reports() if r.date == date(2026, 2, 12))
    answer = ask("Vat samen", ReportFilter(reports=(aberdeen.id,)))
    assert len(answer.citations) >= 4
    assert {citation.report for citation in answer.citations} == {aberdeen.id}
