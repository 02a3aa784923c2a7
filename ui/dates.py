"""Dates as people type them after `--from` and `--to`."""

from __future__ import annotations

from datetime import date

from ui.errors import WrongUsage


def day_from(text: str, *, last: bool, today: date | None = None) -> date:
    """The first day (or the `last`) of what was typed: 2025-12-03, 3-12-2025, december 2025, 2025, 3 december.

    WrongUsage when it isn't a date, and nothing but a date.
    """
    from vectorstore.language.dates import find_dates

    typed = text.strip()
    found = find_dates(typed, today=today or date.today()) if len(typed) <= 100 else []
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(typed)):
        raise WrongUsage("error.bad_date", value=typed[:100])
    return found[0].last if last else found[0].first
