"""Progress of long work, on stderr: a live line on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what): `total` is 0 while it isn't known."""

QUIET_SECONDS = 2.0
LINE_EVERY_SECONDS = 5.0
LIVE_EVERY_SECONDS = 0.1
CLEAR_LINE = "\r\x1b[2K"


def silent(done: int, total: int, what: str) -> None:
    """The progress of something that needs none."""


class LiveProgress:
    """One line that is written over and over, and is gone when the `with` block ends."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._began = time.monotonic()
        self._last = 0.0
        self._drawn = False

    def __call__(self, done: int, total: int, what: str) -> None:
        """Draw the line again, at most ten times a second."""
        now = time.monotonic()
        if now - self._last < LIVE_EVERY_SECONDS and done < total:
            return
        self._last = now
        line = f"{_counter(done, total)}{_plain(what)}"
        width = shutil.get_terminal_size().columns - 1
        self._out.write(CLEAR_LINE + (line if len(line) <= width else line[: width - 1] + "…"))
        self._out.flush()
        self._drawn = True

    def __enter__(self) -> LiveProgress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            self._out.write(CLEAR_LINE)
            self._out.flush()


class LineProgress:
    """A line every five seconds once the work has lasted two, for logs and pipes; a line per file for `each`."""

    def __init__(self, out: TextIO, *, each: bool = False) -> None:
        self._out = out
        self._each = each
        self._last = time.monotonic() + QUIET_SECONDS - LINE_EVERY_SECONDS

    def __call__(self, done: int, total: int, what: str) -> None:
        """Write the line when it is time for one."""
        now = time.monotonic()
        if not self._each and now - self._last < LINE_EVERY_SECONDS:
            return
        self._last = now
        self._out.write(f"{_counter(done, total)}{_plain(what)}\n")
        self._out.flush()

    def __enter__(self) -> LineProgress:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def progress_on(out: TextIO, *, each: bool = False) -> LiveProgress | LineProgress:
    """The progress that suits `out`; `each` writes every step where there is no terminal."""
    return LiveProgress(out) if out.isatty() else LineProgress(out, each=each)


def _counter(done: int, total: int) -> str:
    return f"[{done}/{total}] " if total else ""


def _plain(text: str) -> str:
    """The text without what could move the cursor: file names may hold anything."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
