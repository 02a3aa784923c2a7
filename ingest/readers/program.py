"""pandoc as a program: run without files or network of its own, with limits on its time and memory."""

from __future__ import annotations

import functools
import subprocess
from collections.abc import Sequence
from typing import cast

MEMORY = "512m"
HEAP_EXHAUSTED = 251  # the exit code of a Haskell program that its -M stopped


class PandocFailed(Exception):
    """Pandoc didn't do what was asked; the message says why, to end a sentence with."""


class PandocLimit(PandocFailed):
    """It would take more time or memory than it may."""


@functools.cache
def program() -> str:
    """The path of the pandoc that came with the package."""
    import pypandoc

    return cast(str, pypandoc.get_pandoc_path())


def run(arguments: Sequence[str], data: bytes, seconds: float) -> bytes:
    """What pandoc makes of `data`; it sees no file but those that the arguments name, and no network."""
    command = [program(), "--sandbox", *arguments, "+RTS", f"-M{MEMORY}", "-RTS"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise PandocLimit(f"it took longer than {seconds:.0f} s") from error
    if done.returncode == 0:
        return done.stdout
    message = " ".join(done.stderr.decode("utf-8", "replace").split())
    if done.returncode in (HEAP_EXHAUSTED, -9) or "heap" in message.lower():
        raise PandocLimit(f"it takes more memory than {MEMORY}B")
    raise PandocFailed(message[:200] or f"pandoc stopped with code {done.returncode}")
