"""What kind of phrase it is: an actor, a thing, or a run of words with a verb at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.dialogue.reading import Reading, Word, is_verb
from assistant.dialogue.who import TITLES
from assistant.dialogue.wording import (
    ACTORS,
    ARTICLES,
    BREAKS,
    DETERMINERS,
    MEETING,
    MODALS,
    OF_A_MEETING,
    PARTICIPLE,
    PARTICLES_AT_END,
    PREPOSITIONS,
)
from assistant.wordlists import ASKING
from vectorstore.language.names import find_names
from vectorstore.language.words import fold

Span = tuple[int, int]
"""Where a phrase stands in a question."""


def goes_with_an_actor(before: str) -> bool:
    """Whether the word before is a body or meeting, so that the next one is its name: "stuurgroep Dijkbewaking"."""
    words = fold(before).split()
    return bool(words) and words[-1] in ACTORS | MEETING


def is_of_no_thing(text: str) -> bool:
    """Whether all its words are verbs, titles, actors, parts of a meeting, or articles."""
    return all(is_verb(word) or word in TITLES | ACTORS | OF_A_MEETING | DETERMINERS for word in text.split())


def trimmed(reading: Reading, run: Sequence[Word]) -> Span | None:
    """Where the run stands without what at its end is of the verb, or joins nothing."""
    words = list(run)
    if len(words) > 2 and _is_infinitive(reading, words):
        words.pop()
    while words and (
        words[-1].plain in PARTICLES_AT_END | PREPOSITIONS | DETERMINERS | {"en", "and"}
        or (len(words) > 1 and _is_of_verb(words))
    ):
        words.pop()
    if not words or not says_something(" ".join(word.plain for word in words)):
        return None
    return words[0].start, words[-1].end


def _is_infinitive(reading: Reading, words: Sequence[Word]) -> bool:
    """Whether the last word is the verb that "moet" or "gaat" waits for: "het draaiboek opstellen"."""
    last = words[-1].plain
    if not last.endswith("en") or words[-2].plain in DETERMINERS | PREPOSITIONS:
        return False
    before = [word.plain for word in reading.words if word.start < words[0].start]
    others = [
        word.plain for word in reading.words if word.start > words[-1].end or word.start < words[0].start
    ]
    waits = any(word in MODALS for word in before)
    return waits and not any(word.endswith("en") and is_verb(word) and word not in MODALS for word in others)


def _is_of_verb(words: Sequence[Word]) -> bool:
    """Whether the last word is a verb or participle, and no adjective or noun of its own."""
    last = words[-1].plain
    if words[-2].plain in DETERMINERS | PREPOSITIONS:
        return False
    return is_verb(last) or bool(PARTICIPLE.fullmatch(last)) or last in BREAKS


def says_something(text: str) -> bool:
    """Whether any of its words is more than a word of asking."""
    return any(len(word) > 2 and word not in ASKING for word in fold(text).split())


def is_actor(phrase: str) -> bool:
    """Whether the phrase names who acted or a meeting: its first noun is such a word."""
    words = [word for word in re.findall(r"[\w'’-]+", fold(phrase)) if word not in DETERMINERS]
    head = list(takewhile(lambda word: word not in PREPOSITIONS, words))
    return any(word in ACTORS | MEETING for word in head) or _is_a_body(phrase)


def _is_a_body(phrase: str) -> bool:
    """Whether an article and the name of a body or country are all of it: "de KvK", "the Netherlands"."""
    names = find_names(phrase)
    bare = re.sub(rf"^(?:{'|'.join(sorted(ARTICLES))})\s+", "", phrase, flags=re.IGNORECASE)
    return (
        len(names) == 1
        and names[0].text == bare
        and names[0].kind in ("country", "organisation", "acronym", "place")
    )
