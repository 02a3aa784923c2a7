"""pandoc as a program: run without files or network of its own, with limits on its time and memory."""

from __future__ import annotations

import functools
import subprocess
from collections.abc import Sequence
from typing import cast

MEMORY_MB = 512
HEAP_EXHAUSTED = 251  # the exit code of a Haskell program that its -M stopped


class PandocFailed(Exception):
    """Pandoc didn't do what was asked: it `said` why, or nothing, and stopped with `code`."""

    def __init__(self, said: str, code: int) -> None:
        super().__init__(said or f"pandoc stopped with code {code}")
        self.said, self.code = said, code


class PandocSlow(PandocFailed):
    """It would take more time than it may."""


class PandocHungry(PandocFailed):
    """It would take more memory than it may."""


@functools.cache
def program() -> str:
    """The path of the pandoc that came with the package."""
    import pypandoc

    return cast(str, pypandoc.get_pandoc_path())


def run(arguments: Sequence[str], data: bytes, seconds: float) -> bytes:
    """What pandoc makes of `data`; it sees no file but those that the arguments name, and no network."""
    command = [program(), "--sandbox", *arguments, "+RTS", f"-M{MEMORY_MB}m", "-RTS"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise PandocSlow(f"it took longer than {seconds:.0f} s", -1) from error
    if done.returncode == 0:
        return done.stdout
    message = " ".join(done.stderr.decode("utf-8", "replace").split())
    if done.returncode in (HEAP_EXHAUSTED, -9) or "heap" in message.lower():
        raise PandocHungry(f"it takes more memory than {MEMORY_MB} MB", done.returncode)
    raise PandocFailed(message[:200], done.returncode)
