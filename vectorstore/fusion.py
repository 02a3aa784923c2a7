"""How two rankings become one. Pure functions.

On a Dutch ministerial question set min-max scores mixed 0.7 dense + 0.3 words gave nDCG@10 .740, reciprocal rank fusion
.707 to .722, dense alone .616, words alone .651.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vectorstore.places import Place

DENSE_WEIGHT = 0.7
EQUAL = 1e-6
"""Scores that differ less are equal: the two ways of computing a cosine differ by about 1e-7."""


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage with its mixed score and what it was mixed from."""

    place: Place
    score: float
    dense: float
    words: float


def mix(
    dense: Mapping[Place, float],
    words: Mapping[Place, float],
    order: Callable[[Place], Any],
    weight: float = DENSE_WEIGHT,
) -> list[Fused]:
    """Every place of either, best first; equal scores in the order that `order` gives.

    A place without words has 0 words. `dense` should have each place of `words`; what it lacks counts as its lowest.
    """
    places = sorted({*dense, *words}, key=order)
    near = stretch({place: dense.get(place, min(dense.values(), default=0.0)) for place in places})
    said = stretch({place: words.get(place, 0.0) for place in places} if words else {})
    fused = [
        Fused(
            place,
            weight * near[place] + (1 - weight) * said.get(place, 0.0),
            dense.get(place, 0.0),
            words.get(place, 0.0),
        )
        for place in places
    ]
    return sorted(fused, key=lambda one: -round(one.score, 6))


def stretch(scores: Mapping[Place, float]) -> dict[Place, float]:
    """`scores` on a scale from 0 (the lowest) to 1 (the highest); all 1 when they are equal."""
    lowest, highest = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    if highest - lowest < EQUAL:
        return dict.fromkeys(scores, 1.0)
    return {place: (score - lowest) / (highest - lowest) for place, score in scores.items()}
