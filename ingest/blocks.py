"""What every reader gives: a document as a flat list of blocks in reading order, whatever its format was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote whose mark stands at offset `at` of its block's text (the mark itself is not in the text)."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item or a table row, as one line of text without marks or line ends.

    `level` is the depth of a heading (1 = outermost) or list item. A row's text is readable by itself: the header's
    label goes with each cell ("Actie: Handreiking opstellen | Wie: Jansen | Gereed: 1 maart 2026"). `page` counts
    from 1, None where the format has no pages.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as read, before anything is understood of it.

    `title`, `date` and `language` are filled only where the format states them (jsonl fields, a mail's subject and
    date, html's title); the text's own statements are found later. `warnings` tell a person what was odd.
    """

    format: str
    blocks: tuple[Block, ...]
    title: str = ""
    date: date | None = None
    language: str = ""
    warnings: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Part:
    """One report inside a file: the file itself (`name` empty), an attachment, or a line of a jsonl file.

    `original` holds the bytes of an attachment; for the others the file is the original.
    """

    name: str
    parsed: Parsed
    original: bytes | None = None


class UnreadableFile(Exception):
    """The file can't be taken in; the message says why, for a person."""
