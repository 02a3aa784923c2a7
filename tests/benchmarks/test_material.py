"""The material of which large libraries are made."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from benchmarks import pool
from benchmarks.material import grow, make_reports
from benchmarks.pool import Pool, kept_pool, real_questions, real_texts
from ingest.pipeline import BATCH_PASSAGES

POOL = Pool(
    ["Een.", "Twee is meer.", "Drie?", "Vier!"], np.eye(4, dtype=np.float32), ["Opening"], [1, 3], 20.0
)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As if ../shared/data weren't there."""
    monkeypatch.setattr(pool, "SHARED", tmp_path / "absent")


@pytest.mark.usefixtures("alone")
def test_without_the_lent_material_the_examples_do() -> None:
    names, texts = zip(*real_texts(), strict=True)
    assert all(name.endswith(".md") for name in names)
    assert all(len(text) > 100 for text in texts)
    asked = real_questions(1000, seed=1)
    assert len(asked) == len(set(asked)) > 40
    assert any(question.startswith("How much") for question in asked)


def test_the_lent_questions_are_asked_when_they_are_there(shared_data: Path) -> None:
    asked = real_questions(50, seed=1)
    assert len(asked) == 50
    assert asked == real_questions(50, seed=1) != real_questions(50, seed=2)


def test_a_pool_is_read_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read: list[tuple[int, int]] = []

    def read_pool(reports: int, seed: int) -> Pool:
        read.append((reports, seed))
        return POOL

    monkeypatch.setattr(pool, "read_pool", read_pool)
    kept_pool(tmp_path / "new", 3, 1)
    again = kept_pool(tmp_path / "new", 3, 1)
    assert read == [(3, 1)]
    assert (again.sentences, again.headings, again.lengths) == (POOL.sentences, POOL.headings, POOL.lengths)
    assert again.rate == POOL.rate
    assert np.array_equal(again.vectors, POOL.vectors)


@pytest.mark.parametrize("passages", [20, 500, 1000])
def test_a_library_grows_in_the_batches_of_the_ingest_and_says_so_by_tenths(passages: int) -> None:
    batches: list[int] = []

    def add_many(additions: list[Any]) -> None:
        batches.append(sum(len(report.passages) for report, *_ in additions))

    library = cast(Any, SimpleNamespace(add_many=add_many))
    tenths = list(grow(library, make_reports(POOL, passages, 1), passages, lambda: Counter(words=10**6), 96))
    assert all(batch >= BATCH_PASSAGES for batch in batches[:-1])
    assert sum(batches) == tenths[-1]["passages"] == passages
    ends = [0, *(tenth["passages"] for tenth in tenths)]
    sizes = [after - before for before, after in pairwise(ends)]
    assert len(tenths) <= 10
    assert min(sizes) >= min(passages, BATCH_PASSAGES)
    assert sum(tenth["seconds"] for tenth in tenths) == pytest.approx(0.001 * len(batches))
    for tenth, size in zip(tenths, sizes, strict=True):
        assert tenth["per_second"] == pytest.approx(size / tenth["seconds"], abs=0.1)
        assert tenth["microseconds"] == {"words": round(1e6 * tenth["seconds"] / size)}
