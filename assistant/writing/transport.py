"""The HTTP client for OpenAI-compatible endpoints: follows nothing, reads no more than it should, can be hung up."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import httpx2

from assistant.writing.faults import WriterFault
from assistant.writing.settings import Patience, WriterSettings

# Bytes of one reply: an answer of 500 tokens, each in an event of its own with its wrapping, is about 200 kB.
MOST_BYTES = 4_000_000


class Hook:
    """Holds the connection of one request, so that another thread can break it."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._hung_up = False

    def note(self, name: str, info: Mapping[str, Any]) -> None:
        """A callback for httpcore's `trace`: remembers each connection that is made."""
        if not name.endswith(("connect_tcp.complete", "start_tls.complete")):
            return
        found = info["return_value"].get_extra_info("socket")
        with self._lock:
            if found is not None:
                self._sockets.append(found)
            if self._hung_up:
                self._break()

    def hang_up(self) -> None:
        """Break the connection: a read that waits on it, in whatever thread, ends at once."""
        with self._lock:
            self._hung_up = True
            self._break()

    def _break(self) -> None:
        for found in self._sockets:
            with contextlib.suppress(OSError):
                found.shutdown(socket.SHUT_RDWR)


_current = threading.local()


@contextlib.contextmanager
def hooked(hook: Hook) -> Iterator[None]:
    """Requests that this thread makes meanwhile are held by `hook`."""
    _current.hook = hook
    try:
        yield
    finally:
        _current.hook = None


def _hold(request: httpx2.Request) -> None:
    hook: Hook | None = getattr(_current, "hook", None)
    if hook is not None:
        request.extensions["trace"] = hook.note


def _look(response: httpx2.Response) -> None:
    """Refuse a page instead of a stream; measure the rest."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if response.status_code == 200 and kind in ("text/html", "application/xhtml+xml"):
        raise WriterFault("broken", "a web page instead of an answer")
    if isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = _Measured(response.stream)


class _Measured(httpx2.SyncByteStream):
    """A reply that is too long is a fault: no line of it may fill the memory."""

    def __init__(self, inner: httpx2.SyncByteStream) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        length = 0
        for chunk in self._inner:
            length += len(chunk)
            if length > MOST_BYTES:
                raise WriterFault("endless", "too many bytes")
            yield chunk

    def close(self) -> None:
        self._inner.close()


def http_client(settings: WriterSettings, patience: Patience) -> httpx2.Client:
    """A client that follows no redirect (it would carry report text elsewhere) and never asks for packed replies.

    An endpoint on this machine is never reached through a proxy. Each request has a connection of its own.
    """
    longest = max(patience.first, patience.silence)
    return httpx2.Client(
        timeout=httpx2.Timeout(longest, connect=patience.connect),
        follow_redirects=False,
        trust_env=not settings.on_this_machine,
        headers={"accept-encoding": "identity"},
        limits=httpx2.Limits(max_keepalive_connections=0),
        event_hooks={"request": [_hold], "response": [_look]},
    )
