"""Parts as JSON, for the way back from the process that reads files. JSON, not pickle: what comes back is data only."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from ingest.blocks import Block, Note, Parsed, Part


def dump(parts: Sequence[Part]) -> bytes:
    """The parts as JSON."""
    return json.dumps([_part(part) for part in parts], ensure_ascii=True, separators=(",", ":")).encode(
        "ascii"
    )


def load(data: bytes) -> list[Part]:
    """The parts that `dump` was given."""
    return [_to_part(item) for item in json.loads(data)]


def _part(part: Part) -> list[Any]:
    parsed = part.parsed
    original = None if part.original is None else base64.b64encode(part.original).decode("ascii")
    blocks = [
        [block.kind, block.text, block.level, block.page, [[note.at, note.text] for note in block.notes]]
        for block in parsed.blocks
    ]
    day = parsed.date.isoformat() if parsed.date else ""
    return [
        part.name,
        original,
        parsed.format,
        blocks,
        parsed.title,
        day,
        parsed.language,
        list(parsed.warnings),
    ]


def _to_part(item: list[Any]) -> Part:
    name, original, form, blocks, title, day, language, warnings = item
    parsed = Parsed(
        form,
        tuple(
            Block(kind, text, level, page, tuple(Note(at, said) for at, said in notes))
            for kind, text, level, page, notes in blocks
        ),
        title=title,
        date=date.fromisoformat(day) if day else None,
        language=language,
        warnings=tuple(warnings),
    )
    return Part(name, parsed, None if original is None else base64.b64decode(original))
