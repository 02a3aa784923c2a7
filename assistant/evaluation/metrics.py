"""The measures of ranked retrieval and of quotes. Pure functions on numbers.

Definitions as in Manning, Raghavan and Schütze, *Introduction to Information Retrieval* (2008), chapter 8: relevance is
binary, a rank counts from 1, and `None` stands for "the ranking doesn't hold it".
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

Span = tuple[int, int]
"""Offsets of characters, the end exclusive."""

ENOUGH_SHARED = 20


def hit_at(relevant: Sequence[bool], k: int) -> float:
    """1 when one of the first `k` of a ranking is relevant, else 0 (also called success@k)."""
    return float(any(relevant[:k]))


def recall_at(relevant: Sequence[bool], total: int, k: int) -> float:
    """Which share of the `total` relevant things the first `k` of a ranking hold."""
    return min(1.0, sum(relevant[:k]) / total) if total else 0.0


def reciprocal_rank(relevant: Sequence[bool]) -> float:
    """1 / the rank of the first relevant one, 0 when there is none; its mean over questions is MRR."""
    return next((1 / rank for rank, right in enumerate(relevant, 1) if right), 0.0)


def ndcg_at(relevant: Sequence[bool], total: int, k: int = 10) -> float:
    """Discounted gain of the first `k`, as a share of that of a ranking with all `total` relevant ones in front."""
    gain = sum(1 / math.log2(rank + 1) for rank, right in enumerate(relevant[:k], 1) if right)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(total, k) + 1))
    return min(1.0, gain / best) if best else 0.0


def merged(spans: Sequence[Span]) -> list[Span]:
    """The same characters as spans that don't overlap, in order."""
    result: list[Span] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many characters stand in both."""
    mine, theirs = merged(one), merged(other)
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in mine for b in theirs)


def size(spans: Sequence[Span]) -> int:
    """How many characters the spans hold."""
    return sum(end - start for start, end in merged(spans))


def touches(one: Span, other: Span) -> bool:
    """Whether two stretches share enough to tell the same: 20 characters, or half of the shorter one."""
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    return overlap > 0 and overlap >= min(ENOUGH_SHARED, (one[1] - one[0]) / 2, (other[1] - other[0]) / 2)


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which `percent` of `values` lie, interpolated; 0 of nothing."""
    if not values:
        return 0.0
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def interval(values: Sequence[float], *, draws: int = 1000, seed: int = 1) -> tuple[float, float]:
    """The 95 % bootstrap confidence interval of the mean (Efron 1979): the percentiles of the means of `draws` samples
    with replacement. (0, 0) of nothing."""
    if not values:
        return 0.0, 0.0
    chance, known = np.random.default_rng(seed), np.asarray(values, dtype=np.float64)
    means = [float(known[chance.integers(len(known), size=len(known))].mean()) for _ in range(draws)]
    return percentile(means, 2.5), percentile(means, 97.5)
