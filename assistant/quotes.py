"""The quotes answerer: for one part of a question, the sentences that answer it or the reason that none does."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.candidates import Asked, Candidate, find_candidates
from assistant.collection import date_quote, is_named, named_in
from assistant.compose import footnote_quotes
from assistant.dialogue.turn import Place
from assistant.evidence import LOOK_AT, MUST_FIT, Verdict, judge
from assistant.intents import BROAD
from assistant.plan import Part
from assistant.select import Quoted, select
from assistant.sources import Sources
from assistant.summary import key_sentences
from assistant.superseded import with_successors
from assistant.terms import Term, matches
from assistant.verbatim import quoted_words, with_those_words
from vectorstore.language.numbers import find_quantities
from vectorstore.types import Hit, Report

# How much better the best sentence of a wider scope must be.
CLEARLY = 0.15
# How far below the best a sentence may be that, unlike it, holds the figure asked for.
ABOUT = 0.30
# How much of the best one's share of the words a decision must have to be one on the same subject.
SAME_SUBJECT = 0.6
# What is said of a period when no subject is named.
REPORTS, PER_REPORT = 4, 2
MOST_VERBATIM = 3
BESIDE = 6
# Before a country's name: it is where something was.
_WHERE = r"\b(?:in|te|uit|from|at)\s+(?:de\s+|het\s+|the\s+)?"


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What came of one part: quotes (none when refused), the verdict, and whether the reports differ.

    `beside` are the next best sentences of the reports that are quoted.
    """

    part: Part
    scope: int
    quotes: tuple[Quoted, ...]
    verdict: Verdict
    hits: tuple[Hit, ...]
    differ: bool = False
    score: float = 0.0
    beside: tuple[Quoted, ...] = ()

    def better_than(self, other: PartAnswer | None) -> bool:
        """Whether this is to be preferred to what an earlier, likelier scope gave."""
        if other is None or not other.quotes:
            return True
        return bool(self.quotes) and self.score > other.score + CLEARLY


def answer_part(
    part: Part,
    scope: int,
    hits: Sequence[Hit],
    sources: Sources,
    language: str,
    shown: Collection[Place] = (),
) -> PartAnswer:
    """The part's answer within one scope; its quotes are empty when the evidence is thin, or the question vague.

    The sentences at `shown` are left out: the question asks what else there is.
    """
    report = _one_report(part, scope, sources)
    if part.kind == "meeting_date" and report:
        quote = date_quote(report)
        return _of_report(part, scope, hits, [quote] if quote else [])
    if report and (part.kind == "summary" or (part.wanted == "any" and not _tells(part, scope))):
        return _of_report(part, scope, hits, key_sentences(sources, report))
    if not report and not _tells(part, scope):
        if part.scopes[scope].note:
            return _of_report(part, scope, hits, _of_each(part, scope, sources))
        return PartAnswer(part, scope, (), Verdict(False, 0.0, vague=True), tuple(hits))
    return _from_hits(part, scope, hits, sources, language, shown)


def _fitting(candidates: list[Candidate], part: Part) -> list[Candidate]:
    """The candidates, those first that hold the figure, date or decision asked for when they are about as good."""
    if part.wanted not in (*MUST_FIT, "decision") or not candidates:
        return candidates
    best = candidates[0]
    good = [c for c in candidates if c.fits and c.score >= best.score - ABOUT]
    if part.wanted == "decision":
        good = [c for c in good if c.own >= SAME_SUBJECT * best.own]
    return good + [c for c in candidates if c not in good] if good else candidates


def _naming(candidates: list[Candidate], part: Part, terms: Sequence[Term]) -> list[Candidate]:
    """The candidates; only those that have all names and numbers of the question, when the best lacks one they have.

    What was pledged in Rotterdam doesn't answer a question after Copenhagen, however near its words are. And who
    supported France is told by a sentence that has France itself, not by its neighbour; what somebody thinks of the
    route, by one that is about the route.
    """
    said = part.kind == "statement"
    firm = [i for i, term in enumerate(terms) if term.kind != "word" or (said and not term.light)]
    whole = [c for c in candidates if all(c.held[i] for i in firm)]
    if part.wanted in ("person", "country"):
        whole = [c for c in whole if all(matches(_acting(part.question, terms), c.text))]
    first = candidates[:LOOK_AT]
    return whole if whole and candidates[0] not in whole and any(c in first for c in whole) else candidates


def _acting(question: str, terms: Sequence[Term]) -> list[Term]:
    """The countries of the question that do or undergo something, and aren't where it was."""
    names = [term for term in terms if term.kind == "name" and term.known]
    return [term for term in names if not re.search(rf"{_WHERE}{re.escape(term.text)}", question)]


def _of_each(part: Part, scope: int, sources: Sources) -> list[Quoted]:
    """The key sentences of the newest reports of a period: "Wat is er sinds juni gebeurd?" names no subject."""
    infos = sources.infos(part.scopes[scope].where)[:REPORTS]
    return [q for info in infos for q in key_sentences(sources, sources.report(info.id), PER_REPORT)]


def _of_report(part: Part, scope: int, hits: Sequence[Hit], quotes: list[Quoted]) -> PartAnswer:
    """An answer that speaks of a report as a whole."""
    return PartAnswer(part, scope, tuple(quotes), Verdict(bool(quotes), 1.0), tuple(hits), score=1.0)


def _one_report(part: Part, scope: int, sources: Sources) -> Report | None:
    """The report that the part is about, when it is about a single one."""
    infos = sources.infos(part.scopes[scope].where)
    if len(infos) != 1 and part.kind in ("summary", "meeting_date"):
        infos = named_in(part.terms[scope], infos, sources)
        if part.kind == "summary" and len(infos) == 1 and not is_named(part.terms[scope], infos[0], sources):
            return None
    return sources.report(infos[0].id) if len(infos) == 1 else None


def _tells(part: Part, scope: int) -> bool:
    """Whether the question says what it is about; "Wat zei hij daarover?" doesn't."""
    dated = bool(part.scopes[scope].dates) and part.wanted != "any"
    return dated or any(not term.light for term in part.terms[scope])


def _from_hits(
    part: Part, scope: int, hits: Sequence[Hit], sources: Sources, language: str, shown: Collection[Place]
) -> PartAnswer:
    """Weigh the sentences of the hits."""
    question = sources.vector(part.question)
    asked = Asked(
        question, part.terms[scope], part.wanted, language, part.scopes[scope].dates, part.kind in BROAD
    )
    found = [c for c in find_candidates(sources, hits, asked) if c.span not in shown]
    candidates = _naming(_fitting(found, part), part, asked.terms)
    if words := quoted_words(part.question):
        return _verbatim(part, scope, hits, words, with_those_words(candidates, words))
    verdict = judge(part.question, asked, candidates)
    if not verdict.enough:
        return PartAnswer(part, scope, (), verdict, tuple(hits))
    quotes = select(candidates, part.kind, part.wanted)
    quotes = with_successors(quotes, sources, part.scopes[-1].where, language)
    if part.wanted == "reference":
        quotes = _with_footnotes(quotes)
    differ = _differ(quotes, candidates[0], part)
    beside = _beside(candidates, quotes)
    return PartAnswer(part, scope, tuple(quotes), verdict, tuple(hits), differ, candidates[0].score, beside)


def _beside(candidates: Sequence[Candidate], quotes: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """The best candidates of the quoted reports that aren't quoted themselves."""
    taken = {(quote.report.id, quote.index) for quote in quotes}
    reports = {report for report, _ in taken}
    others = [c for c in candidates if c.report.id in reports and c.place not in taken]
    return tuple(Quoted(c.report, c.index) for c in others[:BESIDE])


def _verbatim(
    part: Part, scope: int, hits: Sequence[Hit], words: Sequence[str], found: Sequence[Candidate]
) -> PartAnswer:
    """The sentences that have the words which the question quotes; a refusal that names them when none has."""
    quotes = tuple(Quoted(c.report, c.index) for c in found[:MOST_VERBATIM])
    missing = () if quotes else tuple(f"“{quote}”" for quote in words)
    return PartAnswer(part, scope, quotes, Verdict(bool(quotes), 1.0, missing), tuple(hits), score=1.0)


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
    if part.wanted not in ("amount", "percentage", "count", "quantity", "measure"):
        return False
    figures: dict[str, set[tuple[str, str]]] = {}
    for quote in quotes:
        found = {(str(q.value), q.unit) for q in find_quantities(quote.text)}
        figures.setdefault(quote.report.id, set()).update(found)
    named = [values for values in figures.values() if values]
    return len(named) > 1 and not set.intersection(*named) and best.report.id in figures
