"""One process owns a library."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.vectorstore.material import MODEL, addition, random_report
from vectorstore.errors import CatalogueDamaged, LibraryInUse, LibraryTooNew, ModelMismatch, NotALibrary
from vectorstore.library import Library
from vectorstore.schema import MIGRATIONS
from vectorstore.types import ModelStamp, ServingAt

_OPEN = """
import sys, time
from pathlib import Path
from tests.vectorstore.material import MODEL
from vectorstore.library import Library
library = Library.open(Path(sys.argv[1]), MODEL)
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_opener_is_refused_at_once(folder: Path) -> None:
    with Library.open(folder, MODEL) as library:
        began = time.monotonic()
        with pytest.raises(LibraryInUse, match=f"process {os.getpid()}") as caught:
            Library.open(folder, MODEL)
        assert time.monotonic() - began < 2
        assert (caught.value.pid, caught.value.url) == (os.getpid(), None)
        library.set_serving("http://127.0.0.1:7860", "geheim")
        with pytest.raises(LibraryInUse) as caught:
            Library.open(folder, MODEL)
        assert (caught.value.url, caught.value.token) == ("http://127.0.0.1:7860", "geheim")
        assert stat.S_IMODE((folder / "lock").stat().st_mode) == 0o600
    Library.open(folder, MODEL).close()


def test_where_it_serves_can_be_said_at_opening(folder: Path) -> None:
    with (
        Library.open(folder, MODEL, serving=ServingAt("http://127.0.0.1:1", "t")),
        pytest.raises(LibraryInUse) as caught,
    ):
        Library.open(folder, MODEL)
    assert (caught.value.url, caught.value.token) == ("http://127.0.0.1:1", "t")


def test_another_process_is_refused_until_the_owner_is_killed(folder: Path) -> None:
    command = [sys.executable, "-c", _OPEN, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "open\n"
        with pytest.raises(LibraryInUse) as caught:
            Library.open(folder, MODEL)
        assert caught.value.pid == owner.pid
        owner.kill()
        owner.wait()
        assert json.loads((folder / "lock").read_text())["pid"] == owner.pid
        Library.open(folder, MODEL).close()


def test_a_forked_child_does_not_keep_the_lock(folder: Path) -> None:
    library = Library.open(folder, MODEL)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(reading, 1)
        os._exit(0)
    library.close()
    try:
        Library.open(folder, MODEL).close()
    finally:
        os.write(writing, b"x")
        os.waitpid(child, 0)
        os.close(reading)
        os.close(writing)


def test_another_model_is_refused(folder: Path) -> None:
    Library.open(folder, MODEL).close()
    for other in (ModelStamp("other", MODEL.dimension), ModelStamp(MODEL.name, 8)):
        with pytest.raises(ModelMismatch, match="wijzer rebuild") as caught:
            Library.open(folder, other)
        assert (caught.value.library, caught.value.wanted) == (MODEL, other)
    Library.open(folder, MODEL).close()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(NotALibrary, match=r"letter\.txt"):
        Library.open(tmp_path, MODEL)
    with pytest.raises(NotALibrary, match="is a file"):
        Library.open(tmp_path / "letter.txt", MODEL)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(tmp_path / "catalogue.db")
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(NotALibrary, match="something else"):
        Library.open(tmp_path, MODEL)


def test_a_newer_library_is_left_alone(folder: Path) -> None:
    import sqlite3

    Library.open(folder, MODEL).close()
    connection = sqlite3.connect(folder / "catalogue.db")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(LibraryTooNew, match="Update the program"):
        Library.open(folder, MODEL)


@pytest.mark.parametrize("lost", ["missing", "empty", "overwritten", "truncated"])
def test_a_lost_catalogue_is_said_clearly(folder: Path, lost: str) -> None:
    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i)) for i in range(20)])
    catalogue = folder / "catalogue.db"
    if lost == "missing":
        catalogue.unlink()
    elif lost == "empty":
        catalogue.write_bytes(b"")
    elif lost == "overwritten":
        catalogue.write_bytes(b"no database at all" * 500)
    else:
        os.truncate(catalogue, catalogue.stat().st_size // 3)
    with pytest.raises(CatalogueDamaged, match=r"catalogue\.db.*backup"):
        Library.open(folder, MODEL)
    assert any((folder / "originals").iterdir())


def test_the_folder_is_for_its_owner_only(folder: Path) -> None:
    Library.open(folder, MODEL).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
