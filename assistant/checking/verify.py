"""A draft held against the reports, sentence by sentence: word for word in one, supported by some, or what fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.asked import key_terms
from assistant.candidates import Asked, Candidate, find_candidates
from assistant.checking.draft import Drafted, statements
from assistant.checking.evidence import Evidence, evidence_of
from assistant.checking.phrases import say
from assistant.checking.sentence import failures, same_words
from assistant.compose import cite
from assistant.plan import clean
from assistant.select import Quoted
from assistant.sources import Sources
from assistant.types import CheckedSentence
from vectorstore.language.detect import detect_language
from vectorstore.types import ReportFilter

PASSAGES = 10
# Sentences that are held against the draft's one by one, and those of which two may share its facts out.
TRIED, SHARED = 8, 4

__all__ = ["check_draft"]


def check_draft(text: str, sources: Sources) -> list[CheckedSentence]:
    """Each statement of the draft with the quotes that support it, or with what fails against the nearest one.

    Headings, greetings and lines that introduce a list are left out; what is said twice is looked up once.
    """
    known: dict[str, CheckedSentence] = {}
    checked: list[CheckedSentence] = []
    for one in statements(text):
        key = clean(one.asked)
        if key not in known:
            known[key] = _check(one, key, sources)
        found = known[key]
        checked.append(CheckedSentence(one.shown, found.verified, found.citations, found.failed))
    return checked


def _check(one: Drafted, asked: str, sources: Sources) -> CheckedSentence:
    language = detect_language(asked)
    nothing = CheckedSentence(one.shown, False, (), (say("nothing", language),))
    where = ReportFilter()
    if not any(c.isalnum() for c in asked) or not sources.infos(where):
        return nothing
    hits = sources.search(asked, asked, where, PASSAGES, language)
    wanted = Asked(sources.vector(asked), key_terms(asked), "any", language)
    candidates = find_candidates(sources, hits, wanted)
    literal = [c for c in candidates if same_words(asked, c.text)]
    tried: list[tuple[tuple[str, ...], list[Candidate]]] = []
    for group in _groups([*literal, *(c for c in candidates if c not in literal)]):
        failed = failures(asked, [_evidence(c, sources) for c in group], language, sources.vector)
        if not failed:
            return CheckedSentence(one.shown, True, cite([Quoted(c.report, c.index) for c in group]), ())
        tried.append((failed, group))
    if not tried:
        return nothing
    failed, best = min(tried, key=lambda pair: (len(pair[0]), len(pair[1])))
    return CheckedSentence(one.shown, False, cite([Quoted(c.report, c.index) for c in best]), failed)


def _groups(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """What is tried, in turn: the best alone, then two of the best of one report together."""
    for candidate in candidates[:TRIED]:
        yield [candidate]
    best = candidates[:SHARED]
    for i, one in enumerate(best):
        for other in best[i + 1 :]:
            if other.report.id == one.report.id:
                yield sorted((one, other), key=lambda c: c.index)


def _evidence(candidate: Candidate, sources: Sources) -> Evidence:
    stored = sources.sentences(candidate.report.id, candidate.index, candidate.index)
    return evidence_of(Quoted(candidate.report, candidate.index), stored[0].vector if stored else None)
