"""What could be asked after an answer: about the same report, the same subject elsewhere, or after a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.dialogue.turn import Place
from assistant.sources import Sources
from assistant.suggesting.meetings import beside, known_series
from assistant.suggesting.proposals import Proposal, about_meeting, about_subject
from assistant.suggesting.recurring import recurring_subjects
from assistant.suggesting.subjects import NO_SECTION, Subject, sentences_of, subjects_of
from assistant.types import Answer
from vectorstore.errors import NoSuchReport
from vectorstore.language.words import content_stems
from vectorstore.types import Report, ReportFilter

# How many reports of an answer are looked at, and how much of a heading another must share to be about the same.
REPORTS, SAME = 2, 0.6
# So many sentences must name a subject for a report to be about it without a heading for it.
NAMED = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person was shown: the question, and (report, start, end) of what was cited, or of the closest passages."""

    question: str
    language: str
    cited: tuple[Place, ...] = ()
    closest: tuple[Place, ...] = ()


def shown_of(answer: Answer) -> Shown:
    """What of an answer is needed to go on from it."""
    return Shown(
        answer.question, answer.language,
        tuple((c.report, c.start, c.end) for c in answer.citations),
        tuple((h.report, h.start, h.end) for h in answer.closest),
    )  # fmt: skip


def follow_up_proposals(
    shown: Shown, sources: Sources, where: ReportFilter, today: date
) -> Iterator[Proposal]:
    """What to try, the likeliest to be of use first."""
    if not shown.cited:
        yield from _around(shown.closest, sources, shown.language)
        return
    for id in list(dict.fromkeys(report for report, _, _ in shown.cited))[:REPORTS]:
        report = _found(sources, id)
        if report is None:
            continue
        cited = [start for of, start, _ in shown.cited if of == id]
        yield from _in_turn(
            _same_section(report, cited, shown.language),
            _elsewhere(report, cited, sources, where, shown.language),
            _further(report, cited, shown.language),
            about_meeting(report, shown.language, known_series(sources.infos(where)), today),
        )


def _around(places: Sequence[Place], sources: Sources, language: str) -> Iterator[Proposal]:
    """What the closest passages do tell."""
    for id, start, _ in places:
        if report := _found(sources, id):
            for subject in _at(report, [start]):
                yield from about_subject(report, subject, language, dated=True)
    for id in dict.fromkeys(id for id, _, _ in places):
        if report := _found(sources, id):
            yield from _further(report, [s for of, s, _ in places if of == id], language)


def _same_section(report: Report, cited: Sequence[int], language: str) -> Iterator[Proposal]:
    """What else can be asked about what was cited: the decision, the amounts."""
    for subject in _at(report, cited)[:1]:
        yield from about_subject(report, subject, language, dated=True)


def _elsewhere(
    report: Report, cited: Sequence[int], sources: Sources, where: ReportFilter, language: str
) -> Iterator[Proposal]:
    """The same subject in the meetings before and after."""
    for subject in _at(report, cited)[:1]:
        for info in beside(report, sources.infos(where)):
            if other := _found(sources, info.id):
                yield from _one_each(_same_subject(subject, other, language))


def _same_subject(subject: Subject, other: Report, language: str) -> Iterator[Proposal]:
    """What the other report has under such a heading, or says of it under others."""
    wanted = set(content_stems(subject.heading, other.language))
    for theirs in subjects_of(other):
        stems = set(content_stems(theirs.heading, other.language))
        if len(wanted & stems) >= SAME * min(len(wanted), len(stems)) > 0:
            yield from about_subject(other, theirs, language, dated=True)
            return
    named = frozenset(
        i for i, s in enumerate(other.sentences)
        if s.kind != "heading" and wanted <= set(content_stems(other.text[s.start : s.end], other.language))
    )  # fmt: skip
    if len(named) >= NAMED:
        yield from about_subject(other, subject, language, dated=True, within=named)


def _further(report: Report, cited: Sequence[int], language: str) -> Iterator[Proposal]:
    """The subjects that come after what was cited, then those before it."""
    subjects = subjects_of(report) or recurring_subjects(report)
    here = _at(report, cited)
    last = max((subject.section for subject in here), default=NO_SECTION)
    for subject in sorted(subjects, key=lambda s: (s.section <= last, s.section)):
        if subject not in here:
            yield from about_subject(report, subject, language, dated=True)


def _at(report: Report, starts: Sequence[int]) -> list[Subject]:
    """The subjects under whose headings these offsets lie, that of most of them first."""
    subjects = subjects_of(report) or recurring_subjects(report)
    counted = [(sum(_holds(report, s, start) for start in starts), s) for s in subjects]
    return [s for count, s in sorted(counted, key=lambda pair: -pair[0]) if count]


def _holds(report: Report, subject: Subject, start: int) -> bool:
    return any(
        report.sentences[i].start <= start < report.sentences[i].end for i in sentences_of(report, subject)
    )


def _one_each(proposals: Iterator[Proposal]) -> Iterator[Proposal]:
    """The first proposal alone: one question about a subject is enough."""
    yield from list(proposals)[:1]


def _in_turn(*ways: Iterator[Proposal]) -> Iterator[Proposal]:
    """One proposal of each way, then a second of each …"""
    left = list(ways)
    while left:
        for way in list(left):
            proposal = next(way, None)
            if proposal is None:
                left.remove(way)
            else:
                yield proposal


def _found(sources: Sources, id: str) -> Report | None:
    try:
        return sources.report(id)
    except NoSuchReport:
        return None  # removed since it was cited
