"""Runs pandoc: from its tree to the bytes of a file."""

from __future__ import annotations

import json
import tempfile
import threading
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from ingest.readers.program import PandocFailed, run
from ui.errors import UserError
from ui.export.nodes import Node
from ui.export.reference import reference

SECONDS = 30
# In its sandbox pandoc has no clock, and states the beginning of time.
_NO_TIME = b"1970-01-01T00:00:00Z"
_STATED_IN = frozenset({"docProps/core.xml", "meta.xml"})
# Each run may take half a gigabyte; a page that is clicked on may not take more than these.
_running = threading.BoundedSemaphore(2)


def write(document: Node, kind: str, now: datetime) -> bytes:
    """The document as a docx, odt or md file; UserError when pandoc fails or takes too long."""
    tree = json.dumps(document).encode()
    try:
        with _running:
            if kind == "md":
                return run(["-f", "json", "-t", "gfm", "--wrap=none", "-"], tree, SECONDS)
            return _dated(_styled(tree, kind), now)
    except PandocFailed as error:
        raise UserError("export.failed", reason=error) from error


def _styled(tree: bytes, kind: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="wijzer-export-") as folder:
        styles = Path(folder, f"reference.{kind}")
        styles.write_bytes(reference(kind))
        return run(["-f", "json", "-t", kind, f"--reference-doc={styles}", "-o", "-", "-"], tree, SECONDS)


def _dated(archive: bytes, now: datetime) -> bytes:
    """The archive with the time at which it was made, in its properties and of its members."""
    moment = now.astimezone(UTC)
    stated = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as source, zipfile.ZipFile(made, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename in _STATED_IN:
                content = content.replace(_NO_TIME, stated)
            member.date_time = moment.timetuple()[:6]
            target.writestr(member, content, compress_type=member.compress_type)
    return made.getvalue()
