"""The sentences of somebody's draft that state something: Markdown taken off, headings and greetings left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vectorstore.language.sentences import split_sentences

MOST_HEADING_WORDS = 9

_HEADING = re.compile(r"\s{0,3}#{1,6}\s|\s*(?:=+|-{3,}|\*{3,}|_{3,})\s*\Z")
_RULED = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_ITEM = re.compile(r"\s*(?:>\s*)*(?:[-*+•–]\s+(?:\[[ xX]\]\s+)?|\(?\d{1,3}[.)]\s+|\(?[a-z][.)]\s+)?")
_GREETING = re.compile(
    r"(?:beste|geachte|dear|hallo|hi|hello|goede(?:morgen|middag|navond)|l\.s\.|"
    r"met (?:vriendelijke|hartelijke) groet\w*|"
    r"hoogachtend|(?:kind|best|warm) regards|yours (?:sincerely|faithfully)|sincerely|groet(?:en|jes)?|"
    r"(?:alvast )?(?:bedankt|dank u|thanks|thank you))\b[^.!?:;]{0,50}[,.!]?\Z",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r"[^.!?]{2,80}:\s*\Z")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|~~|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]+)\]\((?:[^()\s]+)(?:\s\"[^\"]*\")?\)")
_MARKS = re.compile(r"(?:\s*\[\d{1,3}\])+\.?(?:\s+|\Z)")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence of the draft as it is shown, and what of it is checked: without marks of emphasis."""

    shown: str
    asked: str


def statements(text: str) -> Iterator[Drafted]:
    """The sentences, list items and table rows that state something, in order.

    Left out are headings, rules, table headers, fenced code's marks, greetings and lines that only introduce a list.
    """
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if (
            not any(c.isalnum() for c in line)
            or _HEADING.match(line)
            or _RULED.match(line)
            or _FENCE.match(line)
        ):
            continue
        if line.count("|") >= 2 or (line.strip().startswith("|")):
            if not _is_table_header(lines, at):
                yield _row(line)
            continue
        begin = _ITEM.match(line)
        body = line[begin.end() if begin else 0 :].strip()
        item = bool(begin and begin.group().strip())
        if not any(c.isalnum() for c in body) or _GREETING.match(_plain(body)):
            continue
        if not item and _is_title(lines, at, body):
            continue
        yield from _sentences(body)


def _sentences(body: str) -> Iterator[Drafted]:
    pieces = [body[start:end] for start, end in split_sentences(body)]
    joined: list[str] = []
    for piece in pieces:
        marks = _MARKS.match(piece)
        if joined and marks:
            joined[-1] += " " + marks.group().strip()
            piece = piece[marks.end() :]
        if piece:
            joined.append(piece)
    for piece in joined:
        asked = _plain(piece)
        if any(c.isalnum() for c in asked) and not _INTRODUCTION.fullmatch(asked):
            yield Drafted(piece, asked)


def _plain(text: str) -> str:
    """The text without links' addresses and marks of emphasis."""
    return _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))).strip()


def _is_title(lines: Sequence[str], at: int, body: str) -> bool:
    """Whether a line alone is a heading: short, without an end, with nothing right before it."""
    plain = _plain(body)
    if at + 1 < len(lines) and re.fullmatch(r"\s*(?:=+|-{3,})\s*", lines[at + 1]):
        return True
    alone = at == 0 or not lines[at - 1].strip()
    whole = bool(re.fullmatch(r"\*\*[^*]+\*\*:?|__[^_]+__:?", body))
    short = len(plain.split()) <= MOST_HEADING_WORDS and plain[-1:] not in ".!?…;,”\"')]" and len(lines) > 1
    return (alone and short) or (whole and short)


def _is_table_header(lines: Sequence[str], at: int) -> bool:
    return at + 1 < len(lines) and bool(_RULED.match(lines[at + 1])) and "|" in lines[at + 1]


def _row(line: str) -> Drafted:
    shown = line.strip().strip("|").strip()
    return Drafted(shown, ", ".join(_plain(cell) for cell in shown.split("|") if cell.strip()))
