"""The answers that a language model is writing now, so that somebody else's request can stop one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Writings:
    """By the id of the turn that is written; may be shared by threads."""

    def __init__(self) -> None:
        self._stops: dict[str, threading.Event] = {}
        self._changing = threading.Lock()

    @contextmanager
    def of(self, turn: str, stop: threading.Event) -> Iterator[None]:
        """While this lasts, `stop` is set for whoever stops the turn."""
        with self._changing:
            self._stops[turn] = stop
        try:
            yield
        finally:
            with self._changing:
                self._stops.pop(turn, None)

    def stop(self, turn: str) -> bool:
        """Have the writing of the turn stop; whether there was any."""
        with self._changing:
            stop = self._stops.get(turn)
        if stop is not None:
            stop.set()
        return stop is not None
