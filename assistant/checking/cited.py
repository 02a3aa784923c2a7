"""The check of a generated sentence against the quotes that it cites."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.checking.evidence import Evidence, evidence_of
from assistant.checking.sentence import failures
from assistant.select import Quoted
from assistant.sources import Sources
from assistant.types import Citation


def failures_of(sources: Sources, language: str) -> Callable[[str, Sequence[Citation]], tuple[str, ...]]:
    """What gives, of a sentence and its citations, what they don't hold up: words for a person, in `language`."""
    read: dict[tuple[str, int], Evidence] = {}

    def evidence(citation: Citation) -> Evidence:
        place = citation.report, citation.start
        if place not in read:
            report = sources.report(citation.report)
            index = next(i for i, s in enumerate(report.sentences) if s.start == citation.start)
            (stored,) = sources.sentences(report.id, index, index)
            read[place] = evidence_of(Quoted(report, index), stored.vector)
        return read[place]

    def check(sentence: str, citations: Sequence[Citation]) -> tuple[str, ...]:
        return failures(sentence, [evidence(one) for one in citations], language, sources.vector)

    return check
