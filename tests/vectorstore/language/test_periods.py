"""What a question says about time."""

from __future__ import annotations

from datetime import date

import pytest

from vectorstore.language.periods import find_periods, find_relative_meeting

TODAY = date(2026, 11, 23)

PERIODS = [
    ("Wat is er in december besproken?", "in december", "2025-12-01", "2025-12-31", "within"),
    ("Wat is er in december 2024 besproken?", "in december 2024", "2024-12-01", "2024-12-31", "within"),
    ("besluiten in 2024", "in 2024", "2024-01-01", "2024-12-31", "within"),
    ("besluiten sinds juni", "sinds juni", "2026-06-01", None, "since"),
    ("vanaf 1 mei 2025", "vanaf 1 mei 2025", "2025-05-01", None, "since"),
    ("na 3 maart 2025", "na 3 maart 2025", "2025-03-04", None, "since"),
    ("voor 1 mei", "voor 1 mei", None, "2026-04-30", "until"),
    ("t/m 3 december 2024", "t/m 3 december 2024", None, "2024-12-03", "until"),
    ("tussen 1 mei en 3 juni 2025", "tussen 1 mei en 3 juni 2025", "2025-05-01", "2025-06-03", "within"),
    ("tussen mei en juli", "tussen mei en juli", "2026-05-01", "2026-07-31", "within"),
    (
        "tussen november en februari 2025",
        "tussen november en februari 2025",
        "2024-11-01",
        "2025-02-28",
        "within",
    ),
    ("vorig jaar", "vorig jaar", "2025-01-01", "2025-12-31", "within"),
    ("dit jaar", "dit jaar", "2026-01-01", "2026-12-31", "within"),
    ("afgelopen maand", "afgelopen maand", "2026-10-23", "2026-11-23", "within"),
    ("de afgelopen drie maanden", "afgelopen drie maanden", "2026-08-23", "2026-11-23", "within"),
    ("sinds vorig jaar", "sinds vorig jaar", "2025-01-01", None, "since"),
    ("twee weken geleden", "twee weken geleden", "2026-11-09", "2026-11-15", "within"),
    ("gisteren", "gisteren", "2026-11-22", "2026-11-22", "within"),
    ("since June", "since June", "2026-06-01", None, "since"),
    ("last year", "last year", "2025-01-01", "2025-12-31", "within"),
    ("before May 2025", "before May 2025", None, "2025-04-30", "until"),
    (
        "from January 2024 to March 2025",
        "from January 2024 to March 2025",
        "2024-01-01",
        "2025-03-31",
        "within",
    ),
    ("between May and July 2025", "between May and July 2025", "2025-05-01", "2025-07-31", "within"),
    ("in the last two years", "in the last two years", "2024-11-23", "2026-11-23", "within"),
    ("stuurgroep van 1 september 2021", "van 1 september 2021", "2021-09-01", "2021-09-01", "within"),
]


@pytest.mark.parametrize(("question", "phrase", "since", "until", "direction"), PERIODS)
def test_a_period_has_its_bounds_and_its_words(
    question: str, phrase: str, since: str | None, until: str | None, direction: str
) -> None:
    (period,) = find_periods(question, today=TODAY)
    bounds = [day and day.isoformat() for day in (period.since, period.until)]
    assert (period.text, bounds, period.direction) == (phrase, [since, until], direction)
    assert question[period.start : period.end] == phrase


def test_a_year_after_voor_is_no_bound() -> None:
    (period,) = find_periods("Wat is het budget voor 2026?", today=TODAY)
    assert (period.direction, period.cue) == ("within", "voor")


def test_two_periods_are_two() -> None:
    found = find_periods("in maart en april 2025", today=TODAY)
    assert [p.since for p in found] == [date(2025, 3, 1), date(2025, 4, 1)]


def test_a_filled_in_year_is_told() -> None:
    found = find_periods("in december of in maart 2024", today=TODAY)
    assert [p.complete for p in found] == [False, True]


@pytest.mark.parametrize(
    "question", ["Wat zei Duitsland in Den Haag?", "De 3 landen", "", "wie was voorzitter"]
)
def test_a_question_without_time_has_no_period(question: str) -> None:
    assert find_periods(question, today=TODAY) == []


MEETINGS = [
    ("Wat is er de vorige keer besloten?", "vorige keer", "previous"),
    ("Wanneer was de laatste stuurgroepvergadering?", "laatste stuurgroepvergadering", "last"),
    ("Wat stond er in het laatste verslag?", "laatste verslag", "last"),
    ("the most recent steering group meeting", "most recent steering group meeting", "last"),
    ("What was decided at the previous summit?", "previous summit", "previous"),
    ("Wat was de eerste FMM?", "eerste FMM", "first"),
    ("de volgende ministeriële bijeenkomst", "volgende ministeriële bijeenkomst", "next"),
    ("Wanneer is de volgende Landbouw- en Visserijraad?", "volgende Landbouw- en Visserijraad", "next"),
]


@pytest.mark.parametrize(("question", "phrase", "which"), MEETINGS)
def test_a_meeting_by_its_place_in_the_row(question: str, phrase: str, which: str) -> None:
    found = find_relative_meeting(question)
    assert found is not None
    assert (found.text, found.which) == (phrase, which)


@pytest.mark.parametrize(
    "question", ["Wat was het eerste agendapunt?", "eerste punt uit het verslag", "de laatste drie jaar"]
)
def test_other_firsts_and_lasts_are_no_meetings(question: str) -> None:
    assert find_relative_meeting(question) is None
