"""The marks in an answer's text: where "[1]" refers to a citation, and isn't a report's own "[1]"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ui.shapes import Json

_GROUP = re.compile(r"(?:\s?\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")


class Mark(NamedTuple):
    """`text[start:end]` of the answer is the mark of citation `number`."""

    number: int
    start: int
    end: int


def marks(answer: Json) -> Iterator[Mark]:
    """The marks that follow the claims, in order; a "[1]" inside a quote is none."""
    text, at = answer["text"], 0
    for claim in answer["claims"]:
        found = text.find(claim["text"], at)
        if found < 0:
            continue
        at = found + len(claim["text"])
        if group := _GROUP.match(text, at):
            for mark in _MARK.finditer(text, *group.span()):
                yield Mark(int(mark[1]), *mark.span())
            at = group.end()
