"""The nouns of conversations: what somebody asked, and what was answered then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Rating = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A line in the list of conversations. `changed` is when its last question was kept; times are in UTC."""

    id: str
    title: str
    created: datetime
    changed: datetime
    turns: int


@dataclass(frozen=True, slots=True)
class Message:
    """One question of a conversation with its answer.

    `where` is the filter and `answer` the answer, both as JSON (see `erasing` for what a removal leaves of the answer).
    `rating` is 1, -1, or 0 for none; `remark` is what the person wrote with it.
    """

    id: str
    conversation: str
    question: str
    where: Mapping[str, Any]
    answer: Mapping[str, Any]
    asked: datetime
    rating: Rating = 0
    remark: str = ""
