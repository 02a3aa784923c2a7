"""The turn that a kept message stands for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.dialogue.turn import Place, Turn
from vectorstore.messages import Message
from vectorstore.types import ReportFilter


def turn_of_message(message: Message) -> Turn:
    """The turn, from the answer in the shape that `wijzer ask --json` prints, with its `extra`."""
    answer, where = message.answer, message.where
    extra = answer.get("extra") or {}
    return Turn(
        message.question,
        extra.get("understood") or message.question,
        extra.get("language") or "nl",
        answer.get("status") or "not_found",
        _places(answer, "citations"),
        _places(answer, "closest"),
        ReportFilter(
            tuple(where.get("reports") or ()), _day(where.get("from")), _day(where.get("to")),
            where.get("language") or None, where.get("series") or None,
        ),
    )  # fmt: skip


def _places(answer: Mapping[str, Any], name: str) -> tuple[Place, ...]:
    """Where the quotes or passages stand, without those of removed reports."""
    found = (one for one in answer.get(name) or () if not one.get("removed"))
    return tuple((one["report"], one["start"], one["end"]) for one in found)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
