"""The example reports, read, embedded and kept once by the real parts, for all tests of the assistant."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.types import THREADS
from ingest.pipeline import ingest_paths
from tests.assistant.asking import Asking
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.embedding.process import ProcessEncoder
from vectorstore.library import Library


@pytest.fixture(scope="session")
def library(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of the example reports that nobody changes; takes about twenty seconds."""
    folder = tmp_path_factory.mktemp("asked") / "library"
    with Library.open(folder, stamp_of()) as opened:
        with ProcessEncoder() as encoder:
            result = ingest_paths(opened, encoder, [examples])
        assert result.failed == []
        yield opened


@pytest.fixture
def copy(library: Library, tmp_path: Path) -> Path:
    """A library of the examples that a test may change."""
    folder = tmp_path / "library"
    shutil.copytree(library.folder, folder, ignore=shutil.ignore_patterns("lock", f"{THREADS}*"))
    return folder


@pytest.fixture(scope="session")
def assistant(library: Library) -> Assistant:
    """The assistant over the example reports."""
    return Assistant(library, query_embedder())


@pytest.fixture(scope="session")
def ask(library: Library, assistant: Assistant) -> Asking:
    """Asks and checks."""
    return Asking(library, assistant)


@pytest.fixture
def empty_assistant(tmp_path: Path) -> Iterator[Assistant]:
    """An assistant without any report."""
    with Library.open(tmp_path / "library", stamp_of()) as opened:
        yield Assistant(opened, query_embedder())
