"""From quoted sentences to an answer: claims, numbered citations, the text that is read."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.select import Quoted
from assistant.types import Citation, Claim
from vectorstore.language.months import spoken_date
from vectorstore.types import Report

SECTION_MARK = " › "


def cite(quotes: Sequence[Quoted]) -> tuple[Citation, ...]:
    """One citation per quote, numbered from 1 in the order given."""
    return tuple(_citation(number, quote) for number, quote in enumerate(quotes, 1))


def _citation(number: int, quote: Quoted) -> Citation:
    report, sentence = quote.report, quote.sentence
    notes = tuple(report.text[n.start : n.end] for n in report.footnotes if n.number in sentence.footnotes)
    section = report.sections[sentence.section] if report.sections else None
    return Citation(
        number=number,
        report=report.id,
        title=report.title,
        date=report.date,
        section=SECTION_MARK.join(section.path) if section else "",
        page=sentence.page,
        quote=quote.text,
        start=sentence.start,
        end=sentence.end,
        footnotes=notes,
    )


def claims_of(citations: Sequence[Citation]) -> tuple[Claim, ...]:
    """Each quote as a claim of its own: true to the letter, so verified."""
    return tuple(Claim(citation.quote, (citation.number,), True) for citation in citations)


def text_of(citations: Sequence[Citation], language: str) -> str:
    """The answer as it is read: sentences with their marks; where several reports speak, each after its date."""
    lines: list[str] = []
    reports = list(dict.fromkeys(c.report for c in citations))
    for report in reports:
        sentences = [c for c in citations if c.report == report]
        body = _joined(sentences)
        day = sentences[0].date
        if len(reports) > 1:
            name = spoken_date(day, language) if day else sentences[0].title
            body = f"{name}: {body}"
        lines.append(body)
    return "\n\n".join(lines)


def _joined(citations: Sequence[Citation]) -> str:
    text = ""
    for citation in citations:
        separator = "" if not text else " " if text[-2:] != "\n" and _is_sentence(citation.quote) else "\n"
        text += f"{separator}{citation.quote} [{citation.number}]"
    return text


def _is_sentence(quote: str) -> bool:
    return quote.rstrip()[-1:] in '.!?"”’)' and " | " not in quote


def footnote_quotes(report: Report, numbers: Sequence[int]) -> list[Quoted]:
    """The footnotes with these numbers, as sentences that can be quoted."""
    spans = {(n.start, n.end) for n in report.footnotes if n.number in numbers}
    return [
        Quoted(report, i)
        for i, sentence in enumerate(report.sentences)
        if sentence.kind == "footnote"
        and any(sentence.start < end and start < sentence.end for start, end in spans)
    ]
