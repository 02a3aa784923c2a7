"""Conversations with a model that writes: the quotes come first, and what is false is withdrawn for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from langsmith import utils

from assistant.assistant import Assistant
from assistant.dialogue.understand import Understood
from assistant.types import Answer, Draft
from tests.assistant.asking import TODAY, check_answer
from tests.assistant.conversing import AFTER, PLEDGE, last, said
from tests.assistant.writing.endpoint import endpoint
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.library import Library
from vectorstore.types import ReportFilter


class Scripted:
    """A model that writes what it is told to, and counts whether it was stopped."""

    def __init__(self, *pieces: str) -> None:
        self.pieces = pieces
        self.asked: list[Sequence[tuple[str, str]]] = []
        self.stopped = self.closed = False

    def write(self, messages: Sequence[tuple[str, str]], cancelled: Callable[[], bool]) -> Iterator[str]:
        self.asked.append(messages)
        for piece in self.pieces:
            if cancelled():
                self.stopped = True
                return
            yield piece

    def warm(self) -> None:
        """Nothing to load."""

    def close(self) -> None:
        self.closed = True


def cited(messages: Sequence[tuple[str, str]], words: str) -> str:
    """The id that the context gives the sentence with these words."""
    lines = [line for _, text in messages for line in text.splitlines() if words in line]
    return lines[0].split("]")[0].rpartition("[")[2]


class Copying(Scripted):
    """A model that repeats the pledge, truly or not, and cites it."""

    def write(self, messages: Sequence[tuple[str, str]], cancelled: Callable[[], bool]) -> Iterator[str]:
        self.pieces = tuple(piece.format(id=cited(messages, "EUR 15 mln")) for piece in self.pieces)
        return super().write(messages, cancelled)


def test_the_quotes_come_first_and_then_what_the_model_writes(copy: Path) -> None:
    writer = Copying("Nederland zegde ", "EUR 15 mln. toe aan het ", "Zeekabelfonds [{id}].")
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder(), writer)
        quotes, *drafts, answer = assistant.asking(PLEDGE, today=TODAY)
        assert isinstance(quotes, Answer)
        assert isinstance(answer, Answer)
        assert (quotes.mode, answer.mode) == ("quotes", "generated")
        assert [type(draft) for draft in drafts] == [Draft] * len(drafts) != []
        assert [(claim.state, claim.citations) for claim in answer.claims] == [("verified", (1,))]
        assert answer.quoted is not None
        assert answer.quoted.text == quotes.text
        assistant.close()
    assert writer.closed


@pytest.mark.parametrize(
    "false",
    [
        "Nederland zegde EUR 51 mln. toe aan het Zeekabelfonds [{id}].",
        "Nederland zegde niets toe aan het Zeekabelfonds [{id}].",
        "Duitsland zegde EUR 15 mln. toe aan het Zeekabelfonds [{id}].",
        "De premier opende in Parijs een museum voor moderne kunst [{id}].",
        "Nederland zegde EUR 15 mln. toe.",
    ],
)
def test_a_false_or_sourceless_answer_is_withdrawn_for_the_quotes(copy: Path, false: str) -> None:
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder(), Copying(false))
        answer = assistant.ask(PLEDGE, today=TODAY, write=True)
        assert answer.mode == "quotes"
        assert "ingetrokken" in " ".join(answer.notices)
        check_answer(answer, library)
        assistant.close()


def test_what_was_not_found_is_not_written_about(copy: Path) -> None:
    writer = Scripted("De koning zei dat hij tevreden was.")
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder(), writer)
        answer = assistant.ask("Wat zei de koning van Zweden over kernfusie?", today=TODAY, write=True)
        assert (answer.status, answer.mode, writer.asked) == ("not_found", "quotes", [])
        assistant.close()


def test_who_stops_reading_stops_the_model_and_can_still_go_on(copy: Path) -> None:
    writer = Copying("Nederland ", *["zegde "] * 1000, "EUR 15 mln. toe [{id}].")
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder(), writer)
        events = assistant.asking(PLEDGE, today=TODAY, thread="t")
        assert isinstance(next(events), Answer)
        assert isinstance(next(events), Draft)
        events.close()  # type: ignore[attr-defined]
        answer = last(assistant.asking("En in Rotterdam?", today=TODAY, thread="t", write=False))
        assert answer.understood == AFTER
        assistant.close()


@pytest.mark.parametrize(
    ("proposed", "searched"),
    [
        ("Waarom verhoogt Nederland zijn bijdrage aan het Zeekabelfonds?", True),
        ("Waarom zei de koning van Spanje dat?", False),
        ("Dat weet ik niet.", False),
        ("", False),
    ],
)
def test_a_model_may_say_what_a_question_without_a_subject_goes_on_from(
    copy: Path, monkeypatch: pytest.MonkeyPatch, proposed: str, searched: bool
) -> None:
    def without_rules(question: str, turns: object, where: ReportFilter, *rest: object) -> Understood:
        return Understood(question, where, False)

    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder(), Scripted(proposed))
        said(library, assistant, "Wat is er in Rotterdam gezegd over het Zeekabelfonds?", "t")
        monkeypatch.setattr("assistant.chain.understand", without_rules)
        answer = next(assistant.asking("Hoe kwam dat zo?", today=TODAY, thread="t"))
        assert isinstance(answer, Answer)
        assert answer.understood == (proposed if searched else "")
        assistant.close()


def test_langsmith_gets_nothing_whatever_the_environment_says(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "x")
    cached = cast(Any, utils.get_env_var)
    with endpoint("ok") as tracer, Library.open(copy, stamp_of()) as library:
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracer.url)
        cached.cache_clear()
        assert utils.tracing_is_enabled()
        assistant = Assistant(library, query_embedder(), Copying("Nederland zegde EUR 15 mln. toe [{id}]."))
        events = assistant.asking(PLEDGE, today=TODAY, thread="t", before=["Wie was afwezig?"])
        next(events)
        assert utils.tracing_is_enabled()  # of who asks nothing is changed
        last(events)
        last(assistant.asking("En in Rotterdam?", today=TODAY, before=[PLEDGE], write=False))
        assistant.close()
        time.sleep(1)  # a tracer sends in the background
        assert tracer.paths == []
    cached.cache_clear()
