"""A full disk, whoever runs into it."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vectorstore.errors import DiskFull

FULL = 1_000_000
"""Bytes left on a disk that is called full: chromadb's own errors don't always say why it failed."""


@contextmanager
def clear_when_full(folder: Path) -> Iterator[None]:
    """Raise DiskFull for whatever chromadb, tantivy or the system raise when the disk is."""
    try:
        yield
    except DiskFull:
        raise
    except Exception as error:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        said = any(words in str(error) for words in ("disk is full", "No space left"))
        if full or said or shutil.disk_usage(folder).free < FULL:
            raise DiskFull(folder) from error
        raise
