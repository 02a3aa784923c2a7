"""The words of a question that its answer must have, and whether a text has them.

A term matches by its letters, its stem, its other-language or near-synonym form (the glossary), the same country or
organisation under another name, as part of a compound, or with a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from assistant.wordlists import ASKING, LIGHT, PARTICLES
from vectorstore.language.detect import Language
from vectorstore.language.glossary import entries, phrases_in, translations
from vectorstore.language.names import NameMention, canonical, find_names
from vectorstore.language.words import fold, stem

TermKind = Literal["name", "number", "word"]

LIGHT_WEIGHT = 0.35
FOCUS = 1.5

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

Rarity = Callable[[frozenset[str]], float]


@dataclass(frozen=True, slots=True)
class Term:
    """One word or name of the question; `weight` is how much it says, `light` whether that is next to nothing.

    `forms` are what it is matched by, `near` the forms of its translations and near-synonyms. `known`: it is a word or
    name that exists, so a text with another letter has another word (Iceland, Ireland).
    """

    text: str
    kind: TermKind
    weight: float
    forms: frozenset[str]
    near: frozenset[str] = frozenset()
    light: bool = False
    known: bool = False


def forms_of(word: str) -> frozenset[str]:
    """A word's folded letters without hyphens, and its Dutch and English stems, each in a space of its own."""
    return _forms(fold(word))


@lru_cache(maxsize=100_000)
def _forms(folded: str) -> frozenset[str]:
    joined = re.sub(r"[-'’]", "", folded)
    return frozenset((joined, "nl:" + stem(joined, "nl"), "en:" + stem(joined, "en")))


@lru_cache(maxsize=10_000)
def _near(folded: str) -> frozenset[str]:
    """The forms of the words that mean the same; stems only count in their own language."""
    return _stems(translations(folded, "nl"), "nl") | _stems(translations(folded, "en"), "en")


def _stems(words: Iterable[str], language: Language) -> frozenset[str]:
    return frozenset(f"{language}:{stem(word, language)}" for word in words if " " not in word)


def _near_in_phrases(question: str) -> list[tuple[int, int, frozenset[str]]]:
    """Expressions of several words ("frozen assets"), with the forms of the words of their other forms."""
    found = []
    for start, end, concept in phrases_in(question):
        dutch, english = entries()[concept]
        forms = _stems(_long_words(dutch), "nl") | _stems(_long_words(english), "en")
        found.append((start, end, forms))
    return found


def _with_particle(verb: str, rest: str) -> frozenset[str]:
    """What a Dutch verb means with a particle that stands after it: "treedt … toe" is toetreden, toetreding."""
    found = {fold(word) for word in re.findall(r"\w+", rest)} & PARTICLES
    return frozenset[str]().union(*(_near(particle + verb) for particle in found))


def _long_words(phrases: Iterable[str]) -> list[str]:
    return [word for phrase in phrases for word in phrase.split() if len(word) >= 5]


def key_terms(question: str, rarity: Rarity = lambda forms: 1.0) -> tuple[Term, ...]:
    """What the question is about: names, numbers and words that carry meaning. Each once."""
    terms: list[Term] = []
    names = [name for name in find_names(question) if _is_proper(name)]
    for name in names:
        forms = frozenset(("=" + canonical(name),)) | forms_of(name.text)
        near = frozenset[str]() if " " in name.text else _near(fold(name.text))
        terms.append(Term(name.text, "name", 1.6 * rarity(forms), forms, near, known=name.kind != "name"))
    phrases = _near_in_phrases(question)
    for start, word in _words_outside(question, names):
        folded = fold(word)
        if folded in ASKING or len(folded) < 2:
            continue
        if any(c.isdigit() for c in word):
            terms.append(Term(word, "number", 1.4, forms_of(word)))
            continue
        light = folded in LIGHT
        near = _near(folded).union(*(forms for first, last, forms in phrases if first <= start < last))
        near |= _with_particle(folded, question[start + len(word) :])
        forms = forms_of(word)
        weight = (LIGHT_WEIGHT if light else 1.0) * rarity(forms | near)
        terms.append(Term(word, "word", weight, forms, near, light, bool(near)))
    return tuple(_with_focus({term.text.lower(): term for term in terms}.values()))


def _with_focus(terms: Iterable[Term]) -> list[Term]:
    """The terms, the first word that says something weighing more: "het salaris van …" asks for a salary."""
    result = list(terms)
    for i, term in enumerate(result):
        if term.kind == "word" and not term.light:
            result[i] = replace(term, weight=FOCUS * term.weight)
            break
    return result


def _is_proper(name: NameMention) -> bool:
    """Whether this names something, and isn't made of words that translate: "Dike Monitoring", "Subsea Cable Fund"."""
    words = re.findall(r"[\w'’-]+", fold(name.text))
    if all(word in ASKING or word in LIGHT for word in words):
        return False
    return name.kind != "name" or not all(_near(word) or word in ASKING for word in words)


def _words_outside(question: str, names: list[NameMention]) -> Iterator[tuple[int, str]]:
    """Each word that is no (part of a) name, and what a compound adds to one: "top" of "NAVO-top"."""
    for match in _WORD.finditer(question):
        inside = [n for n in names if n.start < match.end() and match.start() < n.end]
        if not inside:
            yield match.start(), match.group()
        elif inside[-1].end < match.end():
            yield inside[-1].end, question[inside[-1].end : match.end()].strip("-'’")


class TextIndex:
    """The forms and names of one text, to look terms up in."""

    def __init__(self, text: str) -> None:
        self.tokens = [fold(match.group()) for match in _WORD.finditer(text)]
        self.forms: set[str] = set()
        self.letters: set[str] = set()
        for token in self.tokens:
            self.letters.add(re.sub(r"[-'’]", "", token))
            for part in {token, *token.split("-")}:
                self.forms |= _forms(part)
        self.forms |= {"=" + canonical(name) for name in find_names(text)}

    def match(self, term: Term) -> float:
        """How well the text has the term: 1 by its letters or stem, less by meaning, part or slip, 0 not at all."""
        if term.forms & self.forms:
            return 1.0
        if term.near & self.forms:
            return 0.85
        if term.kind == "number":
            return 0.0
        return max(self._part_of_name(term), self._compound(term), self._slip(term))

    def _part_of_name(self, term: Term) -> float:
        """Whether the text has the last word of a name (a surname), or else its first."""
        words = re.findall(r"\w+", fold(term.text))
        if term.kind != "name" or len(words) < 2 or _near(words[-1]):
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
        if len(whole) >= 9 and any(
            len(letters) >= 6 and (whole.startswith(letters) or whole.endswith(letters))
            for letters in self.letters
        ):
            return 0.6
        return 0.0

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


Matches = tuple[float, ...]


def matches(terms: Sequence[Term], text: str) -> Matches:
    """Per term how well the text has it."""
    return _matches(tuple(terms), text)


@lru_cache(maxsize=4096)
def _matches(terms: tuple[Term, ...], text: str) -> Matches:
    index = TextIndex(text)
    return tuple(index.match(term) for term in terms)


def share(terms: Sequence[Term], found: Matches) -> float:
    """The share, by weight, of the terms that were found: 1 when all were, 1 too when there are none."""
    total = sum(term.weight for term in terms)
    return sum(t.weight * value for t, value in zip(terms, found, strict=True)) / total if total else 1.0
