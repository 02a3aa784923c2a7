"""Files → parts: one reader for each kind of file, all giving the same blocks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.blocks import Parsed, Part, UnreadableFile
from ingest.readers.kinds import HEAD, Kind, kind_of

MOST_BYTES = 50 * 1024 * 1024


def read(path: Path) -> list[Part]:
    """The reports in a file: itself, or the lines of a jsonl, or a mail with its attachments.

    Raises UnreadableFile with a reason for a person. Run it in a child process (`ingest.sandbox`): a file may be made
    to take all memory or never end.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(f"it is larger than {MOST_BYTES // 1024 // 1024} MB")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"it can't be opened: {error.strerror}") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> list[Part]:
    """The reports in a file of this name with these bytes."""
    if not data:
        raise UnreadableFile("it is empty (0 bytes)")
    kind = kind_of(name, data[:HEAD])
    if kind == "eml":
        from ingest.readers import mail

        return mail.read(data)
    if kind == "jsonl":
        from ingest.readers import jsonl

        return jsonl.read(data)
    return [Part("", _reader(kind)(data))]


def _reader(kind: Kind) -> Callable[[bytes], Parsed]:
    """The reader of a kind of document; imported when it is first needed."""
    if kind == "docx":
        from ingest.readers.word import read
    elif kind == "odt":
        from ingest.readers.opendocument import read
    elif kind == "html":
        from ingest.readers.html import read
    elif kind == "pdf":
        from ingest.readers.pdf import read
    elif kind == "rtf":
        from ingest.readers.documents import read_rtf as read
    elif kind == "md":
        from ingest.readers.documents import read_markdown as read
    else:
        from ingest.readers.text import read
    return read
