"""A library to test with: real SQLite, real Chroma, real tantivy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vectorstore.material import MODEL
from vectorstore import nearest
from vectorstore.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the test's library goes."""
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(folder, MODEL) as opened:
        yield opened


def by_way(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """Make every search by vector go by the "exact" way, or by "chroma"."""
    for name in ("EXACT_WHOLE", "EXACT_ELSE"):
        monkeypatch.setattr(nearest, name, 10**9 if way == "exact" else 0)


@pytest.fixture(params=["exact", "chroma"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, library: Library) -> Library:
    """An empty library that finds near passages in either of its two ways."""
    by_way(monkeypatch, request.param)
    return library
