"""The sentences that may answer a question, each with what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import numpy as np

from assistant.dated import names_date
from assistant.intents import Wanted
from assistant.terms import Matches, Term, TextIndex, matches, share
from assistant.wanted import holds
from vectorstore.embedding.types import Array
from vectorstore.language.names import canonical, find_names
from vectorstore.language.periods import Period
from vectorstore.types import Hit, Report, Sentence, StoredSentence

# How near a text is to a question means something only beside the others: what is .845 for one question is the best
# sentence, for another below the middle. A sentence counts by how far it stands out above the middle of those found;
# with e5 the one that answers stands out by about this much.
STANDS_OUT = 0.065
# What standing out is worth in words, between languages; and what of that is off when all words with a translation
# are missing.
ACROSS, MISSED = 0.6, 0.5
# What it is worth that a sentence holds the sort of thing that was wanted: the more, the fewer sentences do.
FITS = {
    "amount": 0.25, "percentage": 0.25, "date": 0.20, "duration": 0.20, "count": 0.20, "quantity": 0.20, "place": 0.20,
    "measure": 0.20, "reference": 0.15,
    "meaning": 0.35, "reason": 0.12, "country": 0.12, "person": 0.10, "decision": 0.15,
}  # fmt: skip
# A decision seldom names again what it is about: the heading that it stands under says it, at this share.
DECIDES = 0.8
# What bare nearness says, for the refusal: with e5 half of a report's sentences come out above .78 for any question.
UNRELATED, RELATED = 0.77, 0.86
# The most that age takes off a score, and at how many days.
AGED, LONG_AGO = 0.06, 3 * 365

_LABEL = re.compile(r"^[^:|.]{2,30}:\s")


class Reports(Protocol):
    """What is needed of the library."""

    def report(self, id: str) -> Report:
        """The report with this id."""
        ...

    def sentences(self, report: str, first: int, last: int) -> list[StoredSentence]:
        """Sentences `first` … `last` of the report, with their vectors."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with its merits: all between 0 and about 1.

    `similar` and `near` are how far the sentence and its passage stand out by nearness to the question, `close` is the
    sentence's bare nearness. `own` is the share of the question's terms in the sentence itself, `around` that in its
    passage, heading, title, date and place too. `held` says per term how well the sentence has it, with its
    neighbours, notes and what it stands under; `wide` the same with the whole passage. `fits`: it holds what was
    wanted. `label`: it begins with the name asked for, as a table row does.
    """

    report: Report
    index: int
    sentence: Sentence
    text: str
    hit: Hit
    similar: float
    near: float
    close: float
    own: float
    around: float
    held: tuple[float, ...]
    wide: tuple[float, ...]
    fits: bool
    label: bool
    score: float

    @property
    def place(self) -> tuple[str, int]:
        """Report and sentence index: what makes it this sentence and no other."""
        return self.report.id, self.index

    @property
    def span(self) -> tuple[str, int, int]:
        """Report, start and end: where it stands."""
        return self.report.id, self.sentence.start, self.sentence.end


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sentences are held against: the question's vector, terms and language, what was wanted, and dates that a
    sentence must name (none: any sentence will do). `broad`: it asks for what was said about something, no fact."""

    vector: Array
    terms: tuple[Term, ...]
    wanted: Wanted
    language: str
    dates: tuple[Period, ...] = ()
    broad: bool = False

    @property
    def counted(self) -> Term | None:
        """What "how many" asks the number of."""
        return next((term for term in self.terms if term.focus), None)


def find_candidates(reports: Reports, hits: Sequence[Hit], asked: Asked) -> list[Candidate]:
    """The sentences of the hits, best first."""
    gathered = list(_gather(reports, hits, asked))
    if not gathered:
        return []
    middle = float(np.median([cosine for _, _, _, cosine in gathered]))
    passages = {(h.report, h.position): matches(asked.terms, h.text) for h in hits}
    found: dict[tuple[str, int], Candidate] = {}
    for hit, report, stored, cosine in gathered:
        candidate = _judge(stored, report, hit, asked, passages[hit.report, hit.position], cosine, middle)
        known = found.get(candidate.place)
        if known is None or candidate.score > known.score:
            found[candidate.place] = candidate
    newest = max((c.report.date for c in found.values() if c.report.date), default=None)
    aged = [replace(c, score=c.score - _age(c.report.date, newest)) for c in found.values()]
    return sorted(aged, key=lambda c: (-c.score, c.report.id, c.index))


def _age(day: date | None, newest: date | None) -> float:
    """What a sentence loses for being older than the newest of those found: of two equals the newer one holds now."""
    if day is None or newest is None:
        return AGED if newest else 0.0
    return AGED * min(1.0, (newest - day).days / LONG_AGO)


def _gather(
    reports: Reports, hits: Sequence[Hit], asked: Asked
) -> Iterator[tuple[Hit, Report, StoredSentence, float]]:
    """Each sentence of the hits (that names one of the dates, if any) with its cosine to the question.

    A heading says what follows, and answers nothing.
    """
    for hit in hits:
        report = reports.report(hit.report)
        passage = report.passages[hit.position]
        for stored in reports.sentences(hit.report, passage.first, passage.last):
            if stored.sentence.kind == "heading":
                continue
            if not asked.dates or names_date(stored.text, report, asked.dates):
                yield hit, report, stored, float(np.dot(stored.vector, asked.vector))


def _judge(
    stored: StoredSentence, report: Report, hit: Hit, asked: Asked, passage: Matches, cosine: float, middle: float
) -> Candidate:  # fmt: skip
    sentence, text, terms = stored.sentence, stored.text, asked.terms
    similar, near = _standing(cosine - middle), _standing(hit.dense - middle)
    in_sentence = matches(terms, text)
    held = _best(in_sentence, *(matches(terms, beside) for beside in _beside(report, stored.index, hit)))
    wide = _best(held, passage)
    own, around = share(terms, in_sentence), share(terms, wide)
    if report.language != asked.language:
        # Between languages most words meet only in the vectors; those that have translations can be missed.
        across = ACROSS * (1 - MISSED * _missed(terms, wide))
        own, around = max(own, across * min(1.0, similar)), max(around, across * min(1.0, near))
    fits = holds(asked.wanted, text, sentence, report, asked.counted)
    if asked.wanted == "person":
        fits = (fits or _names_another_country(text, terms)) and _does_it(terms, in_sentence, report, asked)
    if asked.wanted == "decision" and fits:
        own = max(own, DECIDES * around)
    label = _is_labelled(text, terms)
    score = 0.25 * similar + 0.12 * near + 0.38 * own + 0.20 * around
    score += FITS.get(asked.wanted, 0.0) * fits + 0.25 * label
    score -= 0.30 * (1 - share(*_firm(terms, held)))
    score -= 0.15 * text.rstrip().endswith("?")
    score -= 0.10 * (len(text) < 25 and sentence.kind == "prose")
    close = min(1.0, max(0.0, (cosine - UNRELATED) / (RELATED - UNRELATED)))
    return Candidate(
        report, stored.index, sentence, text, hit, similar, near, close, own, around, held, wide, fits, label, score
    )  # fmt: skip


def _missed(terms: Sequence[Term], found: Matches) -> float:
    """The share of the words with a translation that the passage has in neither language."""
    known = [
        (term, value)
        for term, value in zip(terms, found, strict=True)
        if term.known and term.kind == "word" and not term.light
    ]
    return 1 - share([term for term, _ in known], tuple(value for _, value in known)) if known else 0.0


def _names_another_country(text: str, terms: Sequence[Term]) -> bool:
    """Whether a country is named that the question doesn't name: who voted against may be Sweden."""
    asked = {form for term in terms for form in term.forms}
    return any(name.kind == "country" and "=" + canonical(name) not in asked for name in find_names(text))


def _does_it(terms: Sequence[Term], in_sentence: Matches, report: Report, asked: Asked) -> bool:
    """Whether the sentence itself has what "who" did; between languages only words with translations can be missing."""
    across = report.language != asked.language
    return all(
        value
        for term, value in zip(terms, in_sentence, strict=True)
        if term.focus and (term.known or not across)
    )


def _beside(report: Report, index: int, hit: Hit) -> Iterator[str]:
    """What a sentence is read with: its neighbours, its notes, and the title, date, place and heading above it."""
    yield report.passages[hit.position].context
    sentence = report.sentences[index]
    for neighbour in (index - 1, index + 1):
        if 0 <= neighbour < len(report.sentences) and sentence.kind == "prose":
            other = report.sentences[neighbour]
            if other.section == sentence.section and other.kind == "prose":
                yield report.text[other.start : other.end]
    for note in report.footnotes:
        if note.number in sentence.footnotes:
            yield report.text[note.start : note.end]


def _best(*rows: Matches) -> Matches:
    return tuple(max(column) for column in zip(*rows, strict=True))


def _firm(terms: Sequence[Term], held: Matches) -> tuple[list[Term], Matches]:
    """The names and numbers among the terms, with how well they are held."""
    kept = [(term, value) for term, value in zip(terms, held, strict=True) if term.kind != "word"]
    return [term for term, _ in kept], tuple(value for _, value in kept)


def _is_labelled(text: str, terms: Sequence[Term]) -> bool:
    """Whether this begins with the label that the question names: "Aanwezig: …", in a table or not."""
    label = _LABEL.match(text)
    if not label:
        return False
    index = TextIndex(label.group())
    return any(index.match(term) >= 0.8 for term in terms if term.focus)


def _standing(above: float) -> float:
    return min(1.3, max(0.0, above / STANDS_OUT))
