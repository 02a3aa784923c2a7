"""A follow-up that only names something else: "En Duitsland?", "and in June?", "En voor de dijk?"."""

from __future__ import annotations

import re

from assistant.dialogue import name_slots, slots
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.reading import Reading, is_verb, read
from assistant.dialogue.subject import subject_of
from assistant.dialogue.wording import ARTICLES, DEMONSTRATIVES, PERSONS, PREPOSITIONS, QUESTION_WORDS, TAILS
from vectorstore.language.detect import detect_language
from vectorstore.language.periods import find_relative_meeting
from vectorstore.language.words import fold

# More words than these are a question of their own.
LONGEST, LONGEST_BARE = 7, 4

_LEAD = re.compile(
    r"^\W*(?:(?:en|and|maar|but|dus|so)\b[\s,]*)?(?:what about|how about|wat dacht je van|and)\s+|"
    r"^\W*(?:en|and|maar|but)\b[\s,]*",
    re.IGNORECASE,
)
_HOW_IS_IT = re.compile(
    r"^\W*(?:(?:en|and)\s+)?(?:hoe zit (?:het|dat)(?: dan)? (?:met|voor|bij|in)|hoe staat het met|wat is dat voor)\s+",
    re.IGNORECASE,
)
_THAT_OF = re.compile(r"^(?:die|dat|that|those)\s+(?:van|of)\s+", re.IGNORECASE)
# "variant A", "option B"
_MARKED = re.compile(r"(?P<kind>[a-z]+) (?P<mark>[A-Z])(?![\w'’.-])")
_MARK = re.compile(r"(?:(?P<kind>[a-z]+) )?(?P<mark>[a-z])", re.IGNORECASE)
_AFTERWARDS = frozenset(("daarna", "erna", "hierna", "daarom", "daardoor", "later", "eerder", "nu", "now"))
_TAIL = re.compile(rf"(?:[\s,]+(?:{'|'.join(sorted(TAILS))}))*[\s?!.]*$", re.IGNORECASE)


def from_fragment(reading: Reading, conversation: Conversation) -> tuple[str, bool] | None:
    """The last question with what is named in the place of its like, and whether that is a date; None when this is
    more than a name, date or thing."""
    text = reading.text
    lead = _LEAD.match(text) or _HOW_IS_IT.match(text)
    led = bool(_LEAD.match(text)) and not _HOW_IS_IT.match(text)
    if lead and _HOW_IS_IT.match(text):
        lead = _HOW_IS_IT.match(text)
    body = text[lead.end() if lead else 0 :]
    fragment = _TAIL.sub("", body).strip(" ,")
    trails = bool(re.search(r"\b(?:dan|then)\W*$", body, re.IGNORECASE)) and fragment != body.strip(" ,")
    fragment = _THAT_OF.sub("", fragment)
    words = read(fragment).plain
    if not fragment or len(words) > (LONGEST if led or trails else LONGEST_BARE) or not _names_only(words):
        return None
    fragment = slots.written(fragment, conversation.texts())
    base = conversation.last.understood
    if (
        detect_language(base) != reading.language
        and reading.language == "en"
        and conversation.last.language == "nl"
    ):
        return _in_other_words(fragment, base, conversation)
    return _filled(fragment, base, conversation, led or trails)


def _filled(fragment: str, base: str, conversation: Conversation, led: bool) -> tuple[str, bool] | None:
    today, infos = conversation.today, conversation.sources.infos(conversation.where)
    if period := slots.period_of(fragment, today):
        return slots.with_period(base, fragment, period, infos, today), True
    if led and (marked := _with_another_mark(base, fragment)):
        return marked, False
    if led and (other := slots.with_another_in_row(base, fragment, today)):
        return other, True
    if find_relative_meeting(fragment):
        return (slots.with_meeting(base, fragment, today), True) if led else None
    if name := slots.name_of(fragment):
        if replaced := name_slots.with_name(base, fragment, name):
            return replaced, False
        if name.kind == "country" and led:
            return slots.appended(base, f"{slots.AS_FOR[detect_language(base)]} {fragment}"), False
    if not led:
        return None
    if replaced := slots.with_its_like(base, fragment) or name_slots.with_actor(base, fragment):
        return replaced, False
    return slots.with_subject(base, fragment, conversation.near), False


def _with_another_mark(base: str, fragment: str) -> str:
    """The question with option B in the place of option A; empty when it isn't about one thing with such a mark."""
    own, new = list(_MARKED.finditer(base)), _MARK.fullmatch(fragment)
    if len(own) != 1 or not new or (new["kind"] and fold(new["kind"]) != own[0]["kind"]):
        return ""
    return base[: own[0].start("mark")] + new["mark"].upper() + base[own[0].end("mark") :]


def _in_other_words(fragment: str, base: str, conversation: Conversation) -> tuple[str, bool] | None:
    """The fragment with the subject of a question in the other language, in its own words."""
    about = subject_of(base) or conversation.subject()
    return (f"What about {fragment}, regarding {about}?", False) if about else None


def _names_only(words: tuple[str, ...]) -> bool:
    """Whether this is a name or thing, and no clause: no verb, question word or word for something said before."""
    no = _AFTERWARDS | (
        QUESTION_WORDS
        | (DEMONSTRATIVES - {"die"})
        | PERSONS
        | {"er", "daar", "there", "toen", "it", "ik", "i", "we"}
    )
    if any(
        word in no or (re.fullmatch(r"(?:daar|er|hier)\w+", word) and word[4:] in PREPOSITIONS)
        for word in words
    ):
        return False
    telling = [word for word in words if word not in ARTICLES | PREPOSITIONS]
    return bool(telling) and not any(is_verb(word) and fold(word) not in ("mei", "march") for word in telling)
