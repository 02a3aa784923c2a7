"""A sentence of a report as evidence: its words, and what it is read with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.select import Quoted
from vectorstore.embedding.types import Array
from vectorstore.language.months import spoken_date
from vectorstore.language.words import fold
from vectorstore.types import Report

_LEANS = re.compile(
    r"^(?:Dit|Deze|Dat|Die|Hij|Zij|Ze|Daar\w+|Hier\w+|Het|Laatstgenoemde|Beide|Dergelijke|Zo|Ook|This|That|These|Those|It|"
    r"He|She|They|Such|Both|Therefore|The former|The latter|Its|His|Her|Their)\b"
)
_SPEAKER = re.compile(r"(?:\[\d+\]\s*)?([A-ZÀ-Þ][^:.|\n]{1,60}):\s")
_TURN = 4_000


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """One cited sentence: its exact words, and in `beside` what it is read with.

    `date` is the meeting's, from which dates without a year take theirs; `vector` its unit vector where that is known.
    """

    text: str
    beside: str
    date: date | None
    language: str
    vector: Array | None = None


def evidence_of(quote: Quoted, vector: Array | None = None) -> Evidence:
    """A sentence of a report as evidence, with what it is read with: title, date, place, headings, table header, notes,
    who speaks, and the sentence that it leans on."""
    report = quote.report
    parts = [report.title]
    if report.date:
        parts += [spoken_date(report.date, "nl"), spoken_date(report.date, "en")]
    parts += _standing_over(report, quote.index)
    sentence = quote.sentence
    parts += [report.text[n.start : n.end] for n in report.footnotes if n.number in sentence.footnotes]
    if speaker := _speaker(report, sentence.start):
        parts.append(speaker)
    if quote.index and _LEANS.match(quote.text):
        before = Quoted(report, quote.index - 1)
        if before.sentence.section == sentence.section and before.sentence.kind != "heading":
            parts.append(before.text)
    return Evidence(quote.text, " · ".join(parts), report.date, report.language, vector)


def _standing_over(report: Report, index: int) -> list[str]:
    """The headings over a sentence, and the place and table header that its passage is found by."""
    sentence = report.sentences[index]
    path = list(report.sections[sentence.section].path) if report.sections else []
    context = next((p.context for p in report.passages if p.first <= index <= p.last), "")
    notes = {report.text[n.start : n.end] for n in report.footnotes}
    return [*path, *(part for part in context.split(" · ") if part not in notes and part not in path)]


def _speaker(report: Report, start: int) -> str:
    """Who speaks in a transcript: the label at the beginning of the sentence's line."""
    line = report.text.rfind("\n", max(0, start - _TURN), start) + 1
    match = _SPEAKER.match(report.text, line)
    return match[1] if match and match.end() <= start and fold(match[1]) else ""
