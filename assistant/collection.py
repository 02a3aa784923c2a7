"""Questions about the collection itself: which reports there are, how many, when a meeting was."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose import cite, claims_of
from assistant.phrases import period, say
from assistant.select import Quoted
from assistant.sources import Sources
from assistant.terms import Term, index_of, share
from assistant.types import Answer, Citation, Searched
from vectorstore.language.dates import find_dates
from vectorstore.language.months import spoken_date
from vectorstore.types import Report, ReportFilter, ReportInfo

# More titles than this are no answer that anyone reads before a meeting.
LISTED = 20
# Up to this many reports are opened to see where their meeting was.
READ_THROUGH = 300
EVERYTHING = ReportFilter()
# How much of the terms a report's name must have for the question to be about the report as a whole.
NAME_SHARE = 0.8


def named_in(terms: Sequence[Term], reports: Sequence[ReportInfo], sources: Sources) -> list[ReportInfo]:
    """The reports whose title, or place of meeting, has the question's terms; all of them when none has any."""
    scored = [(sum(index_of(_name(r, sources)).match(t) * t.weight for t in terms), r) for r in reports]
    top = max((score for score, _ in scored), default=0.0)
    return [r for score, r in scored if score >= 0.7 * top] if top > 0 else list(reports)


def is_named(terms: Sequence[Term], report: ReportInfo, sources: Sources) -> bool:
    """Whether the question's terms are nothing but the report's name: "vat de stuurgroep Dijkbewaking samen"."""
    telling = [term for term in terms if not term.light]
    index = index_of(_name(report, sources))
    return share(telling, tuple(index.match(term) for term in telling)) >= NAME_SHARE


def _name(info: ReportInfo, sources: Sources) -> str:
    """What a report goes by: title, series and, in a collection that can be read through, date and place."""
    if len(sources.infos(EVERYTHING)) > READ_THROUGH:
        return f"{info.title} {info.series}"
    passages = sources.report(info.id).passages
    return f"{info.title} {info.series} {passages[0].context if passages else ''}"


def title_quote(report: Report) -> Quoted | None:
    """The sentence that names the report: the one that holds its title, else its first."""
    title = report.title.casefold()
    for i, sentence in enumerate(report.sentences[:12]):
        text = report.text[sentence.start : sentence.end].casefold()
        if title and (title in text or (len(text) > 8 and text in title)):
            return Quoted(report, i)
    return Quoted(report, 0) if report.sentences else None


def date_quote(report: Report) -> Quoted | None:
    """The first sentence that states the meeting's date, else the one that names the report."""
    day = report.date
    if day is None:
        return title_quote(report)
    for i, sentence in enumerate(report.sentences):
        text = report.text[sentence.start : sentence.end]
        if sentence.kind != "footnote" and any(
            mention.first <= day <= mention.last and mention.precision in ("day", "range")
            for mention in find_dates(text, year_hint=day.year)
        ):
            return Quoted(report, i)
    return title_quote(report)


def list_reports(
    question: str, reports: Sequence[Report], total: int, searched: Searched, language: str
) -> Answer:
    """The answer to "which reports have you got?": their number, and the newest by name and date."""
    quotes = [quote for report in reports if (quote := title_quote(report))]
    citations = cite(quotes)
    span = period(searched.first, searched.last, language)
    key = "count_shown" if total > len(quotes) else "count_one" if total == 1 else "count"
    head = say(key, language, count=total, shown=len(quotes), period=span)
    lines = [f"- {_dated(citation, language)} [{citation.number}]" for citation in citations]
    return Answer(
        question=question, status="answered", mode="quotes", text="\n".join([head, *lines]),
        claims=claims_of(citations), citations=citations, searched=searched, language=language,
    )  # fmt: skip


def _dated(citation: Citation, language: str) -> str:
    """The report's own words, after its date where they don't say it."""
    if citation.date is None or any(m.first == citation.date for m in find_dates(citation.quote)):
        return citation.quote
    return f"{spoken_date(citation.date, language)}: {citation.quote}"
