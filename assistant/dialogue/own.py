"""What a question says of its own: whether it names, itself, what a word in it could stand for."""

from __future__ import annotations

import re

from assistant.dialogue.reading import Reading, Word, is_verb
from assistant.dialogue.who import is_who
from assistant.dialogue.wording import (
    ARTICLES,
    LEADS,
    OF_A_MEETING,
    PARTICIPLE,
    PREPOSITIONS,
    QUESTION_WORDS,
    TAILS,
)
from assistant.wordlists import ASKING, FRAME, LIGHT
from vectorstore.language.names import find_names

_BOUNDARY = re.compile(
    r"[,;:.?!]|\b(?:en|and|als|if|dat|die|that|which|omdat|because|terwijl|maar|but)\b", re.IGNORECASE
)


def names_it_before(reading: Reading, at: int, *, strictly: bool, people: bool = False) -> bool:
    """Whether the question itself names, before this word, what it could stand for.

    What "welke …" asks after doesn't count. Not `strictly`: only what stands in a clause before this one counts.
    `people`: those who act count too.
    """
    own = _first_noun(reading)
    named: list[Word] = []
    for i in range(at):
        if (
            i in own
            or reading.plain[i] in OF_A_MEETING
            or not is_content(reading.plain[i])
            or is_first_verb(reading, i)
        ):
            continue
        word = reading.words[i]
        text = reading.text[word.start : word.end]
        is_thing = i > 0 and reading.plain[i - 1] in ARTICLES
        who = (is_name_at(reading, i) and not is_thing) or is_who(text, reading.text)
        if who and not people:
            continue
        named.append(word)
    if not named:
        return False
    return strictly or bool(_BOUNDARY.search(reading.text[named[0].end : reading.words[at].start]))


def is_first_verb(reading: Reading, at: int) -> bool:
    """Whether the word follows "wie", "waarom" or "who" at the beginning: then it is the verb, whichever."""
    front = [plain for plain in reading.plain[:at] if plain not in LEADS]
    return len(front) == 1 and front[0] in QUESTION_WORDS - {
        "welke",
        "welk",
        "which",
        "what",
        "hoeveel",
        "whose",
    }


def own_content(reading: Reading) -> int:
    """How many words say something of their own, names of those who act aside."""
    return sum(is_content(plain) and not is_name_at(reading, i) for i, plain in enumerate(reading.plain))


def _first_noun(reading: Reading) -> set[int]:
    """The words of what is asked after: "welke besluiten", "how many ships"."""
    asked: set[int] = set()
    on = False
    for i, plain in enumerate(reading.plain):
        if plain in ("welke", "welk", "hoeveel", "which", "what", "many", "much"):
            on = True
        elif on and (is_verb(plain) or plain in PREPOSITIONS):
            break
        elif on:
            asked.add(i)
    return asked


def is_content(plain: str) -> bool:
    small = ASKING | LIGHT | FRAME | QUESTION_WORDS | LEADS | TAILS | ARTICLES
    return len(plain) > 2 and plain not in small and not is_verb(plain) and not plain[0].isdigit()


def is_of_verb(plain: str) -> bool:
    return is_verb(plain) or bool(PARTICIPLE.fullmatch(plain)) or plain in LIGHT


def is_name_at(reading: Reading, at: int) -> bool:
    if at >= len(reading.words):
        return False
    word = reading.words[at]
    return any(name.start <= word.start < name.end for name in find_names(reading.text))
