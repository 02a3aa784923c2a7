"""Dates in all the shapes in which reports, file names and questions write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.language.dates import find_dates
from vectorstore.language.months import spoken_date

TODAY = date(2025, 12, 3)

DAYS = [
    ("3 december 2025", "2025-12-03"),
    ("op donderdag 3 april 2025 in Brussel", "2025-04-03"),
    ("17-10-2022", "2022-10-17"),
    ("1-9-2021", "2021-09-01"),
    ("1/9/2021", "2021-09-01"),
    ("5-6-2018", "2018-06-05"),
    ("3.12.2025", "2025-12-03"),
    ("2025-06-12", "2025-06-12"),
    ("Verslag 20180511 WG", "2018-05-11"),
    ("20190319Verslag", "2019-03-19"),
    ("2018_11_09_ Werkgroep", "2018-11-09"),
    ("3 December 2025", "2025-12-03"),
    ("December 3, 2025", "2025-12-03"),
    ("the 3rd of December 2025", "2025-12-03"),
    ("1 sept '21", "2021-09-01"),
    ("1 sept. 2021", "2021-09-01"),
    ("**24 november 2021**", "2021-11-24"),
    ("12/31/2025", "2025-12-31"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_written_day_is_that_day(text: str, day: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.first.isoformat(), mention.last, mention.precision) == (day, mention.first, "day")
    assert mention.complete


STRETCHES = [
    ("1-2 oktober 2025", "2025-10-01", "2025-10-02", "range"),
    ("7 en 8 juli 2026", "2026-07-07", "2026-07-08", "range"),
    ("1 and 2 October 2025", "2025-10-01", "2025-10-02", "range"),
    ("October 1-2, 2025", "2025-10-01", "2025-10-02", "range"),
    ("30 september t/m 2 oktober 2025", "2025-09-30", "2025-10-02", "range"),
    ("28 december - 3 januari 2026", "2025-12-28", "2026-01-03", "range"),
    ("januari t/m maart 2025", "2025-01-01", "2025-03-31", "range"),
    ("2022-2026", "2022-01-01", "2026-12-31", "range"),
    ("2024/25", "2024-01-01", "2025-12-31", "range"),
    ("december 2025", "2025-12-01", "2025-12-31", "month"),
    ("dec. 2025", "2025-12-01", "2025-12-31", "month"),
    ("Q3 2025", "2025-07-01", "2025-09-30", "quarter"),
    ("2025-Q3", "2025-07-01", "2025-09-30", "quarter"),
    ("derde kwartaal van 2025", "2025-07-01", "2025-09-30", "quarter"),
    ("second half of 2025", "2025-07-01", "2025-12-31", "half"),
    ("najaar 2025", "2025-09-01", "2025-11-30", "season"),
    ("winter 2025", "2025-12-01", "2026-02-28", "season"),
    ("in 2035 5% van het BBP", "2035-01-01", "2035-12-31", "year"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), STRETCHES)
def test_a_written_stretch_has_its_first_and_last_day(
    text: str, first: str, last: str, precision: str
) -> None:
    (mention,) = find_dates(text)
    found = (mention.first.isoformat(), mention.last.isoformat(), mention.precision, mention.complete)
    assert found == (first, last, precision, True)


NO_DATES = [
    "31-02-2018", "31 februari 2018", "verslag 21-1-20256", "Kamerstuk 21501-02, nr. 2345", "36 850, nr. X-2",
    "EUR 2035", "2035 euro", "13.30 - 15.20 uur", "06-12-34-56-78", "versie 1.2.3", "May I ask why", "this may be",
    "the march on", "Jan Jansen en Jan de Vries", "nr. 2019", "10.000 mensen", "12.345.678", "192.168.1.20",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text, today=TODAY) == []


def test_a_count_behind_a_dutch_month_is_no_day_of_it() -> None:
    (mention,) = find_dates("Er zijn sinds juli 27 meldingen gedaan.", today=TODAY)
    assert (mention.precision, mention.first.month) == ("month", 7)
    (mention,) = find_dates("On July 27 it was reported.", today=TODAY)
    assert (mention.precision, mention.first.day) == ("day", 27)


FILLED = [
    ("3 december jl.", "2025-12-03"),
    ("15 januari jl.", "2025-01-15"),
    ("15 januari a.s.", "2026-01-15"),
    ("15 januari", "2026-01-15"),
    ("18 en 19 december", "2025-12-18"),
    ("December 3rd", "2025-12-03"),
    ("24ste van november", "2025-11-24"),
]


@pytest.mark.parametrize(("text", "day"), FILLED)
def test_a_missing_year_is_filled_in_from_today(text: str, day: str) -> None:
    (mention,) = find_dates(text, today=TODAY)
    assert (mention.first.isoformat(), mention.complete) == (day, False)


def test_a_known_year_goes_before_today() -> None:
    (mention,) = find_dates("26 april", today=TODAY, year_hint=2018)
    assert mention.first == date(2018, 4, 26)


def test_without_any_year_a_date_is_left_out() -> None:
    assert find_dates("op 26 april en in mei") == []


def test_a_date_takes_the_year_of_the_date_it_is_joined_to() -> None:
    found = find_dates("van 19 en 20 mei naar 9 en 10 juni 2026")
    assert [m.first.isoformat() for m in found] == ["2026-05-19", "2026-06-09"]
    assert [m.complete for m in found] == [False, True]


def test_mentions_are_cut_exactly() -> None:
    text = "Vergaderd op 3 december 2025 (en op 1-2 oktober 2025)."
    assert [text[m.start : m.end] for m in find_dates(text)] == ["3 december 2025", "1-2 oktober 2025"]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["nl", "en"]))
def test_a_spoken_date_is_read_back(day: date, language: str) -> None:
    assert [m.first for m in find_dates(f"De vergadering van {spoken_date(day, language)} is geweest.")] == [
        day
    ]


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{0.day}-{0.month}-{0.year}", "{0:%Y-%m-%d}"]),
)
def test_a_numeric_date_is_read_day_first(day: date, shape: str) -> None:
    assert [m.first for m in find_dates(shape.format(day))] == [day]


@given(st.text(alphabet="0123456789-/. abcdejmniraptuoEQ'’", max_size=60))
def test_mentions_never_overlap_nor_leave_the_text(text: str) -> None:
    at = 0
    for mention in find_dates(text, today=TODAY):
        assert at <= mention.start < mention.end <= len(text)
        assert mention.first <= mention.last
        at = mention.end
