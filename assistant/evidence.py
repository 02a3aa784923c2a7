"""Whether the best sentences really answer: similarity alone doesn't separate, so names, numbers and words must be there.

A question about a country that a report never mentions still scores .884 with e5. What refuses it is that the
country is in none of the sentences found, nor in their passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.candidates import Candidate
from assistant.terms import Term, TextIndex

# How many of the best candidates may bring in a name: an answer of several sentences shares the names out.
LOOK_AT = 3

# Fitted on the example questions, answerable and not, in both languages (see docs/decisions.md).
ENOUGH = 0.50
ENOUGH_ACROSS = 0.46


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is an answer. `missing` are the names and numbers of the question that the evidence hasn't."""

    enough: bool
    strength: float
    missing: tuple[str, ...] = ()
    partial: bool = False


def judge(terms: Sequence[Term], candidates: Sequence[Candidate], language: str) -> Verdict:
    """Weigh the best candidates against the terms of the question."""
    if not candidates:
        return Verdict(False, 0.0)
    best = candidates[0]
    looked_at = candidates[:LOOK_AT]
    indexes = [_evidence_of(c) for c in looked_at]
    firm = [t for t in terms if t.kind in ("name", "number")]
    missing = [t for t in firm if not any(index.match(t) for index in indexes)]
    strength = support(best, across=best.report.language != language)
    bar = ENOUGH_ACROSS if best.report.language != language else ENOUGH
    enough = strength >= bar
    if not missing:
        return Verdict(enough, strength)
    names = tuple(t.text for t in missing)
    # "Wat zeiden Duitsland en België?": what is there of one of them can be said, with what is not there of the other.
    same_sort = [t for t in firm if t not in missing and t.kind == missing[0].kind]
    partial = enough and bool(same_sort) and any(TextIndex(best.text).match(t) for t in same_sort)
    return Verdict(partial, strength, names, partial)


def support(candidate: Candidate, *, across: bool) -> float:
    """How well a candidate is held up, 0 … 1. Across languages words are found less often, and nearness weighs more."""
    nearness = 0.6 * candidate.similar + 0.4 * candidate.near
    words = max(candidate.own, 0.5 * candidate.own + 0.5 * candidate.around)
    return 0.55 * nearness + 0.45 * words if across else 0.35 * nearness + 0.65 * words


def _evidence_of(candidate: Candidate) -> TextIndex:
    report, hit = candidate.report, candidate.hit
    notes = " ".join(report.text[n.start : n.end] for n in report.footnotes if n.number in candidate.sentence.footnotes)
    return TextIndex(f"{candidate.text}\n{hit.title}\n{hit.section}\n{hit.text}\n{notes}")
