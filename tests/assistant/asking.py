"""A way to ask that holds every answer, whatever was asked, against what an answer must always be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.assistant import Assistant
from assistant.types import Answer
from vectorstore.language.detect import Language
from vectorstore.library import Library
from vectorstore.types import ReportFilter

# "Last year" is 2025 and "last month" March 2026, whenever the tests run.
TODAY = date(2026, 4, 10)
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True)
class Asking:
    """A library and its assistant."""

    library: Library
    assistant: Assistant

    def __call__(self, question: str, where: ReportFilter | None = None) -> Answer:
        """The answer, checked."""
        answer = self.assistant.ask(question, where or ReportFilter(), today=TODAY)
        check_answer(answer, self.library)
        return answer


def check_answer(answer: Answer, library: Library) -> None:
    """What holds for every answer: its quotes are there to the letter, its claims cite, a refusal claims nothing."""
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    for citation in answer.citations:
        report = library.report(citation.report)
        assert citation.quote == report.text[citation.start : citation.end] != ""
        assert (citation.title, citation.date) == (report.title, report.date)
        assert all(note in report.text for note in citation.footnotes)
        assert citation.quote in answer.text
        assert f"[{citation.number}]" in answer.text
    assert sorted({n for claim in answer.claims for n in claim.citations}) == numbers
    assert all(claim.citations for claim in answer.claims)
    for hit in answer.closest:
        assert library.report(hit.report).text[hit.start : hit.end] == hit.text
    assert bool(answer.citations) == (answer.status != "not_found")
    assert answer.text.strip()
    if answer.status == "partial":
        assert answer.notices


def quoted(answer: Answer) -> str:
    """All that was quoted, with its footnotes."""
    return "\n".join(part for c in answer.citations for part in (c.quote, *c.footnotes))


def days(answer: Answer) -> set[date | None]:
    """The dates of the meetings that were quoted."""
    return {citation.date for citation in answer.citations}
