"""The measurements of growth, on a library of a few passages."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from benchmarks import growth
from benchmarks.growth import ASKING, WRITING, Stages, asking, filling, removing
from benchmarks.growth_figures import PANELS, figures, plot, table
from benchmarks.pool import Pool
from vectorstore.embedding import stamp_of
from vectorstore.library import Library

SENTENCES = ["De dijk is gesloten.", "De voorzitter opent de vergadering.", "De kosten zijn 3 mln. euro."]


class Work:
    """Something to time: `outer` does one thing itself and leaves the rest to `inner`."""

    def __init__(self, tick: Callable[[], int]) -> None:
        self._tick = tick

    def outer(self, fail: bool = False) -> str:
        self._tick()
        return self.inner(fail)

    def inner(self, fail: bool) -> str:
        self._tick()
        self._tick()
        if fail:
            raise ValueError
        return "done"


class Embedder:
    """The same vector for every question."""

    stamp = stamp_of()

    def embed_query(self, text: str) -> Any:
        return np.eye(1, self.stamp.dimension, dtype=np.float32)[0]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Work and a clock that goes on by one at each look, and at each tick of the work."""
    clock = count()
    tick: Callable[[], int] = clock.__next__
    monkeypatch.setattr(growth, "time", SimpleNamespace(perf_counter_ns=tick))
    monkeypatch.setattr(pkgutil, "resolve_name", {"work:Work": Work}.__getitem__)
    monkeypatch.setattr(Work, "outer", Work.outer)  # put back what Stages puts around them
    monkeypatch.setattr(Work, "inner", Work.inner)
    return Work(tick)


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder, a pool without encoding, and stopwatches that leave the library's own functions alone."""
    vectors = np.eye(3, stamp_of().dimension, dtype=np.float32)
    monkeypatch.setattr(growth, "kept_pool", lambda *_: Pool(SENTENCES, vectors, ["Opening"], [1, 2], 20.0))
    monkeypatch.setattr(growth, "machine", lambda: {"when": "now", "commit": "none", "load_before": 0.0})
    monkeypatch.setattr(growth, "query_embedder", Embedder)
    monkeypatch.setattr(Stages, "_watch", lambda *_: None)
    return tmp_path / "40-1-1"


def test_a_moment_counts_for_the_innermost_stage(work: Work) -> None:
    stages = Stages({"out": ["work:Work outer"], "in": ["work:Work inner"]})
    assert work.outer() == "done"
    spent = stages.lap()
    assert spent == {"rest": 2, "out": 3, "in": 3}
    assert stages.lap() == {"rest": 1}


def test_a_fault_leaves_no_stage_running(work: Work) -> None:
    stages = Stages({"in": ["work:Work inner"]})
    with pytest.raises(ValueError):  # noqa: PT011 (our own)
        work.outer(fail=True)
    stages.lap()
    assert set(stages.lap()) == {"rest"}


@pytest.mark.parametrize(
    "target", [one for stages in (WRITING, ASKING) for many in stages.values() for one in many]
)
def test_what_is_timed_is_there(target: str) -> None:
    owner, name = target.split()
    assert callable(getattr(pkgutil.resolve_name(owner), name))


def test_a_library_is_filled_once_asked_and_left_as_it_was(scratch: Path) -> None:
    made = filling(scratch, 40, 1, 1, 96)
    assert made["reports"] == 2
    assert made["last_tenth"]["passages"] == 40
    assert 0 < made["with_encoder_per_second"] < 20
    assert filling(scratch, 40, 1, 1, 96) == json.loads((scratch / "filled.json").read_text()) == made

    took = asking(scratch / "library", "ask", "", ["Wie opent de vergadering?"] * 7)
    assert 0 < took["p50_ms"] <= took["p95_ms"]
    assert set(took["mean_ms"]) == {*ASKING, "rest"}
    assert took["peak_mb"] >= took["rss_mb"] > 10

    assert removing(scratch / "library", 40, 1, 1)["seconds"] > 0
    with Library.open(scratch / "library", stamp_of()) as library:
        assert sum(info.passages for info in library.reports()) == 40
        assert library.check().problems == ()


def test_what_was_broken_off_is_filled_anew(scratch: Path) -> None:
    (scratch / "library").mkdir(parents=True)
    (scratch / "library" / "catalogue.db").write_text("half")
    assert filling(scratch, 20, 1, 1, 96)["reports"] == 1


def test_figures_have_names_and_a_table_and_a_plot_show_them() -> None:
    columns = {}
    for size in (1000, 1_000_000):
        result: dict[str, Any] = {
            "filling": {
                "first_tenth": {"per_second": 800.5},
                "last_tenth": {"per_second": 90},
                "peak_mb": size // 500,
            },
            "search": {"p50_ms": 4, "p95_ms": 8.5, "slowest_ms": {"words": 3}, "tenths": [1, 2]},
            "ask": {"p50_ms": 40, "p95_ms": size / 100, "rss_mb": 300, "peak_mb": 310},
            "removing": {"peak_mb": 400},
        }
        columns[size] = dict(figures(result))
    assert columns[1000]["filling first tenth per second"] == 800.5
    del columns[1000]["ask p50 ms"]
    lines = table(columns)
    assert [len(line) for line in lines] == [len(lines[0])] * len(lines)
    assert [cell.strip() for cell in lines[0].split("|")[1:-1]] == ["passages", "1,000", "1,000,000"]
    assert any(
        line.split("|")[1:4] == [f"{'ask p50 ms':>41} ", f"{'nan':>11} ", f"{'40':>11} "] for line in lines
    )
    assert not any("slowest" in line for line in lines)

    columns[1000]["ask p50 ms"] = 30
    drawn = ElementTree.fromstring(plot(columns))
    texts = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {*PANELS, *(name for names in PANELS.values() for name in names)} <= {*texts}
    assert texts.count("1,000,000") >= len(PANELS)


def test_one_size_alone_can_be_plotted() -> None:
    names = {name: 0.0 for names in PANELS.values() for name in names}
    assert "NaN" not in plot({1000: names})
