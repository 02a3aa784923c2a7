"""Whether a sentence names a period that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from vectorstore.language.dates import DateMention, find_dates
from vectorstore.language.periods import Period
from vectorstore.types import Report

WEEK = timedelta(days=7)


def names_date(text: str, report: Report, dates: Sequence[Period]) -> bool:
    """Whether the sentence names one of the periods."""
    year = report.date.year if report.date else None
    mentions = find_dates(text, year_hint=year, today=report.date)
    return any(_is_of(mention, period) for mention in mentions for period in dates)


def _is_of(mention: DateMention, period: Period) -> bool:
    """Whether the date is one of the period's; "2024 tot 2027" names no day of it, and "november" fits any year's."""
    if not period.since or not period.until:
        return False
    if mention.last - mention.first > max(period.until - period.since, WEEK):
        return False
    if period.complete:
        return period.since <= mention.last and mention.first <= period.until
    same_month = mention.first.month == period.since.month
    return same_month and (period.precision == "month" or mention.first.day == period.since.day)
