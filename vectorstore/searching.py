"""A search: both indexes asked, their answers mixed, the passages fetched."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vectorstore.errors import NoSuchReport
from vectorstore.fusion import Fused, Signals, mix
from vectorstore.holdings import Holdings
from vectorstore.nearest import complete
from vectorstore.places import Place
from vectorstore.quantise import Vectors, unit
from vectorstore.snapshot import Snapshot
from vectorstore.types import Hit, Report, ReportFilter

CANDIDATES = 100
"""Passages taken from each index before they are mixed."""


def search(
    holdings: Holdings, question: Vectors, words: str, where: ReportFilter, k: int, language: str
) -> list[Hit]:
    """The `k` best passages of the reports that `where` lets through, best first."""
    if k <= 0:
        return []
    now = holdings.now
    found = signals(holdings, now, question, words, where, max(CANDIDATES, k), language)
    return _hits(holdings, now, mix(found, in_order(now)), k)


def signals(
    holdings: Holdings,
    now: Snapshot,
    question: Vectors,
    words: str,
    where: ReportFilter,
    limit: int,
    language: str,
) -> Signals:
    """What the vectors and the words say of the `limit` best passages of each."""
    chosen = now.chosen(where)
    if not any(one.info.passages for one in chosen):
        return Signals({}, {}, {}, {})
    selection = now.selection(chosen)
    index, vector = holdings.words.open(), unit(question)
    said = index.search(words, language, selection, limit)
    said = {place: score for place, score in said.items() if place.number in now.ready}
    near = holdings.nearest.search(vector, chosen, selection, limit)
    near = complete(holdings.catalogue, vector, near, said)
    reports = {place.number for place in near}
    return Signals(
        near,
        said,
        holdings.wholes.near(vector, reports),
        index.search_reports(words, language, reports),
        frozenset(number for number in reports if now.ready[number].info.language != language),
        index.known(words, language),
    )


def in_order(now: Snapshot) -> Callable[[Place], tuple[str, int]]:
    """In which order passages of one score stand: that of the reports' ids."""
    return lambda place: (now.ready[place.number].info.id, place.position)


def hit(report: Report, position: int, score: float, dense: float = 0.0, words: float = 0.0) -> Hit:
    """The report's passage at `position` as a search shows it."""
    passage = report.passages[position]
    return Hit(
        report=report.id,
        position=position,
        title=report.title,
        date=report.date,
        language=report.language,
        section=" › ".join(report.sections[passage.section].path) if report.sections else "",
        page=passage.page,
        text=report.text[passage.start : passage.end],
        start=passage.start,
        end=passage.end,
        score=score,
        dense=dense,
        words=words,
    )


def around(report: Report, found: Hit, before: int, after: int) -> list[Hit]:
    """The passages of the report before and after the one that was found, in reading order, without that one."""
    positions = range(max(found.position - before, 0), min(found.position + after + 1, len(report.passages)))
    return [hit(report, position, found.score) for position in positions if position != found.position]


def _hits(holdings: Holdings, now: Snapshot, fused: Sequence[Fused], k: int) -> list[Hit]:
    hits: list[Hit] = []
    for one in fused:
        if len(hits) == k:
            break
        try:
            report = holdings.reports.get(now.ready[one.place.number])
        except NoSuchReport:  # removed since the search began
            continue
        hits.append(hit(report, one.place.position, one.score, one.dense, one.words))
    return hits
