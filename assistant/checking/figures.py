"""Whether the numbers of a sentence are the source's: value, unit, what they count and their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.checking.phrases import say
from assistant.checking.reading import CLOCK, Fact, Reading, alike
from assistant.checking.tables import unit_class, words_for
from vectorstore.language.words import fold

_HEADED = re.compile(r"\b(EUR|USD|GBP|€|\$)?\s?(mln|miljoen|million|mld|miljard|billion)\b|%", re.IGNORECASE)
_CURRENCY = {"€": "EUR", "$": "USD", "eur": "EUR", "usd": "USD", "gbp": "GBP"}
# "per jaar", "a year"
_RATE = re.compile(r"[.]?\s*(?:per|a|an|each|every|elk|elke|ieder|iedere)\s+(\w+)")
_DIGITS = re.compile(r"\d[\d.]*(?:[-–/]\d+)*")
_FRACTIONS: tuple[tuple[str, tuple[tuple[Decimal, str], ...]], ...] = (
    (r"helft|half|halve|halveren|halved?", ((Decimal(50), "%"),)),
    (r"kwart|quarter", ((Decimal(25), "%"),)),
    (r"verdubbel\w*|dubbel\w*|tweemaal|twee keer|doubl\w+|twice|twofold", ((Decimal(2), ""),)),
    (r"verdrievoudig\w*|driemaal|drie keer|tripl\w+|threefold|three times", ((Decimal(3), ""),)),
    (r"(?:een|twee) derde|(?:a|one|two)[ -]thirds?", ()),
)  # fmt: skip
_ORDINALS = (
    "tweede|second|2e|2de|2nd", "derde|third|3e|3de|3rd", "vierde|fourth|4e|4de|4th", "vijfde|fifth|5e|5de|5th",
    "zesde|sixth|6e", "zevende|seventh|7e", "achtste|eighth|8e", "negende|ninth|9e", "tiende|tenth|10e",
)  # fmt: skip


def number_failures(ours: Reading, theirs: Sequence[Reading], beside: str, language: str) -> Iterator[str]:
    """What is wrong with the sentence's numbers."""
    header = _header_measure(beside)
    for fact in ours.of("number"):
        places = [(r, f) for r in theirs for f in r.of("number") if same_number(fact, f, header)]
        if not places:
            if not _as_fraction(fact, theirs):
                yield say("number", language, what=fact.text)
            continue
        checks = [_counted_otherwise(ours, fact, r, f, language) for r, f in places]
        if all(checks):
            yield checks[0]
            continue
        bounds = [_bounded_otherwise(ours, fact, r, f, language) for r, f in places]
        if all(bounds):
            yield bounds[0]
    yield from _fractions(ours, theirs, language)
    yield from _clock_times(ours, theirs, beside, language)
    yield from _references(ours, theirs, beside, language)


def same_number(ours: Fact, theirs: Fact, header: tuple[int, str] | None = None) -> bool:
    """Whether two numbers are the same; one without a unit may leave out the source's, a table's header may give it."""
    values = theirs.values
    if header:
        power, unit = header
        values = values | {(value * Decimal(10) ** power, unit) for value, _ in theirs.values}
    if ours.values & values:
        return True
    bare = {value for value, unit in ours.values if not unit}
    return bool(bare & {value for value, unit in theirs.values if unit != "%"})


def _header_measure(beside: str) -> tuple[int, str] | None:
    match = _HEADED.search(beside)
    if not match:
        return None
    if match.group() == "%":
        return 0, "%"
    power = 9 if match[2].lower() in ("mld", "miljard", "billion") else 6
    return power, _CURRENCY.get((match[1] or "").lower(), "")


def _as_fraction(fact: Fact, theirs: Sequence[Reading]) -> bool:
    """Whether the source has the number as a word for a part: 50% as "de helft"."""
    return any(
        fact.values & set(values) and re.search(rf"\b(?:{words})\b", reading.folded)
        for words, values in _FRACTIONS
        for reading in theirs
    )


def _fractions(ours: Reading, theirs: Sequence[Reading], language: str) -> Iterator[str]:
    """Halves, thirds, doubles and ordinals must be there as such."""
    whole = " ".join(reading.folded for reading in theirs)
    numbers = [value for reading in theirs for f in reading.of("number") for value in f.values]
    for words, values in _FRACTIONS:
        found = re.search(rf"\b(?:{words})\b", ours.plain)
        if found and not re.search(rf"\b(?:{words})\b", whole) and not set(values) & set(numbers):
            yield say("number", language, what=found.group())
    for words in _ORDINALS:
        found = re.search(rf"\b(?:{words})\b", ours.plain)
        plain = words.split("|")[0]
        if found and not re.search(rf"\b(?:{words}|{plain[:-2]})", whole):
            yield say("number", language, what=found.group())


def _clock_times(ours: Reading, theirs: Sequence[Reading], beside: str, language: str) -> Iterator[str]:
    known = {(int(h), m) for r in theirs for h, m in CLOCK.findall(r.text)}
    known |= {(int(h), m) for h, m in CLOCK.findall(beside)}
    covered = [range(f.start, f.start + len(f.text)) for f in ours.facts if f.kind != "name"]
    for match in CLOCK.finditer(ours.text):
        inside = any(match.start() in span for span in covered)
        if not inside and (int(match[1]), match[2]) not in known:
            yield say("number", language, what=match.group())


def _references(ours: Reading, theirs: Sequence[Reading], beside: str, language: str) -> Iterator[str]:
    """Other figures: of articles, papers, actions and decisions."""
    known = set(_DIGITS.findall(" ".join([*(r.text for r in theirs), beside])))
    known |= {part for one in known for part in re.split(r"[-–/]", one)}
    spans = [range(f.start, f.start + len(f.text)) for f in ours.facts if f.kind != "name"]
    spans += [range(*m.span()) for m in CLOCK.finditer(ours.text)]
    for match in _DIGITS.finditer(ours.text):
        figure = match.group().rstrip(".")
        if not any(match.start() in span for span in spans) and figure not in {k.rstrip(".") for k in known}:
            yield say("reference", language, what=figure)


def _after(reading: Reading, fact: Fact) -> list[str]:
    """The words right behind a number, up to the end of its clause; of "3 van de 4 dagen" those behind the second."""
    words = reading.words[fact.last + 1 : fact.last + 7]
    if not words or fact.last < 0:
        return []
    clause = reading.words[fact.last].clause
    return [word.text for word in words if word.clause == clause]


def _behind(reading: Reading, fact: Fact) -> str:
    return reading.folded[fact.start + len(fact.text) :][:40]


def _unit(reading: Reading, fact: Fact) -> int | None:
    following = _after(reading, fact)[:1]
    if not following or any(unit for _, unit in fact.values):
        return None
    return unit_class(following[0])


def _counted_otherwise(ours: Reading, fact: Fact, other: Reading, there: Fact, language: str) -> str:
    """That the same number has another unit or counts another thing there; empty when it doesn't."""
    unit, their_unit = _unit(ours, fact), _unit(other, there)
    if unit is not None and their_unit is not None and unit != their_unit:
        return say("unit", language, what=fact.text)
    mine, its = _RATE.match(_behind(ours, fact)), _RATE.match(_behind(other, there))
    if (
        mine
        and its
        and None not in (rates := (unit_class(mine[1]), unit_class(its[1])))
        and rates[0] != rates[1]
    ):
        return say("unit", language, what=f"{fact.text} {mine.group().strip()}")
    if any(u for _, u in fact.values) or unit is not None:
        return ""
    things, their_things = _things(ours, fact), _things(other, there)
    if not things or not their_things:
        return ""
    in_theirs = any(alike(thing, word.text) for thing in things for word in other.words)
    in_ours = any(alike(thing, word.text) for thing in their_things for word in ours.words)
    if in_ours or (in_theirs and not _counted_by_another(things[0], other, there)):
        return ""
    return say("counted", language, what=f"{fact.text} {things[0]}", other=their_things[0])


def _counted_by_another(thing: str, other: Reading, there: Fact) -> bool:
    """Whether it is what another number of the source counts."""
    return any(
        alike(thing, counted)
        for fact in other.of("number")
        if fact is not there
        for counted in _things(other, fact)[:1]
    )


def _things(reading: Reading, fact: Fact) -> list[str]:
    """The first two words behind a number that carry meaning: what it counts, and how that is."""
    inside = {i for f in reading.facts for i in range(f.first, f.last + 1)}
    things: list[str] = []
    for i in range(fact.last + 1, min(fact.last + 5, len(reading.words))):
        word = reading.words[i]
        if word.clause != reading.words[fact.last].clause or i in inside:
            break
        if word.tells:
            things.append(word.text)
    return things[:2]


def _bounded_otherwise(ours: Reading, fact: Fact, other: Reading, there: Fact, language: str) -> str:
    """That the one says "at least" where the other says "at most"."""
    mine, its = _bound(ours, fact), _bound(other, there)
    if mine and its and mine[0] != its[0]:
        return say("bound", language, what=f"{mine[1]} {fact.text}", other=f"{its[1]} {there.text}")
    return ""


def _bound(reading: Reading, fact: Fact) -> tuple[str, str] | None:
    before = fold(reading.text[max(0, fact.start - 28) : fact.start])
    for kind in ("at_most", "at_least"):
        found = [m for m in words_for(kind).finditer(before) if len(before) - m.end() <= 6]
        if found:
            return kind, found[-1].group()
    return None
