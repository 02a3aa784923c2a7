"""What the conversation so far is about: its subject, the person and the meeting spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dialogue.subject import first_noun_phrase, subject_of
from assistant.dialogue.turn import Place, Turn
from assistant.dialogue.who import is_person
from assistant.dialogue.wording import PREPOSITIONS, ROLES, TELLING
from assistant.sources import Sources
from assistant.suggesting.subjects import subjects_of
from vectorstore.errors import NoSuchReport
from vectorstore.language.names import find_names
from vectorstore.language.periods import find_periods, find_relative_meeting
from vectorstore.language.words import fold
from vectorstore.types import Report, ReportFilter

_ARTICLE = re.compile(r"(?:(?:de|het|the|een|a)\s+)?\Z", re.IGNORECASE)
_NEUTER = frozenset(
    ("besluit", "voorstel", "plan", "bedrag", "onderwerp", "punt", "idee", "project", "bezwaar", "standpunt")
)
MEETING_DAYS = 7


@dataclass(frozen=True, slots=True)
class Conversation:
    """The earlier questions (at least one), the filter that the next comes with, and the library."""

    turns: tuple[Turn, ...]
    where: ReportFilter
    sources: Sources
    today: date

    @property
    def last(self) -> Turn:
        """The question before."""
        return self.turns[-1]

    @property
    def answered(self) -> Turn | None:
        """The last question that had an answer."""
        return next((turn for turn in reversed(self.turns) if turn.cited), None)

    def reports(self, turn: Turn | None) -> list[Report]:
        """The reports that its answer cites, as far as they are still there and within the filter."""
        allowed = {info.id for info in self.sources.infos(self.where)}
        ids = dict.fromkeys(id for id, _, _ in turn.cited) if turn else {}
        return [report for id in ids if id in allowed and (report := found(self.sources, id))]

    def texts(self) -> list[str]:
        """What was cited or lay nearest, sentence by sentence, of the last question first."""
        return [text for turn in reversed(self.turns) for text in self.cited(turn) or self.closest(turn)]

    def cited(self, turn: Turn) -> list[str]:
        """The sentences that its answer cites."""
        return _texts(turn.cited, self.sources)

    def closest(self, turn: Turn) -> list[str]:
        """The passages nearest to it."""
        return _texts(turn.closest, self.sources)

    def subject(self) -> str:
        """What "that" is: what the last question is about, else what was cited, else what the one before is about."""
        for turn in reversed(self.turns):
            if phrase := subject_of(turn.understood) or self._cited_subject(turn):
                return phrase
        return ""

    def near(self, one: str, other: str) -> float:
        """How near two phrases are in meaning."""
        return float(self.sources.vector(one) @ self.sources.vector(other))

    def _cited_subject(self, turn: Turn) -> str:
        for id, start, end in turn.cited:
            report = found(self.sources, id)
            if report is None:
                continue
            for subject in subjects_of(report):
                section = report.sections[subject.section]
                if section.start <= start < section.end:
                    return subject.phrase
            if phrase := first_noun_phrase(report.text[start:end]):
                return phrase
        return ""

    def article(self, noun: str) -> str:
        """ "de" or "het", as the cited reports have it before the noun most often."""
        texts = [report.text for turn in self.turns for report in self.reports(turn)]
        found = [
            m[1].lower()
            for text in texts
            for m in re.finditer(rf"\b(de|het)\s+{re.escape(noun)}\b", text, re.I)
        ]
        return max(("de", "het"), key=found.count) if found else "het" if noun in _NEUTER else "de"

    def person(self, *, several: bool = False) -> str:
        """Whom "he" or "she" is: named in the last question, or by office there, else in what was cited; `several`
        when it may be a country or body as well ("they")."""
        for turn in reversed(self.turns):
            question = [turn.understood]
            ways = [_acting(question, several=several), _persons(question), _offices(question)]
            if several:
                ways.append(_bodies(question))
            sentences = self.cited(turn)
            ways += [_persons(sentences), _offices(sentences), _bodies(question)]
            if who := next((one for way in ways for one in way), ""):
                return who
        return ""

    def whole_meeting(self) -> ReportFilter | None:
        """The filter narrowed to the reports of the last answer; None when they are gone."""
        reports = self._of_the_day(self.reports(self.answered))
        return replace(self.where, reports=tuple(report.id for report in reports)) if reports else None

    def meeting_day(self) -> date | None:
        """The day of the meeting that the last answer is about, when it is about one."""
        days = {report.date for report in self._of_the_day(self.reports(self.answered))}
        return next(iter(days)) if len(days) == 1 else None

    def _of_the_day(self, reports: list[Report]) -> list[Report]:
        """Of the cited reports those of the day that the question named, if any is: later ones may be beside them."""
        turn = self.answered
        periods = find_periods(turn.understood, today=self.today) if turn else []
        named = [
            r
            for r in reports
            for p in periods
            if r.date and p.since and p.until and p.since <= r.date <= p.until
        ]
        return list({report.id: report for report in named}.values()) or reports

    def carried(self) -> ReportFilter:
        """The filter of the last question, when that was narrowed on the way and the person changed nothing since."""
        if self.where != self.turns[0].where and not (len(self.turns) == 1 and not self.last.where.reports):
            return self.where
        narrowed = self.last.where
        allowed = {info.id for info in self.sources.infos(self.where)}
        return narrowed if narrowed.reports and set(narrowed.reports) <= allowed else self.where

    def meant_one_meeting(self) -> bool:
        """Whether the last question was about a meeting: one day, "the last steering group", or what that became."""
        if self.last.where.reports and self.last.where != self.where:
            return True
        if find_relative_meeting(self.last.understood):
            return True
        periods = find_periods(self.last.understood, today=self.today)
        return any(p.since and p.until and (p.until - p.since).days < MEETING_DAYS for p in periods)

    def period(self) -> str:
        """The longer period that the last question named, in its words: "in 2025"; empty when none."""
        periods = find_periods(self.last.understood, today=self.today)
        return periods[-1].text if periods and periods[-1].cue else ""


def found(sources: Sources, id: str) -> Report | None:
    """The report, None when it was removed."""
    try:
        return sources.report(id)
    except NoSuchReport:
        return None


def _texts(places: Sequence[Place], sources: Sources) -> list[str]:
    return [report.text[start:end] for id, start, end in places if (report := found(sources, id))]


def _acting(texts: Sequence[str], *, several: bool) -> Iterator[str]:
    """Who the question is of rather than about: persons (`several`: bodies and countries too) behind no preposition."""
    for text in texts:
        for name in find_names(text):
            body = several and name.kind in ("country", "organisation", "acronym") and name.text[-2:] != "se"
            before = fold(text[: name.start]).split()[-1:]
            if (body or is_person(name, text)) and not (before and before[0] in PREPOSITIONS):
                yield _with_office(text, name.start, name.end)


def _persons(texts: Sequence[str]) -> Iterator[str]:
    """The persons named, with their office before it; first those who say something."""
    named = [
        (not _speaks(text, name.start, name.end), at, _with_office(text, name.start, name.end))
        for at, text in enumerate(texts)
        for name in find_names(text)
        if is_person(name, text)
    ]
    yield from (who for _, _, who in sorted(named, key=lambda one: one[:2]))


def _speaks(text: str, start: int, end: int) -> bool:
    following = re.findall(r"[\w'’-]+", fold(text[end : end + 40]))[:3]
    before = re.findall(r"[\w'’-]+", fold(text[max(0, start - 30) : start]))[-2:]
    return (
        any(word in TELLING for word in following[:2])
        or bool({"volgens", "zei", "zegt"} & set(before))
        or start == 0
    )


def _with_office(text: str, start: int, end: int) -> str:
    offices = [m for m in ROLES.finditer(text) if text[m.end() : start] == " "]
    return text[offices[-1].start() if offices else start : end]


def _offices(texts: Sequence[str]) -> Iterator[str]:
    """Persons by their office: "de voorzitter", "minister van Defensie"."""
    for text in texts:
        for match in ROLES.finditer(text):
            article = _ARTICLE.search(text[: match.start()])
            begin = article.start() if article else match.start()
            more = re.match(
                r"\s(?:van|voor|of|for)\s+(?:de\s+|het\s+|the\s+)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)*",
                text[match.end() :],
            )
            phrase = text[begin : match.end() + (more.end() if more else 0)]
            if more or (article and article.group()):  # "welke minister" asks who it is
                yield phrase[:1].lower() + phrase[1:]


def _bodies(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from (
            name.text for name in find_names(text) if name.kind in ("country", "organisation", "acronym")
        )
