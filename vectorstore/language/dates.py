"""Dates as people write them in Dutch and English reports, file names and questions."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from datetime import date

from vectorstore.language.date_shapes import FULL_DATES, SHAPES, Clock, Found, Precision, day_of, month_number

_JOINED = re.compile(r"\s*(?:,|en|and|&|of|or|-|–|tot|to|naar)\s*\Z", re.IGNORECASE)
_ANY_YEAR = 2000  # stands in for a year that nothing tells; a leap year, so that 29 February is found


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or stretch of days that stands at `text[start:end]`; both `first` and `last` are included.

    `range` is a stretch that is written as such ("1-2 oktober 2025"). `complete` is False when the year was not
    written there but filled in.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    complete: bool = True


def find_dates(text: str, *, today: date | None = None, year_hint: int | None = None) -> list[DateMention]:
    """Every date in the text, in reading order and without overlap.

    A date without a year takes it from a date it is joined to ("3 en 5 juni 2025" · "3 juni en 5 juli 2025"), else
    `year_hint`, else the year that brings it nearest to `today` ("jl." before it, "a.s." after it). With neither it
    is left out. Numeric dates are day first; what is no date of the calendar (31-02-2025) is not a date.
    """
    known = today is not None or year_hint is not None
    clock = Clock(today, year_hint if known else _ANY_YEAR)
    found: list[tuple[int, int, Found | None]] = []
    for pattern, build in SHAPES:
        for match in pattern.finditer(text):
            built = build(match, clock)
            if built is not None or (build in FULL_DATES and _impossible(match)):
                found.append((*match.span(), built))
    mentions = [DateMention(start, end, *built) for start, end, built in _without_overlap(found) if built]
    return _with_years(text, mentions, known)


def _impossible(match: re.Match[str]) -> bool:
    """Whether this has the shape of a full date that the calendar doesn't know."""
    month = match["month"]
    number = int(month) if month.isdigit() else month_number(month)
    return day_of(_ANY_YEAR, number, int(match["day"])) is None


def _without_overlap(found: list[tuple[int, int, Found | None]]) -> list[tuple[int, int, Found | None]]:
    """The longest candidates of each stretch of text, in reading order."""
    chosen: list[tuple[int, int, Found | None]] = []
    cluster: list[tuple[int, int, Found | None]] = []
    reach = 0
    for candidate in [*sorted(found, key=lambda c: c[:2]), (sys.maxsize, sys.maxsize, None)]:
        if candidate[0] >= reach and cluster:
            picked: list[tuple[int, int, Found | None]] = []
            for one in sorted(cluster, key=lambda c: (c[0] - c[1], c[0])):
                if all(one[1] <= other[0] or other[1] <= one[0] for other in picked):
                    picked.append(one)
            chosen += sorted(picked, key=lambda c: c[0])
            cluster = []
        cluster.append(candidate)
        reach = max(reach, candidate[1]) if len(cluster) > 1 else candidate[1]
    return chosen


def _with_years(text: str, mentions: list[DateMention], known: bool) -> list[DateMention]:
    """The mentions whose year is known; one without a year takes that of the full date it is joined to."""
    kept: list[DateMention] = []
    for one in reversed(mentions):
        if not one.complete and kept and _JOINED.match(text[one.end : kept[-1].start]):
            year = kept[-1].first.year - (one.first.month > kept[-1].first.month)
            first, last = (day_of(year, day.month, day.day) for day in (one.first, one.last))
            if first and last:
                kept.append(replace(one, first=first, last=last))
                continue
        if one.complete or known:
            kept.append(one)
    return kept[::-1]
