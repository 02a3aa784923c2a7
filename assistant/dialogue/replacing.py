"""What stands for something said before, put in full."""

from __future__ import annotations

import re
from datetime import date

from assistant.dialogue.conversation import Conversation
from assistant.dialogue.reading import Reading
from assistant.dialogue.reference import Reference
from assistant.dialogue.references import references_in
from assistant.dialogue.slots import AS_FOR, appended
from assistant.dialogue.subject import subject_of
from assistant.dialogue.wording import (
    GENERAL_NOUNS,
)
from assistant.terms import forms_of
from vectorstore.language.lists import listed
from vectorstore.language.months import spoken_date
from vectorstore.language.periods import find_periods, find_relative_meeting
from vectorstore.language.words import fold, tokens
from vectorstore.types import ReportFilter

LEAD = re.compile(r"^\W*(?:en|and|maar|but|dus|so)\b[\s,]*", re.IGNORECASE)
_THEY_ARE = frozenset(("zijn", "waren", "worden", "werden", "are", "were"))
# What somebody does, says or holds to be so can't be put in the place of "dat".
_DOING = frozenset(
    listed("""
    doen gedaan gebeuren gebeurt gebeurd do done happen happened klopt staat stond gezegd said true correct
    """)
)
_ON = {"nl": "op", "en": "on"}
ABOUT = {"nl": "over", "en": "about"}
_OF = {"nl": "van", "en": "of"}


def resolved(reading: Reading, conversation: Conversation) -> tuple[str, ReportFilter] | None:
    """The question with each reference put in full, and the filter; None when it has none, or none that is clear."""
    references = references_in(reading, lambda noun: _was_named(noun, conversation))
    replaced = [(reference, _in_full(reference, reading, conversation)) for reference in references]
    known = [(reference, words) for reference, words in replaced if words is not None]
    if not known:
        return None
    text = reading.text
    for reference, words in reversed(known):
        text = text[: reference.start] + words + text[reference.end :]
    text = tidy(text)
    if _is_of_doing(reading) and any(reference.kind == "thing" for reference, _ in known):
        text = appended(text, f"{AS_FOR[reading.language]} {conversation.subject()}")
    narrowed = any(r.kind in ("meeting", "then") for r, _ in known) or _leans_on_text(known, conversation)
    if narrowed:
        return text, conversation.whole_meeting() or conversation.where
    return _of_the_same_time(text, reading, conversation)


def _of_the_same_time(text: str, reading: Reading, conversation: Conversation) -> tuple[str, ReportFilter]:
    """The question, about the meeting or period of the last one unless it has a date of its own."""
    dated = find_periods(reading.text, today=conversation.today) or find_relative_meeting(reading.text)
    if dated:
        return text, conversation.where
    if conversation.meant_one_meeting() and conversation.last.cited:
        return text, conversation.whole_meeting() or conversation.where
    period = conversation.period()
    if period and period not in text and not conversation.meant_one_meeting():
        return appended(text, period), conversation.carried()
    return text, conversation.carried()


def _in_full(reference: Reference, reading: Reading, conversation: Conversation) -> str | None:
    """The words for it; None when nothing said before is meant."""
    language = reading.language
    if reference.kind == "whose":
        return _whose(reference, reading, conversation)
    if reference.kind == "person":
        plain = fold(reading.text[reference.start : reference.end])
        before = fold(reading.text[: reference.start]).split()[-1:]
        if (
            plain in ("ze", "zij", "they")
            and before
            and before[0] in _THEY_ARE
            and (about := conversation.subject())
        ):
            return about  # "Zijn ze normatief?" is asked of things
        return conversation.person(several=plain in ("zij", "ze", "they", "them", "hen")) or None
    if reference.kind in ("meeting", "then"):
        return _meeting(reference, reading, conversation)
    if (
        reference.preposition == "bij"
        and conversation.meant_one_meeting()
        and not subject_of(conversation.last.understood)
    ):
        meeting = _meeting(Reference("meeting", 0, 0, noun="vergadering"), reading, conversation)
        return f"bij {meeting}" if meeting else None
    about = conversation.subject()
    if not about:
        return None
    if reference.kind == "about":
        return f"{reference.preposition} {about}"
    if reference.kind == "noun":
        return _noun(reference, about, language, conversation)
    return reading.text[reference.start : reference.end] if _is_of_doing(reading) else about


def _is_of_doing(reading: Reading) -> bool:
    """Whether "that" is what somebody does or what happens: "Wie gaat de meldkamer doen?" can't be asked."""
    return bool(set(reading.plain) & _DOING)


def _whose(reference: Reference, reading: Reading, conversation: Conversation) -> str | None:
    """ "her view" as Anke de Vries's view, "haar voorstel" as the proposal of Anke de Vries."""
    first = fold(reading.text[reference.start : reference.end]).split()[0]
    who = conversation.person(several=first in ("hun", "their"))
    if not who:
        return None
    noun = reading.text[reference.start : reference.end].split()[-1]
    if reading.language == "en":
        return f"{who}'s {noun}"
    return f"{conversation.article(noun)} {noun} van {who}"


def _noun(reference: Reference, about: str, language: str, conversation: Conversation) -> str:
    """ "dat besluit" as the decision about what was spoken of; "dat fonds" as the fund that was."""
    noun = reference.noun
    forms = forms_of(noun)
    for word in tokens(about):
        if forms & forms_of(word) or fold(word).endswith(noun):
            return about
    article = "the" if language == "en" else conversation.article(noun)
    if noun in GENERAL_NOUNS:
        return f"{article} {noun} {ABOUT[language]} {about}"
    return f"{article} {noun}"


def _meeting(reference: Reference, reading: Reading, conversation: Conversation) -> str | None:
    """ "the meeting of 9 December 2025", "on 9 December 2025"; nothing when what was cited is gone."""
    if conversation.whole_meeting() is None:
        return None
    day, language = conversation.meeting_day(), reading.language
    if reference.kind == "then" or reference.noun in ("dag", "day"):
        if day is None:
            return ""
        before = fold(reading.text[: reference.start]).split()[-1:]
        spoken = spoken_date(day, language)
        return spoken if before and before[0] in ("op", "on", "van", "of") else f"{_ON[language]} {spoken}"
    article = (
        "the" if language == "en" else "het" if reference.noun in ("verslag", "overleg", "rapport") else "de"
    )
    return f"{article} {reference.noun}" + (f" {_OF[language]} {spoken_date(day, language)}" if day else "")


def _leans_on_text(known: list[tuple[Reference, str]], conversation: Conversation) -> bool:
    """Whether a noun is meant that only what was cited has."""
    return any(
        r.kind == "noun" and r.noun not in GENERAL_NOUNS and r.noun not in fold(conversation.last.understood)
        for r, _ in known
    )


def _was_named(noun: str, conversation: Conversation) -> bool:
    """Whether the last question or what it cited has the noun, as a word or as the end of one."""
    forms = forms_of(noun)
    for text in (conversation.last.understood, *conversation.cited(conversation.last)):
        if any(
            forms & forms_of(word) or (len(noun) > 3 and fold(word).endswith(noun)) for word in tokens(text)
        ):
            return True
    return False


def dated(text: str, day: date | None, language: str) -> str:
    """The question with "on 3 December 2025" behind it; as it is without a day."""
    return appended(text, f"{_ON[language]} {spoken_date(day, language)}") if day else text


def tidy(text: str) -> str:
    """The question without "en" before it, with a capital and a question mark."""
    plain = re.sub(r"\s+", " ", LEAD.sub("", text)).strip(" ,")
    plain = re.sub(r"\s+([?.!,])", r"\1", plain)
    return plain[:1].upper() + plain[1:].rstrip(" ?!.") + "?"
