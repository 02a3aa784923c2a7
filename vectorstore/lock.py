"""One process owns a library: two on one Chroma path silently lose vectors (900 of 6,000 measured)."""

from __future__ import annotations

import fcntl
import json
import os
import time
from pathlib import Path
from typing import Any

from vectorstore.errors import LibraryInUse
from vectorstore.types import ServingAt

PATIENCE = 0.5
"""Seconds to wait for an owner that is just closing."""


class OwnerLock:
    """The lock on a library's folder, held from construction to `release`.

    The kernel's lock counts, not the file's content: after kill -9 the content is stale and the lock is free.
    """

    def __init__(self, folder: Path, serving: ServingAt | None = None) -> None:
        self._path = folder / "lock"
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._acquire(folder)
            self.announce(serving)
        except BaseException:
            os.close(self._descriptor)
            raise
        # A forked child would keep the lock after its parent is gone.
        os.register_at_fork(after_in_child=self._let_go)

    def announce(self, serving: ServingAt | None) -> None:
        """Say who holds the library and, when it serves, where; readable for the owner's user only."""
        content: dict[str, Any] = {"pid": os.getpid(), "started": time.time(), "url": None, "token": None}
        if serving:
            content.update(url=serving.url, token=serving.token)
        encoded = json.dumps(content).encode()
        os.fchmod(self._descriptor, 0o600)
        os.pwrite(self._descriptor, encoded, 0)
        os.ftruncate(self._descriptor, len(encoded))

    def release(self) -> None:
        """Give the library to whoever comes next."""
        if self._descriptor >= 0:
            os.ftruncate(self._descriptor, 0)
            self._let_go()

    def _let_go(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _acquire(self, folder: Path) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise LibraryInUse(folder, **self._owner()) from None
                time.sleep(0.05)
            else:
                return

    def _owner(self) -> dict[str, Any]:
        for _ in range(5):
            try:
                content = json.loads(os.pread(self._descriptor, 65536, 0))
                return {"pid": content["pid"], "url": content["url"], "token": content["token"]}
            except (ValueError, KeyError, TypeError):
                time.sleep(0.02)  # being written
        return {"pid": None}
