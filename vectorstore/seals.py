"""A seal says that an index folder is as the library left it, and of which state of the catalogue it is.

It is broken before anything in the folder changes, and set again when the index agrees with the catalogue. So a folder
with a whole seal can be opened without a doubt (a garbled HNSW file can crash the process), and one without is made
again. Reading 230 MB (100,000 passages) for the checksums takes about 0.2 s.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

SEAL = "seal.json"


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index should hold: the catalogue's state, its number of passages, the index's own format."""

    state: str
    passages: int
    format: str


def set_seal(folder: Path, contents: Contents) -> None:
    """Seal `folder` as it is now."""
    sealed = {"contents": _plain(contents), "files": _checksums(folder)}
    draft = folder / f"{SEAL}.draft"
    draft.write_text(json.dumps(sealed))
    draft.rename(folder / SEAL)


def break_seal(folder: Path) -> None:
    """Say that `folder` is about to change."""
    (folder / SEAL).unlink(missing_ok=True)


def fault(folder: Path, contents: Contents) -> str | None:
    """Why `folder` can't be relied on to hold `contents`, for a person; None when it can."""
    if not folder.is_dir():
        return "missing"
    try:
        sealed = json.loads((folder / SEAL).read_text())
    except FileNotFoundError:
        return "not closed properly"
    except (OSError, ValueError):
        return "damaged"
    if not isinstance(sealed, dict) or sealed.get("contents") != _plain(contents):
        return "not of this catalogue"
    return None if sealed.get("files") == _checksums(folder) else "damaged"


def _plain(contents: Contents) -> list[str | int]:
    return [contents.state, contents.passages, contents.format]


def _checksums(folder: Path) -> dict[str, list[int]]:
    """Size and CRC-32 of every file but the seal and empty lock files."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = os.fspath(path.relative_to(folder))
        if path.is_file() and not name.startswith(SEAL) and not name.endswith(".lock"):
            found[name] = list(_checksum(path))
    return found


def _checksum(path: Path) -> tuple[int, int]:
    size = crc = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            size, crc = size + len(block), zlib.crc32(block, crc)
    return size, crc
