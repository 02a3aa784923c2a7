"""The catalogue's SQLite file: one connection that writes, one that reads, and faults in the library's own words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vectorstore.errors import CatalogueDamaged, DiskFull, LibraryClosed
from vectorstore.schema import upgrade

Row = tuple[Any, ...]

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
    "PRAGMA secure_delete = ON",  # what was removed is overwritten
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """An open SQLite file that any thread may use: readers don't wait for a writer."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reading, self._writing = threading.Lock(), threading.RLock()
        with self._translated():
            self._writer = self._connect()
            upgrade(self._writer, path)
            self._reader = self._connect()
        self.checkpoint()  # what a killed process left in the log goes where it is overwritten

    def read(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows that `statement` gives."""
        with self._translated(), self._reading:
            return self._reader.execute(statement, parameters).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together when the block ends, or not at all when it raises."""
        with self._translated(), self._writing:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    def checkpoint(self) -> None:
        """Empty the write-ahead log, so that no removed text is left in it."""
        with self._translated(), self._writing, self._reading:
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the file: reads all of it."""
        with self._reading:
            try:
                rows = self._reader.execute("PRAGMA quick_check(5)").fetchall()
            except sqlite3.DatabaseError as error:
                return [str(error)]
        return [text for (text,) in rows if text != "ok"]

    def close(self) -> None:
        """Close the file; the log is folded into it."""
        with self._writing, self._reading:
            self._reader.close()
            self._writer.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
        return connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError as error:
            if "closed" in str(error):
                raise LibraryClosed from error
            raise
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
                raise DiskFull(self._path.parent) from error
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_IOERR:
                raise CatalogueDamaged(self._path, str(error)) from error
            raise
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError):
                raise
            raise CatalogueDamaged(self._path, str(error)) from error
