"""A scripted OpenAI-compatible endpoint on 127.0.0.1: answers well, or fails in each of the ways that endpoints do.

By hand: `python -m tests.assistant.writing.endpoint [BEHAVIOUR] [--text TEXT]` prints its address, for WIJZER_LLM_URL.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BEHAVIOURS = (
    "ok", "silent", "slow", "stalls", "busy", "error", "unauthorised", "missing", "html", "cut", "broken_off", "empty",
    "no_events", "endless", "repeats", "bad_utf8", "huge_line", "not_json", "redirect", "error_event",
)  # fmt: skip

_STATUS = {"busy": 429, "error": 500, "unauthorised": 401, "missing": 404}
_CODE = re.compile(r"^\[([a-z]\d+)\](?: \([^)]*\))? (.*)$", re.MULTILINE)


@dataclass
class Endpoint:
    """A running endpoint: where it is, what it does with the next request, and what it was asked.

    With an empty `text` it answers with the first sentences that it was given, each with its code.
    """

    url: str
    behaviour: str = "ok"
    text: str = ""
    pause: float = 0.0
    elsewhere: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)
    stop: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def served(handler: type[BaseHTTPRequestHandler]) -> Iterator[ThreadingHTTPServer]:
    """A server of such requests on a free port of 127.0.0.1, for the length of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def endpoint(behaviour: str = "ok", text: str = "", pause: float = 0.0) -> Iterator[Endpoint]:
    """An endpoint that runs for the length of the block."""
    with served(_Handler) as server:
        state = Endpoint(f"http://127.0.0.1:{server.server_port}/v1", behaviour, text, pause)
        server.state = state  # type: ignore[attr-defined]
        try:
            yield state
        finally:
            state.stop.set()


def closed_port() -> str:
    """The address of an endpoint that isn't there."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{found.getsockname()[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """`/v1/models`, which is what a look at an endpoint asks."""
        self._state.paths.append(self.path)
        if self._state.behaviour == "html":
            return self._whole(200, "<html><body>Log in</body></html>", "text/html")
        status = _STATUS.get(self._state.behaviour, 200)
        self._whole(status, json.dumps({"object": "list", "data": [{"id": "stub", "object": "model"}]}))

    def do_POST(self) -> None:
        """One chat completion, streamed."""
        state = self._state
        state.paths.append(self.path)
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        state.requests.append(body)
        state.keys.append(self.headers.get("authorization"))
        try:
            self._act(state, body)
        except (BrokenPipeError, ConnectionResetError):
            state.gone.set()
            self.close_connection = True

    @property
    def _state(self) -> Endpoint:
        found: Endpoint = self.server.state  # type: ignore[attr-defined]
        return found

    def _act(self, state: Endpoint, body: dict[str, Any]) -> None:
        behaviour = state.behaviour
        if behaviour in _STATUS:
            self._whole(_STATUS[behaviour], json.dumps({"error": {"message": "no", "type": behaviour}}))
        elif behaviour == "redirect":
            self.send_response(307)
            self.send_header("location", state.elsewhere)
            self.send_header("content-length", "0")
            self.end_headers()
        elif behaviour == "html":
            self._whole(200, "<html><body>Log in</body></html>", "text/html")
        elif behaviour == "silent":
            self._until_gone(state)
        else:
            self._stream(state, state.text or _quoting(body))

    def _stream(self, state: Endpoint, text: str) -> None:
        behaviour = state.behaviour
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        if behaviour == "no_events":
            return self._chunk(b"")
        self._event({"role": "assistant", "content": ""})
        words = re.findall(r"\S+\s*", text)
        if behaviour in _ODD:
            return self._chunk(_ODD[behaviour])
        if behaviour == "empty":
            words = []
        if behaviour in ("endless", "repeats"):
            while not state.stop.is_set():
                for word in words if behaviour == "repeats" else ["en ", "nog "]:
                    self._event({"content": word})
                if behaviour == "repeats":
                    self._event({"content": " "})
        for i, word in enumerate(words):
            if behaviour in ("cut", "broken_off", "stalls") and i == len(words) - 2:
                if behaviour == "stalls":
                    return self._until_gone(state)
                self.close_connection = True
                # A cut breaks the connection; the other ends in good order, but before the model was ready.
                return self._chunk(b"") if behaviour == "broken_off" else None
            self._event({"content": word})
            state.stop.wait(0.4 if behaviour == "slow" else state.pause)
        self._event({}, "stop")
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, delta: dict[str, str], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {
            "id": "x",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "stub",
            "choices": [choice],
        }
        self._chunk(f"data: {json.dumps(event)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _whole(self, status: int, text: str, kind: str = "application/json") -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _until_gone(self, state: Endpoint) -> None:
        """Say nothing until the other side hangs up."""
        self.connection.settimeout(0.05)
        while not state.stop.is_set():
            with contextlib.suppress(TimeoutError):
                if not self.connection.recv(1):
                    raise ConnectionResetError


_ODD = {
    "bad_utf8": b'data: {"choices": [{"index": 0, "delta": {"content": "\xff\xfe\xc3"}}]}\n\n',
    "huge_line": b"data: " + b"x" * 5_000_000,
    "not_json": b"data: <html>oops</html>\n\n",
    "error_event": b'data: {"error": {"message": "out of memory", "code": 500}}\n\n',
}


def _quoting(body: dict[str, Any]) -> str:
    """The first two sentences of the prompt, word for word, each with its code."""
    found = _CODE.findall(body["messages"][-1]["content"])[:2]
    return " ".join(f"{text} [{code}]" for code, text in found) or "Het gaat goed."


def main() -> None:
    """Serve until it is interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("behaviour", nargs="?", default="ok", choices=BEHAVIOURS)
    parser.add_argument(
        "--text", default="", help="what it answers; the first sentences of the prompt when empty"
    )
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between words")
    given = parser.parse_args()
    with (
        endpoint(given.behaviour, given.text, given.pause) as running,
        contextlib.suppress(KeyboardInterrupt),
    ):
        print(running.url, flush=True)
        while True:
            time.sleep(60)


if __name__ == "__main__":
    main()
