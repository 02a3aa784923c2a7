"""Scripted endpoints on 127.0.0.1 that speak Anthropic's, Mistral's and Ollama's language: they say a text, or fail."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.assistant.writing.endpoint import served

Event = tuple[str, dict[str, Any]]


@dataclass
class Provider:
    """A running endpoint: what it says, whether it refuses with a status instead, and what it was asked."""

    url: str
    text: str
    status: int
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextlib.contextmanager
def provider(text: str = "", status: int = 200) -> Iterator[Provider]:
    """An endpoint that runs for the length of the block."""
    with served(_Handler) as server:
        state = Provider(f"http://127.0.0.1:{server.server_port}", text, status)
        server.state = state  # type: ignore[attr-defined]
        yield state


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """One answer, in the language of the path that was asked."""
        state: Provider = self.server.state  # type: ignore[attr-defined]
        state.paths.append(self.path)
        state.headers.append({name.lower(): value for name, value in self.headers.items()})
        state.requests.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(state.status)
        refused = state.status != 200
        says = "application/json" if refused else _KINDS.get(self.path, "text/event-stream")
        self.send_header("content-type", says)
        self.end_headers()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if refused:
                self.wfile.write(b'{"error": {"type": "no", "message": "no"}}')
                return
            for line in _LANGUAGES[self.path](re.findall(r"\S+\s*", state.text)):
                self.wfile.write(line.encode())
                self.wfile.flush()


def _anthropic(words: list[str]) -> Iterator[str]:
    usage = {"input_tokens": 1, "output_tokens": 1}
    message = {
        "id": "m",
        "type": "message",
        "role": "assistant",
        "model": "stub",
        "content": [],
        "usage": usage,
    }
    yield _named("message_start", message=message | {"stop_reason": None, "stop_sequence": None})
    yield _named("content_block_start", index=0, content_block={"type": "text", "text": ""})
    for word in words:
        yield _named("content_block_delta", index=0, delta={"type": "text_delta", "text": word})
    yield _named("content_block_stop", index=0)
    yield _named("message_delta", delta={"stop_reason": "end_turn", "stop_sequence": None}, usage=usage)
    yield _named("message_stop")


def _named(kind: str, **what: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **what})}\n\n"


def _mistral(words: list[str]) -> Iterator[str]:
    for at, word in enumerate([*words, ""]):
        delta = {"role": "assistant", "content": word}
        choice = {"index": 0, "delta": delta, "finish_reason": "stop" if at == len(words) else None}
        whole = {
            "id": "m",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "stub",
            "choices": [choice],
        }
        yield f"data: {json.dumps(whole)}\n\n"
    yield "data: [DONE]\n\n"


def _ollama(words: list[str]) -> Iterator[str]:
    told = {"model": "stub", "created_at": "2026-11-25T00:00:00Z"}
    for word in words:
        yield json.dumps({**told, "message": {"role": "assistant", "content": word}, "done": False}) + "\n"
    end = {"role": "assistant", "content": ""}
    yield json.dumps({**told, "message": end, "done": True, "done_reason": "stop", "eval_count": 1}) + "\n"


_LANGUAGES = {"/v1/messages": _anthropic, "/chat/completions": _mistral, "/api/chat": _ollama}
_KINDS = {"/api/chat": "application/x-ndjson"}
