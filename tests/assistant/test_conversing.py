"""Conversations: follow-ups after a restart, a removal and a damaged memory; and a model that writes in between."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from langsmith import utils

from assistant.assistant import Assistant
from assistant.dialogue.understand import Understood
from assistant.types import THREADS, Answer, Draft
from tests.assistant.asking import TODAY, check_answer
from tests.assistant.writing.endpoint import endpoint
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.library import Library
from vectorstore.types import ReportFilter

PLEDGE = "Hoeveel zegde Nederland in Kopenhagen toe aan het Zeekabelfonds?"
AFTER = "Hoeveel zegde Nederland in Rotterdam toe aan het Zeekabelfonds?"
EVERYTHING = ReportFilter()


@pytest.fixture
def copy(library: Library, tmp_path: Path) -> Path:
    """A library of the examples that a test may change."""
    folder = tmp_path / "library"
    shutil.copytree(library.folder, folder, ignore=shutil.ignore_patterns("lock", f"{THREADS}*"))
    return folder


def last(events: Iterator[Answer | Draft]) -> Answer:
    *_, answer = events
    assert isinstance(answer, Answer)
    return answer


def said(library: Library, assistant: Assistant, question: str, thread: str, kept: bool = True) -> Answer:
    """The answer in the thread, kept in the library as the page does."""
    answer = last(assistant.asking(question, today=TODAY, thread=thread))
    check_answer(answer, library)
    if kept:
        begin = thread not in [one.id for one in library.conversations.all()]
        library.conversations.add(thread, question, stored(answer), {}, begin=begin)
    return answer


def stored(answer: Answer) -> dict[str, object]:
    """The answer as the library keeps it, as far as a follow-up needs it."""
    return {
        "status": answer.status, "text": answer.text, "claims": [], "closest": [],
        "citations": [
            {"number": c.number, "report": c.report, "start": c.start, "end": c.end, "quote": c.quote, "date": None}
            for c in answer.citations
        ],
        "extra": {"language": answer.language, "understood": answer.understood, "notices": [], "note": ""},
    }  # fmt: skip


def test_a_follow_up_goes_on_from_what_was_asked(copy: Path) -> None:
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder())
        assert said(library, assistant, PLEDGE, "t").understood == ""
        answer = said(library, assistant, "En in Rotterdam?", "t")
        assert (answer.question, answer.understood) == ("En in Rotterdam?", AFTER)
        assert "EUR 40 mln." in answer.text
        assistant.close()


def test_as_a_question_of_its_own_it_goes_on_from_nothing(copy: Path) -> None:
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder())
        said(library, assistant, PLEDGE, "t")
        answer = last(assistant.asking("En in Rotterdam?", today=TODAY, thread="t", alone=True))
        assert answer.understood == ""
        assistant.close()


@pytest.mark.parametrize("damage", ["none", "gone", "rubbish", "cut"])
def test_it_does_after_a_restart_too_whatever_became_of_the_memory(copy: Path, damage: str) -> None:
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder())
        said(library, assistant, PLEDGE, "t")
        assistant.close()
        memory = copy / THREADS
        if damage == "gone":
            memory.unlink()
        elif damage == "rubbish":
            memory.write_bytes(b"no database at all" * 1000)
        elif damage == "cut":
            memory.write_bytes(memory.read_bytes()[:5000])
        again = Assistant(library, query_embedder())
        assert said(library, again, "En in Rotterdam?", "t").understood == AFTER
        again.close()


def test_a_stateless_caller_sends_its_questions_along(copy: Path) -> None:
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder())
        answer = assistant.ask("En in Rotterdam?", today=TODAY, before=["Wie was afwezig?", PLEDGE])
        assert answer.understood == AFTER
        assistant.close()


def test_conversations_do_not_mix_and_each_is_one_row(copy: Path) -> None:
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder())
        for _ in range(3):
            said(library, assistant, PLEDGE, "one")
        said(library, assistant, "Wie was afwezig bij de stuurgroep op 30 september 2025?", "other")
        assert "Zeekabelfonds" not in said(library, assistant, "En op 13 mei 2025?", "other").understood
        assistant.close()
    with sqlite3.connect(copy / THREADS) as connection:
        rows = connection.execute("SELECT thread_id, count(*) FROM checkpoints GROUP BY 1").fetchall()
        assert sorted(rows) == [("one", 1), ("other", 1)]
        assert connection.execute("SELECT count(*) FROM writes").fetchall() == [(0,)]


def test_what_was_removed_is_forgotten_to_the_byte(copy: Path) -> None:
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder())
        report = said(library, assistant, PLEDGE, "t", kept=False).citations[0].report
        said(
            library, assistant, "Wie was afwezig bij de stuurgroep op 30 september 2025?", "other", kept=False
        )
        library.remove(report)
        assistant.forget_report(report)
        assistant.close()
        files = [path.read_bytes() for path in copy.glob(f"{THREADS}*")]
        assert not any(word in file for file in files for word in (report.encode(), b"Kopenhagen"))
        assert any(b"30 september 2025" in file for file in files)


def test_what_is_no_conversation_is_forgotten_at_the_next_start(copy: Path) -> None:
    with Library.open(copy, stamp_of()) as library:
        assistant = Assistant(library, query_embedder())
        said(library, assistant, PLEDGE, "kept")
        said(library, assistant, PLEDGE, "typed at a terminal", kept=False)
        assistant.close()
        again = Assistant(library, query_embedder())
        list(again.asking(PLEDGE, today=TODAY))
        again.close()
    with sqlite3.connect(copy / THREADS) as connection:
        assert connection.execute("SELECT thread_id FROM checkpoints").fetchall() == [("kept",)]


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
