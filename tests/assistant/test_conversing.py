"""Conversations: follow-ups after a restart, a removal and a damaged memory."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.types import THREADS
from tests.assistant.asking import TODAY
from tests.assistant.conversing import AFTER, PLEDGE, last, said
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.library import Library


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
