"""The indexes held against the catalogue, passage by passage."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from vectorstore.catalogue import PASSAGE_BITS
from vectorstore.errors import CatalogueDamaged
from vectorstore.holdings import Holdings
from vectorstore.places import Selection
from vectorstore.quantise import unpack
from vectorstore.types import Check

PROBES = 20
"""Reports whose first passage is looked up in Chroma by its own vector."""


def check(holdings: Holdings) -> Check:
    """What is there and what is wrong; reads everything, some seconds at 100,000 passages."""
    now = holdings.now
    wanted = now.counts()
    problems = [f"catalogue: {fault}" for fault in holdings.catalogue.faults()]
    problems += _unreadable(holdings) + _missing_originals(holdings)
    counts = {}
    for index in (holdings.vectors, holdings.words):
        found: Counter[int] = index.open().reports()
        counts[index.name] = sum(found.values())
        if found != wanted:
            wrong = len({number for number in {*found, *wanted} if found[number] != wanted[number]})
            problems.append(
                f"the {index.name} index disagrees with the catalogue on {wrong} reports: rebuild it"
            )
    if unreachable := _unreachable(holdings):
        problems.append(
            f"the vectors index doesn't find {unreachable} of {PROBES} passages by their vectors: rebuild it"
        )
    return Check(len(now.ready), now.passages, counts["vectors"], counts["words"], tuple(problems))


def _unreadable(holdings: Holdings) -> list[str]:
    found = []
    for version in holdings.now.ready.values():
        try:
            holdings.catalogue.report(version)
        except CatalogueDamaged as error:
            found.append(str(error))
    return found


def _missing_originals(holdings: Holdings) -> list[str]:
    return [
        f"the original of {one.info.id} ({one.info.source}) is missing"
        for one in holdings.now.ready.values()
        if not holdings.originals.path(one.info.sha256).exists()
    ]


def _unreachable(holdings: Holdings) -> int:
    model = holdings.catalogue.model
    numbers = sorted(holdings.now.counts())
    chroma, lost = holdings.vectors.open(), 0
    step = max(1, len(numbers) // PROBES)
    for _, packed in holdings.catalogue.packed_passages(list(islice(numbers, 0, None, step))[:PROBES]):
        first = unpack(packed, model.dimension if model else 0, PASSAGE_BITS)[0]
        best = chroma.search(first, Selection(), 1, waiting=True)
        lost += first.any() and max(best.values(), default=0.0) < 0.999
    return int(lost)
