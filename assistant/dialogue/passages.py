"""The sentences that answer a follow-up that needs no search: the whole text around what was cited, or a summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from assistant.dialogue.conversation import found
from assistant.dialogue.turn import Place
from assistant.select import Quoted
from assistant.sources import Sources
from assistant.summary import key_sentences
from vectorstore.types import Report

# Around a cited sentence at most so many on either side belong to what is shown.
AROUND, MOST = 4, 16
# A summary of the sections that were cited.
PER_SECTION, IN_ALL = 3, 8


def whole_passages(places: Sequence[Place], sources: Sources) -> list[Quoted]:
    """The paragraphs, or lists, in which what was cited stands; empty when the reports are gone."""
    chosen: dict[tuple[str, int], Quoted] = {}
    for report, index in _cited(places, sources):
        for i in _paragraph(report, index):
            if len(chosen) < MOST:
                chosen.setdefault((report.id, i), Quoted(report, i))
    return _as_read(chosen.values())


def summary_of(places: Sequence[Place], sources: Sources) -> list[Quoted]:
    """Key sentences of the sections that were cited; of a report when a place is all of it. Empty when gone."""
    chosen: dict[tuple[str, int], Quoted] = {}
    for id, start, end in places:
        report = found(sources, id)
        if report and start == 0 and end >= len(report.text):
            chosen |= {(id, quote.index): quote for quote in key_sentences(sources, report)}
    sections = dict.fromkeys(
        (report.id, report.sentences[index].section)
        for report, index in _cited([p for p in places if not _is_whole(p, sources)], sources)
    )
    most = max(1, min(PER_SECTION, IN_ALL // max(len(sections), 1)))
    for id, section in list(sections)[:IN_ALL]:
        for quote in _of_section(sources, sources.report(id), section, most):
            chosen.setdefault((id, quote.index), quote)
    return _as_read(chosen.values())


def _is_whole(place: Place, sources: Sources) -> bool:
    report = found(sources, place[0])
    return report is not None and place[1] == 0 and place[2] >= len(report.text)


def _of_section(sources: Sources, report: Report, section: int, most: int) -> list[Quoted]:
    """The sentences nearest to what the section is about; all rows or items when it has no running text."""
    inside = [i for i, s in enumerate(report.sentences) if s.section == section and s.kind != "heading"]
    if not inside:
        return []
    stored = [one for one in sources.sentences(report.id, inside[0], inside[-1]) if one.index in set(inside)]
    telling = [
        one for one in stored if one.sentence.kind in ("prose", "item") and len(one.text) >= 40
    ] or stored
    vectors = np.stack([one.vector for one in telling])
    closeness = vectors @ vectors.mean(axis=0)
    best = sorted(range(len(telling)), key=lambda i: -float(closeness[i]))[:most]
    return [Quoted(report, telling[i].index) for i in best]


def _cited(places: Sequence[Place], sources: Sources) -> list[tuple[Report, int]]:
    """Each place's report with the index of the sentences that lie in it."""
    result = []
    for id, start, end in places:
        report = found(sources, id)
        if report:
            result += [
                (report, i) for i, s in enumerate(report.sentences)
                if s.start < end and start < s.end and s.kind != "heading"
            ]  # fmt: skip
    return result


def _paragraph(report: Report, index: int) -> range:
    """The indexes of the sentences of the same kind and paragraph: no line break lies between them, or they are items
    of one list; of a table the row alone."""
    sentence = report.sentences[index]
    if sentence.kind in ("row", "footnote"):
        return range(index, index + 1)
    first = last = index
    while first > 0 and index - first < AROUND and _go_together(report, first - 1, first):
        first -= 1
    while last + 1 < len(report.sentences) and last - index < AROUND and _go_together(report, last, last + 1):
        last += 1
    return range(first, last + 1)


def _go_together(report: Report, one: int, other: int) -> bool:
    a, b = report.sentences[one], report.sentences[other]
    if a.section != b.section or "heading" in (a.kind, b.kind):
        return False
    if b.kind == "item":
        return a.kind == "item" or report.text[a.start : a.end].rstrip().endswith(":")
    return a.kind == b.kind == "prose" and "\n" not in report.text[a.end : b.start]


def _as_read(quotes: Iterable[Quoted]) -> list[Quoted]:
    """In the order in which the reports came, each as it is read."""
    listed = list(quotes)
    order = {report: i for i, report in enumerate(dict.fromkeys(quote.report.id for quote in listed))}
    return sorted(listed, key=lambda quote: (order[quote.report.id], quote.index))
