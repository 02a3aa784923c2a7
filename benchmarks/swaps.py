"""Sentences with two figures, or two names that don't do the same, in each other's place."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise

from vectorstore.language.dates import DateMention, find_dates
from vectorstore.language.names import NameMention, canonical, find_names
from vectorstore.language.numbers import Quantity, find_quantities

_LIST = re.compile(r"\s*(?:,|en|and|of|or|&|-|–|/|t/m|tot en met)\s*(?:(?:het|de|the)\s)?\Z", re.IGNORECASE)


def swapped_figures(sentence: str, around: str, rng: random.Random) -> str | None:
    """Two figures of one unit, or two dates, in each other's place."""
    figures: list[Quantity] = [
        q for q in find_quantities(sentence) if re.search(r"\d", sentence[q.start : q.end])
    ]
    pairs = [
        (a, b) for a in figures for b in figures
        if a.end <= b.start and a.unit == b.unit and a.value != b.value and not _LIST.match(sentence[a.end : b.start])
    ]  # fmt: skip
    days = [d for d in find_dates(sentence, year_hint=2000) if d.precision == "day"]
    dated = [
        (a, b) for a in days for b in days
        if a.end <= b.start and a.first != b.first and not _LIST.match(sentence[a.end : b.start])
    ]  # fmt: skip
    places = [(*_span(a), *_span(b)) for a, b in pairs]
    return _exchange(sentence, places + [(*_span(c), *_span(d)) for c, d in dated], rng)


def _span(one: Quantity | DateMention | NameMention) -> tuple[int, int]:
    return one.start, one.end


def swapped_names(sentence: str, around: str, rng: random.Random) -> str | None:
    """A name that opens the sentence and does something, and one later on that isn't in a row with it."""
    names = [n for n in find_names(sentence) if n.kind in ("country", "name", "organisation")]
    nouns = [n for n in names if not re.search(r"(?:se|ish|ian|ese|nch|Dutch|German)$", n.text)]
    pairs = [
        (a, b) for a, b in pairwise(nouns)
        if a.start < 5 and canonical(a) != canonical(b) and a.kind == b.kind and _acts(sentence[a.end : b.start])
        and not re.match(r"\s*(?:,|en\b|and\b)", sentence[b.end :])
    ]  # fmt: skip
    return _exchange(sentence, [(*_span(a), *_span(b)) for a, b in pairs], rng)


def _acts(between: str) -> bool:
    """Whether a verb stands between two names, and nothing that makes them equals."""
    return (
        len(between.split()) >= 1
        and not re.match(r"\s*(?:,|en\b|and\b|of\b|or\b|\()", between)
        and not re.search(r"\b(?:met|with|en|and|naast|evenals)\s*(?:de |het |the )?\Z", between)
    )


def _exchange(sentence: str, places: Sequence[tuple[int, int, int, int]], rng: random.Random) -> str | None:
    if not places:
        return None
    a, b, c, d = rng.choice(places)
    return sentence[:a] + sentence[c:d] + sentence[b:c] + sentence[a:b] + sentence[d:]
