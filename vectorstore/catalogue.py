"""The catalogue: what the library knows, in SQLite. Vectors and words can be made again from it."""

from __future__ import annotations

import json
import secrets
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from vectorstore.conversations import Conversations
from vectorstore.database import Database
from vectorstore.errors import CatalogueDamaged, NoSuchReport
from vectorstore.quantise import Bits, Vectors, pack, unpack
from vectorstore.records import (
    INFO_COLUMNS,
    Contents,
    Version,
    checksum,
    contents,
    info_row,
    report,
    stored_text,
    version,
)
from vectorstore.types import ModelStamp, Report, ReportState

PASSAGE_BITS: Bits = 16
SENTENCE_BITS: Bits = 8
CHUNK = 64
"""Reports whose vectors are read at a time: with 33 passages each, 1.6 MB."""

# Two selects, as each then goes by an index of its own; with OR SQLite reads every report.
_OLDER = """number IN (
    SELECT number FROM reports WHERE state = 'ready' AND id = (SELECT id FROM reports WHERE number = :number)
    UNION
    SELECT number FROM reports WHERE state = 'ready' AND source = (SELECT source FROM reports WHERE number = :number)
) AND number <> :number"""


class Catalogue:
    """An open catalogue. Methods that change something do it in one transaction."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = Database(path)
        self.conversations = Conversations(self._database)
        self._settings: dict[str, str] = dict(self._database.read("SELECT name, value FROM settings"))

    @property
    def model(self) -> ModelStamp | None:
        """Which model the stored vectors are of; None in a new library."""
        name = self.setting("model")
        return ModelStamp(name, int(self.setting("dimension"))) if name else None

    @property
    def state(self) -> str:
        """A random token, another one after each change in what can be found."""
        return self.setting("state")

    @property
    def space(self) -> int:
        """Which of the stored sets of vectors is the present model's."""
        return int(self.setting("space") or 0)

    def setting(self, name: str) -> str:
        """A setting kept with the library; empty when it was never set."""
        return self._settings.get(name, "")

    def keep(self, settings: Mapping[str, str]) -> None:
        """Keep settings, all or none."""
        with self._changing(settings):
            pass

    def ready(self, numbers: Sequence[int] | None = None) -> dict[int, Version]:
        """The versions that a search may find, or those of them in `numbers`, by number."""
        chosen = "" if numbers is None else "AND number IN (SELECT value FROM json_each(?))"
        statement = f"SELECT {INFO_COLUMNS} FROM reports WHERE state = 'ready' {chosen} ORDER BY number"
        rows = self._database.read(statement, () if numbers is None else (json.dumps(numbers),))
        return {row[0]: version(row) for row in rows}

    def unfinished(self, state: ReportState) -> list[int]:
        """The numbers of the versions in state 'pending' or 'removing'."""
        rows = self._database.read("SELECT number FROM reports WHERE state = ? ORDER BY number", (state,))
        return [number for (number,) in rows]

    def originals(self) -> set[str]:
        """The SHA-256 of every original that a version has."""
        rows = self._database.read("SELECT DISTINCT sha256 FROM reports WHERE state <> 'removing'")
        return {sha256 for (sha256,) in rows}

    def add_pending(self, additions: Iterable[tuple[Report, Vectors, Vectors]]) -> list[int]:
        """Store reports with their passage and sentence vectors, not yet to be found; their numbers."""
        with self._database.transaction() as connection:
            return [self._insert(connection, *addition) for addition in additions]

    def finish(self, numbers: Iterable[int]) -> list[int]:
        """Make pending versions the ones that are found; the numbers of the older versions, which are gone then."""
        replaced: list[int] = []
        with self._changing(_new_state()) as connection:
            for number in sorted(numbers):
                older = connection.execute(f"SELECT number FROM reports WHERE {_OLDER}", {"number": number})
                replaced += [old for (old,) in older.fetchall()]
                connection.execute(f"DELETE FROM reports WHERE {_OLDER}", {"number": number})
                connection.execute("UPDATE reports SET state = 'ready' WHERE number = ?", (number,))
        return replaced

    def mark_removing(self, numbers: Sequence[int]) -> None:
        """Stop finding these versions, for good, and erase what stored answers have of them."""
        with self._changing(_new_state()) as connection:
            connection.executemany(
                "UPDATE reports SET state = 'removing' WHERE number = ?", [(n,) for n in numbers]
            )
            self.conversations.erase(connection, numbers)

    def delete(self, numbers: Iterable[int]) -> None:
        """Forget versions that can't be found (any more); their bytes in the file are overwritten."""
        with self._changing({}) as connection:
            self.conversations.removal_goes_on()
            connection.executemany("DELETE FROM reports WHERE number = ?", [(n,) for n in numbers])
        self._database.checkpoint()

    def move(self, number: int, source: str) -> None:
        """Keep the report under another source."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE reports SET source = ? WHERE number = ?", (stored_text(source), number)
            )

    def report(self, of: Version) -> Report:
        """The whole report; NoSuchReport when it was removed meanwhile."""
        rows = self._database.read("SELECT text, structure, crc FROM contents WHERE number = ?", (of.number,))
        if not rows:
            raise NoSuchReport(of.info.id)
        stored = Contents(*rows[0])
        if checksum(stored.text, stored.structure) != stored.crc:
            raise CatalogueDamaged(self._path, f"report {of.info.id} is not as it was stored")
        return report(of.info, stored)

    def packed_passages(
        self, numbers: Sequence[int], space: int | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """Per version its passages' vectors, packed in `PASSAGE_BITS`."""
        for start in range(0, len(numbers), CHUNK):
            chunk = json.dumps(numbers[start : start + CHUNK])
            yield from self._database.read(
                "SELECT number, passages FROM vectors WHERE number IN (SELECT value FROM json_each(?)) AND space = ?",
                (chunk, self.space if space is None else space),
            )

    def sentence_vectors(self, number: int, rows: slice) -> Vectors:
        """The unit vectors (n, dimension) of a version's sentences in `rows`."""
        found = self._database.read(
            "SELECT sentences FROM vectors WHERE number = ? AND space = ?", (number, self.space)
        )
        return unpack(found[0][0] if found else b"", int(self.setting("dimension")), SENTENCE_BITS, rows)

    def stage(self, space: int, vectors: Iterable[tuple[int, Vectors, Vectors]]) -> None:
        """Store (number, passage vectors, sentence vectors) of another model beside the present ones."""
        with self._database.transaction() as connection:
            for number, passages, sentences in vectors:
                _insert_vectors(connection, number, space, passages, sentences)

    def drop_other_spaces(self) -> None:
        """Forget vectors that aren't the present model's."""
        if self._database.read("SELECT 1 FROM vectors WHERE space <> ? LIMIT 1", (self.space,)):
            with self._database.transaction() as connection:
                connection.execute("DELETE FROM vectors WHERE space <> ?", (self.space,))

    def faults(self) -> list[str]:
        """What is wrong with the file: reads all of it."""
        found = self._database.faults()
        rows = self._database.read("SELECT number FROM reports WHERE state = 'ready'")
        for (number,) in rows:
            for passages, sentences, crc in self._database.read(
                "SELECT passages, sentences, crc FROM vectors WHERE number = ? AND space = ?",
                (number, self.space),
            ):
                if zlib.crc32(sentences, zlib.crc32(passages)) != crc:
                    found.append(f"the vectors of report number {number} are not as they were stored")
        return found

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _insert(
        self, connection: sqlite3.Connection, report: Report, passages: Vectors, sentences: Vectors
    ) -> int:
        row, stored = info_row(report), contents(report)
        places = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO reports ({INFO_COLUMNS}) VALUES (NULL, {places}, 'pending')", row)
        ((number,),) = connection.execute("SELECT last_insert_rowid()").fetchall()
        connection.execute(
            "INSERT INTO contents VALUES (?, ?, ?, ?)", (number, stored.text, stored.structure, stored.crc)
        )
        _insert_vectors(connection, number, self.space, passages, sentences)
        return int(number)

    @contextmanager
    def _changing(self, settings: Mapping[str, str]) -> Iterator[sqlite3.Connection]:
        with self._database.transaction() as connection:
            yield connection
            connection.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", list(settings.items()))
        self._settings.update(settings)


def _insert_vectors(
    connection: sqlite3.Connection, number: int, space: int, passages: Vectors, sentences: Vectors
) -> None:
    packed = pack(passages, PASSAGE_BITS), pack(sentences, SENTENCE_BITS)
    crc = zlib.crc32(packed[1], zlib.crc32(packed[0]))
    connection.execute("INSERT INTO vectors VALUES (?, ?, ?, ?, ?)", (number, space, *packed, crc))


def _new_state() -> dict[str, str]:
    return {"state": secrets.token_hex(8)}
