"""JSON lines of long work (progress, then one result or error) and of answers; a sign of life every five seconds."""

from __future__ import annotations

import json
import logging
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing

from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from ui.api.refusals import wire_of
from ui.errors import UserError
from ui.following import follow
from ui.halted import to_the_end
from ui.progress import Progress
from ui.shapes import Json

ALIVE_SECONDS = 5.0
NOTHING = ""
"""Not sent: only between two parts the server sees that whoever read them has gone."""
log = logging.getLogger(__name__)


class ClosingResponse(StreamingResponse):
    """A stream of which the generator is closed once whoever read it has gone, and not when Python gets round to it."""

    def __init__(
        self,
        content: Generator[str, None, None],
        status_code: int = 200,  # FastAPI looks for it, to describe the route
        headers: Mapping[str, str] | None = None,
        media_type: str | None = None,
    ) -> None:
        super().__init__(content, status_code, headers, media_type)
        self._content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._content.close()


class LinesResponse(ClosingResponse):
    """JSON lines as they come."""

    media_type = "application/x-ndjson"


class Stopped(Exception):
    """Nobody waits for the work any more."""


def lines_of(
    work: Callable[[Progress], Json],
    stopping: threading.Event,
    tell: Callable[[Exception], object] = wire_of,
) -> Generator[str, None, None]:
    """The lines of `work`, which ends early once `stopping` is set or nobody reads on; `tell` words an error."""
    messages: queue.SimpleQueue[Json] = queue.SimpleQueue()
    gone = threading.Event()

    def progress(done: int, total: int, what: str) -> None:
        if gone.is_set() or stopping.is_set():
            raise Stopped
        messages.put({"progress": [done, total, what]})

    def run() -> None:
        try:
            messages.put({"result": work(progress)})
        except Stopped:
            messages.put({"error": tell(UserError("error.closing"))})
        except UserError as error:
            messages.put({"error": tell(error)})
        except Exception as error:  # a thread's last resort: whoever waits is told, and the log says where
            log.exception("the work failed")
            messages.put({"error": tell(error)})

    threading.Thread(target=run, name="wijzer-work", daemon=True).start()
    try:
        while True:
            message = _next(messages)
            yield _line(message)
            if "progress" not in message and "alive" not in message:
                return
    finally:
        gone.set()


def _next(messages: queue.SimpleQueue[Json]) -> Json:
    try:
        return messages.get(timeout=ALIVE_SECONDS)
    except queue.Empty:
        return {"alive": True}


def lines_of_events(
    first: Json, rest: Iterator[Json], stopping: threading.Event
) -> Generator[str, None, None]:
    """The lines of the `first` answer and what comes after it, {"end": true} last. Once `stopping` is set or nobody
    reads on, the making of it ends."""
    yield _line({"answer": first})
    said = time.monotonic()
    with closing(follow(rest, stopping)) as events:
        for event in to_the_end(first, events, stopping):
            if event is None and time.monotonic() - said < ALIVE_SECONDS:
                yield NOTHING
                continue
            said = time.monotonic()
            yield _line(event or {"alive": True})
    yield _line({"end": True})


def _line(message: Json) -> str:
    return json.dumps(message) + "\n"
