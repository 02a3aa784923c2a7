"""Words that mean the same across Dutch and English and within each, for matching word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from vectorstore.language.verbs import infinitive
from vectorstore.language.words import fold, is_stop_word, split_compound, stem

Language = Literal["nl", "en"]

_DATA = Path(__file__).with_name("glossary.tsv")
_LANGUAGES: tuple[Language, Language] = ("nl", "en")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_NONE: frozenset[int] = frozenset()
_SHORTEST_STEM = 4  # shorter ones meet other words by accident: mens and mening (men), weten and wet
_ENGLISH_ENDING = re.compile(r"e?s?|e?d|ing|[bdglmnprt](?:ed|ing)|y|y?ing|ie[sd]|y?'s")
_DUTCH_DERIVED = re.compile(r"(?:ba+re?|lijke?|ig|ige|heid|heden|loo?[sz]e?|isch|ische)(?:re?|ste?)?\Z")
# What the Dutch stemmer leaves on a verb: steunt, steund(e), werkte(n); "planten" is no form of "plannen".
_DUTCH_VERB_ENDING = re.compile(r"(?:(?<=[ptkfshx])ten?|(?<![ptkfshx])den?|[td])\Z")
_NEGATIONS = frozenset({"niet", "non", "anti", "not", "un"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    """An entry of several words, as keys."""

    parts: tuple[str, ...]
    concept: int
    language: Language


@dataclass(frozen=True, slots=True)
class _Glossary:
    """The data file, indexed. `exact` has keys of words and phrases, `buckets` words by how they begin."""

    rows: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    exact: dict[Language, dict[str, tuple[int, ...]]] = field(default_factory=lambda: {"nl": {}, "en": {}})
    buckets: dict[Language, dict[str, list[str]]] = field(default_factory=lambda: {"nl": {}, "en": {}})
    phrases: dict[str, list[_Phrase]] = field(default_factory=dict)


@lru_cache(maxsize=65_536)
def concepts(word: str, language: Language | None = None) -> frozenset[int]:
    """The concepts (row numbers of the glossary) that a word or phrase stands for; empty when it is unknown.

    The first that finds any counts: the word as written (case, accents and hyphens aside), its Dutch or English stem,
    the verb that it is a form of, the last part of a compound of known words ("klimaatdoelen" as "doelen", "NAVO-top"
    as "top"). With a language the word is taken as a word of that language only. Stop words stand for nothing.
    """
    sides = (language,) if language else _LANGUAGES
    if any(is_stop_word(word, side) for side in sides):
        return _NONE
    return (
        _exact(word, sides)
        or _by_stem(_key(word), sides)
        or _by_infinitive(_key(word), sides)
        or _by_last_part(word, sides)
    )


def translations(word: str, to: Language) -> tuple[str, ...]:
    """The words of one language for the concepts of a word, without the word itself, in the glossary's order.

    With the word's own language these are its synonyms and other forms.
    """
    rows, own = _glossary().rows, _key(word)
    found = (other for row in sorted(concepts(word)) for other in rows[row][_LANGUAGES.index(to)])
    return tuple(dict.fromkeys(other for other in found if _key(other) != own))


def same_concept(a: str, b: str) -> bool:
    """Whether two words are the same word or share a concept."""
    return _key(a) == _key(b) or not concepts(a).isdisjoint(concepts(b))


def phrases_in(text: str) -> list[tuple[int, int, int]]:
    """The entries of several words in a text, as (start, end, concept) in reading order.

    Where one begins inside another only the first, longest is given; one that stands for two concepts is given
    twice. The last word may be inflected ("steering groups").
    """
    tokens = [(match.start(), match.end(), _key(match.group())) for match in _TOKEN.finditer(text)]
    found: list[tuple[int, int, int]] = []
    at = 0
    while at < len(tokens):
        phrases = [p for p in _glossary().phrases.get(tokens[at][2], ()) if _stands_at(p, text, tokens, at)]
        longest = max((len(p.parts) for p in phrases), default=1)
        last = at + longest - 1
        hits = sorted({p.concept for p in phrases if len(p.parts) == longest})
        found += [(tokens[at][0], tokens[last][1], concept) for concept in hits]
        at = last + 1
    return found


def entries() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """All concepts by number, each with its Dutch and its English words."""
    return tuple(_glossary().rows)


@lru_cache(maxsize=1)
def _glossary() -> _Glossary:
    glossary = _Glossary()
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    for line in (line for line in lines if line and not line.startswith("#")):
        dutch, english = line.split("\t")
        row = tuple(dutch.split(",")), tuple(english.split(","))
        for language, words in zip(_LANGUAGES, row, strict=True):
            for word in words:
                _add(glossary, _key(word), len(glossary.rows), language)
        glossary.rows.append(row)
    return glossary


def _add(glossary: _Glossary, key: str, concept: int, language: Language) -> None:
    exact = glossary.exact[language]
    if " " in key:
        parts = tuple(key.split(" "))
        glossary.phrases.setdefault(parts[0], []).append(_Phrase(parts, concept, language))
    elif key not in exact and len(key) >= _SHORTEST_STEM:
        glossary.buckets[language].setdefault(_bucket(key), []).append(key)
    exact[key] = (*exact.get(key, ()), concept)


def _key(word: str) -> str:
    """The folded word without hyphens, with single spaces."""
    if word.isascii() and word.isalpha():
        return word.lower()
    folded = fold(word)
    if "-" in folded:
        folded = folded.replace("-", "")
    return folded if folded.isalnum() else " ".join(folded.split())


def _bucket(key: str) -> str:
    """The first letters, which all forms of a word share: three, a doubled vowel taken as one (deel, delen).

    Only words of one bucket are stemmed and compared: all 15,000 at loading would take 60 ms more, and several times
    that without the C stemmer. With three letters 425 words would begin with "ver"; after that prefix no form differs
    in the next two.
    """
    if key[1] == key[2]:
        return key[:2] + key[3]
    return key[:5] if key.startswith("ver") else key[:3]


def _exact(word: str, sides: tuple[Language, ...]) -> frozenset[int]:
    exact = _glossary().exact
    found = frozenset[int]().union(*(exact[side].get(_key(word), _NONE) for side in sides))
    if found or "-" not in word:
        return found
    return _exact(word.replace("-", " "), sides)  # "steering-group" is "steering group"


def _by_stem(key: str, sides: tuple[Language, ...]) -> frozenset[int]:
    if len(key) < _SHORTEST_STEM or " " in key:
        return _NONE
    exact = _glossary().exact
    found = {concept for side in sides for known in _stem_mates(key, side) for concept in exact[side][known]}
    if not found and "nl" in sides:
        mates = _stem_mates(_DUTCH_VERB_ENDING.sub("", key), "nl")
        found = {concept for known in mates if known.endswith("en") for concept in exact["nl"][known]}
    return frozenset(found)


def _by_infinitive(key: str, sides: tuple[Language, ...]) -> frozenset[int]:
    """The concepts of the verb that this is a form of: "koos" as kiezen."""
    verbs = {(side, infinitive(key, side)) for side in sides}
    return _NONE.union(*(_exact(verb, (side,)) for side, verb in verbs if verb != key))


def _stem_mates(key: str, language: Language) -> list[str]:
    """The words of the glossary that are forms of this one."""
    wanted = stem(key, language)
    if len(wanted) < _SHORTEST_STEM:
        return []
    candidates = _glossary().buckets[language].get(_bucket(key), [])
    return [
        known for known in candidates if stem(known, language) == wanted and _is_form_of(key, known, language)
    ]


def _is_form_of(word: str, known: str, language: Language) -> bool:
    """Whether two words with one stem differ by their inflection only, not closely/closing or openbaar/open."""
    if language == "nl":
        return bool(_DUTCH_DERIVED.search(word)) == bool(_DUTCH_DERIVED.search(known))
    pairs = enumerate(zip(word, known, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(word), len(known)))
    return bool(_ENGLISH_ENDING.fullmatch(word, shared) and _ENGLISH_ENDING.fullmatch(known, shared))


def _by_last_part(word: str, sides: tuple[Language, ...]) -> frozenset[int]:
    first, hyphen, last = word.partition("-")
    if hyphen:
        if "-" in last or fold(first) in _NEGATIONS or any(is_stop_word(last, side) for side in sides):
            return _NONE
        return _exact(last, sides) or _by_stem(_key(last), sides)
    if "nl" not in sides:
        return _NONE
    known = _glossary().exact["nl"]
    key = _key(word)
    singulars = (key, key.removesuffix("s"), key.removesuffix("en"))
    parts = next((parts for form in singulars if (parts := split_compound(form, known))), ())
    return frozenset(known[parts[-1]]) if parts else _NONE


def _stands_at(phrase: _Phrase, text: str, tokens: list[tuple[int, int, str]], at: int) -> bool:
    stretch = tokens[at : at + len(phrase.parts)]
    keys = tuple(key for _, _, key in stretch)
    if len(keys) < len(phrase.parts) or keys[:-1] != phrase.parts[:-1]:
        return False
    last, wanted = keys[-1], phrase.parts[-1]
    if last != wanted and stem(last, phrase.language) != stem(wanted, phrase.language):
        return False
    return all(text[before[1] : after[0]].isspace() for before, after in pairwise(stretch))
