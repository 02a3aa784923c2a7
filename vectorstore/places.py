"""How the derived indexes name what they hold: numbers only, no word of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

MOST_NUMBERS = 16_000
"""Report numbers in one condition: Chroma binds each as a variable of SQLite, which takes no more than 16,383."""


class Place(NamedTuple):
    """A passage: the number of its report's version in the catalogue, and its index in that report."""

    number: int
    position: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Which report versions a search looks in: only those in `only` (None: all), and none of `without`."""

    only: frozenset[int] | None = None
    without: frozenset[int] = frozenset()

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.only is None and not self.without


@dataclass(frozen=True, slots=True)
class WordsEntry:
    """A passage as the words index takes it."""

    place: Place
    language: str
    context: str
    text: str
