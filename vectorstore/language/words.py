"""Words: tokens, stems, stop words and compounds, for Dutch and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

import snowballstemmer  # type: ignore[import-untyped]

from vectorstore.language.lists import listed
from vectorstore.language.verbs import infinitive

STOP_WORDS: dict[str, frozenset[str]] = {
    "nl": frozenset(
        listed("""
        aan al alle als andere bij daar dan dat de den der deze die dit doch doen door dus een en er ge geen had heb
        hebben heeft hem het hier hij hoe hoeveel hun iets ik in is ja je jij jullie kan kon kunnen maar me meer men met
        mij mijn moet moeten na naar niet niets nog nu of om omdat onder ons onze ook op over reeds te tegen toch toen
        tot u uit uw van veel voor waar waarom wanneer want waren was wat we wel welk welke werd werden wezen wie wij
        wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou zullen
        """)
    ),
    "en": frozenset(
        listed("""
        a about after all also am an and any are as at be because been before being between both but by can could did do
        does doing during each few for from further had has have having he her here hers him his how i if in into is it
        its just me more most my no nor not now of off on once only or other our out over own s same she should so some
        such t than that the their them then there these they this those through to too under until up very was we were
        what when where which while who whom why will with would you your
        """)
    ),
}

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
# The older Dutch stemmer on purpose: the newer one keeps "bijdrage" (bijdrag) and "bijdragen" (bijdraag) apart.
_ALGORITHMS = {"nl": "dutch_porter", "en": "english"}
_LINKS = ("", "s", "en", "e", "n")
_SHORTEST_PART = 4
# Plurals that the Dutch stemmer leaves alone: acties, industrieën, accu's.
_PLURAL = re.compile(r"(?<=\wie)(?:s|en)\Z|'s\Z")


def tokens(text: str) -> list[str]:
    """The words of the text as they stand; a hyphenated or dotted word ("defensie-uitgaven", "3.5") is one."""
    return _TOKEN.findall(text)


def fold(text: str) -> str:
    """The text in lower case without accents and with plain apostrophes: "Oekraïne" → "oekraine"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of one word, folded: "vergaderingen" → "vergader", "verving" and "vervangen" → "vervang"."""
    folded = infinitive(fold(word), language)
    if language == "nl":
        folded = _PLURAL.sub("", folded)
    return str(_stemmer(language).stemWord(folded))


@lru_cache(maxsize=2)
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_ALGORITHMS[language])


def is_stop_word(word: str, language: str) -> bool:
    """Whether the word only holds sentences together."""
    return fold(word) in STOP_WORDS[language]


def word_forms(word: str, language: str) -> tuple[str, ...]:
    """The stems a word is found by: itself, and for "defensie-uitgaven" the joined form and both parts."""
    parts = _PART.findall(fold(word))
    if len(parts) < 2:
        return tuple(stem(part, language) for part in parts)
    forms = [stem("".join(parts), language), *(stem(part, language) for part in parts if len(part) > 1)]
    return tuple(dict.fromkeys(forms))


def content_stems(text: str, language: str) -> list[str]:
    """The stems of the words that carry meaning, in order, each as often as it occurs.

    A hyphenated compound gives its joined form and its parts, so that "defensie-uitgaven" meets both
    "defensieuitgaven" and "defensie uitgaven".
    """
    stop = STOP_WORDS[language]
    return [form for word in tokens(text) if fold(word) not in stop for form in word_forms(word, language)]


def joined_pairs(text: str, language: str) -> set[str]:
    """The stems that two neighbouring words would have as one: "defensie uitgaven" → "defensieuitgav"."""
    words = [fold(word) for word in _PART.findall(text)]
    return {
        stem(a + b, language)
        for a, b in pairwise(words)
        if len(a) >= _SHORTEST_PART and len(b) >= _SHORTEST_PART
    }


def split_compound(word: str, vocabulary: Collection[str]) -> tuple[str, ...]:
    """The parts of a compound that are all in the vocabulary, the fewest; empty when it is no such compound.

    `vocabulary` holds folded words or stems: "defensieuitgaven" with {"defensie", "uitgaven"} gives both. Linking
    letters may stand between ("veiligheid-s-klimaat"); a part has at least four letters.
    """
    folded = fold(word)
    return _split(folded, vocabulary, 4) if len(folded) >= 2 * _SHORTEST_PART else ()


def _split(word: str, vocabulary: Collection[str], most: int) -> tuple[str, ...]:
    if most < 2:
        return ()
    best: tuple[str, ...] = ()
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        head = word[:cut]
        known = next((head[: cut - len(link)] for link in _LINKS if _known(head, link, vocabulary)), "")
        if not known:
            continue
        rest = word[cut:]
        tail = (rest,) if rest in vocabulary else _split(rest, vocabulary, most - 1)
        if tail and (not best or 1 + len(tail) < len(best)):
            best = (known, *tail)
    return best


def _known(head: str, link: str, vocabulary: Collection[str]) -> bool:
    part = head.removesuffix(link)
    return head.endswith(link) and len(part) >= _SHORTEST_PART and part in vocabulary
