"""The measures, against values worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics import (
    Span,
    hit_at,
    interval,
    mean,
    merged,
    ndcg_at,
    percentile,
    recall_at,
    reciprocal_rank,
    shared,
    size,
    touches,
)

# Relevant at ranks 2 and 4, and a third that the ranking doesn't hold.
RANKING = [False, True, False, True]
spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda s: (min(s), max(s))), max_size=8
)


def test_hits_and_recall() -> None:
    assert [hit_at(RANKING, k) for k in (1, 2, 10)] == [0, 1, 1]
    assert [recall_at(RANKING, 3, k) for k in (1, 3, 10)] == pytest.approx([0, 1 / 3, 2 / 3])
    assert recall_at(RANKING, 0, 10) == 0
    assert recall_at([True] * 3, 2, 10) == 1


def test_reciprocal_rank() -> None:
    assert reciprocal_rank(RANKING) == 0.5
    assert reciprocal_rank([False, False, True]) == pytest.approx(1 / 3)
    assert reciprocal_rank([]) == 0


def test_ndcg_by_hand() -> None:
    gain = 1 / math.log2(3) + 1 / math.log2(5)  # 0.6309 + 0.4307
    best = 1 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)  # 1 + 0.6309 + 0.5
    assert ndcg_at(RANKING, 3) == pytest.approx(gain / best) == pytest.approx(0.4982, abs=1e-4)
    assert ndcg_at([True, False], 1) == 1
    assert ndcg_at([False] * 10 + [True], 1) == 0
    assert ndcg_at([True], 0) == 0


@given(st.lists(st.booleans(), max_size=30), st.integers(0, 10), st.integers(1, 20))
def test_every_measure_is_between_none_and_all(ranking: list[bool], missing: int, k: int) -> None:
    total = sum(ranking) + missing
    for value in (
        hit_at(ranking, k), recall_at(ranking, total, k), ndcg_at(ranking, total, k), reciprocal_rank(ranking),
    ):  # fmt: skip
        assert 0 <= value <= 1


@given(st.integers(1, 12), st.integers(0, 12))
def test_all_relevant_in_front_is_perfect(relevant: int, others: int) -> None:
    assert ndcg_at([True] * relevant + [False] * others, relevant) == pytest.approx(1)


@given(spans, spans)
def test_characters_are_counted_as_in_sets(one: list[Span], other: list[Span]) -> None:
    def characters(found: list[Span]) -> set[int]:
        return {i for start, end in found for i in range(start, end)}

    assert size(one) == len(characters(one))
    assert shared(one, other) == len(characters(one) & characters(other))
    assert characters(merged(one)) == characters(one)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 100), (80, 200), True),  # 20 characters
        ((0, 100), (81, 200), False),
        ((0, 10), (5, 100), True),  # half of the shorter one
        ((0, 10), (6, 100), False),
        ((0, 100), (30, 34), True),
        ((0, 10), (10, 20), False),
    ],
)
def test_stretches_touch_from_twenty_characters_or_half(one: Span, other: Span, expected: bool) -> None:
    assert touches(one, other) is touches(other, one) is expected


def test_means_and_percentiles() -> None:
    assert (mean([]), mean([1, 2])) == (0, 1.5)
    assert percentile([], 50) == 0
    assert percentile([4, 1, 3, 2], 50) == 2.5
    assert percentile([1, 2, 3], 95) == pytest.approx(2.9)


def test_an_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = [0.0] * 10 + [1.0] * 30
    low, high = interval(values)
    assert 0.55 < low < 0.75 < high < 0.95
    assert interval(values) == (low, high)
    assert interval([]) == (0, 0)
    assert interval([1.0] * 9) == (1, 1)
