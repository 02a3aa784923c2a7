"""The quotes answerer: for one part of a question, the sentences that answer it or the reason that none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.candidates import Asked, Candidate, Reports, find_candidates
from assistant.compose import footnote_quotes
from assistant.evidence import Verdict, judge
from assistant.plan import Part
from assistant.select import Quoted, select
from vectorstore.embedding.types import Array
from vectorstore.language.numbers import find_quantities
from vectorstore.types import Hit

# How much better the best sentence of a wider scope must be.
CLEARLY = 0.15


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What came of one part: quotes (none when refused), the verdict, and whether the reports differ."""

    part: Part
    scope: int
    quotes: tuple[Quoted, ...]
    verdict: Verdict
    hits: tuple[Hit, ...]
    differ: bool = False
    score: float = 0.0

    def better_than(self, other: PartAnswer | None) -> bool:
        """Whether this is to be preferred to what an earlier, likelier scope gave."""
        if other is None or not other.quotes:
            return True
        return bool(self.quotes) and self.score > other.score + CLEARLY


def answer_part(
    part: Part, scope: int, hits: Sequence[Hit], question: Array, reports: Reports, language: str
) -> PartAnswer:
    """Weigh the sentences of the hits; the quotes are empty when the evidence is thin."""
    asked = Asked(question, part.terms[scope], part.wanted, language, part.scopes[scope].dates)
    candidates = find_candidates(reports, hits, asked)
    verdict = judge(part.question, asked, candidates)
    if not verdict.enough:
        return PartAnswer(part, scope, (), verdict, tuple(hits))
    quotes = select(candidates, part.kind, part.wanted)
    if part.wanted == "reference":
        quotes = _with_footnotes(quotes)
    differ = _differ(quotes, candidates[0], part)
    return PartAnswer(part, scope, tuple(quotes), verdict, tuple(hits), differ, candidates[0].score)


def _with_footnotes(quotes: list[Quoted]) -> list[Quoted]:
    """A question after a Kamerstuk is answered by the note, with the sentence that it hangs on."""
    result: list[Quoted] = []
    for quote in quotes:
        if quote.sentence.kind == "footnote":
            result += [q for q in _anchors(quote) if q not in result]
        if quote not in result:
            result.append(quote)
        result += [n for n in footnote_quotes(quote.report, quote.sentence.footnotes) if n not in result]
    return result


def _anchors(note: Quoted) -> list[Quoted]:
    report = note.report
    numbers = {
        n.number for n in report.footnotes if n.start < note.sentence.end and note.sentence.start < n.end
    }
    return [Quoted(report, i) for i, s in enumerate(report.sentences) if numbers & set(s.footnotes)]


def _differ(quotes: Sequence[Quoted], best: Candidate, part: Part) -> bool:
    """Whether quotes of different reports name different figures where a figure was asked."""
    if part.wanted not in ("amount", "percentage", "count"):
        return False
    figures: dict[str, set[tuple[str, str]]] = {}
    for quote in quotes:
        found = {(str(q.value), q.unit) for q in find_quantities(quote.text)}
        figures.setdefault(quote.report.id, set()).update(found)
    named = [values for values in figures.values() if values]
    return len(named) > 1 and not set.intersection(*named) and best.report.id in figures
