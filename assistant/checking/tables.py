"""The words that turn a statement round, make it firmer or bound it: the data files beside this one, ready for use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.terms import forms_of
from vectorstore.language.detect import Language
from vectorstore.language.words import fold, stem

_HERE = Path(__file__).parent
_BOTH: tuple[Language, Language] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Side:
    """Words that say one thing: the stems of the single ones, with their language, and the phrases as a pattern."""

    stems: frozenset[str]
    phrases: re.Pattern[str] | None

    def within(self, stems: frozenset[str], folded: str) -> bool:
        """Whether a text with these stems and these folded words says it."""
        return bool(self.stems & stems) or bool(self.phrases and self.phrases.search(folded))


@cache
def opposites() -> tuple[tuple[Side, Side], ...]:
    """Pairs of sides that contradict each other."""
    rows = [line.split("\t") for line in _lines("opposites.tsv")]
    return tuple((_side(row[0], row[1]), _side(row[2], row[3])) for row in rows)


@cache
def words_for(kind: str) -> re.Pattern[str]:
    """The words and phrases of a class of `wording.tsv`, as a pattern for folded text."""
    table = dict(line.split("\t") for line in _lines("wording.tsv"))
    return _pattern(table[kind].split(","))


@cache
def meanings(word: str) -> frozenset[int]:
    """The lines of `synonyms.tsv` that a folded word is in, by its letters or its stem."""
    return frozenset().union(*(_meanings().get(form, frozenset()) for form in forms_of(word)))


@cache
def _meanings() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_lines("synonyms.tsv")):
        for form in {form for word in line.split(",") if " " not in word for form in forms_of(word)}:
            found[form] = found.get(form, frozenset()) | {number}
    return found


@cache
def unit_class(word: str) -> int | None:
    """The number of the unit that a folded word stands for: the same for "km" and "kilometers"."""
    for number, line in enumerate(_lines("units.tsv")):
        if word in (fold(unit) for unit in line.split(",")):
            return number
    return None


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _side(dutch: str, english: str) -> Side:
    entries = [(word, language) for words, language in zip((dutch, english), _BOTH, strict=True)
               for word in words.split(",")]  # fmt: skip
    stems = frozenset(f"{language}:{stem(word, language)}" for word, language in entries if " " not in word)
    phrases = [word for word, _ in entries if " " in word]
    return Side(stems, _pattern(phrases) if phrases else None)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words; a separable verb ("stelt voor") with what stands between its parts, unless "=" is before it."""
    ordered = sorted((fold(word) for word in words), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(_alternative(word) for word in ordered)})(?![\w-])")


_SEPARABLE = frozenset({"voor", "af", "aan", "toe", "vast", "in", "uit", "op", "na"})


def _alternative(word: str) -> str:
    if word.startswith("="):
        return re.escape(word[1:])
    first, _, last = word.rpartition(" ")
    if first and " " not in first and last in _SEPARABLE and first not in ("na", "voor"):
        ending = r"(?=\s*(?:[.,;:!?)]|$|en\b|dat\b|om\b|of\b|maar\b))"
        return rf"{re.escape(first)}\b[^.;:!?]{{1,90}}?\b{re.escape(last)}{ending}"
    return re.escape(word)
