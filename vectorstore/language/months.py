"""The words of the calendar, Dutch and English: months, weekdays, seasons and small numbers."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from vectorstore.language.lists import listed

_DUTCH = listed("januari februari maart april mei juni juli augustus september oktober november december")
_ENGLISH = listed("January February March April May June July August September October November December")

FULL_MONTHS: dict[str, int] = {
    name.lower(): number for names in (_DUTCH, _ENGLISH) for number, name in enumerate(names, 1)
}
SHORT_MONTHS: dict[str, int] = {
    "jan": 1, "feb": 2, "febr": 2, "mrt": 3, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTHS: dict[str, int] = FULL_MONTHS | SHORT_MONTHS

WEEKDAYS = listed(
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "monday tuesday wednesday thursday friday saturday sunday"
)

# First month of each season; they last three months and winter runs into the next year.
SEASONS: dict[str, int] = {
    "voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9, "winter": 12,
    "spring": 3, "summer": 6, "autumn": 9, "fall": 9,
}  # fmt: skip

ORDINALS: dict[str, int] = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
    "1e": 1, "2e": 2, "3e": 3, "4e": 4, "1ste": 1, "2de": 2, "3de": 3, "4de": 4,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, count: int) -> date:
    """The first of the month that lies `count` months after (or before) the month of `day`."""
    index = day.year * 12 + day.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def spoken_date(day: date, language: str) -> str:
    """A date as a person writes it: 3 december 2025, or 3 December 2025 in English."""
    names = _ENGLISH if language == "en" else _DUTCH
    return f"{day.day} {names[day.month - 1]} {day.year}"
