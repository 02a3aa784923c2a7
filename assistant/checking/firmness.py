"""Whether a sentence is firmer than its source: a proposal told as a fact, a condition left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.phrases import say
from assistant.checking.reading import Reading
from assistant.checking.tables import words_for
from assistant.checking.turning import ABOUT, counts, meet


def firmness_failures(ours: Reading, theirs: Sequence[Reading], around: str, language: str) -> Iterator[str]:
    """That the source only considers or proposes, or makes a condition, where the sentence states."""
    stated = any(not _tentative(r, ours) and _covers(r, ours) for r in theirs)
    if not stated and not any(words_for(kind).search(ours.plain) for kind in ("considering", "proposing")):
        found = next((words_for("tentative").search(r.plain) for r in theirs if _tentative(r, ours)), None)
        if found:
            yield say("firmer", language, what=found.group())
            return
    for reading in theirs:
        match = words_for("condition").search(reading.plain)
        if (
            match
            and not words_for("conditional").search(ours.plain)
            and _covers_claim(reading, match.start(), ours)
        ):
            yield say("condition", language, what=match.group())
            return
    settled = words_for("settled").search(ours.plain)
    if settled and not words_for("settled").search(" ".join([*(r.plain for r in theirs), around])):
        found = next((m for r in theirs if (m := words_for("proposing").search(r.plain))), None) or next(
            (m for r in theirs if (m := words_for("tentative").search(r.plain))), None
        )
        if found:
            yield say("firmer", language, what=found.group())


def _tentative(reading: Reading, ours: Reading) -> bool:
    """Whether the text is tentative in the clause that the sentence is about."""
    match = words_for("tentative").search(reading.plain)
    return bool(match) and _covers_clause(reading, match.start() if match else 0, ours, behind=True)


def _covers(reading: Reading, ours: Reading) -> bool:
    places = ours.telling()
    return len(meet(ours, places, reading)) >= ABOUT * len(places)


def _covers_claim(reading: Reading, start: int, ours: Reading) -> bool:
    """Whether the sentence says most of what a condition at that place is put to."""
    at = next((i for i, w in enumerate(reading.words) if w.start <= start < w.end), 0)
    clause = reading.words[at].clause
    telling = [i for i, w in enumerate(reading.words) if w.tells and counts(w.text)]
    places = [i for i in telling if i < at and reading.words[i].clause >= clause - 1]
    places = places or [i for i in telling if reading.words[i].clause == clause + 1]
    return bool(places) and len(meet(reading, places, ours)) >= 0.5 * len(places)


def _covers_clause(reading: Reading, start: int, ours: Reading, behind: bool = False) -> bool:
    """Whether the sentence says what the text says in the clause before that place (or around it)."""
    at = next((i for i, w in enumerate(reading.words) if w.start <= start < w.end), 0)
    clause = reading.words[at].clause
    clauses = {clause, clause + 1} if behind else {clause, clause - 1}
    places = [i for i, w in enumerate(reading.words) if w.clause in clauses and w.tells and counts(w.text)]
    met = meet(reading, places, ours)
    return bool(places) and len(met) >= 0.5 * len(places)
