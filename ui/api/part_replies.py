"""The lines of an answer that comes in parts, for the OpenAPI document."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ui.api.replies import Answer, Claim, Reply


class AnswerLine(Reply):
    """An answer: the quotes at once, and the whole one last."""

    answer: Answer


class Draft(Reply):
    """What a language model has written so far: the finished sentences, which were checked, and what comes after."""

    claims: list[Claim]
    failed: list[list[str]] = Field(description="Per claim, what of it its citations don't hold up.")
    pending: str


class DraftLine(Reply):
    """An answer while it is being written."""

    draft: Draft


class EndLine(Reply):
    """The last line when all went well; without it, or an error, the stream was cut off."""

    end: Literal[True]
