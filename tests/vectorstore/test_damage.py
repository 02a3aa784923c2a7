"""A damaged index is noticed and made again; a damaged text is never shown."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vectorstore.conftest import by_way
from tests.vectorstore.material import MODEL, addition, question, random_report
from vectorstore.errors import CatalogueDamaged
from vectorstore.library import Library
from vectorstore.types import Hit

QUESTIONS = ["kenmerk r7v0", "minister dijk haven", "begroting raad", "toegezegd onderzoek kosten"]


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed library of thirty reports."""
    folder = tmp_path_factory.mktemp("damage") / "library"
    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i)) for i in range(30)])
    return folder


@pytest.fixture(autouse=True)
def _by_chroma(monkeypatch: pytest.MonkeyPatch) -> None:
    by_way(monkeypatch, "chroma")


def answers(library: Library) -> list[Hit]:
    """What the library finds on some questions."""
    return [hit for asked in QUESTIONS for hit in library.search(question(asked), asked)]


def truncate(path: Path) -> None:
    """Half of the file is gone."""
    os.truncate(path, path.stat().st_size // 2)


def garble(path: Path) -> None:
    """Bytes here and there are others."""
    content = bytearray(path.read_bytes())
    source = random.Random(path.name)
    for _ in range(max(1, len(content) // 50)):
        content[source.randrange(len(content))] ^= source.randrange(1, 256)
    path.write_bytes(content)


def index_files(folder: Path) -> list[str]:
    """Every file of both indexes that has content, by its path without the parts that differ each time."""
    files = [path for part in ("vectors", "words") for path in sorted((folder / part).rglob("*"))]
    return [str(path.relative_to(folder)) for path in files if path.is_file() and path.stat().st_size]


@pytest.mark.parametrize("harm", [truncate, garble, Path.unlink], ids=["truncated", "garbled", "deleted"])
def test_every_index_file_can_be_lost(healthy: Path, tmp_path: Path, harm: Callable[[Path], None]) -> None:
    with Library.open(healthy, MODEL) as library:
        wanted = answers(library)
    names = index_files(healthy)
    assert len(names) >= 10
    for name in names:
        folder = tmp_path / "copy"
        shutil.copytree(healthy, folder)
        harm(folder / name)
        told: list[str] = []
        with Library.open(folder, MODEL, progress=told.append) as library:
            assert any("made again" in line for line in told), name
            assert answers(library) == wanted, name
        shutil.rmtree(folder)


@pytest.mark.parametrize("parts", [["vectors"], ["words"], ["vectors", "words"]])
def test_whole_indexes_can_be_lost(healthy: Path, tmp_path: Path, parts: list[str]) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(healthy, folder)
    with Library.open(folder, MODEL) as library:
        wanted = answers(library)
    for part in parts:
        shutil.rmtree(folder / part)
    with Library.open(folder, MODEL) as library:
        assert answers(library) == wanted
        assert library.check().problems == ()


def test_indexes_of_an_earlier_day_are_made_again(healthy: Path, tmp_path: Path) -> None:
    folder, earlier = tmp_path / "copy", tmp_path / "earlier"
    shutil.copytree(healthy, folder)
    shutil.copytree(folder, earlier)
    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i, version=1)) for i in range(5)])
        library.rebuild()  # until then the replaced texts count in the statistics of words
        wanted = answers(library)
    for part in ("vectors", "words"):
        shutil.rmtree(folder / part)
        shutil.copytree(earlier / part, folder / part)
    told: list[str] = []
    with Library.open(folder, MODEL, progress=told.append) as library:
        assert sum("made again" in line for line in told) == 2
        assert answers(library) == wanted


def test_a_text_that_changed_on_disk_is_not_shown(healthy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(healthy, folder)
    connection = sqlite3.connect(folder / "catalogue.db")
    (text,) = connection.execute("SELECT text FROM contents WHERE number = 8").fetchone()
    connection.execute("UPDATE contents SET text = ? WHERE number = 8", (text.replace(b"r7v0", b"r9v9"),))
    connection.commit()
    connection.close()
    with Library.open(folder, MODEL) as library:
        with pytest.raises(CatalogueDamaged, match="not as it was stored"):
            library.search(question("kenmerk r7v0"), "kenmerk r7v0")
        assert len(library.check().problems) == 1


def test_vectors_that_changed_on_disk_are_reported(healthy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(healthy, folder)
    connection = sqlite3.connect(folder / "catalogue.db")
    connection.execute("UPDATE vectors SET passages = zeroblob(length(passages)) WHERE number = 8")
    connection.commit()
    connection.close()
    with Library.open(folder, MODEL) as library:
        assert "vectors of report" in library.check().problems[0]


def test_a_missing_original_is_reported(healthy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(healthy, folder)
    with Library.open(folder, MODEL) as library:
        original = library.original(random_report(3).id)
        assert original is not None
        original.unlink()
        assert library.original(random_report(3).id) is None
        assert len(library.check().problems) == 1


def test_a_copy_of_the_folder_is_a_backup(healthy: Path, tmp_path: Path) -> None:
    shutil.copytree(healthy, tmp_path / "copy")
    told: list[str] = []
    with Library.open(healthy, MODEL) as library:
        wanted = answers(library)
    with Library.open(tmp_path / "copy", MODEL, progress=told.append) as library:
        assert answers(library) == wanted
    assert told == []
