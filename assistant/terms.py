"""The words and names that a question asks for, and whether a text has them.

A term matches by its letters, its stem, its other-language or near-synonym form (the glossary), the same country or
organisation under another name, as part of a compound, or with a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from assistant.wordlists import PARTICLES
from vectorstore.language.detect import Language
from vectorstore.language.glossary import translations
from vectorstore.language.names import canonical, find_names
from vectorstore.language.words import fold, stem

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

TermKind = Literal["name", "number", "word"]


@dataclass(frozen=True, slots=True)
class Term:
    """One word or name of the question; `weight` is how much it says, `light` whether that is next to nothing.

    `forms` are what it is matched by, `near` the forms of its translations and near-synonyms. `known`: it is a word or
    name that exists, so a text with another letter has another word (Iceland, Ireland). `absent`: no report has it in
    any form. `focus`: it is the first that says something, what the question asks after. `about`: it stands
    behind "over" or "about".
    """

    text: str
    kind: TermKind
    weight: float
    forms: frozenset[str]
    near: frozenset[str] = frozenset()
    light: bool = False
    known: bool = False
    absent: bool = False
    focus: bool = False
    about: bool = False


def forms_of(word: str) -> frozenset[str]:
    """A word's folded letters without hyphens, and its Dutch and English stems, each in a space of its own."""
    return _forms(fold(word))


@lru_cache(maxsize=100_000)
def _forms(folded: str) -> frozenset[str]:
    joined = re.sub(r"[-'’]", "", folded)
    return frozenset((joined, "nl:" + stem(joined, "nl"), "en:" + stem(joined, "en")))


@lru_cache(maxsize=10_000)
def near_forms(folded: str) -> frozenset[str]:
    """The forms of the words that mean the same as a folded one; stems only count in their own language."""
    return stems(translations(folded, "nl"), "nl") | stems(translations(folded, "en"), "en")


def stems(words: Iterable[str], language: Language) -> frozenset[str]:
    """The single words among `words` as forms."""
    return frozenset(f"{language}:{stem(word, language)}" for word in words if " " not in word)


class TextIndex:
    """The forms and names of one text, to look terms up in."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self.tokens = [fold(match.group()) for match in WORD.finditer(text)]
        self.forms: set[str] = set()
        self.letters: set[str] = set()
        for token in self.tokens:
            self.letters.add(re.sub(r"[-'’]", "", token))
            for part in {token, *token.split("-")}:
                self.forms |= _forms(part)
        self.forms |= {"=" + canonical(name) for name in find_names(text)}
        self.forms |= {"nl:" + stem(whole, "nl") for whole in _rejoined(self.folded)}

    def match(self, term: Term) -> float:
        """How well the text has the term: 1 by its letters or stem, less by meaning, part or slip, 0 not at all."""
        if term.forms & self.forms or (" " in term.text and fold(term.text) in self.folded):
            return 1.0
        if term.near & self.forms:
            return 0.85
        if term.kind == "number":
            return 0.0
        return max(self._part_of_name(term), self._compound(term), self._slip(term))

    def _part_of_name(self, term: Term) -> float:
        """Whether the text has the last word of a name (a surname), or else its first."""
        words = re.findall(r"\w+", fold(term.text))
        if term.kind != "name" or len(words) < 2 or near_forms(words[-1]):
            return 0.0  # no name of a person: "Europese Raad" is not in "Noord-Atlantische Raad"
        return (
            0.9
            if words[-1] in self.letters
            else 0.6
            if len(words[0]) > 3 and words[0] in self.letters
            else 0.0
        )

    def _compound(self, term: Term) -> float:
        """Whether the term is a part of a longer word of the text, or the text has the term's parts."""
        whole = re.sub(r"[-'’\s]", "", fold(term.text))
        if len(whole) < 5:
            return 0.0
        stems = [form[3:] for form in term.forms | term.near if form[:3] in ("nl:", "en:") and len(form) >= 8]
        for letters in self.letters:
            if len(letters) > len(whole) + 2 and any(
                letters.startswith(s) or s in letters[2:] for s in stems
            ):
                return 0.8
        if len(whole) >= 9 and any(self._has_both_parts(whole, letters) for letters in self.letters):
            return 0.6
        return 0.0

    def _has_both_parts(self, whole: str, part: str) -> bool:
        """Whether the text has a word's first or last part, and the rest too: "herstel van de kabel"."""
        if len(part) < 5 or len(part) >= len(whole):
            return False
        if whole.startswith(part):
            rest = whole[len(part) :]
        elif whole.endswith(part):
            rest = whole[: -len(part)]
        else:
            return False
        return len(rest) >= 4 and any(letters.startswith(rest[:-1]) for letters in self.letters)

    def _slip(self, term: Term) -> float:
        """Whether the text has the term but for a letter or two."""
        if term.known:
            return 0.0
        long = 7 if term.kind == "name" else 9
        for word in fold(term.text).split():
            allowed = 2 if len(word) >= long else 1 if len(word) >= 5 else 0
            if not allowed or not any(
                abs(len(letters) - len(word)) <= allowed
                and letters[:1] == word[:1]
                and OSA.distance(word, letters, score_cutoff=allowed) <= allowed
                for letters in self.letters
            ):
                return 0.0
        return 0.7


# A particle that ends a clause belongs to a verb before it: "Frankrijk zegde in Dublin twee schepen toe."
_CLAUSE = re.compile(
    rf"([^.;:!?]*?)\b({'|'.join(sorted(PARTICLES))})\b(?=\s*(?:[.,;:!?)]|$|en\b|dat\b|om\b|of\b|maar\b))"
)
_VERB_REACH = 14


def _rejoined(folded: str) -> Iterator[str]:
    """The words before such a particle, each joined with it: one of them is the verb."""
    for match in _CLAUSE.finditer(folded):
        words = re.findall(r"[a-z]{3,}", match[1])[-_VERB_REACH:]
        yield from (match[2] + word for word in words)


Matches = tuple[float, ...]


def matches(terms: Sequence[Term], text: str) -> Matches:
    """Per term how well the text has it."""
    index = index_of(text)
    return tuple(index.match(term) for term in terms)


@lru_cache(maxsize=4096)
def index_of(text: str) -> TextIndex:
    """The text's index; a passage's neighbours ask for the same ones again."""
    return TextIndex(text)


def share(terms: Sequence[Term], found: Matches) -> float:
    """The share, by weight, of the terms that were found: 1 when all were, 1 too when there are none."""
    total = sum(term.weight for term in terms)
    return sum(t.weight * value for t, value in zip(terms, found, strict=True)) / total if total else 1.0
