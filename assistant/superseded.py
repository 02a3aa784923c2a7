"""A numbered decision that was withdrawn or replaced since isn't given without the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.select import Quoted, in_reading_order
from assistant.sources import Sources
from vectorstore.types import ReportFilter

_NUMBERED = re.compile(
    r"\b(?:besluit|beslissing|afspraak|maatregel|decision|resolution|measure)\s+(?:nr\.?\s*|no\.?\s*)?"
    r"([A-Z]{0,4}-?\d{2,4}[-/]\d{1,3})(?![\w-])",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:ingetrokken|intrek\w*|trekt|trok|vervangt|vervangen|verving|vervalt|vervallen|herroepen|herziet|herzien|"
    r"teruggedraaid|niet langer|gewijzigd|wijzigt|withdraw\w*|withdrew|replace\w*|supersede\w*|rescind\w*|revoke\w*|"
    r"no longer|overturn\w*|amend\w*)\b",
    re.IGNORECASE,
)
MOST_NUMBERS, SEARCHED = 3, 12


def with_successors(
    quotes: Sequence[Quoted], sources: Sources, where: ReportFilter, language: str
) -> list[Quoted]:
    """The quotes with, for each decision that they number, what later reports say of its end."""
    result = list(quotes)
    numbers = {match[1]: quote for quote in quotes for match in _NUMBERED.finditer(quote.text)}
    for number, quote in list(numbers.items())[:MOST_NUMBERS]:
        result += [later for later in _ends(number, quote, sources, where, language) if later not in result]
    return in_reading_order(result) if len(result) > len(quotes) else result


def _ends(
    number: str, quote: Quoted, sources: Sources, where: ReportFilter, language: str
) -> Iterator[Quoted]:
    """The sentences, not older than the quote, that say that the decision of this number holds no more."""
    asked = f"{quote.text[:80]} {number}"
    for hit in sources.search(asked, number, where, SEARCHED, language):
        report = sources.report(hit.report)
        if (report.date or date.min) < (quote.report.date or date.min):
            continue
        passage = report.passages[hit.position]
        for index in range(passage.first, passage.last + 1):
            later = Quoted(report, index)
            if number in later.text and _UNDONE.search(later.text):
                yield from (*_what_came_instead(later), later)


def _what_came_instead(later: Quoted) -> Iterator[Quoted]:
    """The sentence before, in the same section: "Besluit 2025-06: De meldkamer komt in Zwolle." """
    before = Quoted(later.report, later.index - 1)
    if (
        later.index
        and before.sentence.section == later.sentence.section
        and before.sentence.kind != "heading"
    ):
        yield before
