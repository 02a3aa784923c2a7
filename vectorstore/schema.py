"""The catalogue's tables, and how an older catalogue becomes one of today."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from vectorstore.errors import LibraryTooNew, NotALibrary

APPLICATION_ID = 0x7665_7273  # "vers"

_FIRST = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row for each version of a report. The numbers are never given twice: the derived indexes know reports by them.
CREATE TABLE reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT,
    language TEXT NOT NULL,
    series TEXT NOT NULL,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    passages INTEGER NOT NULL,
    warnings TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'ready', 'removing'))
);
CREATE UNIQUE INDEX ready_ids ON reports (id) WHERE state = 'ready';
CREATE UNIQUE INDEX ready_sources ON reports (source) WHERE state = 'ready';

-- Canonical text (UTF-8) and, as JSON, all that points into it. `crc` is of both.
CREATE TABLE contents (
    number INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
    text BLOB NOT NULL,
    structure TEXT NOT NULL,
    crc INTEGER NOT NULL
);

-- Per embedding space (a rebuild for another model makes a new one) the report's vectors; see quantise.py.
CREATE TABLE vectors (
    number INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    space INTEGER NOT NULL,
    passages BLOB NOT NULL,
    sentences BLOB NOT NULL,
    crc INTEGER NOT NULL,
    PRIMARY KEY (number, space)
);
"""

_CONVERSATIONS = """
CREATE TABLE conversations (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);

-- A question with its filter and its answer as JSON. The answer comes last: a list reads on without it.
CREATE TABLE messages (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation INTEGER NOT NULL REFERENCES conversations (number) ON DELETE CASCADE,
    asked TEXT NOT NULL,
    rating INTEGER NOT NULL DEFAULT 0 CHECK (rating IN (-1, 0, 1)),
    remark TEXT NOT NULL DEFAULT '',
    question TEXT NOT NULL,
    filter TEXT NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX messages_of_conversations ON messages (conversation);

-- Which reports (by id) an answer has something of; `told`: its free text has their title.
CREATE TABLE uses (
    report TEXT NOT NULL,
    message INTEGER NOT NULL REFERENCES messages (number) ON DELETE CASCADE,
    told INTEGER NOT NULL,
    PRIMARY KEY (report, message)
) WITHOUT ROWID;
CREATE INDEX uses_of_messages ON uses (message);
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _CONVERSATIONS)
"""Entry n brings version n to n + 1; never change one that was released."""


def upgrade(connection: sqlite3.Connection, path: Path, migrations: tuple[str, ...] = MIGRATIONS) -> None:
    """Bring the file at `path` to the newest version, each step whole or not at all."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION_ID:
        raise NotALibrary(path.parent, f"{path.name} is a database of something else")
    if version > len(migrations):
        raise LibraryTooNew(path, version, len(migrations))
    for reached in range(version, len(migrations)):
        connection.executescript(
            f"BEGIN IMMEDIATE; {migrations[reached]}; PRAGMA application_id = {APPLICATION_ID};"
            f"PRAGMA user_version = {reached + 1}; COMMIT;"
        )
