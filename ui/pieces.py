"""The text of an answer cut up: what is said, and by which citations it is held up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.messages import messages
from ui.shapes import EXTRA, Json

if TYPE_CHECKING:
    from assistant.types import State

_MARKS = re.compile(r"(?:\s?\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an answer's text. A claim has the numbers of its citations; what stands between claims has none.

    `failed` says what of a claim its citations don't hold up.
    """

    text: str
    citations: tuple[int, ...] = ()
    claim: bool = False
    verified: bool = True
    failed: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """Held up by what it cites, not held up by it, or citing nothing; as `Claim.state`."""
        if self.verified:
            return "verified"
        return "not_verified" if self.citations else "no_source"


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    after: int  # behind the marks that follow the claim
    piece: Piece


def pieces(answer: Json) -> list[Piece]:
    """The answer's text in order, without the marks ("[1]") that follow its claims: their numbers are with the piece.

    Of a generated answer that is what the model wrote. A "[1]" within a claim stays what it is. A claim that a text of
    quotes doesn't have is left out.
    """
    if answer["mode"] == "generated":
        return list(written(answer))
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


def drafted(draft: Json) -> list[Piece]:
    """The finished sentences of a draft, each a claim."""
    return list(_claimed(draft["claims"], draft["failed"], None))


def written(answer: Json) -> Iterator[Piece]:
    """What a model wrote: each sentence a claim, and what divides them.

    Words of its text that are in no claim were held against nothing: they are a claim without a source.
    """
    claims, failed = answer["claims"], answer[EXTRA].get("failed") or []
    known = {one["number"] for one in answer["citations"]}
    made = list(_claimed(claims, failed if len(failed) == len(claims) else [()] * len(claims), known))
    between = _between(answer["text"], [piece.text for piece in made])
    if between is None:  # not the text of these claims: these are what was checked
        between = ["", *[" "] * (len(made) - 1), ""] if made else [answer["text"]]
    heads = _heads(answer)
    for position, text in enumerate(between):
        words = _MARKS.sub("", text)
        if words:
            unchecked = any(c.isalnum() for c in words) and words.strip() not in heads
            yield Piece(words, (), True, False) if unchecked else Piece(words)
        if position < len(made):
            yield made[position]


def quoted_of(answer: Json) -> Json | None:
    """The answer in quotes: of a generated one, what it was made from; None when that isn't known (any more)."""
    if answer["mode"] != "generated":
        return answer
    quoted = answer[EXTRA].get("quoted")
    return {**answer, "mode": "quotes", **quoted} if quoted else None


def _claimed(
    claims: Sequence[Json], failed: Sequence[Sequence[str]], known: set[int] | None
) -> Iterator[Piece]:
    for claim, why in zip(claims, failed, strict=True):
        numbers = dict.fromkeys(n for n in claim["citations"] if known is None or n in known)
        verified = claim["verified"] and bool(numbers)
        yield Piece(claim["text"], tuple(numbers), True, verified, tuple(why))


def _between(text: str, claims: Sequence[str]) -> list[str] | None:
    """What stands before, between and after the claims; None when they aren't all there, in this order."""
    found, at = [], 0
    for claim in claims:
        start = text.find(claim, at)
        if start < 0 or not claim:
            return None
        found.append(text[at:start])
        at = start + len(claim)
    return [*found, text[at:]]


def _heads(answer: Json) -> set[str]:
    """What stands before a report's sentences when those of another were taken out: its day, or its title."""
    say = messages("nl" if answer[EXTRA].get("language") == "nl" else "en")
    days = {say.day(one["date"]) for one in answer["citations"] if one["date"]}
    return {f"{name}:" for name in days | {one["title"] for one in answer["citations"] if not one["date"]}}
