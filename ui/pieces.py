"""The text of an answer cut up: what is said, and by which citations it is held up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ui.shapes import Json

_MARKS = re.compile(r"(?:\s?\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an answer's text. A claim has the numbers of its citations; what stands between claims has none."""

    text: str
    citations: tuple[int, ...] = ()
    claim: bool = False
    verified: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    after: int  # behind the marks that follow the claim
    piece: Piece


def pieces(answer: Json) -> list[Piece]:
    """The answer's text in order, without the marks ("[1]") that follow its claims: their numbers are with the piece.

    A "[1]" within a claim stays what it is. A claim that the text doesn't have is left out.
    """
    text, at, cut = answer["text"], 0, []
    for found in sorted(_claims(answer), key=lambda found: found.start):
        if found.start > at:
            cut.append(Piece(text[at : found.start]))
        cut.append(found.piece)
        at = found.after
    return [*cut, Piece(text[at:])] if at < len(text) else cut


def _claims(answer: Json) -> Iterator[_Found]:
    """Where each claim stands; of several places with the same words, the one with its own marks behind it."""
    text, known, taken = answer["text"], {one["number"] for one in answer["citations"]}, list[_Found]()
    for claim in answer["claims"]:
        free = [
            place for place in _places(text, claim, known) if not any(_overlap(place, one) for one in taken)
        ]
        if free:
            own = (place for place in free if place.after > place.end and _has(place, claim))
            taken.append(next(own, free[0]))
    yield from taken


def _places(text: str, claim: Json, known: set[int]) -> Iterator[_Found]:
    words = claim["text"]
    start = text.find(words) if words.strip() else -1
    while start >= 0:
        end = start + len(words)
        marks = _MARKS.match(text, end)
        numbers = [int(number) for number in _MARK.findall(marks[0])] if marks else []
        if not known.issuperset(numbers):
            marks, numbers = None, []
        cited = dict.fromkeys([*numbers, *(n for n in claim["citations"] if n in known)])
        piece = Piece(words, tuple(cited), True, claim["verified"])
        yield _Found(start, end, marks.end() if marks else end, piece)
        start = text.find(words, start + 1)


def _overlap(one: _Found, other: _Found) -> bool:
    return one.start < other.after and other.start < one.after


def _has(place: _Found, claim: Json) -> bool:
    return set(place.piece.citations) == set(claim["citations"])
