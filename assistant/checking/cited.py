"""The check of a generated sentence against the quotes that it cites, and against what else the answer quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.checking.evidence import Evidence, evidence_of
from assistant.checking.outdated import outdated_failures
from assistant.checking.partial import partial_failures
from assistant.checking.sentence import failures
from assistant.select import Quoted
from assistant.sources import Sources
from assistant.types import Citation


def failures_of(
    sources: Sources, language: str, quoted: Sequence[Citation]
) -> Callable[[str, Sequence[Citation]], tuple[str, ...]]:
    """What gives, of a sentence and its citations, what they don't hold up: words for a person, in `language`.

    `quoted` are the citations of the whole answer in quotes.
    """
    read: dict[tuple[str, int], tuple[Quoted, Evidence]] = {}

    def evidence(citation: Citation) -> tuple[Quoted, Evidence]:
        place = citation.report, citation.start
        if place not in read:
            report = sources.report(citation.report)
            index = next(i for i, s in enumerate(report.sentences) if s.start == citation.start)
            (stored,) = sources.sentences(report.id, index, index)
            quote = Quoted(report, index)
            read[place] = quote, evidence_of(quote, stored.vector)
        return read[place]

    def check(sentence: str, citations: Sequence[Citation]) -> tuple[str, ...]:
        cited = [evidence(one) for one in citations]
        sentences = [one for _, one in cited]
        failed = failures(sentence, sentences, language, sources.vector)
        if failed:
            return failed
        others = [evidence(one)[1] for one in quoted if one not in citations]
        return (
            *outdated_failures(sentence, sentences, others, language),
            *partial_failures(sentence, [quote for quote, _ in cited], language),
        )

    return check
