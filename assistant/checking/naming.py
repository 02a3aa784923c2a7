"""Whether the names of a sentence are the source's: countries and bodies under any name, persons by every part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.phrases import say
from assistant.checking.reading import Fact, Reading, alike
from assistant.terms import near_forms
from vectorstore.language.lists import listed
from vectorstore.language.words import fold

# Of a title made of words that translate ("Subsea Cable Fund"), so many must be there.
HALF = 0.5
_PARTICLES = frozenset(
    listed("van de den der het t ten ter te in op la le el al von di du da of the for voor and en")
)


def name_failures(ours: Reading, theirs: Sequence[Reading], language: str) -> Iterator[str]:
    """The names that none of the source's texts has."""
    said: set[str] = set()
    for fact in ours.of("name"):
        if fact.text in said or any(has_name(fact, reading) for reading in theirs):
            continue
        if not any(_initials_meet(_whole_run(ours, fact), reading.text) for reading in theirs):
            said.add(fact.text)
            yield say("name", language, what=fact.text)


def _whole_run(reading: Reading, fact: Fact) -> str:
    """The name with those that "en" joins to it: "Economische Zaken en Klimaat" is one ministry, EZK."""
    names = reading.of("name")
    start, end = fact.start, fact.start + len(fact.text)
    for other in names:
        if re.fullmatch(r"\s*(?:,|en|and|&)\s*", reading.text[end : max(end, other.start)]):
            end = other.start + len(other.text)
    for other in reversed(names):
        if re.fullmatch(r"\s*(?:,|en|and|&)\s*", reading.text[other.start + len(other.text) : start]):
            start = other.start
    return reading.text[start:end]


def has_name(fact: Fact, reading: Reading) -> bool:
    """Whether a text has the name. Every part of it counts: Pieter de Vries is not Anke de Vries."""
    if any(same_name(fact, other) for other in reading.of("name")):
        return True
    if any(name in reading.stems for name in fact.names if name.startswith("=")):
        return True
    if _initials_meet(fact.text, reading.text):
        return True
    if fact.known and not fact.text.isupper():
        return False
    texts = [word.text for word in reading.words]
    letters = {part for text in texts for part in re.split(r"[-'’.]", text)} | {
        re.sub(r"[-'’.]", "", t) for t in texts
    }
    wanted = [part for part in fact.names if not part.startswith("=") and part not in _PARTICLES]
    held = [
        part in letters or (len(part) > 2 and any(_stands_for(part, text) for text in texts))
        for part in wanted
    ]
    if wanted and all(held):
        return True
    ordinary = sum(bool(near_forms(part)) for part in wanted)
    return len(wanted) > 1 and ordinary >= len(wanted) - (len(wanted) > 2) and sum(held) >= HALF * len(wanted)


def _stands_for(part: str, text: str) -> bool:
    """Whether a word is this part of a name in a compound, or its translation."""
    if any(len(form) >= 6 and text.startswith(form[3:]) for form in near_forms(part) if form[:3] == "nl:"):
        return True
    return (len(part) > 4 and part in text) or (
        alike(part, text) and part[:1] + part[-1:] != text[:1] + text[-1:]
    )


def same_name(one: Fact, other: Fact) -> bool:
    """Whether two names are the same, or the second has all that the first has: De Vries of Anke de Vries."""
    if any(name in other.names for name in one.names if name.startswith("=")):
        return True
    mine = {part for part in one.names if not part.startswith("=")} - _PARTICLES
    its = {part for part in other.names if not part.startswith("=")} - _PARTICLES
    return bool(mine) and mine <= its and not one.known


def _initials_meet(name: str, text: str) -> bool:
    """Whether an acronym stands for words of the text, or the name's words for an acronym there."""
    if re.fullmatch(r"[A-Z]{2,6}", name):
        words = re.findall(r"[^\W\d_]+", text)
        plain = [word for word in words if fold(word) not in _PARTICLES]
        for run in (words, plain):
            letters = "".join(word[0] for word in run).lower()
            at = letters.find(name.lower())
            while at >= 0:
                if run[at][0].isupper():
                    return True
                at = letters.find(name.lower(), at + 1)
        return False
    words = re.findall(r"[^\W\d_]+", name)
    if len(words) < 2:
        return False
    letters = "".join(word[0] for word in words if fold(word) not in _PARTICLES).upper()
    return len(letters) > 1 and bool(re.search(rf"\b{letters}\b", text))
