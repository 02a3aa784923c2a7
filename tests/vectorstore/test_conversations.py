"""Conversations are kept: through closing, a kill, an upgrade; and deleted ones are gone."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.vectorstore.material import MODEL, addition, random_report
from tests.vectorstore.test_removing import traces
from vectorstore.conversations import LONGEST_TITLE, title_of
from vectorstore.errors import LibraryClosed, NoSuchConversation, NoSuchMessage
from vectorstore.library import Library
from vectorstore.schema import MIGRATIONS, upgrade

PROJECT = Path(__file__).resolve().parents[2]
WHERE: dict[str, Any] = {"reports": [], "from": None, "to": None, "language": "nl", "series": None}


def refusal(question: str, text: str = "Dat staat er niet in.", **extra: object) -> dict[str, Any]:
    """An answer of no report."""
    return {
        "question": question, "status": "not_found", "mode": "quotes", "text": text, "claims": [], "citations": [],
        "searched": {"reports": 3, "from": None, "to": None}, "closest": [], "seconds": 0.1,
        "extra": {"notices": [], "note": "", "language": "nl"} | extra,
    }  # fmt: skip


def test_what_is_kept_is_there_after_closing(folder: Path) -> None:
    with Library.open(folder, MODEL) as library:
        first = library.conversations.add(None, "Wat kost de dijk?", refusal("Wat kost de dijk?"), WHERE)
        second = library.conversations.add(first.conversation, "En de haven?", refusal("En de haven?"), WHERE)
        library.conversations.rate(second.id, -1, "Dat staat er wél: 'blz. 3'")
        before = library.conversations.all()
    with Library.open(folder, MODEL) as library:
        conversations = library.conversations
        assert conversations.all() == before
        (line,) = before
        assert (line.title, line.turns, line.id) == ("Wat kost de dijk?", 2, first.conversation)
        assert line.created == first.asked < line.changed == second.asked
        assert conversations.get(line.id) == line
        kept = conversations.messages(line.id)
        assert [one.id for one in kept] == [first.id, second.id]
        assert kept[0] == first == conversations.message(first.id)
        assert (kept[0].answer, kept[0].where) == (refusal("Wat kost de dijk?"), WHERE)
        assert [(one.id, one.rating, one.remark) for one in conversations.rated()] == [
            (second.id, -1, "Dat staat er wél: 'blz. 3'")
        ]
        conversations.rate(second.id, 0)
        assert conversations.rated() == []


def test_the_one_asked_in_last_comes_first(library: Library) -> None:
    conversations = library.conversations
    first = conversations.add(None, "Een", refusal("Een"), WHERE)
    second = conversations.add(None, "Twee", refusal("Twee"), WHERE)
    assert [one.title for one in conversations.all()] == ["Twee", "Een"]
    conversations.add(first.conversation, "Drie", refusal("Drie"), WHERE)
    conversations.rename(second.conversation, "Tweede gesprek")
    assert [(one.title, one.turns) for one in conversations.all()] == [("Een", 2), ("Tweede gesprek", 1)]


def test_what_is_not_there_is_said(library: Library) -> None:
    conversations = library.conversations
    for call in (
        lambda: conversations.get("x"),
        lambda: conversations.messages("x"),
        lambda: conversations.add("x", "Vraag", refusal("Vraag"), WHERE),
        lambda: conversations.rename("x", "Titel"),
        lambda: conversations.delete("x"),
    ):
        with pytest.raises(NoSuchConversation, match="'x'"):
            call()
    with pytest.raises(NoSuchMessage, match="'y'"):
        conversations.message("y")
    with pytest.raises(NoSuchMessage, match="'y'"):
        conversations.rate("y", 1)
    with pytest.raises(ValueError, match="rating"):
        conversations.rate("y", 2)
    assert conversations.all() == []
    library.close()
    with pytest.raises(LibraryClosed):
        conversations.all()
    with pytest.raises(LibraryClosed):
        conversations.add(None, "Vraag", refusal("Vraag"), WHERE)


def test_a_deleted_conversation_is_in_no_file(library: Library, folder: Path) -> None:
    conversations = library.conversations
    words = ("ooievaar", "pelikaan", "roodborst", "zwaluw")
    kept = conversations.add(None, "Blijft er iets?", refusal("Blijft er iets?"), WHERE)
    long = refusal("pelikaan", text="roodborst " * 3000)
    message = conversations.add(None, "Wie zag de ooievaar?", long, WHERE)
    for _ in range(20):
        message = conversations.add(message.conversation, "En de pelikaan?", long, WHERE)
    conversations.rate(message.id, 1, "zwaluw")
    assert set.union(*traces(folder, words).values()) == set(words)
    conversations.delete(message.conversation)
    assert traces(folder, words) == {}
    with pytest.raises(NoSuchMessage):
        conversations.message(message.id)
    assert [one.id for one in conversations.all()] == [kept.conversation]
    assert conversations.message(kept.id) == kept


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Wat kost\n de   dijk?", "Wat kost de dijk?"),
        ("<script>alert(1)</script> '; DROP TABLE x; --", "<script>alert(1)</script> '; DROP TABLE x; --"),
        ("{x} %s \x00\x1b[31mrood", "{x} %s [31mrood"),
        ("\u202egnal tein", "gnal tein"),
        ("x" * 500, "x" * LONGEST_TITLE + " …"),
        ("Kort " + "x" * 500, "Kort " + "x" * (LONGEST_TITLE - 5) + " …"),
        (
            "Wat heeft de stuurgroep in december besloten over de vernieuwing van het gemaal Oosterdijk?",
            "Wat heeft de stuurgroep in december besloten over de …",
        ),
        ("a" * 29 + " " + "b" * 30, "a" * 29 + " " + "b" * 30),
    ],
)  # fmt: skip
def test_a_question_becomes_a_title(library: Library, question: str, title: str) -> None:
    assert title_of(question) == title
    kept = library.conversations.add(None, question, refusal(question), WHERE)
    assert library.conversations.get(kept.conversation).title == title
    assert library.conversations.message(kept.id).question == question


def test_threads_talk_while_reports_come_and_go(library: Library) -> None:
    conversations = library.conversations
    start = conversations.add(None, "Begin", refusal("Begin"), WHERE)

    def talk(number: int) -> list[str]:
        mine = conversations.add(None, f"Vraag {number}", refusal("x"), WHERE)
        asked = []
        for turn in range(20):
            conversations.add(start.conversation, f"{number}-{turn}", refusal("x"), WHERE)
            asked.append(
                conversations.add(mine.conversation, f"{number}-{turn}", refusal("x"), WHERE).question
            )
        return (
            [one.question for one in conversations.messages(mine.conversation)][1:] == asked and asked
        ) or []

    finished = threading.Event()

    def change() -> None:
        number = 0
        while not finished.is_set():
            library.add(*addition(random_report(number)))
            library.remove(random_report(number).id)
            number += 1

    with ThreadPoolExecutor(5) as pool:
        changing = pool.submit(change)
        try:
            assert all(len(asked) == 20 for asked in pool.map(talk, range(4)))
        finally:
            finished.set()
        changing.result()
    assert conversations.get(start.conversation).turns == 81
    assert library.check().problems == ()


def test_nothing_acknowledged_is_lost_by_a_kill(folder: Path) -> None:
    command = [sys.executable, "-m", "tests.vectorstore.killed_talking", str(folder)]
    acknowledged: list[list[str]] = []
    for run, wait in enumerate((1, 40), 1):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as talker:
            assert talker.stdout is not None
            lines = [talker.stdout.readline() for _ in range(wait)]
            talker.kill()
            lines += talker.stdout.read().splitlines(keepends=True)
        acknowledged += [json.loads(line) for line in lines if line.endswith("\n")]
        with Library.open(folder, MODEL) as library:
            held = {one.id: one for line in library.conversations.all()
                    for one in library.conversations.messages(line.id)}  # fmt: skip
            assert {id: held[id].question for id, _ in acknowledged} == dict(acknowledged)
            assert len(held) <= len(acknowledged) + run  # what was in flight is there whole or not at all
            assert all(one.answer == refusal(one.question) for one in held.values())
            assert library.check().problems == ()


def test_a_library_of_before_conversations_is_upgraded(folder: Path) -> None:
    with Library.open(folder, MODEL) as library:
        library.add(*addition(random_report(1)))
    make_first_version(folder / "catalogue.db")
    told: list[str] = []
    with Library.open(folder, MODEL, progress=told.append) as library:
        assert library.report(random_report(1).id).text == random_report(1).text
        assert library.check().problems == ()
        assert library.conversations.all() == []
        kept = library.conversations.add(None, "Kan dat?", refusal("Kan dat?"), WHERE)
    assert told == []
    with Library.open(folder, MODEL) as library:
        assert library.conversations.message(kept.id) == kept


def make_first_version(catalogue: Path) -> None:
    """Make it the catalogue that the first version of the program would have."""
    connection = sqlite3.connect(catalogue, isolation_level=None)
    for table in ("uses", "messages", "conversations"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA user_version = 1")
    first = sqlite3.connect(":memory:", isolation_level=None)
    upgrade(first, catalogue, MIGRATIONS[:1])
    schema = "SELECT name, sql FROM sqlite_master ORDER BY name"
    assert connection.execute(schema).fetchall() == first.execute(schema).fetchall()
    first.close()
    connection.close()
