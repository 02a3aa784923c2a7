"""A chat model's message in parts, as server-sent events."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing

from ui.api.chat import message_of, sentences_of
from ui.api.lines import ALIVE_SECONDS, NOTHING
from ui.following import follow
from ui.halted import to_the_end
from ui.messages import messages
from ui.shapes import EXTRA, Json

# Quotes have no tokens, and those of a language model are counted where it runs.
USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}


def deltas(
    first: Json, rest: Iterator[Json], stopping: threading.Event, server: str
) -> Generator[Json | None, None, None]:
    """What is added to the message: each written sentence as it is finished, the rest in lines, the citations; None
    while nothing is.

    A stream can't take a sentence back. When the whole answer doesn't have what was sent, it is said to be withdrawn.
    """
    say = messages(first[EXTRA]["language"])
    answer, sent = first, ""
    with closing(follow(rest, stopping)) as events:
        for event in to_the_end(first, events, stopping):
            answer = event.get("answer", answer) if event else answer
            written = sentences_of(event["draft"], say) if event and "draft" in event else ""
            if written.startswith(sent) and written != sent:
                yield {"content": written[len(sent) :]}
                sent = written
            else:
                yield None
    message = message_of(answer, say, server)
    if not message["content"].startswith(sent):
        sent_before = sent
        sent += f"\n\n{say('writing.withdrawn')}\n\n"
        yield {"content": sent[len(sent_before) :]}
        message = message_of(answer, say, server, sent)
    yield from ({"content": line} for line in message["content"][len(sent) :].splitlines(keepends=True))
    yield {"annotations": message["annotations"], "citations": message["citations"]}


def chunks(
    head: Json, parts: Generator[Json | None, None, None], counted: bool
) -> Generator[str, None, None]:
    """The deltas as events, the end, and where it was asked for the usage."""
    chunk = {**head, "object": "chat.completion.chunk"} | ({"usage": None} if counted else {})
    yield _chunk(chunk, {"role": "assistant", "content": ""})
    said = time.monotonic()
    with closing(parts):
        for delta in parts:
            if delta is None and time.monotonic() - said < ALIVE_SECONDS:
                yield NOTHING
                continue
            said = time.monotonic()
            yield ": alive\n\n" if delta is None else _chunk(chunk, delta)
    yield _chunk(chunk, {})
    if counted:
        yield _event({**chunk, "choices": [], "usage": USAGE})
    yield "data: [DONE]\n\n"


def _chunk(chunk: Json, delta: Json) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": None if delta else "stop", "logprobs": None}
    return _event({**chunk, "choices": [choice]})


def _event(shape: Json) -> str:
    return f"data: {json.dumps(shape)}\n\n"
