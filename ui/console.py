"""Where a command writes: one JSON object or text for a person on stdout, all else on stderr."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from ui.progress import LineProgress, LiveProgress, progress_on
from ui.shapes import Json, without_extra
from ui.text import printable

NARROWEST, WIDEST = 40, 100


@dataclass(frozen=True, slots=True)
class Console:
    """Two streams, and how to write on them. `colour` is whether stdout is a terminal that may get colours.

    `live` is whether it is one on which a line can be replaced.
    """

    out: TextIO
    err: TextIO
    colour: bool = False
    width: int = 80
    live: bool = False

    def json(self, shape: Json) -> None:
        """Write the shape as one line of JSON, at once."""
        self.out.write(json.dumps(without_extra(shape), ensure_ascii=False) + "\n")
        self.out.flush()

    def lines(self, lines: Iterable[str]) -> None:
        """Write lines for a person."""
        self.out.write("".join(f"{line}\n" for line in lines))
        self.out.flush()

    def fleeting(self, text: str) -> None:
        """Show the end of the text on a line that the next call replaces; nothing where that can't be done."""
        if self.live:
            line = " ".join(printable(text).split())
            shown = line if len(line) < self.width else f"… {line[3 - self.width :]}"
            self.out.write(f"\r{self.dim(shown)}\x1b[K" if shown else "\r\x1b[K")
            self.out.flush()

    def exact(self, text: str) -> None:
        """Write the text and not a character more, as UTF-8 whatever the terminal's encoding."""
        self.out.flush()
        buffer = getattr(self.out, "buffer", None)
        if buffer is None:
            self.out.write(text)
        else:
            buffer.write(text.encode())
            buffer.flush()

    def note(self, text: str) -> None:
        """Write a line beside the result, on stderr."""
        self.err.write(f"{printable(text)}\n")
        self.err.flush()

    def progress(self, *, each: bool = False) -> LiveProgress | LineProgress:
        """Progress on stderr."""
        return progress_on(self.err, each=each)

    def bold(self, text: str) -> str:
        """The text in bold, where there is colour."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def dim(self, text: str) -> str:
        """The text in grey, where there is colour."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour else text

    def wrap(self, text: str, indent: int = 0, first: str | None = None) -> list[str]:
        """The text in lines of the console's width, line ends kept; `first` stands before the first line."""
        pad = " " * indent
        lines: list[str] = []
        for line in printable(text).split("\n"):
            head = pad if lines or first is None else first
            lines += textwrap.wrap(
                line, self.width, initial_indent=head, subsequent_indent=pad, break_on_hyphens=False
            ) or [""]
        return lines


def person_console() -> Console:
    """The console of a person at a terminal or reading a pipe: characters that can't be shown become "?"."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    live = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    columns = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
    width = max(NARROWEST, min(WIDEST, columns))
    return Console(sys.stdout, sys.stderr, live and not os.environ.get("NO_COLOR"), width, live)


def machine_console() -> Console:
    """A console for `--json`: only what is written to it reaches stdout; what libraries print goes to stderr.

    It takes file descriptor 1 away, since a C library doesn't ask `sys.stdout`. A lone surrogate (a file name that is
    no UTF-8) is written as a JSON escape.
    """
    kept = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    out = open(kept, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115 - lives as long as we
    return Console(out, sys.stderr)
