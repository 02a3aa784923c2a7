"""Reading from a model against our own clock: in a thread, so that a read that blocks holds nobody."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import Protocol

from assistant.writing.faults import WriterFault, fault_of
from assistant.writing.settings import Patience

# How often a waiting reader looks whether it was cancelled.
LOOK = 0.1
# More than any answer needs, in characters; also what may wait unread.
MOST = 12_000


class Line(Protocol):
    """A request that can be broken off from another thread."""

    def pieces(self) -> Iterator[str]:
        """The text as it comes; blocks."""

    def hang_up(self) -> None:
        """End the request at once, also when its thread is blocked in a read; may be called twice."""


@contextlib.contextmanager
def closed(pieces: Iterator[str]) -> Iterator[Iterator[str]]:
    """The pieces, closed at the end of the block, so that the request ends there as well."""
    try:
        yield pieces
    finally:
        if isinstance(pieces, Generator):
            pieces.close()


def read(line: Line, patience: Patience, cancelled: Callable[[], bool]) -> Iterator[str]:
    """The pieces of text as they come; WriterFault when they don't, or when it is cancelled.

    Closing the iterator hangs up. The thread that reads ends soon after.
    """
    came: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
    stopped = threading.Event()
    reader = threading.Thread(target=_fill, args=(line, came, stopped), name="writer", daemon=True)
    began = last = time.monotonic()
    length = 0
    reader.start()
    try:
        while True:
            limit = min(began + patience.total, last + (patience.silence if length else patience.first))
            item = _next(came, limit, cancelled, partial=length > 0)
            if item is None:
                break
            if isinstance(item, BaseException):
                raise fault_of(item, partial=length > 0) from item
            last = time.monotonic()
            length += len(item)
            if length > MOST:
                raise WriterFault("endless", partial=True)
            yield item
        if not length:
            raise WriterFault("empty")
    finally:
        stopped.set()
        line.hang_up()


def _next(
    came: queue.SimpleQueue[str | BaseException | None],
    limit: float,
    cancelled: Callable[[], bool],
    *,
    partial: bool,
) -> str | BaseException | None:
    while True:
        if cancelled():
            raise WriterFault("cancelled", partial=partial)
        left = limit - time.monotonic()
        if left <= 0:
            raise WriterFault("slow", partial=partial)
        with contextlib.suppress(queue.Empty):
            return came.get(timeout=min(LOOK, left))


def _fill(line: Line, came: queue.SimpleQueue[str | BaseException | None], stopped: threading.Event) -> None:
    """Run by the thread: put what comes in the queue, and last None or the exception that ended it."""
    length = 0
    try:
        with contextlib.closing(_as_generator(line.pieces())) as pieces:
            for piece in pieces:
                length += len(piece)
                came.put(piece)
                if stopped.is_set() or length > MOST:
                    return
        came.put(None)
    except Exception as error:  # the thread's last stop: whatever a client raises is told to who waits
        came.put(error)


def _as_generator(pieces: Iterator[str]) -> Generator[str, None, None]:
    yield from pieces
