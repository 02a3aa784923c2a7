"""Another country, person or body put in the place of one that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.who import is_person
from assistant.dialogue.wording import ACTORS, ARTICLES, PREPOSITIONS
from vectorstore.language.known_names import known_names
from vectorstore.language.lists import listed
from vectorstore.language.names import NameMention, canonical, find_names
from vectorstore.language.words import fold

ABOUT = frozenset(("over", "about", "regarding", "on"))
PREPOSITION = re.compile(
    rf"^(?P<word>{'|'.join(sorted(PREPOSITIONS, key=len, reverse=True))})\s+", re.IGNORECASE
)
_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|dhr|mw|mevrouw|de heer|minister|staatssecretaris)\b\.?\s+", re.IGNORECASE
)
_SAME = ({"van", "voor", "of", "for"}, {"in", "te", "at"}, {"aan", "naar", "to"}, ABOUT, {"met", "with"})
_LIKE_ADJECTIVES = frozenset(
    listed(
        "japan iran oman sudan taiwan jordan bhutan azerbaijan belgie polen sweden zweden laos cyprus honduras"
    )
)


def with_name(base: str, fragment: str, name: NameMention) -> str | None:
    """The question with the name in the place of one of its sort; None when it names none."""
    found = find_names(base)
    same = [other for other in found if _sort(other, base) == _sort(name, fragment)]
    if not same and _sort(name, fragment) != "thing":
        same = [other for other in found if _sort(other, base) not in ("thing", "place")]
    if not same:
        return None
    preposition = PREPOSITION.match(fragment)
    old = _chosen(same, base, preposition["word"].lower() if preposition else "")
    new = PREPOSITION.sub("", fragment)
    start = old.start
    title = re.search(rf"{_TITLE.pattern}$", base[:start], re.IGNORECASE)
    if title and _TITLE.match(new):
        start = title.start()
    article = re.search(r"\bthe\s+$", base[:start], re.IGNORECASE)
    inflected = _as_adjective(old, name, base)
    if article and old.kind == "country" and not inflected:
        start = article.start()
    return base[:start] + (inflected or new) + base[old.end :]


def _sort(name: NameMention, text: str) -> str:
    """What sort of thing is named: a place by its preposition, somebody or a body, a country, or a thing."""
    before = fold(text[: name.start]).split()[-1:]
    if name.kind in ("name", "place") and before and before[0] in ("in", "te", "at"):
        return "place"
    if name.kind in ("country", "organisation", "place"):
        return name.kind
    if name.kind == "acronym":
        return "organisation"
    if before and before[0] in ARTICLES:
        return "thing"
    return "person" if is_person(name, text) or not before or text[: name.start].strip() == "" else "thing"


def _chosen(same: Sequence[NameMention], base: str, preposition: str) -> NameMention:
    """Which name is replaced: behind the same preposition; without one, the first that has none either."""

    def before(name: NameMention) -> str:
        words = [word for word in fold(base[: name.start]).split() if word not in ARTICLES]
        return words[-1] if words else ""

    if preposition:
        return next((n for n in same if before(n) in same_as(preposition)), same[-1])
    return next((n for n in same if before(n) not in PREPOSITIONS), same[-1])


def same_as(preposition: str) -> set[str] | frozenset[str]:
    return next((group for group in _SAME if preposition in group), {preposition})


def _as_adjective(old: NameMention, new: NameMention, base: str) -> str:
    """The other country in the form that the first has: "Duitse" for "Nederlandse"; empty when that is no adjective."""
    if old.kind != "country" or new.kind != "country" or not re.match(r"\s[a-z]", base[old.end :]):
        return ""
    key = fold(old.text)
    for ending in (r"\w+s(?:ch)?e", r"\w+s(?:ch)?", r"\w+(?:ian|ish|ch|an|ese)"):
        if re.fullmatch(ending, key) and not _is_country_itself(key):
            fits = [
                n for n in _forms(new) if re.fullmatch(ending, fold(n)) and not _is_country_itself(fold(n))
            ]
            return fits[0] if fits else ""
    return ""


def _is_country_itself(key: str) -> bool:
    """Whether the word that ends like an adjective is the country: Japan, Poland."""
    return key.endswith(("land", "landen", "stan", "rijk", "ia", "ie")) or key in _LIKE_ADJECTIVES


def _forms(name: NameMention) -> list[str]:
    code = canonical(name)
    return [written for kind, other, written in known_names().values() if kind == "country" and other == code]


def with_actor(base: str, fragment: str) -> str | None:
    """The question with "de voorzitter" in the place of who acted; None when this is nobody, or nobody did."""
    bare = bare_of(fragment)
    if not bare or PREPOSITION.match(fragment) or fold(bare).split()[0] not in ACTORS:
        return None
    names = [n for n in find_names(base) if _sort(n, base) not in ("thing", "place")]
    if names:
        old = _chosen(names, base, "")
        return base[: old.start] + fragment + base[old.end :]
    offices = "|".join(sorted(map(re.escape, ACTORS), key=len, reverse=True))
    match = re.search(rf"\b(?:de|het|the)\s+(?:{offices})\b(?:\s[A-Z][\w-]+)*", base)
    return base[: match.start()] + fragment + base[match.end() :] if match else None


def bare_of(fragment: str) -> str:
    """The fragment without preposition and article."""
    text = PREPOSITION.sub("", fragment.strip(" ?!.,"))
    return re.sub(rf"^(?:{'|'.join(sorted(ARTICLES))})\s+", "", text, flags=re.IGNORECASE)
