"""The words of a question that its answer must have, and whether a text has them.

A term matches by its letters, its stem, its other-language or near-synonym form (the glossary), the same country or
organisation under another name, as part of a compound, or with a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from assistant.wordlists import ASKING, LIGHT
from vectorstore.language.glossary import translations
from vectorstore.language.names import canonical, find_names
from vectorstore.language.words import fold, stem

TermKind = Literal["name", "number", "word"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Term:
    """One word or name of the question; `weight` is how much it says.

    `forms` are what it is matched by, `near` the forms of its translations and near-synonyms.
    """

    text: str
    kind: TermKind
    weight: float
    forms: frozenset[str]
    near: frozenset[str] = frozenset()


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
    dutch = {"nl:" + stem(word, "nl") for word in translations(folded, "nl") if " " not in word}
    english = {"en:" + stem(word, "en") for word in translations(folded, "en") if " " not in word}
    return frozenset(dutch | english)


def key_terms(question: str, rarity: Rarity = lambda word: 1.0) -> tuple[Term, ...]:
    """What the question is about, in its own order: names, numbers and words that carry meaning."""
    terms: list[Term] = []
    taken: list[tuple[int, int]] = []
    for name in find_names(question):
        if fold(name.text) in ASKING | LIGHT:
            continue
        forms = frozenset(("=" + canonical(name),)) | forms_of(name.text)
        terms.append(Term(name.text, "name", 1.6 * rarity(name.text), forms, _near(fold(name.text))))
        taken.append((name.start, name.end))
    for match in _WORD.finditer(question):
        word = match.group()
        folded = fold(word)
        if any(start < match.end() and match.start() < end for start, end in taken) or folded in ASKING:
            continue
        if _NUMBER.fullmatch(word) or any(c.isdigit() for c in word):
            terms.append(Term(word, "number", 1.4 * rarity(word), forms_of(word)))
        elif len(folded) > 1:
            weight = (0.35 if folded in LIGHT else 1.0) * rarity(word)
            terms.append(Term(word, "word", weight, forms_of(word), _near(folded)))
    return tuple({term.text.lower(): term for term in terms}.values())


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
        if term.kind != "name" or len(words) < 2:
            return 0.0
        return 0.9 if words[-1] in self.letters else 0.6 if len(words[0]) > 3 and words[0] in self.letters else 0.0

    def _compound(self, term: Term) -> float:
        """Whether the term is a part of a longer word of the text, or the text has the term's parts."""
        whole = re.sub(r"[-'’\s]", "", fold(term.text))
        if len(whole) < 5:
            return 0.0
        stems = [form[3:] for form in term.forms if form[:3] in ("nl:", "en:") and len(form) >= 8]
        for letters in self.letters:
            if len(letters) > len(whole) + 2 and any(letters.startswith(s) or s in letters[2:] for s in stems):
                return 0.8
        if len(whole) >= 9 and any(
            len(letters) >= 6 and (whole.startswith(letters) or whole.endswith(letters)) for letters in self.letters
        ):
            return 0.6
        return 0.0

    def _slip(self, term: Term) -> float:
        """Whether the text has the term but for a letter or two."""
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


def coverage(terms: Iterable[Term], index: TextIndex) -> float:
    """The share, by weight, of the terms that the text has: 1 when it has them all, 1 too when there are none."""
    terms = list(terms)
    total = sum(term.weight for term in terms)
    return sum(term.weight * index.match(term) for term in terms) / total if total else 1.0
