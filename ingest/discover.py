"""Files and folders → the files to read, and those passed over, each with its reason."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.blocks import UnreadableFile
from ingest.readers.kinds import HEAD, junk_reason, kind_of

MOST_BYTES = 50 * 1024 * 1024
DEEPEST = 100
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A file: to be read when `skip_reason` is None, else passed over for that reason."""

    path: Path
    skip_reason: str | None = None


def discover(paths: Iterable[Path | str], *, most_bytes: int = MOST_BYTES) -> Iterator[Found]:
    """Every file at or under the paths once, in a stable order: as given, and in folders by name, numbers by value.

    A path that doesn't exist is Found with that as its reason.
    """
    return _Walk(most_bytes).walk([Path(path) for path in paths])


def natural(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """A key that sorts names as people do: "9 maart" before "10 maart", accents composed, capitals alike."""
    plain = unicodedata.normalize("NFC", name)
    pieces = [piece for piece in _NUMBER.split(plain.casefold()) if piece]
    return [(0, int(piece[:300]), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces], plain


class _Walk:
    """One search; remembers what it has seen."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.seen: set[tuple[int, int]] = set()
        self.roots: list[Path] = []

    def walk(self, paths: list[Path]) -> Iterator[Found]:
        """What is at or under the paths."""
        for path in paths:
            absolute = Path(os.path.abspath(path))
            self.roots = [Path(os.path.realpath(absolute))]
            yield from self._entry(absolute, depth=0)

    def _entry(self, path: Path, depth: int) -> Iterator[Found]:
        try:
            if depth and (reason := self._reason_by_name(path)):
                yield Found(path, reason)
                return
            state = path.stat()
            kind = stat.S_IFMT(state.st_mode)
            if (state.st_dev, state.st_ino) in self.seen and kind in (stat.S_IFDIR, stat.S_IFREG):
                return
            self.seen.add((state.st_dev, state.st_ino))
            if kind == stat.S_IFDIR:
                yield from self._folder(path, depth)
            else:
                yield Found(path, self._reason(path, state))
        except FileNotFoundError:
            yield Found(path, "there is no such file or folder")
        except (OSError, ValueError) as error:
            yield Found(path, f"it can't be opened: {getattr(error, 'strerror', None) or error}")

    def _reason_by_name(self, path: Path) -> str:
        """Why a file or folder inside a folder is passed over before it is opened; empty when it isn't."""
        if path.is_symlink():
            return self._reason_of_link(path)
        if path.is_dir():
            return "a hidden folder" if path.name.startswith(".") or path.name == "__MACOSX" else ""
        return ""

    def _reason_of_link(self, path: Path) -> str:
        try:
            target = Path(os.path.realpath(path, strict=True))
        except (OSError, RuntimeError):
            return "a link that leads nowhere or in a circle"
        if not any(target.is_relative_to(root) for root in self.roots):
            return "a link to something outside the folder"
        return "a link to something else in the folder, which is looked at itself"

    def _folder(self, path: Path, depth: int) -> Iterator[Found]:
        if depth > DEEPEST:
            yield Found(path, f"folders are more than {DEEPEST} deep")
            return
        with os.scandir(path) as entries:
            names = sorted((entry.name for entry in entries), key=natural)
        for name in names:
            yield from self._entry(path / name, depth + 1)

    def _reason(self, path: Path, state: os.stat_result) -> str | None:
        """Why something that isn't a folder is passed over; None when it can be read."""
        if not stat.S_ISREG(state.st_mode):
            return "it is not a file but a device, pipe or socket"
        if reason := junk_reason(path.name):
            return reason
        if state.st_size == 0:
            return "it is empty (0 bytes)"
        if state.st_size > self.most_bytes:
            return f"it is {state.st_size / 1e6:,.0f} MB; at most {self.most_bytes / 1e6:,.0f} MB is read"
        with path.open("rb") as file:
            head = file.read(HEAD)
        try:
            kind_of(path.name, head)
        except UnreadableFile as problem:
            return str(problem)
        return None
