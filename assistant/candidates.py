"""The sentences that may answer a question, each with what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from assistant.intents import Wanted
from assistant.terms import Term, TextIndex, coverage
from assistant.wanted import holds
from vectorstore.embedding.types import Array
from vectorstore.language.dates import find_dates
from vectorstore.language.periods import Period
from vectorstore.types import Hit, Report, Sentence, StoredSentence

# With e5 half of a report's sentences come out above .78 for a question, and the one that answers it at about .845: what
# lies between is stretched to 0 … 1 before it is weighed against anything else.
UNRELATED, RELATED = 0.77, 0.86

_LABEL = re.compile(r"^[^:|]{2,40}:")


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

    `similar` and `near` are how close the sentence and its passage are to the question; `own` is the share of the
    question's terms in the sentence itself, `around` that in the sentence with its passage, heading and title.
    """

    report: Report
    index: int
    sentence: Sentence
    text: str
    hit: Hit
    similar: float
    near: float
    own: float
    around: float
    fits: bool
    label: bool
    score: float

    @property
    def place(self) -> tuple[str, int]:
        """Report and sentence index: what makes it this sentence and no other."""
        return self.report.id, self.index


def find_candidates(
    reports: Reports,
    hits: Sequence[Hit],
    question: Array,
    terms: Sequence[Term],
    wanted: Wanted,
    dates: Sequence[Period] = (),
) -> list[Candidate]:
    """The sentences of the hits, best first. With `dates`, only those that name one of them."""
    found: dict[tuple[str, int], Candidate] = {}
    for hit in hits:
        report = reports.report(hit.report)
        passage = report.passages[hit.position]
        around = TextIndex(_surroundings(hit))
        for stored in reports.sentences(hit.report, passage.first, passage.last):
            if dates and not _names_date(stored.text, report, dates):
                continue
            candidate = _judge(stored, report, hit, question, terms, wanted, around)
            known = found.get(candidate.place)
            if known is None or candidate.score > known.score:
                found[candidate.place] = candidate
    return sorted(found.values(), key=lambda c: (-c.score, c.report.id, c.index))


def _judge(
    stored: StoredSentence,
    report: Report,
    hit: Hit,
    question: Array,
    terms: Sequence[Term],
    wanted: Wanted,
    around: TextIndex,
) -> Candidate:
    sentence, text = stored.sentence, stored.text
    similar = _stretch(float(np.dot(stored.vector, question)))
    near = _stretch(hit.dense)
    own = coverage(terms, TextIndex(text))
    wide = coverage(terms, around)
    fits = holds(wanted, text, sentence, report)
    label_match = _LABEL.match(text) if sentence.kind == "row" else None
    label = bool(label_match) and any(TextIndex(label_match.group()).match(t) >= 0.8 for t in terms if t.kind == "word")  # type: ignore[union-attr]
    score = 0.30 * similar + 0.15 * near + 0.35 * own + 0.20 * wide
    score += 0.15 * (fits and wanted != "any") + 0.25 * label
    score -= 0.40 * (sentence.kind == "heading") + 0.15 * text.rstrip().endswith("?")
    score -= 0.10 * (len(text) < 25 and sentence.kind == "prose")
    return Candidate(report, stored.index, sentence, text, hit, similar, near, own, wide, fits, label, score)


def _surroundings(hit: Hit) -> str:
    return f"{hit.title}\n{hit.section}\n{hit.text}"


def _stretch(cosine: float) -> float:
    return min(1.2, max(0.0, (cosine - UNRELATED) / (RELATED - UNRELATED)))


def _names_date(text: str, report: Report, dates: Sequence[Period]) -> bool:
    """Whether the sentence names a day within one of the periods."""
    year = report.date.year if report.date else None
    for mention in find_dates(text, year_hint=year, today=report.date):
        for period in dates:
            if (not period.since or mention.last >= period.since) and (not period.until or mention.first <= period.until):
                return True
    return False
