"""Text found back in a report although it was typed, copied or extracted in another way.

Both sides are made plain: runs of whitespace and of the marks between a table's cells count as one space, all quotation
marks of a kind as one, all hyphens and dashes as one, ligatures and accents as their parts. Capitals stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.metrics import Span

# A line shorter than this occurs by chance; a text that may begin or end within a word has to be this long.
SHORTEST_LINE = 20

_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "|": " ",
}
_BULLET = re.compile(r"(?:[-*•‣▪·–—]|\(?\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made plain; `offsets[i]` is where `text[i]` stands in the original."""

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """The offsets in the original of `text[start:end]`, which isn't empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


def make_plain(text: str) -> Plain:
    """The text made plain, without space at its ends."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, original in enumerate(text):
        for character in _plain_parts(original):
            if character == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(character)
            offsets.append(offset)
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return Plain("".join(characters), offsets)


def _plain_parts(character: str) -> str:
    if character.isspace():
        return " "
    alike = _ALIKE.get(character)
    if alike is not None:
        return alike
    if character.isascii():
        return character
    return "".join(
        " " if part.isspace() else _ALIKE.get(part, part) for part in unicodedata.normalize("NFKD", character)
    )


def find_text(wanted: str, within: Plain) -> tuple[Span, ...]:
    """Every place where `wanted` stands, whole words where there are such places."""
    text = make_plain(wanted).text
    if not text:
        return ()
    starts = _starts(text, within.text)
    whole = [start for start in starts if _is_whole(within.text, start, start + len(text))]
    if not whole and len(text) >= SHORTEST_LINE:
        whole = starts
    return tuple(within.original(start, start + len(text)) for start in whole)


def locate(wanted: str, within: Plain) -> tuple[list[tuple[Span, ...]], bool]:
    """The spans of each piece of `wanted` that was found, and whether that is all of it.

    That is the text as a whole, or else those of its lines that are found, without their bullets; lines of fewer than
    20 characters don't count.
    """
    if whole := find_text(wanted, within):
        return [whole], True
    lines = [line.strip() for line in wanted.splitlines()]
    lines = [line for line in lines if len(line) >= SHORTEST_LINE]
    found = [find_text(line, within) or find_text(_BULLET.sub("", line, count=1), within) for line in lines]
    return [spans for spans in found if spans], bool(found) and all(found)


def find_cells(cells: Sequence[str], text: str) -> tuple[Span, ...]:
    """The stretch from the first to the last of `cells` in each line of `text` that holds them in this order."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if span := _row(cells, make_plain(line)):
            spans.append((start + span[0], start + span[1]))
        start += len(line) + 1
    return tuple(spans)


def _row(cells: Sequence[str], line: Plain) -> Span | None:
    first = at = -1
    for cell in cells:
        wanted = make_plain(cell).text
        starts = [
            start
            for start in _starts(wanted, line.text)
            if start > at and _is_whole(line.text, start, start + len(wanted))
        ]
        if not starts or not wanted:
            return None
        first = starts[0] if first < 0 else first
        at = starts[0] + len(wanted) - 1
    return line.original(first, at + 1) if first >= 0 else None


def _starts(wanted: str, text: str) -> list[int]:
    starts: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        starts.append(at)
        at = text.find(wanted, at + 1)
    return starts


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` neither begins nor ends within a word."""
    return not any(
        0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at]) for at in (start, end)
    )


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) > 0
