"""What the routes under /v1/ answer, for the OpenAPI document."""

from __future__ import annotations

from typing import Literal

from ui.api.replies import Citation, Reply


class Model(Reply):
    """A model."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(Reply):
    """The models there are."""

    object: Literal["list"]
    data: list[Model]


class UrlCitation(Reply):
    """A mark in the content, and where it leads: the report opened at the quote."""

    start_index: int
    end_index: int
    url: str
    title: str


class Annotation(Reply):
    """What is known of a part of the content."""

    type: Literal["url_citation"]
    url_citation: UrlCitation


class LinkedCitation(Citation):
    """Where a quote stands, with the address that opens it."""

    url: str


class Message(Reply):
    """The answer: Markdown with marks and a list of sources; `citations` has the quotes to the letter."""

    role: Literal["assistant"]
    content: str
    refusal: None
    annotations: list[Annotation]
    citations: list[LinkedCitation]


class Choice(Reply):
    """The one answer."""

    index: int
    message: Message
    finish_reason: Literal["stop"]
    logprobs: None


class Usage(Reply):
    """Zeros: tokens aren't counted, and quotes have none."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(Reply):
    """An answer as a chat model gives it."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    usage: Usage


class ChatFault(Reply):
    """What went wrong; `param` is the field that it is about."""

    message: str
    type: str
    param: str | None
    code: str | None


class ChatError(Reply):
    """An error as the OpenAI API has it."""

    error: ChatFault
