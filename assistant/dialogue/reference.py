"""A word of a question that stands for something said before, and what kind of thing that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["about", "thing", "person", "whose", "meeting", "then", "noun"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A word or two at `start:end` that stand for something said before.

    `preposition` is that within "daarover"; `noun` that behind "dat" in "dat besluit".
    """

    kind: Kind
    start: int
    end: int
    preposition: str = ""
    noun: str = ""
