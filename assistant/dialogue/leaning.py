"""Questions that lean on the last one as a whole: who that was, what another said of it, what else of that meeting."""

from __future__ import annotations

from assistant.dialogue.conversation import Conversation
from assistant.dialogue.reading import Reading
from assistant.dialogue.replacing import ABOUT, LEAD, dated, tidy
from assistant.dialogue.slots import appended
from assistant.dialogue.wording import (
    ACTORS,
    ARTICLES,
    LEADS,
    OF_A_MEETING,
    PERSONS,
    QUESTION_WORDS,
    ROLES,
    TAILS,
    TELLING,
)
from assistant.wordlists import ASKING
from vectorstore.language.names import find_names
from vectorstore.language.periods import find_periods, find_relative_meeting
from vectorstore.language.words import fold, tokens
from vectorstore.types import ReportFilter

_WHO = (
    frozenset(
        ["wie", "who", "was", "were", "is", "waren", "zei", "zegt", "said", "dat", "that", "it", "die", "dit"]
    )
    | LEADS
    | TAILS
)
_FINDING = frozenset(("vond", "vindt", "vonden", "vinden"))


def asking_who(reading: Reading, conversation: Conversation) -> str:
    """ "Wie was dat?" with the person of what was cited; empty when that isn't asked."""
    words = set(reading.plain)
    if not words <= _WHO or not words & {"wie", "who"} or not words & {"dat", "that", "it", "die", "dit"}:
        return ""
    dutch = reading.language == "nl"
    about = conversation.subject()
    if words & {"zei", "zegt", "said"}:
        return (
            (f"Wie zei iets over {about}?" if dutch else f"Who said something about {about}?")
            if about
            else ""
        )
    turn = conversation.answered
    sentences = conversation.cited(turn) if turn else []
    last = conversation.last.understood
    if (
        not ROLES.search(last)
        and not any(ROLES.search(text) for text in sentences)
        and about
        and not sentences
    ):
        return f"Wie was betrokken bij {about}?" if dutch else f"Who was involved in {about}?"
    who = conversation.person()
    if not who:
        return ""
    return f"Wie was {who}?" if dutch else f"Who was {who}?"


def said_by_another(reading: Reading, conversation: Conversation) -> str:
    """ "En wat vond Nederland?" with what the last question is about; empty when it is anything else."""
    if not LEAD.match(reading.text) or not set(reading.plain) & TELLING:
        return ""
    who = [name for name in find_names(reading.text) if name.kind != "place"]
    rest = reading.text
    for name in reversed(who):
        rest = rest[: name.start] + " " + rest[name.end :]
    left = [fold(word) for word in tokens(rest)]
    small = ASKING | LEADS | TAILS | TELLING | ACTORS
    about = conversation.subject()
    if not about or not (who or set(left) & ACTORS) or any(word not in small for word in left):
        return ""
    if find_periods(reading.text, today=conversation.today):
        return ""
    of = "van" if set(reading.plain) & _FINDING else ABOUT[reading.language]
    return appended(tidy(reading.text), f"{of} {about}")


def of_that_meeting(reading: Reading, conversation: Conversation) -> tuple[str, ReportFilter] | None:
    """The question with the meeting of the last one, when all that it asks is what any meeting has."""
    led = bool(LEAD.match(reading.text))
    if not led and not conversation.meant_one_meeting():
        return None
    small = ASKING | LEADS | TAILS | QUESTION_WORDS | ARTICLES
    telling = [word for word in reading.plain if word not in small]
    if not telling or any(word not in OF_A_MEETING for word in telling) or set(reading.plain) & PERSONS:
        return None
    if find_periods(reading.text, today=conversation.today) or find_relative_meeting(reading.text):
        return None
    where, day = conversation.whole_meeting(), conversation.meeting_day()
    if where is None or (day is None and len(where.reports) != 1):
        return None
    return dated(tidy(reading.text), day, reading.language), where
