"""The events of an answer as they come, read by a thread of their own: whoever follows can leave at any moment."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterator

from ui.shapes import Json

# So often a follower who waits gets the chance to leave, and hears that it was stopped.
BEAT_SECONDS = 0.25


def follow(events: Iterator[Json], stop: threading.Event | None = None) -> Generator[Json | None, None, None]:
    """The events, None for each quarter of a second without one; ends early, and soon, when `stop` is set.

    Of drafts that came while nobody looked only the last is given. What `events` raises is raised here. When this ends
    early or is closed, `events` is closed as soon as it gives its next event: that ends what makes them.
    """
    feed = _Feed(events, stop or threading.Event())
    threading.Thread(target=feed.run, name="wijzer-answer", daemon=True).start()
    try:
        while (event := feed.next()) is not _END:
            yield event
    finally:
        feed.leave()


_END: Json = {}


class _Feed:
    def __init__(self, events: Iterator[Json], stop: threading.Event) -> None:
        self._events = events
        self._stop = stop
        self._came = threading.Condition()
        self._waiting: deque[Json] = deque()
        self._fault: BaseException | None = None
        self._ended = False
        self._left = False

    def run(self) -> None:
        """Read the events until they end or nobody follows any more."""
        try:
            for event in self._events:
                if self._left or self._stop.is_set():
                    break
                self._put(event)
            if isinstance(self._events, Generator):
                self._events.close()
        except BaseException as fault:  # raised again in the thread that follows
            self._fault = fault
        finally:
            with self._came:
                self._ended = True
                self._came.notify_all()

    def next(self) -> Json | None:
        """The next event, None when there is none for a while, `_END` after the last."""
        with self._came:
            if not self._waiting and not self._ended and not self._stop.is_set():
                self._came.wait(BEAT_SECONDS)
            if self._waiting:
                return self._waiting.popleft()
            if self._stop.is_set():
                return _END
            if not self._ended:
                return None
            if self._fault is not None:
                raise self._fault
            return _END

    def leave(self) -> None:
        """Nobody follows any more."""
        self._left = True

    def _put(self, event: Json) -> None:
        with self._came:
            if "draft" in event and self._waiting and "draft" in self._waiting[-1]:
                self._waiting.pop()
            self._waiting.append(event)
            self._came.notify_all()
