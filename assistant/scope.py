"""Which reports a question is about: its dates and "the last meeting" become filters, tried from narrow to wide."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.asked import key_terms
from assistant.terms import Term, index_of
from vectorstore.language.lists import listed
from vectorstore.language.months import spoken_date
from vectorstore.language.periods import Period, find_periods, find_relative_meeting
from vectorstore.language.words import fold
from vectorstore.types import ReportFilter, ReportInfo

# A stretch this short names a meeting; a longer one a period.
MEETING_DAYS = 7
# How well a report's name must have each word of "the last steering group".
SAME_MEETING = 0.6

_LINKS = frozenset(listed("van de het een der of the voor for"))
# "besluit 2025-05" is a number, no month.
_NUMBERED = re.compile(
    r"\b(?:besluit|actie\w*|nr|nrs|no|nummer|punt|versie|kenmerk|decision|action|number|item|version)\W*\Z",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_ANY_MEETING = frozenset(
    listed("""
    vergadering vergaderingen bijeenkomst bijeenkomsten overleg verslag notulen keer sessie zitting
    rapport volgende eerstvolgende komende aanstaande next upcoming coming meeting meetings session
    report minutes de het een the van of laatste vorige meest recente last latest previous most recent
    newest nieuwste afgelopen voorgaande first eerste oudste
    """)
)


@dataclass(frozen=True, slots=True)
class Scope:
    """One way to understand what the question is about.

    `question` is what is left to look for when the words that became the filter are taken out. `dates` are periods
    that are not a filter here: a sentence must name them to be an answer. `note` says the filter to a person. `soft`:
    the next scope may have a better answer, for "from 1 January" may be what was decided, not when. `upcoming`:
    it asks after the meeting to come.
    """

    where: ReportFilter
    question: str
    dates: tuple[Period, ...] = ()
    note: str = ""
    soft: bool = False
    upcoming: bool = False


def scopes(
    question: str, where: ReportFilter, reports: list[ReportInfo], *, today: date, language: str
) -> list[Scope]:
    """The ways to understand the question, the likeliest first; the last is always the caller's own filter."""
    meeting = _relative_meeting(question, reports)
    if meeting is not None:
        day = f", {spoken_date(meeting.report.date, language)}" if meeting.report.date else ""
        narrow = replace(where, reports=(meeting.report.id,))
        left = question if meeting.upcoming else _without(question, meeting.phrase)
        note = f"{meeting.report.title}{day}"
        first = Scope(narrow, left, note=note, soft=meeting.upcoming, upcoming=meeting.upcoming)
        return [first, Scope(where, question, upcoming=meeting.upcoming)]
    periods = [p for p in find_periods(question, today=today) if not _NUMBERED.search(question[: p.start])]
    if not periods:
        return [Scope(where, question)]
    narrow_scope = _by_periods(question, where, reports, periods, language)
    dates = tuple(p for p in periods if p.direction == "within")
    wide = Scope(where, _without(question, *(p.text for p in dates)), dates=dates)
    return [narrow_scope, wide] if narrow_scope else [wide]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A report named by its place in the row; `upcoming`: the newest one, which tells of the next meeting."""

    phrase: str
    report: ReportInfo
    upcoming: bool


def _relative_meeting(question: str, reports: list[ReportInfo]) -> _Meeting | None:
    """The newest (or oldest) report of the meeting that "the last steering group" names."""
    found = find_relative_meeting(question)
    if found is None:
        return None
    names = _names(question, reports)
    phrase = _name_after(question, found.start, found.end, list(names))
    distinct = [t for t in key_terms(phrase) if not set(fold(t.text).split()) <= _ANY_MEETING]
    fits = {name: min((_named(term, name) for term in distinct), default=1.0) for name in names}
    best = max(fits.values(), default=0.0)
    if best < SAME_MEETING:
        return None
    chosen = [report for name, dated in names.items() if fits[name] == best for report in dated]
    pick = min if found.which == "first" else max
    return _Meeting(phrase, pick(chosen, key=lambda r: (r.date or date.min, r.id)), found.which == "next")


def _names(question: str, reports: list[ReportInfo]) -> dict[str, list[ReportInfo]]:
    """The dated reports by name: series and title, without what differs from meeting to meeting.

    30,000 reports of 50 bodies have 50 names to compare. Numbers stay when the question has one ("werkgroep 2").
    """
    numbered = any(c.isdigit() for c in question)
    names: dict[str, list[ReportInfo]] = {}
    for report in reports:
        if report.date:
            name = f"{report.series} {report.title}"
            names.setdefault(name if numbered else _DIGITS.sub("", name), []).append(report)
    return names


def _name_after(question: str, start: int, end: int, names: list[str]) -> str:
    """The phrase with the words after it that name a meeting: "de laatste vergadering van de stuurgroep"."""
    reach = end
    for match in re.finditer(r"[\w'’-]+", question[end:]):
        word = match.group()
        if fold(word) in _LINKS:
            continue
        if not any(_named(term, name) >= SAME_MEETING for term in key_terms(word) for name in names):
            break
        reach = end + match.end()
    return question[start:reach]


def _named(term: Term, name: str) -> float:
    """How well a report's name has the term: its own words before their translations."""
    return index_of(name).match(term)


def _by_periods(
    question: str, where: ReportFilter, reports: list[ReportInfo], periods: list[Period], language: str
) -> Scope | None:
    """The scope in which the periods choose the reports; None when no report is in them."""
    days = [p for p in periods if is_day(p)]
    if days:
        chosen = {r.id: r for p in days for r in reports if r.date and _on(p, r.date)}
        if not chosen:
            return None
        named = sorted({r.date for r in chosen.values() if r.date})
        used = [p for p in days if any(r.date and _on(p, r.date) for r in chosen.values())]
        return Scope(
            replace(where, reports=tuple(sorted(chosen))),
            _without(question, *(p.text for p in used)),
            note=", ".join(spoken_date(day, language) for day in named),
        )
    since = max((p.since for p in periods if p.since), default=None)
    until = min((p.until for p in periods if p.until), default=None)
    period = periods[0]
    if not period.complete and period.precision == "month" and period.direction == "within":
        since, until = _latest_such_month(period, reports) or (since, until)
    if not any(r.date and (not since or r.date >= since) and (not until or r.date <= until) for r in reports):
        return None
    narrowed = replace(where, since=_later(where.since, since), until=_earlier(where.until, until))
    left = _without(question, *(p.text for p in periods))
    return Scope(narrowed, left, note=_spoken(since, until, language), soft=True)


def is_day(period: Period) -> bool:
    """Whether the period names a meeting: a day, or a few days."""
    if period.direction != "within" or not period.since or not period.until:
        return False
    return period.until - period.since < timedelta(days=MEETING_DAYS)


def _on(period: Period, day: date) -> bool:
    """Whether a meeting on `day` is the one that the period names; a day without a year fits any year."""
    assert period.since is not None
    assert period.until is not None
    if period.complete:
        return period.since <= day <= period.until
    return any(
        (day.month, day.day)
        == ((period.since + timedelta(days=n)).month, (period.since + timedelta(days=n)).day)
        for n in range((period.until - period.since).days + 1)
    )


def _latest_such_month(period: Period, reports: list[ReportInfo]) -> tuple[date, date] | None:
    """The newest month of this name in which there was a meeting: "in december" without a year."""
    assert period.since is not None
    days = [r.date for r in reports if r.date and r.date.month == period.since.month]
    if not days:
        return None
    first = max(days).replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _without(question: str, *phrases: str) -> str:
    for phrase in phrases:
        question = question.replace(phrase, " ", 1)
    return re.sub(r"\s+", " ", question).strip()


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _spoken(since: date | None, until: date | None, language: str) -> str:
    words = {"nl": ("vanaf", "tot en met"), "en": ("from", "until")}[language]
    parts = []
    if since:
        parts.append(f"{words[0]} {spoken_date(since, language)}")
    if until:
        parts.append(f"{words[1]} {spoken_date(until, language)}")
    return " ".join(parts)
