"""The memory of the chat chain: per conversation (a langgraph thread) the turns that a follow-up can go on from.

A turn holds questions and places, no text of a report. The file is derived: what a kept conversation lacks here is read
from its messages again, and a damaged file is begun anew.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata
from langgraph.checkpoint.sqlite import SqliteSaver

from assistant.types import THREADS

log = logging.getLogger(__name__)


def config_of(thread: str) -> RunnableConfig:
    """How langgraph is told which thread a run belongs to."""
    return {"configurable": {"thread_id": thread}}


class LastCheckpoint(SqliteSaver):
    """A checkpointer that keeps of each thread the last state alone; what it deletes is overwritten."""

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Save the state, and forget those before it."""
        saved = super().put(config, checkpoint, metadata, new_versions)
        thread = config["configurable"]["thread_id"]
        with self.cursor() as cursor:
            for table in ("checkpoints", "writes"):
                cursor.execute(
                    f"DELETE FROM {table} WHERE thread_id = ? AND checkpoint_id <> ?",
                    (thread, checkpoint["id"]),
                )
        return saved


class Threads:
    """The threads of one library, in its folder. May be shared by the threads of a program."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / THREADS
        self.saver = self._opened()

    def turns(self, thread: str) -> list[dict[str, Any]]:
        """The turns that are remembered of the thread; none when it isn't known."""
        found = self.saver.get_tuple(config_of(thread))
        return list(found.checkpoint["channel_values"].get("turns", [])) if found else []

    def forget(self, threads: Iterable[str]) -> None:
        """Forget these threads; their bytes in the file are overwritten."""
        for thread in threads:
            self.saver.delete_thread(thread)
        self._overwrite()

    def forget_report(self, report: str) -> None:
        """Forget every thread in which the report was cited or shown."""
        self.forget([one for one in self._all() if report in reports_in(self.turns(one))])

    def keep(self, threads: Collection[str], reports: Collection[str]) -> None:
        """Forget what is no conversation (any more), and threads with a report that is gone."""
        known = set(reports)
        self.forget(
            [one for one in self._all() if one not in threads or not reports_in(self.turns(one)) <= known]
        )

    def close(self) -> None:
        """Close the file."""
        self.saver.conn.close()

    def _all(self) -> list[str]:
        with self.saver.cursor(transaction=False) as cursor:
            return [id for (id,) in cursor.execute("SELECT DISTINCT thread_id FROM checkpoints").fetchall()]

    def _overwrite(self) -> None:
        with self.saver.cursor(transaction=False) as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _opened(self) -> LastCheckpoint:
        try:
            return _saver(self._path)
        except sqlite3.DatabaseError as error:
            log.warning("%s is damaged (%s); it is begun anew", self._path, error)
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(THREADS + suffix).unlink(missing_ok=True)
            return _saver(self._path)


def reports_in(turns: Iterable[dict[str, Any]]) -> set[str]:
    """The ids of the reports that the turns cite, show or were restricted to."""
    return {place[0] for turn in turns for places in (turn["cited"], turn["closest"]) for place in places} | {
        report for turn in turns for report in turn["where"]["reports"]
    }


def _saver(path: Path) -> LastCheckpoint:
    connection = sqlite3.connect(path, check_same_thread=False)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        (sound,) = connection.execute("PRAGMA quick_check").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        saver = LastCheckpoint(connection)
        saver.setup()
        connection.execute("SELECT thread_id, checkpoint FROM checkpoints LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return saver
