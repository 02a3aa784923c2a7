"""Whether the facts of a sentence go together as in its source: which figure is whose, what became what, who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from assistant.checking.acting import JOINED, who_does_what
from assistant.checking.figures import same_number
from assistant.checking.naming import same_name
from assistant.checking.phrases import say
from assistant.checking.reading import Fact, Reading, alike
from assistant.checking.tables import words_for
from assistant.checking.times import holds

# What a clause's end and an "en" add to the distance between two words.
CLAUSE, PHRASE = 4, 3
# By how many words one way of pairing must be nearer than the other to be the one that is meant.
CLEARLY = 2
# The most words between a figure and what it is paired with.
NEAR = 6
# From this likeness on, word for word, a sentence is a copy with something changed.
COPY = 0.8


@dataclass(frozen=True, slots=True)
class Meeting:
    """A fact of the sentence and the same fact in the source."""

    ours: Fact
    theirs: Fact


def pairing_failures(ours: Reading, theirs: Sequence[Reading], language: str) -> Iterator[str]:
    """How the facts are put together otherwise than in the one source that has them."""
    for reading in theirs:
        met = list(meetings(ours, reading))
        figures = [m for m in met if m.ours.kind != "name"]
        names = [m for m in met if m.ours.kind == "name"]
        found = [
            *_roles_of_figures(ours, reading, figures, language),
            *_roles_of_figures(ours, reading, names, language),
            *_old_values(ours, reading, figures, language),
            *_swapped(ours, reading, figures, language),
            *_swapped(ours, reading, names, language),
            *_whose(ours, reading, figures, language),
            *who_does_what(ours, reading, [(m.ours, m.theirs) for m in names], language),
            *_copied_in_another_order(ours, reading, met, language),
        ]
        if found:
            yield found[0]
            return


def meetings(ours: Reading, theirs: Reading) -> Iterator[Meeting]:
    """The facts that stand once in the sentence and once in the source."""
    for fact in ours.facts:
        there = [f for f in theirs.facts if same_fact(fact, f)]
        again = [f for f in ours.facts if same_fact(fact, f)]
        if len(there) == 1 and len(again) == 1 and fact.last >= fact.first:
            yield Meeting(fact, there[0])


def same_fact(one: Fact, other: Fact) -> bool:
    """Whether two facts are the same number, date or name."""
    if one.kind != other.kind:
        return False
    if one.kind == "number":
        return same_number(one, other)
    return holds(one, other) if one.kind == "date" else same_name(one, other)


def role(reading: Reading, fact: Fact) -> str:
    """What a figure is by the words before it: "from", "to", "instead", "whole" ("van de 40") or nothing."""
    before = reading.folded[max(0, fact.start - 40) : fact.start]
    after = reading.folded[fact.start + len(fact.text) : fact.start + len(fact.text) + 60]
    if re.search(r"(?:in plaats van|instead of|rather than|i\.p\.v\.)(?: [\w]+){0,4} \Z", before):
        return "from"
    if re.search(r"\b(?:niet|not)(?: (?:op|in|on|om|van|de|het|the|at|meer|per))* \Z", before):
        return "from"
    if re.search(r"\b(?:naar|to)(?: (?:eur|usd|de|het|the|€))? ?\Z", before) and re.search(
        r"\b(?:van|from)\b", before + reading.folded[: fact.start]
    ):
        return "to"
    if re.search(r"\b(?:van|from)(?: (?:eur|usd|€|de|het|the))? ?\Z", before) and re.search(
        r"\b(?:naar|to)\b", after
    ):
        return "from"
    if re.search(r"\b(?:van de|of the|out of|waarvan de)(?: (?:in totaal))? \Z", before):
        return "whole"
    return ""


def _roles_of_figures(ours: Reading, theirs: Reading, met: Sequence[Meeting], language: str) -> Iterator[str]:
    for one, two in combinations(met, 2):
        mine = role(ours, one.ours), role(ours, two.ours)
        its = role(theirs, one.theirs), role(theirs, two.theirs)
        if any(_differ(_which(kind, mine), _which(kind, its)) for kind in ("from", "whole")):
            yield _order(one, two, language)


def _which(kind: str, roles: tuple[str, str]) -> int | None:
    """Which of two figures has that role; None when both have it or neither."""
    return roles.index(kind) if roles.count(kind) == 1 else None


def _differ(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def _old_values(ours: Reading, theirs: Reading, met: Sequence[Meeting], language: str) -> Iterator[str]:
    """A figure that the source says was changed, told as if it held."""
    told = {id(m.theirs) for m in met}
    for one in met:
        if role(theirs, one.theirs) != "from" or role(ours, one.ours) == "from":
            continue
        others = [f for f in theirs.of(one.theirs.kind) if f is not one.theirs and role(theirs, f) == "to"]
        denied = re.search(r"\b(?:niet|not)\b[^,.;]{0,12}\Z", theirs.folded[: one.theirs.start])
        if not others and not denied:
            continue
        if not any(id(f) in told for f in others) and not words_for("earlier").search(ours.folded):
            yield say("old", language, what=one.ours.text)


def _order(one: Meeting, two: Meeting, language: str) -> str:
    joint = " and " if language == "en" else " en "
    return say("order", language, what=joint.join((one.ours.text, two.ours.text)))


def _distance(reading: Reading, one: Fact, at: int) -> int:
    words = reading.words
    place = one.first if at < one.first else one.last
    low, high = min(place, at), max(place, at)
    between = words[low].clause != words[high].clause
    joins = words[high].phrase - words[low].phrase
    return high - low + CLAUSE * between + PHRASE * min(joins, 2)


def _swapped(ours: Reading, theirs: Reading, met: Sequence[Meeting], language: str) -> Iterator[str]:
    """Two facts of a kind that each stand with what the other stands with in the source."""
    every = list(_labels(ours, theirs, met))
    named = [label for label in every if any(f.first == label[0] for f in ours.of("name"))]
    for one, two in combinations(met, 2):
        if one.ours.kind != two.ours.kind or one.theirs.first == two.theirs.first:
            continue
        labels = named if len(named) > 1 else every
        near = [
            (a, b)
            for a in labels
            for b in labels
            if a != b and _pull(ours, one.ours, two.ours, a[0], b[0]) >= CLEARLY
            and max(_distance(ours, one.ours, a[0]), _distance(ours, two.ours, b[0])) <= NEAR
        ]  # fmt: skip
        near.sort(key=lambda ab: _distance(ours, one.ours, ab[0][0]) + _distance(ours, two.ours, ab[1][0]))
        for a, b in near[:1]:
            tight = max(_distance(theirs, one.theirs, b[1]), _distance(theirs, two.theirs, a[1])) <= NEAR
            if tight and _pull(theirs, two.theirs, one.theirs, a[1], b[1]) >= CLEARLY:
                yield _order(one, two, language)


def _pull(reading: Reading, one: Fact, two: Fact, a: int, b: int) -> int:
    """How much nearer `one` to `a` and `two` to `b` are than the other way round."""
    straight = _distance(reading, one, a) + _distance(reading, two, b)
    return _distance(reading, one, b) + _distance(reading, two, a) - straight


def _labels(ours: Reading, theirs: Reading, met: Sequence[Meeting]) -> Iterator[tuple[int, int]]:
    """Words and names that stand once in both, by their places."""
    kinds = {m.ours.kind for m in met}
    for fact in ours.of("name"):
        if "name" not in kinds:
            there = [f for f in theirs.of("name") if same_name(fact, f)]
            again = [f for f in ours.of("name") if same_name(fact, f)]
            if len(there) == 1 and len(again) == 1:
                yield fact.first, there[0].first
    mine, its = ours.telling(), theirs.telling()
    for i in mine:
        places = [j for j in its if alike(ours.words[i].text, theirs.words[j].text)]
        if (
            len(places) == 1
            and sum(alike(ours.words[k].text, theirs.words[places[0]].text) for k in mine) == 1
        ):
            yield i, places[0]


def _whose(ours: Reading, theirs: Reading, met: Sequence[Meeting], language: str) -> Iterator[str]:
    """A figure beside one name that stands beside another one in the source."""
    for one in met:
        holders = _beside(theirs, one.theirs)
        if not holders or any(same_name(f, h) or same_name(h, f) for f in ours.of("name") for h in holders):
            continue
        claimed = [
            f for f in _beside(ours, one.ours)
            if f.known and any(same_name(f, g) and g not in holders for g in theirs.of("name"))
        ]  # fmt: skip
        if claimed and any(h.known for h in holders):
            yield say("whose", language, what=one.ours.text, other=holders[0].text)


def _beside(reading: Reading, fact: Fact) -> list[Fact]:
    """The names in the same part of the clause as a figure."""
    place = reading.words[fact.first]
    return [
        f for f in reading.of("name")
        if f.last >= f.first and reading.words[f.first].clause == place.clause
        and reading.words[f.first].phrase == place.phrase
    ]  # fmt: skip


def _copied_in_another_order(
    ours: Reading, theirs: Reading, met: Sequence[Meeting], language: str
) -> Iterator[str]:
    """Facts in another order in what is otherwise the source's own sentence."""
    for kind in ("number", "date", "name"):
        facts = [m for m in met if m.ours.kind == kind]
        if len(facts) < 2:
            continue
        mine = _without(ours, [m.ours for m in facts])
        its = _without(theirs, [m.theirs for m in facts])
        if SequenceMatcher(None, mine, its, autojunk=False).ratio() < COPY:
            continue
        for one, two in pairwise(sorted(facts, key=lambda m: m.ours.first)):
            if one.theirs.first > two.theirs.first and not _coordinated(theirs, one.theirs, two.theirs):
                yield _order(one, two, language)


def _coordinated(reading: Reading, one: Fact, two: Fact) -> bool:
    """Whether the two stand in one row, where their order says nothing."""
    first, second = sorted((one, two), key=lambda f: f.first)
    return first.kind == "name" and bool(
        JOINED.fullmatch(reading.text[first.start + len(first.text) : second.start])
    )


def _without(reading: Reading, facts: Sequence[Fact]) -> list[str]:
    inside = {i for fact in facts for i in range(fact.first, fact.last + 1)}
    return [word.text for i, word in enumerate(reading.words) if i not in inside]
