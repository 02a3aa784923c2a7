"""A question as words, with the slips of the pen in its small words put right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from rapidfuzz.distance import OSA

from assistant.dialogue import wording
from assistant.terms import WORD, near_forms
from assistant.wordlists import ASKING, FRAME, LIGHT
from vectorstore.language.detect import detect_language
from vectorstore.language.lists import listed
from vectorstore.language.verbs import infinitive
from vectorstore.language.words import fold

# Longer questions say themselves what they are about.
LONGEST = 18
# In a longer one a strange word is rather a word of its own.
SLIPS_WITHIN = 9
SHORTEST_SLIP = 5

_CLOSED = frozenset(
    listed("""
    daarover daarvan daarvoor daaraan daarmee daarbij daarin daarop daartegen daaruit hierover hiervan hiervoor hieraan
    hiermee hierbij erover ervan ervoor ermee eraan samen samenvatting samenvatten vergadering verslag waarom wanneer
    hoeveel alinea letterlijk letterlijke precies verder hetzelfde dezelfde bijeenkomst summarise summarize summary
    paragraph sentence literally exactly anything meeting report there
    """)
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `start:end` of the question; `plain` is it in small letters, slips put right."""

    start: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read: `text` without thanks before it; its words; its language."""

    text: str
    words: tuple[Word, ...]
    language: str

    @property
    def plain(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(word.plain for word in self.words)


def read(question: str) -> Reading:
    """The question as words."""
    text = wording.THANKS.sub("", question).strip()
    found = list(WORD.finditer(text[:1000]))
    few = len(found) <= SLIPS_WITHIN
    words = tuple(
        Word(m.start(), m.end(), _without_slip(fold(m.group())) if few else fold(m.group())) for m in found
    )
    return Reading(text, words, detect_language(text))


@lru_cache(maxsize=4096)
def _without_slip(word: str) -> str:
    """The small word that this is but for one slip, unless it is a word itself."""
    if len(word) < SHORTEST_SLIP or word in known_words() or near_forms(word):
        return word
    near = [
        other
        for other in sorted(_CLOSED)
        if other[0] == word[0] and abs(len(other) - len(word)) <= 1 and OSA.distance(word, other) == 1
    ]
    return max(near, key=lambda other: _shared(word, other), default=word)


def _shared(one: str, other: str) -> int:
    """How many letters they begin with alike."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


@cache
def known_words() -> frozenset[str]:
    """The words that these lists have."""
    lists = (
        wording.VERBS,
        wording.OF_A_MEETING,
        wording.ACTORS,
        wording.GENERAL_NOUNS,
        wording.QUESTION_WORDS,
    )
    return frozenset().union(ASKING, LIGHT, FRAME, _CLOSED, *lists)


def is_verb(word: str) -> bool:
    """Whether a plain word is, or is a form of, a verb that is used in questions."""
    return word in wording.VERBS or infinitive(word, "nl") != word or infinitive(word, "en") != word
