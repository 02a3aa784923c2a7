"""Questions that a person could ask next, each of them asked first: only what is answered is suggested."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.dialogue.turn import Place
from assistant.sources import Sources
from assistant.suggesting.follow import Shown, follow_up_proposals
from assistant.suggesting.meetings import known_series, spread
from assistant.suggesting.proposals import About, Proposal, proposals_of
from assistant.types import Answer, Citation
from vectorstore.errors import NoSuchReport
from vectorstore.language.dates import find_dates
from vectorstore.language.words import fold
from vectorstore.types import ReportFilter, ReportInfo

# What suggestions may cost: reports read, questions asked, and forms of one question.
READ, ASKED, FORMS = 12, 15, 2
FOLLOWED = 10
# So many proposals of a report are tried before the next report has its turn.
TRIES = 2
# The kinds of question, the most useful first; they take turns, so that a page doesn't show four of a kind.
KINDS: tuple[About, ...] = ("decision", "topic", "amount", "next", "actions", "present")
# How much of an answer must be about what was asked after; of a list nearly all.
MOSTLY = 0.6
ABOUT_IT: dict[About, float] = {"actions": 0.8, "present": 0.8}
# How much of what there is an answer must give, where a part would mislead: names, actions, sums of money.
ALL_OF: dict[About, float] = {"actions": 0.8, "present": 0.8, "amount": 0.6}
# How much of what is quoted of a section must be what the question is after.
SHARE: dict[About, float] = {"decision": 0.3, "amount": 0.6}
# An answer shorter than this tells nobody anything; a longer one than that is not read.
LETTERS: dict[About, int] = {"topic": 75, "decision": 30}
FEWEST_WORDS, MOST_QUOTES = 5, 14

# A quote that is little more than the address of a page.
_ADDRESS = re.compile(r"^(?:\S+\s+){0,6}\S*(?:https?:|www\.)\S*$")

Ask = Callable[[str], Answer]


@dataclass
class Asker:
    """Asks proposals, at most so many, and keeps those that are answered as they should be."""

    ask: Ask
    sources: Sources
    language: str
    left: int = ASKED
    kept: list[str] = field(default_factory=list)
    shown: list[frozenset[Place]] = field(default_factory=list)
    subjects: set[tuple[str, str]] = field(default_factory=set)
    asked: set[tuple[str, str]] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    everywhere: bool = False

    def gather(self, turns: Iterator[Iterator[Proposal]], count: int) -> list[str]:
        """At most `count` questions: of each turn the first proposal that does."""
        passed_over: list[Proposal] = []
        for turn in turns:
            for proposal in turn:
                if len(self.kept) >= count or self.left <= 0:
                    return self.kept
                if self._subject(proposal) in self.subjects:
                    passed_over.append(proposal)
                elif self._try(proposal):
                    break
        for proposal in passed_over:
            if len(self.kept) < count and self.left > 0:
                self._try(proposal)
        return self.kept

    def _subject(self, proposal: Proposal) -> tuple[str, str]:
        """What one question is enough about: `everywhere`, whatever the report."""
        return ("" if self.everywhere else proposal.report), proposal.subject

    def _try(self, proposal: Proposal) -> bool:
        """Ask the proposal's forms until one is answered well; whether one was."""
        for form in proposal.forms[:FORMS]:
            if self.left <= 0 or form in self.tried or (proposal.report, _undated(form)) in self.asked:
                continue
            self.tried.add(form)
            self.left -= 1
            answer = self.ask(form)
            if self._is_good(answer, proposal):
                self.kept.append(form)
                self.shown.append(_places(answer.citations))
                self.subjects.add(self._subject(proposal))
                return True
            if not any(c.report == proposal.report for c in answer.citations):
                return False  # with the day it would find no more
        return False

    def _is_good(self, answer: Answer, proposal: Proposal) -> bool:
        """Whether the answer says what the question was made of, and shows what no other has shown."""
        if (
            answer.status != "answered"
            or answer.language != self.language
            or len(answer.citations) > MOST_QUOTES
        ):
            return False
        places = _places(answer.citations)
        if any(len(places & shown) > MOSTLY * len(places) for shown in self.shown):
            return False
        sentences = self.sources.report(proposal.report).sentences
        evidence = {(proposal.report, sentences[i].start, sentences[i].end) for i in proposal.evidence}
        section = {(proposal.report, sentences[i].start, sentences[i].end) for i in proposal.section}
        if len(places & evidence) < ALL_OF.get(proposal.about, 0.0) * len(evidence):
            return False
        letters = LETTERS.get(proposal.about)
        if letters and not _tells(answer, section, letters):
            return False
        if len(places & evidence) < SHARE.get(proposal.about, 0.0) * len(places & section):
            return False
        of_it = [c for c in answer.citations if _place(c) in section or _is_about(c, proposal)]
        return bool(places & evidence) and len(of_it) >= ABOUT_IT.get(proposal.about, MOSTLY) * len(
            answer.citations
        )


def suggestions(
    sources: Sources, ask: Ask, language: str, count: int, where: ReportFilter, today: date
) -> list[str]:
    """At most `count` questions in the language that the newest reports answer; fewer when they answer fewer."""
    infos = sources.infos(where)
    if not infos or count < 1:
        return []
    chosen = spread(infos, language, READ)
    series = known_series(infos)
    asker = Asker(ask, sources, language, everywhere=True)
    return asker.gather(_in_turn(_each(chosen, sources, language, series, today)), count)


def follow_ups(
    sources: Sources, ask: Ask, shown: Shown, count: int, where: ReportFilter, today: date
) -> list[str]:
    """At most `count` questions to go on with after what was shown, none of them answered by the same quotes."""
    if not sources.infos(where) or count < 1:
        return []
    asker = Asker(ask, sources, shown.language, left=FOLLOWED)
    if shown.cited:
        asker.shown.append(frozenset(shown.cited))
    asker.asked |= {(report, _undated(shown.question)) for report, _, _ in (*shown.cited, *shown.closest)}
    return asker.gather((iter((one,)) for one in follow_up_proposals(shown, sources, where, today)), count)


def _each(
    infos: Sequence[ReportInfo], sources: Sources, language: str, series: frozenset[str], today: date
) -> Iterator[list[Proposal]]:
    for info in infos:
        try:
            yield proposals_of(sources.report(info.id), language, series, today)
        except NoSuchReport:
            continue  # removed meanwhile


def _in_turn(reports: Iterator[list[Proposal]]) -> Iterator[Iterator[Proposal]]:
    """A turn for each report, then another: of each the kinds first that were least often there."""
    read: list[list[Proposal]] = []
    given: Counter[About] = Counter()
    for proposals in reports:
        read.append(proposals)
        yield _turn(proposals, given)
    while any(read):
        for proposals in read:
            yield _turn(proposals, given)


def _turn(proposals: list[Proposal], given: Counter[About]) -> Iterator[Proposal]:
    for _ in range(min(TRIES, len(proposals))):
        chosen = min(proposals, key=lambda p: (given[p.about], KINDS.index(p.about)))
        proposals.remove(chosen)
        given[chosen.about] += 1
        yield chosen


def _undated(question: str) -> str:
    """The question without its days: asked of the same report it is the same."""
    for mention in reversed(find_dates(question)):
        question = question[: mention.start] + question[mention.end :]
    return " ".join(word for word in fold(question).split() if word not in ("op", "on"))


def _places(citations: Sequence[Citation]) -> frozenset[Place]:
    return frozenset(_place(citation) for citation in citations)


def _place(citation: Citation) -> Place:
    return citation.report, citation.start, citation.end


def _is_about(citation: Citation, proposal: Proposal) -> bool:
    """Whether another report's quote is on the same subject: stands under such a heading, or names it."""
    told = f"{citation.section}\n{citation.quote}".casefold()
    return citation.report != proposal.report and proposal.subject in told


def _tells(answer: Answer, section: set[Place], letters: int) -> bool:
    """Whether sentences, not only rows of a table or addresses, are quoted, and that many letters of them."""
    quotes = [c.quote for c in answer.citations if _place(c) in section]
    sentences = [
        quote
        for quote in quotes
        if " | " not in quote and len(quote.split()) >= FEWEST_WORDS and not _ADDRESS.match(quote)
    ]
    enough = sum(map(len, sentences)) >= letters
    addresses = sum(bool(_ADDRESS.match(citation.quote)) for citation in answer.citations)
    return enough and 2 * len(sentences) >= len(quotes) and 3 * addresses <= len(answer.citations)
