"""Chroma's HNSW files cleansed: they are written with room to spare, in which lies whatever memory held before.

Removed texts were found there. The layout is hnswlib's (`saveIndex`, format 1, as chromadb 1.5 writes it); a file that
doesn't look like it is left alone.
"""

from __future__ import annotations

import struct
from pathlib import Path

_FORMAT = 1
_HEADER = struct.Struct("<IQQQQ")
"""Format, offset of level 0, room for so many elements, elements present, bytes an element."""
_LENGTH = 4


def blank_spare_room(folder: Path) -> None:
    """Zero what lies behind the last element in every HNSW file under `folder`."""
    for header in folder.rglob("header.bin"):
        try:
            version, _, room, present, size = _HEADER.unpack(header.read_bytes()[: _HEADER.size])
        except (OSError, struct.error):
            continue
        if version == _FORMAT and present <= room:
            _blank(header.with_name("data_level0.bin"), present * size, room * size)
            _blank(header.with_name("length.bin"), present * _LENGTH, room * _LENGTH)


def _blank(path: Path, start: int, end: int) -> None:
    if not path.exists() or path.stat().st_size != end or start >= end:
        return
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(end - start))
