"""Whether one sentence is held up by the sentences that it cites; all of it by rule, nothing drawn or guessed.

The evidence must have the sentence's figures, dates and names, put together in the same way, turned the same way, and
enough of its other words. A report's own instruction to the reader holds up nothing, not even when it is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from assistant.asked import LIGHT_WEIGHT, key_terms
from assistant.checking.clauses import clause_failures
from assistant.checking.elsewhere import elsewhere_failures
from assistant.checking.evidence import Evidence
from assistant.checking.figures import number_failures
from assistant.checking.firmness import firmness_failures
from assistant.checking.instructions import is_instruction
from assistant.checking.mixed import mixed_failures
from assistant.checking.naming import name_failures
from assistant.checking.pairing import pairing_failures
from assistant.checking.phrases import say
from assistant.checking.reading import Reading, alike, read, with_names_of
from assistant.checking.tables import opposites, words_for
from assistant.checking.times import date_failures
from assistant.checking.turning import turning_failures
from assistant.terms import Term, TextIndex, forms_of, index_of, share
from vectorstore.embedding.types import Array
from vectorstore.language.detect import detect_language
from vectorstore.language.lists import listed
from vectorstore.language.words import fold

# The share of a sentence's words that its evidence must have, and that between languages.
ENOUGH_WORDS, ENOUGH_ACROSS = 0.6, 0.4
# Each figure, date or name that the evidence has, up to two, takes so much off; so do vectors that are near.
FACT_EASES, CLOSE_EASES = 0.05, 0.1
CLOSE, CLOSE_ACROSS = 0.86, 0.82
# However long a sentence is, so many words that stand nowhere make another one of it.
MOST_MISSING = 3
# Verbs that only join a figure to what it is the figure of.
_LINKING = frozenset(
    listed("bedraagt bedroeg bedragen bedroegen beloopt telt telde amounts amounted totals totalled")
)
# A sentence of so many facts that are all there, and of words that say little, is held up by them.
ENOUGH_FACTS = 2
# What a word is worth that the evidence has in other words, and one that stands only in what the evidence is read with.
NEARLY, BESIDE = 0.8, 0.8

_MARKS = re.compile(r"\s*\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]")


def failures(
    sentence: str,
    evidence: Sequence[Evidence],
    language: str,
    embed: Callable[[str], Array] | None = None,
) -> tuple[str, ...]:
    """What of the sentence the evidence doesn't hold up, as short phrases in `language`; () when it is held up.

    Several pieces of evidence may share the facts out. Marks like [2] are no part of the sentence.
    """
    asked = " ".join(_MARKS.sub("", sentence).split()).strip("*_ ")
    if not evidence:
        return (say("nothing", language),)
    if is_instruction(asked):
        return (say("instruction", language),)
    if any(same_words(asked, one.text) for one in evidence):
        return ()
    held = [one for one in evidence if not is_instruction(one.text)]
    if not held:
        return (say("instruction", language),)
    if asked.endswith("?"):
        return (say("question", language),)
    return tuple(dict.fromkeys(_found(asked, held, language, embed)))


def _found(
    asked: str, evidence: Sequence[Evidence], language: str, embed: Callable[[str], Array] | None
) -> Iterator[str]:
    day = next((one.date for one in evidence if one.date), None)
    theirs = [read(one.text, one.date) for one in evidence]
    ours = with_names_of(read(asked, day), theirs)
    around = [read(one.beside, one.date) for one in evidence if one.beside]
    beside = " ".join(one.beside for one in evidence)
    if not ours.facts and sum(word.tells for word in ours.words) < 2:
        yield say("empty", language)
        return
    yield from number_failures(ours, theirs, beside, language)
    yield from date_failures(ours, theirs, around, [one.date for one in evidence if one.date], language)
    yield from name_failures(ours, [*theirs, *around], language)
    yield from elsewhere_failures(ours, theirs, around, language)
    yield from pairing_failures(ours, theirs, language)
    yield from clause_failures(ours, theirs, language)
    yield from turning_failures(ours, theirs, language)
    yield from mixed_failures(ours, evidence, language)
    yield from firmness_failures(ours, theirs, beside, language)
    yield from _uncovered(asked, ours, evidence, language, embed)


def _uncovered(
    asked: str,
    ours: Reading,
    evidence: Sequence[Evidence],
    language: str,
    embed: Callable[[str], Array] | None,
) -> Iterator[str]:
    """The words that stand nowhere, when too few of the sentence's words stand somewhere."""
    if not _rests_on(asked, evidence, embed):
        yield say("words", language, what=asked)
        return
    covered, missing, telling = coverage(asked, ours, evidence)
    across = detect_language(asked) not in [one.language for one in evidence]
    bar = ENOUGH_ACROSS if across else ENOUGH_WORDS
    bar -= FACT_EASES * min(2, len(ours.facts))
    near = nearness(asked, evidence, embed)
    if near >= (CLOSE_ACROSS if across else CLOSE):
        bar -= CLOSE_EASES
    too_many = len(missing) > MOST_MISSING
    if too_many or (covered < bar and (telling or len(ours.facts) < ENOUGH_FACTS)):
        yield say("words", language, what=", ".join(missing[:5]) or asked)


def _rests_on(asked: str, evidence: Sequence[Evidence], embed: Callable[[str], Array] | None) -> bool:
    """Whether the cited sentences themselves have enough of it: a title alone, which anyone can choose, holds up
    nothing, and neither does one name or number alone when the sentence has more."""
    telling = [term for term in key_terms(asked) if not term.light]
    held = [term for term in telling if any(_held(term, one.text) for one in evidence)]
    if len(held) >= min(2, len(telling)) or any(term.kind == "word" for term in held):
        return True
    return nearness(asked, evidence, embed) >= CLOSE_ACROSS


def coverage(asked: str, ours: Reading, evidence: Sequence[Evidence]) -> tuple[float, list[str], bool]:
    """The share, by weight, of the sentence's words that the evidence has, those that it hasn't, and whether any of the
    sentence's words says much by itself."""
    counted = {w.text for f in ours.facts for w in ours.words[f.first : f.last + 1]}
    terms = [
        replace(
            t, weight=LIGHT_WEIGHT if t.light or f"-{t.text}" in asked or fold(t.text) in _LINKING else 1.0
        )
        for t in key_terms(asked)
        if t.kind == "word" and fold(t.text) not in counted and not _judged_elsewhere(fold(t.text))
    ]
    texts = [(one.text, 1.0) for one in evidence] + [(one.beside, BESIDE) for one in evidence if one.beside]
    found = tuple(max(worth * _held(term, text) for text, worth in texts) for term in terms)
    missing = [term.text for term, value in zip(terms, found, strict=True) if not value]
    return share(terms, found), missing, any(term.weight > LIGHT_WEIGHT for term in terms)


def _judged_elsewhere(word: str) -> bool:
    """Whether a word bounds, dates or weakens a statement, which other checks see to."""
    return any(
        words_for(kind).fullmatch(word) for kind in ("at_least", "at_most", "before", "after", "conditional")
    )


def _held(term: Term, text: str) -> float:
    index = index_of(text)
    if value := index.match(term):
        return value
    word = fold(term.text)
    return NEARLY * (any(alike(word, token) for token in index.tokens) or _is_opposite(word, index))


def _is_opposite(word: str, index: TextIndex) -> bool:
    """Whether the text has the word's opposite, of which another check says whether it turns the sentence round."""
    forms, had = forms_of(word), frozenset(index.forms)
    return any(
        a.stems & forms and b.within(had, index.folded)
        for one, two in opposites()
        for a, b in ((one, two), (two, one))
    )


def nearness(asked: str, evidence: Sequence[Evidence], embed: Callable[[str], Array] | None) -> float:
    """The cosine between the sentence and the nearest of the evidence, or all of it together; 0 when unknown."""
    vectors = [one.vector for one in evidence if one.vector is not None and one.vector.any()]
    if embed is None or not vectors:
        return 0.0
    mine = embed(asked)
    total = np.sum(vectors, axis=0)
    return max(float(np.dot(mine, v)) for v in (*vectors, total / np.linalg.norm(total)))


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for white space and punctuation."""
    return bool(one) and _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return re.sub(r"[^\w%€$£]+", " ", text).strip()
