"""What the two engines promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore.types import ModelStamp

Array = NDArray[np.float32]


class ModelUnavailable(RuntimeError):
    """The embedding model can't be loaded; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage to encode: `context` goes before the text; `sentences` are (start, end) offsets within `text`."""

    context: str
    text: str
    sentences: tuple[tuple[int, int], ...] = ()


class QueryEmbedder(Protocol):
    """Questions to unit vectors."""

    @property
    def stamp(self) -> ModelStamp:
        """Which model this is."""
        ...

    def embed_query(self, text: str) -> Array:
        """The unit vector of a question, shape (dimension,)."""
        ...


class DocumentEncoder(QueryEmbedder, Protocol):
    """Passages to unit vectors; can embed questions as well, if slower."""

    def encode(self, passages: Sequence[PassageText]) -> tuple[Array, list[Array]]:
        """Unit vectors of the passages (n, dimension) and, per passage, of its sentences (m, dimension)."""
        ...
