"""Whether a text holds an answer that is known: as it is written, or at least its numbers and names."""

from __future__ import annotations

import re

from assistant.evaluation.matching import make_plain
from vectorstore.language.sentences import split_sentences

_WORD = re.compile(r"[^\W_]+")
_THOUSANDS = re.compile(r"(?<=\d)[., ](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def holds_text(text: str, answer: str) -> bool:
    """Whether the answer stands in the text, word for word; capitals, space and the final stop don't count."""
    wanted = _even(answer).strip(" .,;:!?\"'")
    if not wanted:
        return False
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", _even(text)) is not None


def holds_names(text: str, answer: str) -> bool | None:
    """Whether every number and every name of the answer occurs in the text; None when it has neither.

    A name is a word with a capital; at the beginning of a sentence only when another follows or nothing does.
    """
    wanted = _numbers(answer) | _names(answer)
    if not wanted:
        return None
    return wanted <= _numbers(text) | {word.casefold() for word in _WORD.findall(text)}


def _even(text: str) -> str:
    return make_plain(text).text.casefold()


def _numbers(text: str) -> set[str]:
    """The numbers in figures, without marks between thousands: "90.000" and "90 000" are "90000", "1,5" is "1.5"."""
    joined = _THOUSANDS.sub("", make_plain(text).text)
    return {number.replace(",", ".") for number in _NUMBER.findall(joined)}


def _names(text: str) -> set[str]:
    names: set[str] = set()
    for start, end in split_sentences(text):
        words = _WORD.findall(text[start:end])
        for position, word in enumerate(words):
            is_name = position > 0 or len(words) == 1 or words[1][0].isupper()
            if is_name and word[0].isupper():
                names.add(word.casefold())
    return names
