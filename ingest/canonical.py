"""The canonical text of a report: blocks laid out as the reader will see them, with every offset that is kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import Block
from vectorstore.language.sentences import LONGEST, split_sentences
from vectorstore.types import Footnote, Section, Sentence, SentenceKind

# A list item up to this length is quoted whole; a longer one is read as the prose that it is.
LONGEST_ITEM = 250
_LONGEST_HEADING = 160  # a heading style is often put on a whole paragraph by mistake
_SENTENCE_END = re.compile(r"[.!;][\"”’)]?$")


@dataclass(frozen=True, slots=True)
class Canonical:
    """The text and what stands where in it."""

    text: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    footnotes: tuple[Footnote, ...]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A note that waits for its place: its mark's offset and the first sentence that the mark can hang on."""

    anchor: int
    text: str
    first: int


@dataclass(slots=True)
class _Layout:
    """What is laid out so far. `opened` holds the section in the making; its end comes with the next one."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    sections: list[Section] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    notes: list[_Hanging] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def write(self, text: str) -> int:
        """Puts the text at the end; gives the offset where it begins."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def open_section(self, section: Section) -> None:
        """Begins a section, which ends the one before."""
        self.close_section(section.start)
        self.sections.append(section)

    def close_section(self, end: int) -> None:
        """Gives the section in the making its end."""
        if self.sections:
            last = self.sections[-1]
            self.sections[-1] = Section(last.heading, last.level, last.path, last.start, last.body, end)

    def turn_page(self, page: int | None, start: int) -> None:
        """Notes where each page begins, also one that holds no text."""
        while page is not None and len(self.pages) < page:
            self.pages.append(start if self.pages else 0)


def lay_out(blocks: Sequence[Block], title: str = "", title_blocks: Collection[int] = ()) -> Canonical:
    """The canonical text of the blocks, with its sections, sentences and footnotes.

    Blocks stand on lines of their own, those of one list or table together, others parted by an empty line; notes
    follow at the end as "1  text". `title_blocks` are the headings that make up the title: together they open one
    section, and they are left out of the paths of the others.
    """
    layout = _Layout()
    path: list[tuple[int, str]] = []
    before: SentenceKind | None = None
    for index, block in enumerate(blocks):
        text = re.sub(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]", " ", block.text)
        if not text.strip():
            last = max(0, len(layout.sentences) - 1)
            layout.notes += [_Hanging(layout.length, note.text, last) for note in block.notes]
            continue
        kind = _kind(block, text)
        if before is not None:
            together = kind in ("item", "row") and before == kind
            layout.write(
                "\n" if together or (index in title_blocks and index - 1 in title_blocks) else "\n\n"
            )
        start = layout.write(text)
        layout.turn_page(block.page, start)
        if kind == "heading":
            _open(layout, path, block, text, start, title if index in title_blocks else "")
        elif not layout.sections:
            layout.open_section(Section("", 0, (), 0, 0, 0))
        section = len(layout.sections) - 1
        first = len(layout.sentences)
        layout.sentences += [Sentence(a, b, kind, section, block.page) for a, b in _spans(text, start, kind)]
        layout.notes += [_Hanging(start + min(note.at, len(text)), note.text, first) for note in block.notes]
        before = kind
    return _finish(layout)


def _kind(block: Block, text: str) -> SentenceKind:
    """The block's kind, where a heading that is a paragraph set in a heading's style counts as a paragraph."""
    if block.kind != "heading":
        return "prose" if block.kind == "paragraph" else block.kind
    words = len(text.split())
    is_sentence = bool(_SENTENCE_END.search(text.rstrip())) and words >= 6
    return "prose" if len(text) > _LONGEST_HEADING or is_sentence else "heading"


def _open(
    layout: _Layout, path: list[tuple[int, str]], block: Block, text: str, start: int, title: str
) -> None:
    """Opens the section of a heading; the lines of the title share one."""
    heading = text.strip()
    last = layout.sections[-1] if layout.sections else None
    body = start + len(text) + 1
    if title and last and last.heading == title:
        layout.sections[-1] = Section(title, last.level, last.path, last.start, body, 0)
        return
    while path and path[-1][0] >= block.level:
        path.pop()
    if title:
        layout.open_section(Section(title, block.level, (title,), start, body, 0))
        return
    path.append((block.level, heading))
    layout.open_section(Section(heading, block.level, tuple(h for _, h in path), start, body, 0))


def _spans(text: str, start: int, kind: SentenceKind) -> Iterator[tuple[int, int]]:
    """The sentences of one block, in offsets of the whole text."""
    low, high = len(text) - len(text.lstrip()), len(text.rstrip())
    whole = kind == "heading" or kind == "row" or (kind == "item" and high - low <= LONGEST_ITEM)
    if whole and high - low <= LONGEST:
        yield start + low, start + high
        return
    if kind == "row":
        yield from ((start + a, start + b) for a, b in _cells(text))
        return
    yield from ((start + a, start + b) for a, b in split_sentences(text))


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """An overlong row as stretches of whole cells, where a cell by itself isn't overlong."""
    start = end = 0
    for cell in re.finditer(r"(?:(?! \| ).)+(?: \| |\Z)", text, re.DOTALL):
        if cell.end() - start > LONGEST and end > start:
            yield from _sentences_of(text, start, end)
            start = cell.start()
        end = cell.end()
    yield from _sentences_of(text, start, len(text))


def _sentences_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    stripped = piece.rstrip(" |")
    if len(stripped) <= LONGEST:
        low = start + len(piece) - len(piece.lstrip(" |"))
        if low < start + len(stripped):
            yield low, start + len(stripped)
        return
    yield from ((start + a, start + b) for a, b in split_sentences(piece))


def _finish(layout: _Layout) -> Canonical:
    """The whole, with the footnotes put behind the body and bound to their sentences."""
    footnotes: list[Footnote] = []
    body = list(layout.sentences)
    starts = [sentence.start for sentence in body]
    bound: dict[int, tuple[int, ...]] = {}
    for note in layout.notes:
        if not (text := " ".join(note.text.split())):
            continue
        if not footnotes:
            layout.write("\n\n")
            layout.open_section(Section("", 1, (), layout.length, layout.length, 0))
        number = len(footnotes) + 1
        layout.write(("\n" if number > 1 else "") + f"{number}  ")
        start = layout.write(text)
        footnotes.append(Footnote(number, note.anchor, start, start + len(text)))
        owner = min(max(note.first, bisect_left(starts, note.anchor) - 1), len(body) - 1)
        bound[owner] = (*bound.get(owner, ()), number)
        page = body[owner].page if body else None
        section = len(layout.sections) - 1
        pieces = split_sentences(text) if len(text) > LONGEST else [(0, len(text))]
        layout.sentences += [Sentence(start + a, start + b, "footnote", section, page) for a, b in pieces]
    for owner, numbers in bound.items():
        if body:
            layout.sentences[owner] = replace(body[owner], footnotes=numbers)
    layout.close_section(layout.length)
    text, sections, sentences = "".join(layout.parts), tuple(layout.sections), tuple(layout.sentences)
    return Canonical(text, sections, sentences, tuple(footnotes), tuple(layout.pages))
