"""What a sentence took from elsewhere: a place or date of the meeting for that of the matter, what a comparison names.

Written after three sentences of a small model that were shown as verified though false (benchmarks/two_modes.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.naming import has_name
from assistant.checking.phrases import say
from assistant.checking.reading import Fact, Reading, alike

_PLACED = re.compile(
    r"\b(?:in|te|uit|naar|vanuit|at|from|near|bij)\s+(?:de\s+|het\s+|the\s+)?\Z", re.IGNORECASE
)
_TWO_ENDS = re.compile(
    r"\d.*\b(?:tot(?: en met)?|t/m|naar|to|until|till|through)\b.*\d|\d.*\s[-–]\s.*\d", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(?:minder|meer|hoger|lager|duurder|goedkoper|groter|kleiner|later|eerder|less|more|higher|lower|fewer|larger|"
    r"smaller|earlier)\s+(?:\w+\s+)?(?:dan|than)\b|\b(?:in plaats van|instead of|rather than|tegenover)\b",
    re.IGNORECASE,
)


def elsewhere_failures(
    ours: Reading, theirs: Sequence[Reading], around: Sequence[Reading], language: str
) -> Iterator[str]:
    """Places that only the heading or title has while the source names another, periods of which an end is missing,
    and figures that are put with what they are only compared with."""
    for fact in ours.of("name"):
        if _is_placed(ours, fact) and not any(has_name(fact, reading) for reading in theirs):
            other = next((f.text for r in theirs for f in r.of("name") if _is_untold(r, f, ours)), "")
            if other and any(has_name(fact, reading) for reading in around):
                yield say("whose", language, what=fact.text, other=other)
    for fact in ours.of("date"):
        if fact.days and fact.days[0] != fact.days[1] and _TWO_ENDS.search(fact.text):
            ends = {day for reading in theirs for f in reading.of("date") if f.days for day in f.days}
            if not {*fact.days} <= ends:
                yield say("date", language, what=fact.text)
    if ours.of("number") and not _COMPARED.search(ours.text):
        for reading in theirs:
            yield from _of_the_other(ours, reading, language)


def _is_placed(reading: Reading, fact: Fact) -> bool:
    return bool(_PLACED.search(reading.text[: fact.start]))


def _is_untold(reading: Reading, fact: Fact, ours: Reading) -> bool:
    """Whether the source places something where the sentence doesn't."""
    return _is_placed(reading, fact) and not has_name(fact, ours)


def _of_the_other(ours: Reading, reading: Reading, language: str) -> Iterator[str]:
    """The words that only stand behind "less than", where the sentence's figures stand before it."""
    compared = _COMPARED.search(reading.text)
    if not compared:
        return
    numbers = {fact.text for fact in ours.of("number")}
    before = [f for f in reading.of("number") if f.start < compared.start()]
    if not any(number in reading.text[f.start : f.start + len(f.text)] for f in before for number in numbers):
        return
    ahead = [word.text for word in reading.words if word.start < compared.start()]
    behind = [word.text for word in reading.words if word.start >= compared.end() and word.tells]
    taken = [
        word.text
        for word in ours.words
        if word.tells
        and not word.text[:1].isdigit()
        and any(alike(word.text, other) for other in behind)
        and not any(alike(word.text, other) for other in ahead)
    ]
    if taken:
        yield say(
            "whose",
            language,
            what=", ".join(sorted(numbers)),
            other=reading.text[: before[0].start].strip(" ,:"),
        )
