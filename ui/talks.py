"""The conversations that are kept in the library, as JSON for the page."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Protocol, get_args

from ui.errors import NoReport, WrongUsage
from ui.faults import explained
from ui.feedback import line_of
from ui.following import follow
from ui.halted import to_the_end
from ui.places import Found, find_quote
from ui.shapes import Json, filter_from_wire, filter_to_wire
from ui.text import check_unicode, clean_question, one_line
from ui.writings import Writings
from vectorstore.conversations import new_id
from vectorstore.errors import NoSuchReport, OutdatedAnswer
from vectorstore.messages import Conversation, Message, Rating
from vectorstore.types import ReportFilter

if TYPE_CHECKING:
    from vectorstore.library import Library

LONGEST_TITLE = 200
LONGEST_REMARK = 10_000
TRIES = 3
"""How often a question is answered at most when reports are removed meanwhile; a removal takes longer than that."""


class Asked(Protocol):
    """Who answers."""

    def resolved(self, where: ReportFilter) -> ReportFilter:
        """The filter with the ids of the reports that it names."""
        ...

    def asking(
        self, question: str, where: ReportFilter, thread: str | None = None, *, alone: bool = False
    ) -> Iterator[Json]:
        """The answer's events; see `Service.asking`."""
        ...

    def forget(self, conversation: str) -> None:
        """Forget what a follow-up in the conversation could go on from."""
        ...


class Talks:
    """The conversations of an open library. Every method raises UserError; `turn` is one question with its answer.

    A turn: {"id", "conversation", "question", "where": {"reports", "from", "to", "language", "series"}, "answer" (as
    `shapes.answer` makes it), "asked", "rating", "remark"}. Where a report was removed since, its citation has no more
    than its number, report and date, and `"removed": true`.
    """

    def __init__(self, library: Library, service: Asked, writings: Writings) -> None:
        self._library = library
        self._service = service
        self._writings = writings

    def conversations(self) -> Json:
        """All conversations, the one that was last asked in first."""
        with explained():
            return {"conversations": [_conversation(one) for one in self._library.conversations.all()]}

    def conversation(self, id: str) -> Json:
        """One conversation with its turns, the first first."""
        with explained():
            conversations = self._library.conversations
            turns = [_turn(one) for one in conversations.messages(id)]
            return {**_conversation(conversations.get(id)), "turns": turns}

    def converse(
        self, question: str, where: ReportFilter, conversation: str | None = None, *, alone: bool = False
    ) -> Json:
        """The turn: the question answered and kept, in a new conversation when none is given."""
        *_, last = self.conversing(question, where, conversation, alone=alone)
        turn: Json = last["turn"]
        return turn

    def conversing(
        self, question: str, where: ReportFilter, conversation: str | None = None, *, alone: bool = False
    ) -> Generator[Json, None, None]:
        """{"turn": …} with the quotes, kept already; with a language model then {"draft": …} while it writes, and
        {"turn": …} with the whole answer last. `alone`: the question doesn't go on from earlier ones.

        The last draft comes again, every so often, while nothing new does. What goes wrong after the quotes is told in
        the last turn. Closed before its end, it has the writing stop and leaves the quotes.
        """
        asked = clean_question(question)
        with explained():
            if conversation is not None:
                self._library.conversations.get(conversation)
            chosen = self._service.resolved(where)
            for _ in range(TRIES - 1):
                with suppress(OutdatedAnswer):
                    yield from self._answered(asked, chosen, conversation, alone)
                    return
            yield from self._answered(asked, chosen, conversation, alone)

    def stop(self, turn: str) -> Json:
        """Have the writing of a turn stop: {"stopped"}, false when nothing was being written. Who follows `conversing`
        gets its last turn: the sentences that were finished, if any, and a notice."""
        return {"stopped": self._writings.stop(turn)}

    def turn(self, id: str) -> Json:
        """One turn of whatever conversation."""
        with explained():
            return _turn(self._library.conversations.message(id))

    def rename(self, id: str, title: str) -> Json:
        """Give a conversation another title."""
        line = one_line(title)
        if not line:
            raise WrongUsage("talks.title_empty")
        if len(line) > LONGEST_TITLE:
            raise WrongUsage("talks.title_too_long", length=len(line), longest=LONGEST_TITLE)
        with explained():
            self._library.conversations.rename(id, line)
        return {}

    def delete(self, id: str) -> Json:
        """Delete a conversation for good."""
        with explained():
            self._library.conversations.delete(id)
            self._service.forget(id)
        return {}

    def rate(self, turn: str, rating: int, remark: str = "") -> Json:
        """Keep what somebody thought of a turn's answer: 1, -1, or 0 for nothing any more."""
        check_unicode(remark)
        if rating not in get_args(Rating):
            raise WrongUsage("talks.bad_rating", value=rating)
        if len(remark) > LONGEST_REMARK:
            raise WrongUsage("talks.remark_too_long", length=len(remark), longest=LONGEST_REMARK)
        with explained():
            self._library.conversations.rate(turn, rating, remark.strip())
        return {}

    def cited(self, turn: str, number: int) -> Json:
        """Where a turn's citation stands now: {"report", "start", "end", "quote", "title", "date", "state"}.

        `state` is "as_cited", "moved" (it stands elsewhere in the text, where `start` and `end` say), "changed" (it no
        longer stands there; `start` and `end` are as they were) or "gone" (`report` is None: there is no such report).
        """
        with explained():
            answer = self._library.conversations.message(turn).answer
        citation = next((one for one in answer.get("citations", ()) if one["number"] == number), None)
        if citation is None:
            raise NoReport("talks.no_citation", number=number, turn=turn)
        fields = ("start", "end", "quote", "title", "date")
        cited = {"report": citation["report"], **{name: citation[name] for name in fields}}
        found = None if citation.get("removed") else self._found(cited)
        if found is None:
            return {**cited, "report": None, "state": "gone"}
        return {**cited, "start": found.start, "end": found.end, "state": found.state}

    def feedback(self) -> Json:
        """The rated turns as lines for `wijzer eval`, the oldest first; without those that can't be put any more."""
        with explained():
            lines = [self._line(message) for message in self._library.conversations.rated()]
        return {"questions": [line for line in lines if line]}

    def _answered(
        self, question: str, where: ReportFilter, conversation: str | None, alone: bool
    ) -> Iterator[Json]:
        """The events of `conversing`; OutdatedAnswer, before the first, when a report was being removed meanwhile."""
        conversations = self._library.conversations
        moment, thread, stop = conversations.moment, conversation or new_id(), threading.Event()
        with closing(follow(self._service.asking(question, where, thread, alone=alone), stop)) as events:
            first = next(event for event in events if event)["answer"]
            kept = conversations.add(
                thread,
                question,
                first,
                filter_to_wire(where),
                moment=moment,
                begin=conversation is None,
            )
            yield {"turn": _turn(kept)}
            with self._writings.of(kept.id, stop):
                draft: Json | None = None
                for event in to_the_end(first, events, stop):
                    if event and "answer" in event:
                        yield {"turn": _turn(self._answer_again(kept.id, event["answer"], moment))}
                    elif draft := event or draft:
                        yield draft

    def _answer_again(self, id: str, answer: Json, moment: int) -> Message:
        conversations = self._library.conversations
        with suppress(OutdatedAnswer):  # then the quotes stay, without those of the removed report
            conversations.answer_again(id, answer, moment=moment)
        return conversations.message(id)

    def _found(self, cited: Json) -> Found | None:
        with explained():
            try:
                text = self._library.report(cited["report"]).text
            except NoSuchReport:
                return None
        return find_quote(text, cited["quote"], cited["start"], cited["end"])

    def _line(self, message: Message) -> Json | None:
        """The line; None when none of the reports that the question was put to is there any more."""
        where = filter_from_wire(message.where)
        searched = self._library.reports(where)
        if not searched or message.where.get("removed"):
            return None
        there = {info.id for info in searched}
        left = tuple(id for id in where.reports if id in there)
        return line_of(_turn(message), {**filter_to_wire(where), "reports": list(left)})


def _conversation(one: Conversation) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "created": one.created.isoformat(timespec="seconds"),
        "changed": one.changed.isoformat(timespec="seconds"),
        "turns": one.turns,
    }


def _turn(message: Message) -> Json:
    return {
        "id": message.id,
        "conversation": message.conversation,
        "question": message.question,
        "where": dict(message.where),
        "answer": dict(message.answer),
        "asked": message.asked.isoformat(timespec="seconds"),
        "rating": message.rating,
        "remark": message.remark,
    }
