"""Conversations over the example reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from assistant.dialogue.turn import Turn, turn_of
from assistant.dialogue.understand import Understood, understand
from assistant.sources import Sources
from tests.assistant.asking import TODAY
from vectorstore.embedding import query_embedder
from vectorstore.library import Library
from vectorstore.types import ReportFilter

Converse = Callable[..., Understood]


@pytest.fixture
def sources(library: Library) -> Sources:
    """A view of the library."""
    return Sources(library, query_embedder())


@pytest.fixture
def converse(assistant: Assistant, sources: Sources) -> Converse:
    """Asks all questions but the last, and reads that."""

    def converse(*questions: str, where: ReportFilter | None = None) -> Understood:
        turns: list[Turn] = []
        where = where or ReportFilter()
        for question in questions[:-1]:
            read = understand(question, turns, where, sources, TODAY)
            answer = assistant.ask(read.question, read.where, today=TODAY)
            answer = replace(answer, understood=read.question if read.follows else "")
            turns.append(turn_of(question, answer, read.where))
        return understand(questions[-1], turns, where, sources, TODAY)

    return converse
