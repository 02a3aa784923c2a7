"""What a program may ask of the chat model, and what it can't have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ui.api.refusals import ChatRefusal
from ui.commands.filters import make_checked
from ui.text import LONGEST_QUESTION
from vectorstore.types import ReportFilter

MODEL = "verslagwijzer"
# So many earlier questions are looked at, the last ones.
MOST_BEFORE = 20
# These change how a language model writes. How ours does is set by who serves it.
WITHOUT_EFFECT = frozenset(
    {
        "frequency_penalty", "logit_bias", "max_completion_tokens", "max_tokens", "metadata", "parallel_tool_calls",
        "presence_penalty", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "reasoning_effort",
        "safety_identifier", "seed", "service_tier", "stop", "store", "temperature", "top_logprobs", "top_p", "user",
        "verbosity",
    }
)  # fmt: skip
# These ask for something else than an answer; only the values that ask for nothing pass.
HARMLESS: dict[str, Callable[[Any], bool]] = {
    "n": lambda n: n == 1,
    "tools": lambda tools: tools == [],
    "functions": lambda functions: functions == [],
    "tool_choice": lambda choice: choice in ("none", "auto"),
    "function_call": lambda call: call in ("none", "auto"),
    "logprobs": lambda wanted: wanted is False,
    "modalities": lambda modalities: modalities == ["text"],
    "response_format": lambda wanted: isinstance(wanted, dict) and wanted.get("type") == "text",
}


class Part(BaseModel):
    """A part of a message."""

    model_config = ConfigDict(extra="allow")

    type: str
    text: str | None = None


class ChatMessage(BaseModel):
    """A message of the conversation."""

    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None


class StreamOptions(BaseModel):
    """What a stream has beside the message."""

    model_config = ConfigDict(extra="allow")

    include_usage: bool | None = None


class ChatBody(BaseModel):
    """A request for a completion. The last user message is the question, which may go on from those before it; the
    filters are ours."""

    model_config = ConfigDict(extra="allow")

    model: str
    messages: list[ChatMessage] = Field(min_length=1, max_length=10_000)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    reports: list[str] = Field(
        default=[], max_length=1000, description="Ours: only these reports, by id, its beginning, or title."
    )
    since: date | None = Field(
        default=None, alias="from", description="Ours: only meetings from this day on, YYYY-MM-DD."
    )
    until: date | None = Field(
        default=None, alias="to", description="Ours: only meetings up to and including this day, YYYY-MM-DD."
    )

    def where(self) -> ReportFilter:
        """The filters; WrongUsage when the period ends before it begins."""
        return make_checked(tuple(self.reports), self.since, self.until)


def check(body: ChatBody) -> None:
    """ChatRefusal when something is asked for that can't be given."""
    for name, value in (body.model_extra or {}).items():
        if name in WITHOUT_EFFECT or value is None:
            continue
        if name not in HARMLESS:
            raise ChatRefusal(
                f"Unrecognized request argument supplied: {name[:100]}",
                param=name[:100],
                code="unknown_parameter",
            )
        if not HARMLESS[name](value):
            raise ChatRefusal(
                f"'{name}' can't have this value here: there is one answer at a time, from the reports, without tools.",
                param=name,
                code="unsupported_value" if name == "n" else "unsupported_parameter",
            )


def question_of(body: ChatBody) -> str:
    """The text of the last user message; ChatRefusal when there is none, or something else than text in it."""
    index, last = next(
        ((i, one) for i, one in reversed(list(enumerate(body.messages))) if one.role == "user"), (0, None)
    )
    if last is None:
        raise ChatRefusal("There is no user message, so there is no question.", param="messages", code=None)
    if isinstance(last.content, list):
        other = next((part.type for part in last.content if part.type != "text"), None)
        if other is not None:
            raise ChatRefusal(
                f"A question is text; '{other[:100]}' can't be read.",
                param=f"messages.{index}.content",
                code="unsupported_value",
            )
    return _text_of(last)


def questions_before(body: ChatBody) -> list[str]:
    """The texts of the user messages before the last, the first first; one that is no question is passed over."""
    texts = [_text_of(one) for one in body.messages if one.role == "user"][:-1]
    return [text for text in texts if text.strip() and len(text) <= LONGEST_QUESTION][-MOST_BEFORE:]


def _text_of(message: ChatMessage) -> str:
    if isinstance(message.content, list):
        return "\n".join(part.text or "" for part in message.content if part.type == "text")
    return message.content or ""
