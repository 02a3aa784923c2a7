"""Whether the best sentences really answer: similarity alone doesn't tell, so names, numbers and words must be there.

A question about a country that a report never mentions still scores .884 with e5. What refuses it is that the
country is in none of the sentences found, nor in their passages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asked import CODE
from assistant.candidates import Asked, Candidate
from assistant.terms import Term, share

# How many of the best candidates may bring in a term: an answer of several sentences shares them out.
LOOK_AT = 3
# Of these, a sentence without one answers nothing.
MUST_FIT = frozenset({"date", "duration", "amount", "percentage", "count", "quantity", "country"})

# A figure is somebody's, for something: its sentence must have both.
FIGURES = frozenset({"amount", "percentage", "count", "quantity"})

# The least share of the question's terms, and of its words that are no names, that the evidence must have.
ENOUGH, ENOUGH_ACROSS = 0.50, 0.38
ENOUGH_WORDS, ENOUGH_WORDS_ACROSS = 0.45, 0.30
# What was said about something needn't be said in the question's words; then its passage must stand out.
BROADLY, NEAR, CLOSE = 0.80, 0.30, 0.80
# In a question of so many words, one of them doesn't decide by not being there if so large a share of them is.
MANY_WORDS, MOST_WORDS = 4, 0.55
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Nearness:
    """How far evidence must stand out by its vectors to be believed on fewer words."""

    similar: float
    near: float
    close: float
    words: float


# Between languages most words meet only in the vectors.
OUTSTANDING = Nearness(similar=1.0, near=0.6, close=0.95, words=0.30)
OUTSTANDING_ACROSS = Nearness(similar=0.80, near=0.55, close=0.35, words=0.15)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is an answer. `missing` are the names and numbers of the question that the evidence hasn't.

    `vague`: the question doesn't say what it is about.
    """

    enough: bool
    strength: float
    missing: tuple[str, ...] = ()
    partial: bool = False
    vague: bool = False


def judge(question: str, asked: Asked, candidates: Sequence[Candidate]) -> Verdict:
    """Weigh the best candidates against the terms of the question."""
    if not candidates or (asked.wanted in MUST_FIT and not candidates[0].fits):
        return Verdict(False, 0.0)
    best, looked_at = candidates[0], candidates[:LOOK_AT]
    across = best.report.language != asked.language
    strength = 0.75 * (0.5 * best.own + 0.5 * best.around) + 0.25 * best.close
    words = _words_found(asked.terms, looked_at)
    broadly = asked.broad and not across and best.near >= NEAR and best.close >= CLOSE
    ease = BROADLY if broadly else 1.0
    by_words = strength >= ease * (ENOUGH_ACROSS if across else ENOUGH) and words >= ease * (
        ENOUGH_WORDS_ACROSS if across else ENOUGH_WORDS
    )
    spread = len([t for t in asked.terms if not t.light]) >= MANY_WORDS and words >= MOST_WORDS
    by_words = (by_words or best.label) and (
        ((broadly or spread) and _has_what_it_is_about(asked.terms, looked_at))
        or _has_what_is_asked_after(asked.terms, looked_at, across)
    )
    named = any(t.kind != "word" and value for t, value in zip(asked.terms, best.held, strict=True))
    enough = by_words or _stands_out(best, words, named, OUTSTANDING_ACROSS if across else OUTSTANDING)
    codes = [i for i, t in enumerate(asked.terms) if CODE.fullmatch(t.text)]
    if codes and strength >= ENOUGH and all(best.held[i] for i in codes):
        enough = True  # nothing else goes by that number
    firm = [(i, t) for i, t in enumerate(asked.terms) if t.kind != "word"]
    missing = [t for i, t in firm if not any(c.held[i] for c in looked_at)]
    if not missing:
        return Verdict(enough and _go_together(question, asked, firm, looked_at), strength)
    there = [t for _, t in firm if t not in missing]
    partial = all(_stands_beside(question, name, there) for name in missing)
    # Only of what no report has can it be said that nothing is there; a country may go by other words.
    nowhere = tuple(t.text for t in missing if t.absent or t.known or t.kind == "number")
    return Verdict(
        enough and partial, strength, tuple(t.text for t in missing) if partial else nowhere, partial
    )


def _go_together(
    question: str, asked: Asked, firm: Sequence[tuple[int, Term]], candidates: Sequence[Candidate]
) -> bool:
    """Whether one sentence, with what it is read with, has all names of a question after a figure; a row of them aside.

    What Germany pledged to one fund, and another's pledge to PURL, don't say what Germany pledged to PURL.
    """
    names = [(i, t) for i, t in firm if t.kind == "name"]
    if asked.wanted not in FIGURES or len(names) < 2:
        return True
    if any(_stands_beside(question, one, [t for _, t in names if t is not one]) for _, one in names):
        return True
    return any(all(c.held[i] for i, _ in names) for c in candidates)


def _has_what_is_asked_after(terms: Sequence[Term], candidates: Sequence[Candidate], across: bool) -> bool:
    """Whether the evidence has what the question asks after: the salary in "het salaris van de voorzitter".

    Between languages only a word with known translations can be said to be missing.
    """
    asked_after = [i for i, t in enumerate(terms) if t.focus and (t.known or not across)]
    return all(any(c.wide[i] for c in candidates) for i in asked_after)


def _has_what_it_is_about(terms: Sequence[Term], candidates: Sequence[Candidate]) -> bool:
    """Whether the evidence has half of the words behind "over" or "about"; yes when there are none."""
    about = [i for i, t in enumerate(terms) if t.about and not t.light and t.kind == "word"]
    found = tuple(max(c.wide[i] for c in candidates) for i in about)
    return share([terms[i] for i in about], found) >= HALF


def _stands_out(best: Candidate, words: float, named: bool, bar: Nearness) -> bool:
    """Whether the vectors make up for the words: a name that it has stands for the words that it hasn't."""
    return (
        best.similar >= bar.similar
        and best.near >= bar.near
        and best.close >= bar.close
        and (words >= bar.words or named)
    )


def _words_found(terms: Sequence[Term], candidates: Sequence[Candidate]) -> float:
    """The share of the words that say something (no names, no light ones) that the evidence has; 1 without any."""
    heavy = [i for i, t in enumerate(terms) if t.kind == "word" and not t.light]
    found = tuple(max(c.wide[i] for c in candidates) for i in heavy)
    return share([terms[i] for i in heavy], found)


def _stands_beside(question: str, term: Term, others: Sequence[Term]) -> bool:
    """Whether the term is one of a row with another: what is there of "Duitsland en België" can be said of one."""
    between = r"\s*(?:,|en|and|of|or|&)\s*"
    return any(
        re.search(f"{re.escape(a)}{between}{re.escape(b)}", question)
        for other in others
        for a, b in ((term.text, other.text), (other.text, term.text))
    )
