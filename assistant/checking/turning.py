"""Whether a sentence turns its source round: by a denial or by an opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.phrases import say
from assistant.checking.reading import Reading, alike
from assistant.checking.tables import opposites, words_for
from vectorstore.language.detect import detect_language
from vectorstore.language.lists import listed
from vectorstore.language.words import is_stop_word

# How far a denial reaches, in words that carry meaning, behind it and before it.
REACH_AFTER, REACH_BEFORE = 4, 3
# The share of what a denial is about that must come back in the other text for the denial to be about it too.
ABOUT = 0.6
_NO_DENIAL = re.compile(
    r"\b(?:niet alleen|niet slechts|niet enkel|not only|niet (?:meer|minder) dan|no (?:more|less|fewer|later) than|"
    r"not (?:more|less|fewer|later) than|niet later dan|zonder twijfel|without doubt|no doubt|al dan niet|of niet|"
    r"wel of niet|whether or not|in zonder|nothing but|niets dan|sluit(?:en)? niet uit)\b"
)
_ENGLISH_NOT = re.compile(r"\b\w+n['’]t\b")
# Not denials or directions: "onder meer", "niet meer", "meer dan 500".
_MORE = re.compile(
    r"\b(?:onder meer|niet meer|geen \w+ meer|no more|any more|not any more|meer dan|minder dan|more than|less than|"
    r"fewer than|no later|niet later|meer of minder|more or less|steeds meer|more and more)\b"
)
_UNTURNED = re.compile(r"(?:on|un|in|im|ir|il|dis|non|niet)-?(?=\w{4})")


def turning_failures(ours: Reading, theirs: Sequence[Reading], language: str) -> Iterator[str]:
    """How the sentence turns its source round."""
    yield from _denials(ours, theirs, language)
    yield from _opposites(ours, theirs, language)


def _denials(ours: Reading, theirs: Sequence[Reading], language: str) -> Iterator[str]:
    mine = denials(ours)
    for at in mine:
        about = [reading for reading in theirs if meet(ours, _scope(ours, at), reading)] or theirs
        if not any(_denied_too(ours, at, reading) for reading in about):
            yield say("denial", language, what=_shown(ours, at))
            return
    for reading in theirs:
        for at in denials(reading):
            if _is_about(reading, at, ours) and not _denied_too(reading, at, ours):
                if any(_says_undenied(reading, at, other) for other in theirs if other is not reading):
                    continue
                yield say("denied", language, what=_shown(reading, at))
                return


def denials(reading: Reading) -> list[int]:
    """The places of the words that deny."""
    spared = [match.span() for match in _NO_DENIAL.finditer(reading.plain)]
    found = [m.start() for m in words_for("denial").finditer(reading.plain)]
    found += [m.start() for m in _ENGLISH_NOT.finditer(reading.plain)]
    kept = [start for start in found if not any(first <= start < last for first, last in spared)]
    places = [
        i for i, word in enumerate(reading.words) if any(word.start <= start < word.end for start in kept)
    ]
    return [i for i in places if not _is_contrast_of_facts(reading, i)]


def _is_contrast_of_facts(reading: Reading, at: int) -> bool:
    """Whether only a figure, date or name is denied ("niet op 1 april maar op 1 juli"): that is another check's."""
    for i in range(at + 1, min(at + 8, len(reading.words))):
        if reading.words[i].text in ("maar", "but"):
            between = set(range(at + 1, i))
            facts = {j for f in reading.facts for j in range(f.first, f.last + 1)}
            return all(j in facts or not reading.words[j].tells for j in between) and bool(between & facts)
    facts = {f.first for f in reading.facts}
    rest = [i for i in range(at + 1, len(reading.words)) if reading.words[i].tells]
    return (
        reading.words[at - 1].text in ("en", "and", "maar", "but")
        and at > 0
        and all(i in facts for i in rest)
    )


def _scope(reading: Reading, at: int) -> list[int]:
    """The places of the words that a denial is about, in its clause."""
    clause = reading.words[at].clause
    inside = [i for i, w in enumerate(reading.words) if w.clause == clause and i != at and counts(w.text)]
    after = [i for i in inside if i > at][:REACH_AFTER]
    before = [i for i in inside if i < at][-REACH_BEFORE:]
    return before + after


# Stop words that a denial can be about all the same.
_DEEDS = frozenset(listed("doen doet deed deden gedaan mee toe do does did done wel hebben heeft have has"))


def counts(word: str) -> bool:
    stop = is_stop_word(word, "nl") or is_stop_word(word, "en")
    return len(word) > 1 and (not stop or word in _DEEDS) and not word[0].isdigit()


def meet(reading: Reading, places: Sequence[int], other: Reading) -> list[tuple[int, list[int]]]:
    """Which of the words come back in the other text, and where."""
    found = []
    for i in places:
        there = [j for j, word in enumerate(other.words) if alike(reading.words[i].text, word.text)]
        if there:
            found.append((i, there))
    return found


def _is_about(reading: Reading, at: int, other: Reading) -> bool:
    """Whether the other text speaks of what is denied here."""
    scope = _scope(reading, at)
    if not scope:
        return True
    after = [i for i in scope if i > at]
    met = {i for i, _ in meet(reading, scope, other)}
    before = [i for i in scope if i < at][-2:]
    if after and met.issuperset(after) and any(i in met for i in before):
        return True
    return len(met) >= ABOUT * len(scope) and (not after or any(i in met for i in after))


def _denied_too(reading: Reading, at: int, other: Reading) -> bool:
    """Whether the other text denies, in so many words or in others, what is denied here."""
    met = {j for _, places in meet(reading, _scope(reading, at), other) for j in places}
    clauses = {other.words[j].clause for j in met}
    elsewhere = denials(other)
    if any(other.words[i].clause in clauses for i in elsewhere) and any(
        met & set(_scope(other, i)) for i in elsewhere
    ):
        return True
    across = detect_language(reading.text) != detect_language(other.text)
    if not met and elsewhere and across:
        return True
    for match in words_for("softer").finditer(other.plain):
        place = next((w for w in other.words if w.start <= match.start() < w.end), None)
        alone = place and not any(alike(place.text, word.text) for word in reading.words)
        if place and alone and (place.clause in clauses or (across and not met)):
            return True
    if any(_is_undone(reading.words[i].text, word.text) for i in _scope(reading, at) for word in other.words):
        return True
    return _by_opposite(reading, other)


def _is_undone(word: str, other: str) -> bool:
    """Whether the other word is this one with on-, un- or the like before it."""
    match = _UNTURNED.match(other)
    return bool(match) and alike(word, other[match.end() if match else 0 :]) and not _UNTURNED.match(word)


def _by_opposite(reading: Reading, other: Reading) -> bool:
    """Whether one text has the opposite of a word of the other: "niet goedgekeurd" is "afgekeurd"."""
    for one, two in opposites():
        for a, b in ((one, two), (two, one)):
            if a.within(reading.stems, reading.plain) and b.within(other.stems, other.plain):
                return True
    return False


def _says_undenied(reading: Reading, at: int, other: Reading) -> bool:
    """Whether another source says without denial what this one denies."""
    met = meet(reading, _scope(reading, at), other)
    return len(met) >= ABOUT * max(1, len(_scope(reading, at))) and not denials(other)


def _shown(reading: Reading, at: int) -> str:
    first, last = max(0, at - 1), min(len(reading.words) - 1, at + 3)
    return reading.text[reading.words[first].start : reading.words[last].end]


def _opposites(ours: Reading, theirs: Sequence[Reading], language: str) -> Iterator[str]:
    """A word of which the source has only the opposite, and neither of them is denied."""
    mine = _MORE.sub(" ", ours.plain)
    stems = ours.stems if mine == ours.plain else _stems_without(ours)
    denied = bool(denials(ours)) != any(denials(reading) for reading in theirs)
    for one, two in opposites():
        for a, b in ((one, two), (two, one)):
            if not a.within(stems, mine) or b.within(stems, mine):
                continue
            if any(a.within(r.stems, r.plain) for r in theirs) or denied:
                continue
            if any(b.within(_stems_without(r), _MORE.sub(" ", r.plain)) for r in theirs):
                yield say("opposite", language, what=_word_of(ours, a.stems))
                return


def _stems_without(reading: Reading) -> frozenset[str]:
    """The stems of the text without those of "meer" and the like where they compare nothing."""
    if not _MORE.search(reading.plain):
        return reading.stems
    return reading.stems - frozenset(
        ("nl:meer", "nl:minder", "en:more", "en:less", "en:fewer", "en:later", "nl:later")
    )


def _word_of(reading: Reading, stems: frozenset[str]) -> str:
    from assistant.terms import forms_of

    return next(
        (reading.text[w.start : w.end] for w in reading.words if forms_of(w.text) & stems), reading.text
    )
