"""The whole text around what was cited, and what the sections that were cited come down to."""

from __future__ import annotations

from assistant.assistant import Assistant
from assistant.dialogue.passages import summary_of, whole_passages
from assistant.dialogue.turn import turn_of
from assistant.sources import Sources
from assistant.types import Answer
from vectorstore.library import Library
from vectorstore.types import ReportFilter


def places(answer: Answer) -> tuple[tuple[str, int, int], ...]:
    return turn_of(answer.question, answer, ReportFilter()).cited


def test_the_whole_paragraph_goes_on_around_the_quote(assistant: Assistant, sources: Sources) -> None:
    answer = assistant.ask("Welke thuishaven krijgt het reparatieschip?")
    cited = [(c.report, c.start, c.end) for c in answer.citations if "als thuishaven" in c.quote]
    quotes = [quote.text for quote in whole_passages(cited, sources)]
    assert any("Stavanger als thuishaven" in text for text in quotes)
    assert any("stemden in met het Nederlands-Noorse voorstel" in text for text in quotes)
    assert not any("grootste donor" in text for text in quotes)  # the paragraph before


def test_a_row_of_a_table_is_whole_by_itself(library: Library, sources: Sources) -> None:
    for info in library.reports(ReportFilter()):
        report = library.report(info.id)
        rows = [s for s in report.sentences if s.kind == "row"]
        for row in rows[:1]:
            (quote,) = whole_passages([(report.id, row.start, row.end)], sources)
            assert quote.sentence == row


def test_a_list_is_shown_with_all_its_items(assistant: Assistant, library: Library, sources: Sources) -> None:
    report = next(
        library.report(info.id)
        for info in library.reports(ReportFilter())
        if "leg vast wie 's nachts" in library.report(info.id).text
    )
    at = report.text.index("oefen twee keer per jaar")
    text = "\n".join(quote.text for quote in whole_passages([(report.id, at, at + 5)], sources))
    for part in (
        "Het bureau doet vier aanbevelingen:",
        "leg vast wie",
        "publiceer de meetgegevens",
        "zoek dekking",
    ):
        assert part in text


def test_a_summary_stays_within_the_sections_that_were_cited(assistant: Assistant, sources: Sources) -> None:
    cited = places(assistant.ask("Wat is er in Tallinn besloten over de norm voor maritieme weerbaarheid?"))
    sections = {
        (report, sentence.section)
        for report, start, end in cited
        for sentence in sources.report(report).sentences
        if sentence.start < end and start < sentence.end
    }
    quotes = summary_of(cited, sources)
    assert quotes
    assert len(quotes) <= 8
    assert {(quote.report.id, quote.sentence.section) for quote in quotes} <= sections


def test_a_summary_of_a_whole_report_covers_its_sections(library: Library, sources: Sources) -> None:
    report = max(
        (library.report(info.id) for info in library.reports(ReportFilter())), key=lambda r: len(r.sections)
    )
    quotes = summary_of([(report.id, 0, len(report.text))], sources)
    assert len({quote.sentence.section for quote in quotes}) >= 3


def test_of_a_report_that_is_gone_nothing_is_shown(sources: Sources) -> None:
    assert whole_passages([("no-such-report", 0, 9)], sources) == []
    assert summary_of([("no-such-report", 0, 9)], sources) == []
    assert whole_passages([], sources) == summary_of([], sources) == []
