"""Files that come in through the page: their names, their limits, and that nothing of them stays behind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from ui import uploads
from ui.errors import WrongUsage
from ui.progress import Progress, silent
from ui.uploads import LONGEST_NAME, MOST_FILES, Uploads, safe_name

BATCH = "0123456789abcdef"


class Library:
    """Takes note of what it is asked to take in; refuses what is called kapot."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: dict[str, bytes] = {}

    def ingest(self, paths: list[str], progress: Progress) -> dict[str, Any]:
        self.taken = {path: Path(path).read_bytes() for path in paths}
        for number, path in enumerate(paths, 1):
            progress(number, len(paths), f"{path}: added")
        return {"added": len(paths), "failed": [{"path": p, "reason": "x"} for p in paths if "kapot" in p]}


async def pieces(*content: bytes) -> AsyncIterator[bytes]:
    for piece in content:
        yield piece


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


async def test_a_batch_is_taken_in_under_its_own_names_and_leaves_nothing(library: Library) -> None:
    given = Uploads(library)
    assert await given.keep(BATCH, "goed.txt", pieces(b"een ", b"verslag")) == {"name": "goed.txt"}
    await given.keep(BATCH, "C:\\map\\kapot.docx", pieces(b"x"))
    told: list[str] = []
    result = given.take_in(BATCH, lambda done, total, what: told.append(what))
    folder = library.folder / "uploads"
    assert library.taken == {str(folder / "goed.txt"): b"een verslag", str(folder / "kapot.docx"): b"x"}
    assert told == ["goed.txt: added", "kapot.docx: added"]
    assert result["failed"] == [{"path": "kapot.docx", "reason": "x"}]
    assert list(folder.iterdir()) == []


async def test_two_files_of_one_name_are_both_kept(library: Library) -> None:
    given = Uploads(library)
    names = [(await given.keep(BATCH, name, pieces(b"x")))["name"] for name in ("a?.txt", "a*.txt")]
    assert names == ["a_.txt", "a_ (2).txt"]


async def test_what_is_too_much_is_refused_and_gone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST_FILE", 10)
    given = Uploads(library)
    with pytest.raises(WrongUsage, match="too_large"):
        await given.keep(BATCH, "groot.txt", pieces(b"123456", b"789012"))
    for number in range(MOST_FILES):
        await given.keep(BATCH, f"{number}.txt", pieces(b""))
    with pytest.raises(WrongUsage, match="too_many"):
        await given.keep(BATCH, "teveel.txt", pieces(b""))
    assert not (library.folder / "uploads" / f"batch-{BATCH}" / "groot.txt").exists()


@pytest.mark.parametrize("batch", ["", "..", "../../etc", "x" * 16, "0" * 64])
async def test_a_batch_is_no_path(library: Library, batch: str) -> None:
    given = Uploads(library)
    with pytest.raises(WrongUsage, match="no_upload"):
        await given.keep(batch, "a.txt", pieces(b""))
    with pytest.raises(WrongUsage, match="no_upload"):
        given.take_in(batch, silent)
    with pytest.raises(WrongUsage, match="no_upload"):
        given.take_in(BATCH, silent)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("verslag 3 december.docx", "verslag 3 december.docx"),
        ("../../etc/passwd", "passwd"),
        ("a\nb\x00c.txt", "a_b_c.txt"),
        ("..", "file"),
        (".verborgen", "verborgen"),
        ("né<b>.pdf", "né_b_.pdf"),
        ("\udce9.txt", "_.txt"),
    ],
)
def test_names_are_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    short = safe_name("é" * 300 + ".docx")
    assert short.endswith("é.docx")
    assert len(short.encode()) <= LONGEST_NAME


def test_what_a_killed_server_left_is_gone(library: Library) -> None:
    left = library.folder / "uploads" / "batch-1" / "half.txt"
    left.parent.mkdir(parents=True)
    left.write_text("half")
    Uploads(library)
    assert not left.exists()
