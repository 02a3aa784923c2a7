"""Where a quote that was cited earlier stands in its report now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

State = Literal["as_cited", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class Found:
    """The place of a quote, and whether it is the one that was cited. Of a quote that is lost, the former place."""

    state: State
    start: int
    end: int


def find_quote(text: str, quote: str, start: int, end: int) -> Found:
    """The quote at its former place, else at the place nearest to it: to the letter, or but for the white space."""
    if text[start:end] == quote:
        return Found("as_cited", start, end)
    places = [*_exact(text, quote)] or [*_loose(text, quote)]
    if not places:
        return Found("changed", start, end)
    return Found("moved", *min(places, key=lambda place: abs(place[0] - start)))


def _exact(text: str, quote: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _loose(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """The places where the quote's words stand in their order with other white space between them."""
    if words := quote.split():
        for match in re.finditer(r"\s+".join(map(re.escape, words)), text):
            yield match.span()
