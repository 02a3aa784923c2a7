"""Which of the candidates make the answer, and in what order they are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.candidates import Candidate
from assistant.intents import Kind, Wanted
from vectorstore.types import Report, Sentence


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of a report, to be quoted."""

    report: Report
    index: int

    @property
    def sentence(self) -> Sentence:
        """Where it stands."""
        return self.report.sentences[self.index]

    @property
    def text(self) -> str:
        """Its exact words."""
        return self.report.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True, slots=True)
class Measure:
    """How much a kind of answer takes: within `margin` of the best score, `per_report` and `most` sentences."""

    margin: float
    per_report: int
    most: int
    reports: int


MEASURES: dict[str, Measure] = {
    "fact": Measure(margin=0.10, per_report=2, most=3, reports=3),
    "list": Measure(margin=0.22, per_report=12, most=14, reports=3),
    "topic": Measure(margin=0.28, per_report=3, most=9, reports=4),
    "statement": Measure(margin=0.22, per_report=4, most=6, reports=2),
    "summary": Measure(margin=0.30, per_report=6, most=9, reports=3),
}

# Another meeting's sentence on the same thing may be the one that holds now, so it needn't be quite as near.
ELSEWHERE = 0.16

# How much of the best one's share of the question's words a sentence of running text must have to stand beside it.
PROSE = {"list": 0.3, "topic": 0.4, "statement": 0.4, "summary": 0.3}

# How much of the best one's share of the question's words a sentence must have itself to be the same fact; of a newer
# report, which tells how it is now, less will do when it is read with all the others.
SAME_FACT, SAME_FACT_NEWER, READ_WITH = 0.75, 0.5, 0.95

# A sentence that begins like this leans on the one before it.
_LEANS = re.compile(
    r"^(?:Dit|Deze|Dat|Die|Hij|Zij|Ze|Daarbij|Daarmee|Daarnaast|Hiertoe|Hierbij|Hiermee|Daarvoor|Daarom|"
    r"Het betreft|Laatstgenoemde|Beide|Dergelijke|Zo|This|That|These|Those|It|He|She|They|Such|Both|Therefore)\b"
)
_SAME = re.compile(r"\W+")


def select(candidates: Sequence[Candidate], kind: Kind, wanted: Wanted) -> list[Quoted]:
    """The sentences of the answer: reports newest first, each in reading order."""
    measure = MEASURES.get(kind, MEASURES["fact"])
    best = candidates[0]
    picked: list[Candidate] = []
    texts: set[str] = set()
    for candidate in candidates:
        elsewhere = candidate.report.id != best.report.id
        floor = best.score - (max(measure.margin, ELSEWHERE) if elsewhere else measure.margin)
        if len(picked) >= measure.most:
            break
        if candidate.score < floor:
            continue
        letters = _SAME.sub("", candidate.text.lower())
        reports = [c.report.id for c in picked]
        if letters in texts or reports.count(candidate.report.id) >= measure.per_report:
            continue
        if candidate.report.id not in reports and len(set(reports)) >= measure.reports:
            continue
        if candidate is not best and not _adds(candidate, best, kind, wanted):
            continue
        picked.append(candidate)
        texts.add(letters)
    chosen = {c.place: Quoted(c.report, c.index) for c in picked}
    for candidate in picked:
        for extra in _companions(candidate, kind):
            chosen.setdefault((extra.report.id, extra.index), extra)
    return in_reading_order(list(chosen.values()))


def in_reading_order(quotes: list[Quoted]) -> list[Quoted]:
    """Newest report first; within a report as it is read."""
    quotes.sort(key=lambda q: q.index)
    quotes.sort(key=lambda q: (q.report.date or date.min, q.report.id), reverse=True)
    return quotes


def _adds(candidate: Candidate, best: Candidate, kind: Kind, wanted: Wanted) -> bool:
    """Whether the candidate belongs in the answer beside the best one."""
    if wanted == "decision" and best.fits and not candidate.fits:
        return False
    if kind == "fact":
        same_thing = wanted == "any" or not best.fits or candidate.fits
        return same_thing and candidate.label == best.label and candidate.own >= _same_fact(candidate, best)
    if candidate.sentence.kind == "prose" and candidate.own < PROSE.get(kind, 0.0) * best.own:
        return False
    return candidate.own > 0 or candidate.around >= 0.75 * best.around


def _same_fact(candidate: Candidate, best: Candidate) -> float:
    """The share of the question's words that makes the candidate the same fact as the best one."""
    day, then = candidate.report.date, best.report.date
    newer = day is not None and then is not None and day > then
    holds_now = newer and candidate.fits and candidate.around >= READ_WITH * best.around
    return (SAME_FACT_NEWER if holds_now else SAME_FACT) * best.own


def _companions(candidate: Candidate, kind: Kind) -> list[Quoted]:
    """What must be read with the sentence: the one it leans on, the items that it announces."""
    report, index = candidate.report, candidate.index
    extra = []
    if candidate.sentence.kind == "prose" and _LEANS.match(candidate.text) and index > 0:
        before = report.sentences[index - 1]
        if before.section == candidate.sentence.section and before.kind == "prose":
            extra.append(Quoted(report, index - 1))
    if candidate.text.rstrip().endswith(":") and candidate.sentence.kind != "row":
        for following in range(index + 1, min(index + 11, len(report.sentences))):
            if report.sentences[following].kind != "item":
                break
            extra.append(Quoted(report, following))
    elif kind == "list" and candidate.sentence.kind == "item":
        extra += _whole_list(report, index)
    return extra


def _whole_list(report: Report, index: int) -> list[Quoted]:
    """The items around an item, with the line that announces them; at most ten."""
    first = last = index
    while first > 0 and report.sentences[first - 1].kind == "item" and index - first < 10:
        first -= 1
    while last + 1 < len(report.sentences) and report.sentences[last + 1].kind == "item" and last - first < 9:
        last += 1
    if first > 0 and Quoted(report, first - 1).text.rstrip().endswith(":"):
        first -= 1
    return [Quoted(report, i) for i in range(first, last + 1)]
