"""A question read in its conversation: by itself, or as going on from an earlier one and then put in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.dialogue.bare import with_names, with_question_word
from assistant.dialogue.commands import command_of
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.fragments import from_fragment
from assistant.dialogue.leaning import asking_who, of_that_meeting, said_by_another
from assistant.dialogue.moving import moved
from assistant.dialogue.reading import LONGEST, Reading, read
from assistant.dialogue.replacing import resolved
from assistant.dialogue.turn import Place, Turn
from assistant.sources import Sources
from vectorstore.types import ReportFilter

Kind = Literal["ask", "whole", "summary", "more"]


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question comes down to.

    `question` stands by itself, to search with. `where` is the caller's filter, narrowed when the question is about the
    reports that were cited. `follows`: it was read as going on from an earlier one. `places` are what a summary or the
    whole text is asked of, or what "more" has shown already.
    """

    question: str
    where: ReportFilter
    follows: bool
    kind: Kind = "ask"
    places: tuple[Place, ...] = ()


def understand(
    question: str, turns: Sequence[Turn], where: ReportFilter, sources: Sources, today: date
) -> Understood:
    """The question as it is when it stands by itself, else what it means after the earlier ones."""
    alone = Understood(question, where, False)
    reading = read(question)
    if not turns or not reading.words or len(reading.words) > LONGEST:
        return alone
    conversation = Conversation(tuple(turns), where, sources, today)
    for way in _WAYS:
        if understood := way(reading, conversation):
            return understood
    return alone


def _command(reading: Reading, conversation: Conversation) -> Understood | None:
    """The whole text, a summary or more of what was shown; nothing when nothing was."""
    command, turn = command_of(reading), conversation.answered
    if command is None or command == "bare" or turn is None or not conversation.reports(turn):
        return None
    asked, where = turn.understood, conversation.carried()
    if command == "more":
        shown = [place for one in conversation.turns if one.understood == asked for place in one.cited]
        return Understood(asked, where, True, "more", tuple(dict.fromkeys((*shown, *turn.cited))))
    if command == "whole":
        return Understood(asked, where, True, "whole", turn.cited)
    if command == "summary":
        return Understood(asked, where, True, "summary", turn.cited)
    whole = tuple((report.id, 0, len(report.text)) for report in conversation.reports(turn))
    return Understood(asked, conversation.whole_meeting() or where, True, "summary", whole)


def _bare_word(reading: Reading, conversation: Conversation) -> Understood | None:
    """The last question with this question word."""
    bare = command_of(reading) == "bare"
    question = with_question_word(reading, conversation) if bare else with_names(reading, conversation)
    return Understood(question, conversation.carried(), True) if question else None


def _who_that_was(reading: Reading, conversation: Conversation) -> Understood | None:
    question = asking_who(reading, conversation)
    where = conversation.whole_meeting() or conversation.where
    return Understood(question, where, True) if question else None


def _fragment(reading: Reading, conversation: Conversation) -> Understood | None:
    """The last question with another country, person, date or subject."""
    found = from_fragment(reading, conversation)
    if found is None:
        return None
    question, dated = found
    return Understood(question, conversation.where if dated else conversation.carried(), True)


def _moved(reading: Reading, conversation: Conversation) -> Understood | None:
    """The last question of the time after, or before, what its answer cites."""
    found = moved(reading, conversation)
    return Understood(found[0], found[1], True) if found else None


def _reference(reading: Reading, conversation: Conversation) -> Understood | None:
    """The question with "that", "he" and "daarover" put in full."""
    found = resolved(reading, conversation)
    if found is None:
        return None
    question, where = found
    if _MORE.search(reading.text):
        return Understood(question, where, True, "more", conversation.last.cited)
    return Understood(question, where, True)


_MORE = re.compile(r"\b(?:nog meer|verder nog|nog verder|what else|who else|anything else)\b", re.IGNORECASE)


def _another_speaker(reading: Reading, conversation: Conversation) -> Understood | None:
    question = said_by_another(reading, conversation)
    return Understood(question, conversation.carried(), True) if question else None


def _same_meeting(reading: Reading, conversation: Conversation) -> Understood | None:
    """Who was there, what was decided: of the meeting that the last question was about."""
    found = of_that_meeting(reading, conversation)
    return Understood(found[0], found[1], True) if found else None


_WAYS: tuple[Callable[[Reading, Conversation], Understood | None], ...] = (
    _command, _bare_word, _who_that_was, _moved, _fragment, _reference, _another_speaker, _same_meeting,
)  # fmt: skip
