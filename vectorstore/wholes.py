"""How near whole reports are to a question: a passage speaks with the voice of its report."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection

import numpy as np

from vectorstore.catalogue import PASSAGE_BITS, Catalogue
from vectorstore.quantise import Vectors, unpack

CACHED = 20_000
"""Reports whose vector is remembered: 30 MB at 384 dimensions."""


class Wholes:
    """The mean of each report's passage vectors, computed when first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._means: OrderedDict[tuple[int, int], Vectors] = OrderedDict()

    def near(self, question: Vectors, numbers: Collection[int]) -> dict[int, float]:
        """Per report the inner product of its mean with the question: the mean cosine of its passages."""
        return {number: float(mean @ question) for number, mean in self._of(numbers).items()}

    def _of(self, numbers: Collection[int]) -> dict[int, Vectors]:
        space = self._catalogue.space
        with self._lock:
            found = {n: self._means[space, n] for n in numbers if (space, n) in self._means}
        lacking = sorted(set(numbers) - set(found))
        if lacking:
            dimension = int(self._catalogue.setting("dimension"))
            for number, packed in self._catalogue.packed_passages(lacking):
                found[number] = np.asarray(unpack(packed, dimension, PASSAGE_BITS).mean(axis=0))
            with self._lock:
                self._means.update(((space, n), found[n]) for n in lacking if n in found)
                while len(self._means) > CACHED:
                    self._means.popitem(last=False)
        return found
