"""A bare "Waarom?" or "By whom?" as a whole question."""

from __future__ import annotations

import re

from assistant.dialogue.conversation import Conversation
from assistant.dialogue.reading import Reading, is_verb
from assistant.dialogue.subject import subject_of
from assistant.dialogue.wording import (
    ACTORS,
    ARTICLES,
    AUXILIARIES,
    LEADS,
    PREPOSITIONS,
    QUESTION_WORDS,
    TAILS,
)
from vectorstore.language.detect import detect_language
from vectorstore.language.names import find_names
from vectorstore.language.words import fold

_SIMPLE_NL = (
    r"(?:(?:tot|vanaf|sinds|per)\s+wanneer|door wie|hoe lang|hoe vaak|waarom|wanneer|waar|hoe|hoeveel|wat)"
)
_SIMPLE_EN = r"(?:by when|since when|how much|how long|how often|why|when|where|how|what)"
_FRONT = re.compile(rf"^(?:{_SIMPLE_NL}|{_SIMPLE_EN})\s+(?=(?P<verb>[\w'’-]+))", re.IGNORECASE)
# "Waarom is dat zo?" asks no more than "Waarom?".
_SO = re.compile(r"\s+(?:is|was)\s+(?:dat|that|it)(?:\s+(?:zo|so))?\s*$", re.IGNORECASE)
_HOW_COME = re.compile(r"^hoe komt dat$", re.IGNORECASE)
_ASKED_THING = re.compile(r"^\W*(?:welke?|hoeveel|which|what|how many)\s+", re.IGNORECASE)
_WHO = re.compile(
    r"^\W*wie\s+(?P<verb>(?!zijn\b|waren\b|is\b|er\b)[\w'’-]+)\s+(?P<rest>\S.*)$", re.IGNORECASE
)
_LED = re.compile(r"^\W*\w+[\s,]+")
MOST_THINGS = 2
_AS_FOR = {"nl": "wat betreft", "en": "regarding"}


def with_question_word(reading: Reading, conversation: Conversation) -> str:
    """The last question with these question words in the place of its own; else they with what it is about."""
    words = [word for word in reading.words if word.plain not in LEADS | TAILS]
    asked = reading.text[words[0].start : words[-1].end]
    asked = _SO.sub("", _HOW_COME.sub("waarom", asked))
    asked = asked[:1].upper() + asked[1:]
    asked, _, degree = asked.partition(" zo ")
    degree = f" zo {degree}" if degree else ""
    base = conversation.last.understood.strip()
    if detect_language(base) == reading.language and (rest := _rest_of(base)):
        return f"{asked} {rest.rstrip(' ?!.')}{degree}?"
    if detect_language(base) == reading.language and (rest := _with_asked_thing(base)):
        return f"{asked} {rest.rstrip(' ?!.')}{degree}?"
    about = subject_of(base) or conversation.subject()
    return f"{asked}{degree}, {_AS_FOR[reading.language]} {about}?" if about else ""


def with_names(reading: Reading, conversation: Conversation) -> str:
    """ "Waarom Frankrijk niet?", "and how many volunteers?" with what the last question is about; empty when there is a
    verb, or more than names or the thing asked after."""
    names = find_names(reading.text)
    others = [w.plain for w in reading.words if not any(n.start <= w.start < n.end for n in names)]
    small = LEADS | TAILS | QUESTION_WORDS | PREPOSITIONS | ARTICLES | {"niet", "not", "wel", "namens"}
    telling = [word for word in others if word not in small]
    things = bool(telling) and reading.plain[0] in LEADS and _ASKED_THING.match(_LED.sub("", reading.text))
    if any(is_verb(word) for word in others) or not set(others) & QUESTION_WORDS:
        return ""
    if not (things and len(telling) <= MOST_THINGS) and (telling or not names):
        return ""
    about = subject_of(conversation.last.understood) or conversation.subject()
    words = [word for word in reading.words if word.plain not in LEADS | TAILS]
    asked = reading.text[words[0].start : words[-1].end]
    return f"{asked[:1].upper()}{asked[1:]}, {_AS_FOR[reading.language]} {about}?" if about else ""


def _with_asked_thing(base: str) -> str:
    """What follows the verb of "welke techniek koos de stuurgroep", with the thing asked after in its place."""
    match = _ASKED_THING.match(base)
    words = list(re.finditer(r"[\w'’-]+", base[match.end() :])) if match else []
    at = next((i for i, word in enumerate(words) if is_verb(fold(word.group()))), 0)
    if match is None or not 0 < at < len(words):
        return ""
    rest, verb = base[match.end() :], words[at]
    thing, after = rest[: verb.start()].strip(), rest[verb.end() :].strip(" ?!.")
    dutch = detect_language(base) == "nl"
    if not dutch:
        return (
            f"{rest[verb.start() :].rstrip(' ?!.')} that {thing}" if fold(verb.group()) in AUXILIARIES else ""
        )
    first = fold(after).split()[0] if after else ""
    acts = not first or first in PREPOSITIONS or (first in ARTICLES and not _begins_with_an_actor(after))
    return f"{verb.group()} die {thing} {after}" if acts else f"{verb.group()} {after} die {thing}"


def _begins_with_an_actor(text: str) -> bool:
    first = [word for word in re.findall(r"[\w'’-]+", fold(text)) if word not in ARTICLES][:1]
    return bool(first) and first[0] in ACTORS


def _rest_of(base: str) -> str:
    """What follows the question words, from the verb; the whole of a question that begins with its verb."""
    first = fold(re.split(r"[^\w'’-]", base, maxsplit=1)[0])
    if first in AUXILIARIES:
        return base[:1].lower() + base[1:]
    if who := _WHO.match(base):
        return f"{who['verb']} men {who['rest']}" if is_verb(fold(who["verb"])) else ""
    match = _FRONT.match(base)
    if match is None:
        return ""
    verb = fold(match["verb"])
    english = re.match(_SIMPLE_EN + r"\b", base, re.IGNORECASE) and detect_language(base) == "en"
    return base[match.end() :] if verb in AUXILIARIES or (not english and is_verb(verb)) else ""
