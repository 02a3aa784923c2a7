"""Which reports a filter leaves, newest meeting first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ui.shapes import Json
from vectorstore.language.words import fold


def fitting(
    reports: Sequence[Json], find: str, *, since: date | None, until: date | None, series: str, language: str
) -> list[Json]:
    """The reports with all words of `find` in title, series, date or file name, and within the other limits."""
    words = fold(find).split()
    return [
        report
        for report in sorted(reports, key=lambda one: (one["date"] or "", one["title"]), reverse=True)
        if _within(report["date"], since, until)
        and (not series or report["series"] == series)
        and (not language or report["language"] == language)
        and (not words or all(word in _searchable(report) for word in words))
    ]


def series_of(reports: Sequence[Json]) -> list[str]:
    """The meetings of which there is more than one report, by name."""
    counts = Counter(str(report["series"]) for report in reports if report["series"])
    return sorted(name for name, count in counts.items() if count > 1)


def _within(day: str | None, since: date | None, until: date | None) -> bool:
    if not since and not until:
        return True
    return (
        day is not None
        and (not since or day >= since.isoformat())
        and (not until or day <= until.isoformat())
    )


def _searchable(report: Json) -> str:
    return fold(f"{report['title']} {report['series']} {report['date'] or ''} {report['source']}")
