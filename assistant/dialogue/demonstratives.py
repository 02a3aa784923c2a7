"""The demonstratives of a question, "dat", "this", "the same": which of them stand for something said before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.dialogue.own import is_content, is_first_verb, is_name_at, is_of_verb, names_it_before
from assistant.dialogue.reading import Reading, is_verb
from assistant.dialogue.reference import Reference
from assistant.dialogue.wording import (
    AUXILIARIES,
    COPULAS,
    DETERMINERS,
    GENERAL_NOUNS,
    MEETING,
    MODALS,
    OPENS_A_CLAUSE,
    PREPOSITIONS,
    TAILS,
    TELLING,
)
from assistant.wordlists import ASKING

STILL = frozenset(("nog", "steeds", "still"))


def demonstrative(reading: Reading, at: int, is_known: Callable[[str], bool]) -> Reference | None:
    """The meeting, noun or thing that "dat", "this" or "the same" stands for; None when it leans on nothing."""
    word, rest = reading.words[at], reading.plain[at + 1 :]
    previous = reading.plain[at - 1] if at else ""
    noun = rest[0] if rest else ""
    begin = (
        reading.words[at - 1].start
        if reading.plain[at] == "same" and previous in ("the", "that", "this")
        else word.start
    )
    if noun in MEETING or noun in ("dag", "day"):
        if names_it_before(reading, at, strictly=True) or (
            noun in ("dag", "day") and reading.plain[at] not in ("same", "dezelfde")
        ):
            return None
        return Reference("meeting", begin, reading.words[at + 1].end, noun=noun)
    if reading.plain[at] in ("same", "dezelfde", "hetzelfde") or names_it_before(reading, at, strictly=True):
        return None
    if noun and (noun in GENERAL_NOUNS or (is_content(noun) and not is_of_verb(noun) and is_known(noun))):
        return Reference("noun", word.start, reading.words[at + 1].end, noun=noun)
    return Reference("thing", word.start, word.end) if _is_pronoun(reading, at, previous, rest) else None


def _is_pronoun(reading: Reading, at: int, previous: str, rest: Sequence[str]) -> bool:
    """Whether "dat" or "that" stands by itself as a part of the clause, behind its first verb or a preposition."""
    after_verb = previous in AUXILIARIES or is_verb(previous) or is_first_verb(reading, at - 1)
    if _is_what_somebody_does(reading, at):
        return True
    if not (after_verb or (previous in PREPOSITIONS and reading.language == "en")) or at > 6:
        return False
    if {"dat", "that"} & set(rest):
        return False  # "would that be possible that …"
    rest = [word for word in rest if word not in STILL]
    if all(word in TAILS | {"al", "niet", "not", "zo", "so", "again"} for word in rest):
        return True
    first = rest[0]
    if previous in TELLING:
        return first in PREPOSITIONS and reading.plain[at] in ("dat", "dit")
    if first in OPENS_A_CLAUSE | DETERMINERS or is_name_at(reading, at + 1):
        return False
    if first in PREPOSITIONS or first in ASKING or is_of_verb(first):
        return True
    if previous in MODALS and first.endswith("en"):
        return True
    return previous in COPULAS and len(rest) == 1 and reading.plain[at] in ("dat", "dit", "that", "this")


def _is_what_somebody_does(reading: Reading, at: int) -> bool:
    """ "Hoe wil men dat bereiken?": behind verb and subject, with nothing but the infinitive after it."""
    rest = reading.plain[at + 1 :]
    if at < 2 or not 0 < len(rest) <= 2 or reading.plain[at] not in ("dat", "dit"):
        return False
    subject = reading.plain[at - 1] in OPENS_A_CLAUSE or is_name_at(reading, at - 1)
    return (
        subject and reading.plain[at - 2] in AUXILIARIES and all(word.endswith(("en", "an")) for word in rest)
    )
