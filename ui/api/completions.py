"""The routes of a chat model as the OpenAI API has them, for programs that talk to one."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.params import Depends
from fastapi.responses import JSONResponse, Response, StreamingResponse

from ui.api.chat import message_of
from ui.api.chat_bodies import MODEL, ChatBody, check, question_of
from ui.api.chat_replies import ChatError, Completion, Models
from ui.api.refusals import ChatRefusal
from ui.messages import messages
from ui.service import Service
from ui.shapes import EXTRA, Json

# No language model reads or writes here, so there are no tokens to count.
USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": ChatError, "description": "The request can't be met."},
    401: {"model": ChatError, "description": "The token is missing or wrong."},
    404: {"model": ChatError, "description": "There is no such model or report."},
}


def completion_routes(service: Service, token: Sequence[Depends]) -> APIRouter:
    """GET /v1/models and POST /v1/chat/completions."""
    router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"], dependencies=token, responses=REFUSED)
    began = int(time.time())
    model = {"id": MODEL, "object": "model", "created": began, "owned_by": MODEL}

    @router.get("/models", response_model=Models)
    async def models() -> JSONResponse:
        """The one model there is."""
        return JSONResponse({"object": "list", "data": [model]})

    @router.get("/models/{name}", include_in_schema=False)
    async def named(name: str) -> JSONResponse:
        if name != MODEL:
            raise no_model(name)
        return JSONResponse(model)

    @router.post("/chat/completions", response_model=Completion)
    def complete(body: ChatBody, request: Request) -> Response:
        """The answer to the last user message, with its sources.

        Earlier messages are accepted and not read. `message.annotations` has the place of each mark in the content,
        `message.citations` the quotes to the letter. With `stream` the same comes as server-sent events.
        """
        if body.model != MODEL:
            raise no_model(body.model)
        check(body)
        answer = service.ask(question_of(body), body.where())
        server = str(request.base_url).rstrip("/")
        message = message_of(answer, messages(answer[EXTRA]["language"]), server)
        head = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time()), "model": MODEL}
        if body.stream:
            counted = bool(body.stream_options and body.stream_options.include_usage)
            events = _events(head, message, counted)
            return StreamingResponse(
                events, media_type="text/event-stream", headers={"Cache-Control": "no-store"}
            )
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return JSONResponse({**head, "object": "chat.completion", "choices": [choice], "usage": USAGE})

    return router


def no_model(name: str) -> ChatRefusal:
    """What is said to whoever asks for another model."""
    text = f"The model '{name[:100]}' does not exist; there is only '{MODEL}'."
    return ChatRefusal(text, 404, param="model", code="model_not_found")


def _events(head: Json, message: Json, counted: bool) -> Iterator[str]:
    """The message in parts as server-sent events: its lines, then the citations, then the end."""
    deltas: list[Json] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": line} for line in message["content"].splitlines(keepends=True)]
    deltas.append({"annotations": message["annotations"], "citations": message["citations"]})
    chunk = {**head, "object": "chat.completion.chunk"} | ({"usage": None} if counted else {})
    for delta in [*deltas, {}]:
        choice = {"index": 0, "delta": delta, "finish_reason": None if delta else "stop", "logprobs": None}
        yield _event({**chunk, "choices": [choice]})
    if counted:
        yield _event({**chunk, "choices": [], "usage": USAGE})
    yield "data: [DONE]\n\n"


def _event(shape: Json) -> str:
    return f"data: {json.dumps(shape)}\n\n"
