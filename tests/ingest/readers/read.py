"""Shorthands for looking at what a reader gave."""

from __future__ import annotations

from ingest.blocks import Parsed, Part
from ingest.readers import read_bytes


def one(name: str, data: bytes | str) -> Parsed:
    """The only report in a file of this name with these bytes."""
    (part,) = parts(name, data)
    return part.parsed


def parts(name: str, data: bytes | str) -> list[Part]:
    """The reports in a file of this name with these bytes."""
    return read_bytes(name, data.encode() if isinstance(data, str) else data)


def shown(parsed: Parsed) -> list[str]:
    """The blocks, a line each: "#" for headings by level, "-" for items by level, "|" for rows, else the text."""
    signs = {"heading": "#", "item": "-", "row": "|", "paragraph": ""}
    return [f"{signs[block.kind] * max(1, block.level)} {block.text}".strip() for block in parsed.blocks]
