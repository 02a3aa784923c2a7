"""Which reports to search, from the command line or from a line of a questions file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any

from ui.dates import day_from
from ui.errors import WrongUsage
from vectorstore.types import ReportFilter


def filter_from(arguments: Namespace) -> ReportFilter:
    """The filter that `--report`, `--from` and `--to` make."""
    return make_filter(arguments.report, arguments.since, arguments.until)


def filter_of_line(line: dict[str, Any], default: ReportFilter) -> ReportFilter:
    """The filter of one line of a questions file; what it leaves out is as on the command line."""
    named = line.get("report", line.get("reports"))
    reports = default.reports if named is None else [named] if isinstance(named, str) else named
    if not isinstance(reports, (list, tuple)) or not all(isinstance(name, str) for name in reports):
        raise WrongUsage("error.bad_field", field="report", value=str(named)[:100])
    own = make_filter(reports, text_of_line(line, "from"), text_of_line(line, "to"))
    since, until = own.since or default.since, own.until or default.until
    return make_checked(own.reports, since, until)


def make_filter(reports: Sequence[str], since: str | None, until: str | None) -> ReportFilter:
    """The filter for these reports between two dates as people type them."""
    return make_checked(
        tuple(reports),
        day_from(since, last=False) if since else None,
        day_from(until, last=True) if until else None,
    )


def make_checked(reports: tuple[str, ...], since: date | None, until: date | None) -> ReportFilter:
    """The filter; WrongUsage when it ends before it begins."""
    if since and until and since > until:
        raise WrongUsage("error.dates_reversed", since=since, until=until)
    return ReportFilter(reports=reports, since=since, until=until)


def text_of_line(line: dict[str, Any], field: str) -> str | None:
    """The text in this field of a line; None when it isn't there."""
    value = line.get(field)
    if value is not None and not isinstance(value, str):
        raise WrongUsage("error.bad_field", field=field, value=str(value)[:100])
    return value
