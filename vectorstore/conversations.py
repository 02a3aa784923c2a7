"""Conversations: what was asked, and what was answered, kept in the catalogue.

A message holds quotes of reports. When a report is removed, what the messages have of it goes in the same transaction;
when it is replaced, they stay as they were: that is what was said then.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, get_args

from vectorstore.database import Database, Row
from vectorstore.errors import NoSuchConversation, NoSuchMessage, OutdatedAnswer
from vectorstore.messages import Conversation, Message, Rating
from vectorstore.uses import erase, keep_answer

LONGEST_TITLE = 60
"""Characters of a question that become the conversation's title."""
SHORTEST_TITLE = 20
"""A title is not cut at a word before this."""

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LISTED = """
    SELECT c.id, c.title, c.created, c.changed, (SELECT count(*) FROM messages m WHERE m.conversation = c.number)
    FROM conversations c"""
_MESSAGES = """
    SELECT m.id, c.id, m.question, m.filter, m.answer, m.asked, m.rating, m.remark
    FROM messages m JOIN conversations c ON c.number = m.conversation"""


class Conversations:
    """The conversations of an open library. Any thread may use them; what a method has kept is kept for good."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._removals = 0

    @property
    def moment(self) -> int:
        """Another number after each step of a removal; see `add`."""
        return self._removals

    def all(self) -> list[Conversation]:
        """Every conversation, the one that was last asked in first."""
        rows = self._database.read(f"{_LISTED} ORDER BY c.changed DESC, c.number DESC")
        return [_conversation(row) for row in rows]

    def get(self, id: str) -> Conversation:
        """The conversation with this id; NoSuchConversation when there is none."""
        rows = self._database.read(f"{_LISTED} WHERE c.id = ?", (id,))
        if not rows:
            raise NoSuchConversation(id)
        return _conversation(rows[0])

    def messages(self, conversation: str) -> list[Message]:
        """The conversation's messages in the order in which they were asked; NoSuchConversation."""
        rows = self._database.read(f"{_MESSAGES} WHERE c.id = ? ORDER BY m.number", (conversation,))
        if not rows:
            self.get(conversation)
        return [_message(row) for row in rows]

    def message(self, id: str) -> Message:
        """The message with this id; NoSuchMessage when there is none."""
        rows = self._database.read(f"{_MESSAGES} WHERE m.id = ?", (id,))
        if not rows:
            raise NoSuchMessage(id)
        return _message(rows[0])

    def rated(self) -> list[Message]:
        """The messages that somebody rated, the oldest first."""
        return [
            _message(row) for row in self._database.read(f"{_MESSAGES} WHERE m.rating <> 0 ORDER BY m.number")
        ]

    def add(
        self,
        conversation: str | None,
        question: str,
        answer: Mapping[str, Any],
        where: Mapping[str, Any],
        *,
        moment: int | None = None,
        begin: bool = False,
    ) -> Message:
        """Keep a question and its answer; without `conversation`, or to `begin` one with that id, in a new one, titled
        after the question.

        Nothing is kept of a report that is not in the library (any more). `moment`, read before the question was
        answered, makes sure of what the answer says in its own words too: OutdatedAnswer when a report was being
        removed since. Raises NoSuchConversation.
        """
        now = _now()
        with self._database.transaction() as connection:
            if moment is not None and moment != self._removals:
                raise OutdatedAnswer
            if conversation is None or begin:
                number = _begin(connection, conversation or new_id(), question, now)
            else:
                number = _number(connection, conversation)
                connection.execute("UPDATE conversations SET changed = ? WHERE number = ?", (now, number))
            id = new_id()
            made = connection.execute(
                "INSERT INTO messages (id, conversation, asked, question, filter, answer) VALUES (?, ?, ?, ?, ?, ?)",
                (id, number, now, question, json.dumps(where), "{}"),
            )
            keep_answer(connection, int(made.lastrowid or 0), question, answer)
        return self.message(id)

    def answer_again(self, message: str, answer: Mapping[str, Any], *, moment: int | None = None) -> None:
        """Give a message another answer to the same question; NoSuchMessage, and OutdatedAnswer as `add`."""
        with self._database.transaction() as connection:
            if moment is not None and moment != self._removals:
                raise OutdatedAnswer
            rows = connection.execute(
                "SELECT number, question FROM messages WHERE id = ?", (message,)
            ).fetchall()
            if not rows:
                raise NoSuchMessage(message)
            ((number, question),) = rows
            connection.execute("DELETE FROM uses WHERE message = ?", (number,))
            keep_answer(connection, number, question, answer)

    def rename(self, id: str, title: str) -> None:
        """Give the conversation another title; NoSuchConversation."""
        with self._database.transaction() as connection:
            number = _number(connection, id)
            connection.execute("UPDATE conversations SET title = ? WHERE number = ?", (title, number))

    def delete(self, id: str) -> None:
        """Forget the conversation; its bytes in the file are overwritten. NoSuchConversation."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM conversations WHERE number = ?", (_number(connection, id),))
        self._database.checkpoint()

    def rate(self, message: str, rating: int, remark: str = "") -> None:
        """Keep what somebody thought of an answer: 1, -1, or 0 for no opinion any more. NoSuchMessage."""
        if rating not in get_args(Rating):
            raise ValueError(f"a rating is -1, 0 or 1, not {rating!r}")
        with self._database.transaction() as connection:
            changed = connection.execute(
                "UPDATE messages SET rating = ?, remark = ? WHERE id = ?", (rating, remark, message)
            )
            if not changed.rowcount:
                raise NoSuchMessage(message)

    def removal_goes_on(self) -> None:
        """Within a transaction of a removal: an answer that was begun before is not kept (see `add`)."""
        self._removals += 1

    def erase(self, connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
        """Within the transaction that marks these versions of reports removing: erase what answers have of them."""
        self.removal_goes_on()
        erase(connection, numbers)


def title_of(question: str) -> str:
    """The question as a title: one line, no marks that turn writing around, shortened at a word."""
    readable = "".join(" " if c in _BIDI or unicodedata.category(c) in ("Cc", "Cs") else c for c in question)
    line = " ".join(readable.split())
    if len(line) <= LONGEST_TITLE:
        return line
    head = line[: LONGEST_TITLE + 1]
    words = head.rfind(" ", SHORTEST_TITLE)
    return head[: words if words > 0 else LONGEST_TITLE].rstrip(" ,;:") + " …"


def _begin(connection: sqlite3.Connection, id: str, question: str, now: str) -> int:
    """The number of a new conversation."""
    made = connection.execute(
        "INSERT INTO conversations (id, title, created, changed) VALUES (?, ?, ?, ?)",
        (id, title_of(question), now, now),
    )
    return int(made.lastrowid or 0)


def _number(connection: sqlite3.Connection, id: str) -> int:
    rows = connection.execute("SELECT number FROM conversations WHERE id = ?", (id,)).fetchall()
    if not rows:
        raise NoSuchConversation(id)
    return int(rows[0][0])


def _conversation(row: Row) -> Conversation:
    id, title, created, changed, turns = row
    return Conversation(id, title, datetime.fromisoformat(created), datetime.fromisoformat(changed), turns)


def _message(row: Row) -> Message:
    id, conversation, question, where, answer, asked, rating, remark = row
    return Message(
        id=id,
        conversation=conversation,
        question=question,
        where=json.loads(where),
        answer=json.loads(answer),
        asked=datetime.fromisoformat(asked),
        rating=rating,
        remark=remark,
    )


def new_id() -> str:
    """An id for a conversation or a message. Nobody finds another's conversation by counting."""
    return secrets.token_hex(8)


def _now() -> str:
    """Of one length, so that texts sort as times do."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
