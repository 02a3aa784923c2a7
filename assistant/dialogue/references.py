"""The words of a question that stand for something said before, and those that only look like it.

"Wat is er besloten", "is it true that …", "het besluit dat genomen is" lean on nothing: what decides is whether the
word is a clause's own part, and whether the question itself names, before it, what it could stand for.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.dialogue.demonstratives import demonstrative
from assistant.dialogue.own import is_name_at, is_of_verb, names_it_before, own_content
from assistant.dialogue.reading import Reading, is_verb
from assistant.dialogue.reference import Reference
from assistant.dialogue.wording import (
    AUXILIARIES,
    COPULAS,
    DEMONSTRATIVES,
    DETERMINERS,
    LEADS,
    OPENS_A_CLAUSE,
    PARTICIPLE,
    PERSONS,
    PREPOSITIONS,
    TAILS,
)
from assistant.wordlists import ASKING, PARTICLES

# "They" and "their" may be anyone: they lean on what was said before only in a question that says little of its own.
MOST_OWN, MOST_OWN_OF_SEVERAL = 2, 1

_ADVERB = re.compile(r"(?:daar|er|hier)(over|van|voor|aan|mee|bij|in|op|uit|tegen|naar)")
_STRANDED = frozenset(("over", "van", "voor", "bij", "tegen"))
_EXPLETIVE = re.compile(
    r"\bit\b.*\b(?:that|whether|if|when|to (?!the\b|a\b|this\b|that\b|[A-Z]))|"
    r"\bit\b (?:takes?|took|true|possible|like)\b",
)


def references_in(reading: Reading, is_known: Callable[[str], bool]) -> list[Reference]:
    """The references of the question in reading order; `is_known` tells whether a noun was spoken of before."""
    found: list[Reference] = []
    reach = 0
    for at in range(len(reading.words)):
        if reading.words[at].start < reach:
            continue
        reference = _at(reading, at, is_known)
        if reference:
            found.append(reference)
            reach = reference.end
    return found


def _at(reading: Reading, at: int, is_known: Callable[[str], bool]) -> Reference | None:
    word, plain = reading.words[at], reading.plain[at]
    if match := _ADVERB.fullmatch(plain):
        if names_it_before(reading, at, strictly=False):
            return None
        preposition = "met" if match[1] == "mee" else match[1]
        return Reference("about", word.start, word.end, preposition)
    if plain in ("daar", "er") and reading.plain[at + 1 : at + 2] and reading.plain[at + 1] in _STRANDED:
        return _split_adverb(reading, at)
    if plain in ("same", "dezelfde", "hetzelfde") or plain in DEMONSTRATIVES:
        return demonstrative(reading, at, is_known)
    if whose := _whose(reading, at):
        return whose
    if plain in PERSONS:
        return _person(reading, at)
    if plain in ("it", "het"):
        return _it(reading, at)
    if plain in ("toen", "daar", "there", "then"):
        return _then(reading, at)
    return None


def _split_adverb(reading: Reading, at: int) -> Reference | None:
    """ "daar over", "er van" with the end or a verb behind it: "er over kernenergie gezegd" leans on nothing."""
    rest = reading.plain[at + 2 :]
    if (rest and not is_of_verb(rest[0])) or names_it_before(reading, at, strictly=False):
        return None
    return Reference("about", reading.words[at].start, reading.words[at + 1].end, reading.plain[at + 1])


def _whose(reading: Reading, at: int) -> Reference | None:
    """ "zijn voorstel", "her view": behind a verb or preposition, with nobody named before."""
    rest = reading.plain[at + 1 :]
    previous = reading.plain[at - 1] if at else ""
    if reading.plain[at] not in ("zijn", "haar", "hun", "his", "her", "their") or not rest or not previous:
        return None
    noun = rest[0]
    if not (previous in AUXILIARIES | PREPOSITIONS or is_verb(previous)) or is_verb(noun) or len(noun) < 4:
        return None
    if (
        noun in ASKING | DETERMINERS | PREPOSITIONS
        or is_name_at(reading, at + 1)
        or PARTICIPLE.fullmatch(noun)
    ):
        return None
    if reading.plain[at] == "zijn" and previous not in ("is", "was", "wordt", "werd", *PREPOSITIONS):
        return None
    most = MOST_OWN_OF_SEVERAL if reading.plain[at] in ("hun", "their") else MOST_OWN
    if names_it_before(reading, at, strictly=True, people=True) or own_content(reading) > most:
        return None
    return Reference("whose", reading.words[at].start, reading.words[at + 1].end, noun=noun)


def _person(reading: Reading, at: int) -> Reference | None:
    word, plain = reading.words[at], reading.plain[at]
    previous = reading.plain[at - 1] if at else ""
    if names_it_before(reading, at, strictly=True, people=True):
        return None
    if plain in ("they", "them", "ze", "zij", "hen") and own_content(reading) > MOST_OWN_OF_SEVERAL:
        return None
    after_verb = previous in AUXILIARIES or is_verb(previous)
    subject = (plain in ("hij", "he", "she") and at > 0) or (plain in ("zij", "ze", "they") and after_verb)
    obj = plain in ("hem", "him", "them", "her", "ze") and (previous in PREPOSITIONS or is_verb(previous))
    if not (subject or obj) or (plain == "her" and at + 1 < len(reading.words)):
        return None
    return Reference("person", word.start, word.end)


def _it(reading: Reading, at: int) -> Reference | None:
    """ "it" and "het" as a thing spoken of: with no clause or infinitive behind it that says what it is."""
    word, rest = reading.words[at], reading.plain[at + 1 :]
    previous = reading.plain[at - 1] if at else ""
    if names_it_before(reading, at, strictly=True):
        return None
    if reading.plain[at] == "it":
        if _EXPLETIVE.search(reading.text[word.start :]) or not (
            previous in AUXILIARIES | PREPOSITIONS or is_verb(previous)
        ):
            return None
        return Reference("thing", word.start, word.end)
    verb = is_verb(previous) and previous not in ("gaat", "zit", "ging")
    small = TAILS | PARTICLES | {"al", "nu", "nog"}
    plain_end = len(rest) <= 2 and all(is_of_verb(word) or word in small for word in rest)
    return Reference("thing", word.start, word.end) if verb and plain_end and previous != "laat" else None


def _then(reading: Reading, at: int) -> Reference | None:
    """ "toen" and "there" as the meeting spoken of: not "toen het …", "there is", "and then"."""
    word, rest = reading.words[at], reading.plain[at + 1 :]
    plain, previous = reading.plain[at], reading.plain[at - 1] if at else ""
    if not previous or names_it_before(reading, at, strictly=True):
        return None
    if plain == "there" and (rest or (previous in COPULAS and at < 3)):
        return None
    if plain == "then" and (rest or previous in LEADS or len(reading.words) < 4):
        return None
    if rest and all(word in PREPOSITIONS for word in rest):
        return None  # "Wat is daar op tegen?"
    if plain in ("toen", "daar"):
        if previous in LEADS or (
            rest and (rest[0] in DETERMINERS | OPENS_A_CLAUSE or is_name_at(reading, at + 1))
        ):
            return None
        if rest and not (previous in AUXILIARIES or is_verb(previous) or previous == "er"):
            return None
    return Reference("then", word.start, word.end)
