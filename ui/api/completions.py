"""The routes of a chat model as the OpenAI API has them, for programs that talk to one."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.params import Depends
from fastapi.responses import JSONResponse, Response

from ui.api.chat import message_of
from ui.api.chat_bodies import MODEL, ChatBody, check, question_of, questions_before
from ui.api.chat_replies import ChatError, Completion, Models
from ui.api.chat_stream import USAGE, chunks, deltas
from ui.api.lines import ClosingResponse
from ui.api.refusals import ChatRefusal
from ui.halted import whole
from ui.messages import messages
from ui.service import Service
from ui.shapes import EXTRA

REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": ChatError, "description": "The request can't be met."},
    401: {"model": ChatError, "description": "The token is missing or wrong."},
    404: {"model": ChatError, "description": "There is no such model or report."},
}


def completion_routes(service: Service, token: Sequence[Depends], stopping: threading.Event) -> APIRouter:
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
        """The answer to the last user message, with its sources; it may go on from the user messages before it.

        Of the other messages nothing is read. `message.annotations` has the place of each mark in the content,
        `message.citations` the quotes to the letter. With `stream` the same comes as server-sent events, each sentence
        that a language model writes once it is finished and checked.
        """
        if body.model != MODEL:
            raise no_model(body.model)
        check(body)
        events = service.asking(question_of(body), body.where(), before=questions_before(body))
        server = str(request.base_url).rstrip("/")
        head = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time()), "model": MODEL}
        if body.stream:
            counted = bool(body.stream_options and body.stream_options.include_usage)
            first = next(events)["answer"]  # here, so that a refusal is one
            return ClosingResponse(
                chunks(head, deltas(first, events, stopping, server), counted),
                media_type="text/event-stream",
                headers={"Cache-Control": "no-store"},
            )
        answer = whole(events)
        message = message_of(answer, messages(answer[EXTRA]["language"]), server)
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return JSONResponse({**head, "object": "chat.completion", "choices": [choice], "usage": USAGE})

    return router


def no_model(name: str) -> ChatRefusal:
    """What is said to whoever asks for another model."""
    text = f"The model '{name[:100]}' does not exist; there is only '{MODEL}'."
    return ChatRefusal(text, 404, param="model", code="model_not_found")
