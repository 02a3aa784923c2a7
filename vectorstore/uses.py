"""Which reports a stored answer has something of, and the answers without them. All within a caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from vectorstore.erasing import erased, free_text, reports_of
from vectorstore.records import loaded_text, stored_text

_CHOSEN = "(SELECT value FROM json_each(?))"
# A title that the question names itself is the person's own word. (instr takes a BLOB, a title that is no UTF-8, too.)
_TOLD = """SELECT DISTINCT id FROM reports
    WHERE state <> 'pending' AND title <> '' AND instr(:told, title) AND NOT instr(:question, title)"""


def keep_answer(
    connection: sqlite3.Connection, message: int, question: str, answer: Mapping[str, Any]
) -> None:
    """Give the message its answer, without what is of a report that isn't in the library (any more)."""
    uses = _uses(connection, question, answer)
    gone = _absent(connection, uses)
    kept = erased(answer, gone, any(uses[report] for report in gone)) if gone else answer
    _store(connection, message, kept)
    connection.executemany(
        "INSERT INTO uses VALUES (?, ?, ?)",
        [(report, message, told) for report, told in uses.items() if report not in gone],
    )


def erase(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Erase from every answer what it has of these versions of reports, which are marked removing."""
    chosen = json.dumps(numbers)
    rows = connection.execute(
        "SELECT message, report, told FROM uses "
        f"WHERE report IN (SELECT id FROM reports WHERE number IN {_CHOSEN}) ORDER BY message",
        (chosen,),
    ).fetchall()
    for message, used in groupby(rows, itemgetter(0)):
        gone = {report: told for _, report, told in used}
        ((answer,),) = connection.execute(
            "SELECT answer FROM messages WHERE number = ?", (message,)
        ).fetchall()
        _store(connection, message, erased(json.loads(answer), gone, any(gone.values())))
        connection.executemany(
            "DELETE FROM uses WHERE report = ? AND message = ?", [(report, message) for report in gone]
        )
    _erase_series(connection, chosen)


def _uses(connection: sqlite3.Connection, question: str, answer: Mapping[str, Any]) -> dict[str, bool]:
    """The ids of the reports that the answer is of, and whether its free text tells their title."""
    told = {}
    if words := free_text(answer).strip():
        asked = {"told": stored_text(words), "question": stored_text(question)}
        told = {id: True for (id,) in connection.execute(_TOLD, asked).fetchall()}
    return dict.fromkeys(reports_of(answer), False) | told


def _absent(connection: sqlite3.Connection, reports: Collection[str]) -> set[str]:
    rows = connection.execute(
        f"SELECT id FROM reports WHERE state <> 'removing' AND id IN {_CHOSEN}", (json.dumps([*reports]),)
    ).fetchall()
    return {*reports} - {id for (id,) in rows}


def _store(connection: sqlite3.Connection, message: int, answer: Mapping[str, Any]) -> None:
    connection.execute("UPDATE messages SET answer = ? WHERE number = ?", (json.dumps(answer), message))


def _erase_series(connection: sqlite3.Connection, chosen: str) -> None:
    """Take the name of a series of which no report is left out of the filters; `removed` says that it was there."""
    filtered = connection.execute(
        "SELECT number, filter FROM messages WHERE json_extract(filter, '$.series') <> ''"
    ).fetchall()
    if not filtered:
        return
    of_chosen = f"SELECT DISTINCT series FROM reports WHERE number IN {_CHOSEN}"
    gone = _names(connection.execute(of_chosen, (chosen,)).fetchall())
    gone -= _names(connection.execute("SELECT DISTINCT series FROM reports WHERE state = 'ready'").fetchall())
    for number, stored in filtered:
        where = json.loads(stored)
        if where["series"].casefold() in gone:
            left = json.dumps({**where, "series": None, "removed": True})
            connection.execute("UPDATE messages SET filter = ? WHERE number = ?", (left, number))


def _names(rows: Sequence[tuple[Any]]) -> set[str]:
    return {loaded_text(series).casefold() for (series,) in rows}
