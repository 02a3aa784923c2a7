"""What a reader has in hand before it is finished: blocks with the looks that may make a heading of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from ingest.blocks import Block, BlockKind, Parsed, UnreadableFile
from ingest.readers.clean import one_line, settle, without_marks

LONGEST_BLOCK = 10_000
_CUT = re.compile(r"(?<=[.!?;])\s")


class Look(IntEnum):
    """How a whole line is set; the higher, the more it is a heading."""

    PLAIN = 0
    ITALIC = 1
    UNDERLINED = 2
    BOLD = 3


@dataclass(slots=True)
class Draft:
    """A block in the making. `text` may hold footnote marks (see `clean`), `number` a list item's "3." or "b)".

    `rank` orders headings among each other, outermost first; only a heading has one. `lone` is a numbered item that
    stands by itself between other blocks, `gap` says that white space precedes the block.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None
    look: Look = Look.PLAIN
    number: str = ""
    rank: tuple[int, ...] = ()
    lone: bool = False
    gap: bool = False

    _plain: tuple[str, str] | None = field(default=None, repr=False, compare=False)

    @property
    def plain(self) -> str:
        """The text as a reader sees it; made once, since a paragraph may hold megabytes and is looked at often."""
        if self._plain is None or self._plain[0] is not self.text:
            self._plain = (self.text, one_line(without_marks(self.text)))
        return self._plain[1]

    @property
    def numbered(self) -> str:
        """The text with the number that the source shows before it."""
        return f"{self.number} {self.text}" if self.number else self.text


@dataclass(slots=True)
class Manuscript:
    """All that a reader found in a document: drafts in reading order, notes by index, oddities, stated facts."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    title: str = ""


def finish(manuscript: Manuscript, form: str) -> Parsed:
    """The document as blocks; refuses one without any text."""
    blocks = tuple(_blocks(manuscript.drafts, manuscript.notes))
    if not blocks:
        raise UnreadableFile("there is no text in it")
    if any(len(draft.text) > LONGEST_BLOCK for draft in manuscript.drafts):
        manuscript.warnings.append(
            f"a paragraph of more than {LONGEST_BLOCK:,} characters was cut into pieces"
        )
    return Parsed(
        form, blocks, title=one_line(manuscript.title), warnings=tuple(dict.fromkeys(manuscript.warnings))
    )


def _blocks(drafts: Iterable[Draft], notes: list[str]) -> Iterator[Block]:
    for draft in drafts:
        for piece in pieces(draft.numbered):
            text, placed = settle(piece, notes)
            if any(character.isalnum() for character in text):
                yield Block(draft.kind, text, draft.level, draft.page, placed)


def pieces(text: str) -> Iterator[str]:
    """The text in stretches of at most `LONGEST_BLOCK`, cut at a sentence's end or at least between words."""
    start = 0
    while len(text) - start > LONGEST_BLOCK:
        half, end = start + LONGEST_BLOCK // 2, start + LONGEST_BLOCK
        cut = max((found.start() for found in _CUT.finditer(text, half, end)), default=0)
        cut = cut or text.rfind(" ", half, end)
        cut = cut if cut > 0 else end
        yield text[start:cut]
        start = cut
    yield text[start:]
