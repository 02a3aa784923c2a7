"""Shows that a long command is alive: its lines go to a log, what matters of them and the seconds to the screen.

    pip install ... 2>&1 | python .ci/progress.py "what is happening" LOG

On a terminal one line is rewritten each second; elsewhere a line is written every ten seconds. Lines that begin
with ERROR or error: are shown as they come. Needs nothing but Python: it runs before anything is installed.
"""

from __future__ import annotations

import os
import select
import sys
import time
from pathlib import Path
from typing import TextIO

STEP = 10.0
SHOWN = {"Collecting": "finding {}", "Downloading": "downloading {}", "Installing": "installing"}


def step(line: str) -> str | None:
    """What a line of pip says is going on, in a few words; None for a line that doesn't matter."""
    words = line.split()
    if len(words) < 2 or words[0] not in SHOWN:
        return None
    return SHOWN[words[0]].format(Path(words[1]).name.split("-")[0])


def show(text: str, terminal: bool) -> None:
    """Write one line of progress: over the previous one on a terminal, below it elsewhere."""
    print(f"\r\033[K{text}" if terminal else text, end="" if terminal else "\n", flush=True)


def follow(what: str, log: TextIO) -> None:
    """Read the command's output from standard input until it ends, showing progress."""
    terminal = sys.stdout.isatty()
    began = shown = time.monotonic()
    doing, rest = "", b""
    while True:
        ready, _, _ = select.select([0], [], [], 1.0)
        chunk = os.read(0, 65536) if ready else b""
        if ready and not chunk:
            break
        *lines, rest = (rest + chunk).split(b"\n")
        for line in (raw.decode(errors="replace") for raw in lines):
            log.write(line + "\n")
            doing = step(line) or doing
            if line.lower().startswith("error"):
                show(line + ("\n" if terminal else ""), terminal)
        now = time.monotonic()
        if terminal or now - shown >= STEP:
            shown = now
            show(f"  {what}: {now - began:.0f} s  {doing}"[:100], terminal)
    log.write(rest.decode(errors="replace"))
    show(f"  {what}: {time.monotonic() - began:.0f} s" + ("\n" if terminal else ""), terminal)


if __name__ == "__main__":
    with Path(sys.argv[2]).open("a", encoding="utf-8") as log_file:
        follow(sys.argv[1], log_file)
