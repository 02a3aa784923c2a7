"""A search: both indexes asked, their answers mixed, the passages fetched."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from vectorstore.errors import NoSuchReport
from vectorstore.fusion import Fused, mix
from vectorstore.holdings import Holdings
from vectorstore.nearest import complete, exact, exact_limit
from vectorstore.places import Place, Selection
from vectorstore.quantise import Vectors, unit
from vectorstore.records import Version
from vectorstore.snapshot import Snapshot
from vectorstore.types import Hit, Report, ReportFilter

CANDIDATES = 100
"""Passages taken from each index before they are mixed."""

log = logging.getLogger(__name__)


def search(
    holdings: Holdings, question: Vectors, words: str, where: ReportFilter, k: int, language: str
) -> list[Hit]:
    """The `k` best passages of the reports that `where` lets through, best first."""
    now = holdings.now
    chosen = now.chosen(where)
    if k <= 0 or not any(one.info.passages for one in chosen):
        return []
    limit = max(CANDIDATES, k)
    selection = now.selection(chosen)
    said = holdings.words.open().search(words, language, selection, limit)
    said = {place: score for place, score in said.items() if place.number in now.ready}
    near = _near(holdings, unit(question), chosen, selection, limit)
    near = complete(holdings.catalogue, unit(question), near, said)
    fused = mix(near, said, lambda place: (now.ready[place.number].info.id, place.position))
    return _hits(holdings, now, fused, k)


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


def _near(
    holdings: Holdings, question: Vectors, chosen: Sequence[Version], selection: Selection, limit: int
) -> dict[Place, float]:
    """The passages nearest to `question`; exact when that is quicker, or when Chroma can't be asked."""
    chroma = holdings.vectors.opened
    if sum(one.info.passages for one in chosen) > exact_limit(selection, chroma is not None):
        try:
            found = holdings.vectors.open().search(question, selection, limit)
            ready = holdings.now.ready
            return {place: cosine for place, cosine in found.items() if place.number in ready}
        except Exception as error:  # it is being written, or was closed for a newer one
            log.info("searched without the vectors index: %s", error)
    return exact(holdings.catalogue, question, [one.number for one in chosen], limit)


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
