"""Sentences changed in one place so that they no longer say what their source says, each kind by its own rule.

A rule gives nothing where the change might not change the meaning: a row of names in another order, a figure that the
source has elsewhere, a denial put where the source denies already.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from benchmarks.swaps import swapped_figures, swapped_names
from vectorstore.language.dates import DateMention, find_dates
from vectorstore.language.detect import detect_language
from vectorstore.language.months import spoken_date
from vectorstore.language.names import NameMention, canonical, find_names
from vectorstore.language.numbers import find_quantities
from vectorstore.language.world import COUNTRIES

KINDS = ("number", "unit", "date", "name", "country", "negation", "swapped figures", "swapped names")

_UNITS = (
    ("miljoen", "miljard"), ("miljard", "miljoen"), ("mln.", "mld."), ("mld.", "mln."), ("million", "billion"),
    ("billion", "million"), ("euro", "dollar"), ("EUR", "USD"), ("€", "$"), ("dollar", "euro"), ("kilometer", "meter"),
    ("dagen", "weken"), ("weken", "dagen"), ("jaar", "maanden"), ("maanden", "weken"), ("uur", "dagen"),
    ("minuten", "uur"),
    ("days", "weeks"), ("weeks", "months"), ("years", "months"), ("months", "years"), ("minutes", "hours"),
    ("hours", "minutes"), ("millimeter", "centimeter"), ("centimetres", "metres"),
)  # fmt: skip
_SPELLED = {
    "nl": [
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
    ],
    "en": [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
    ],
}
_PEOPLE = (
    "Jansen",
    "Verhoeven",
    "Bouwmeester",
    "Okafor",
    "Lindqvist-Berg",
    "Terlouw",
    "Marchetti",
    "Whitcombe",
)
_BODIES = ("Kadaster", "Rijkswaterstaat", "Eurostat", "Ordnance Survey", "Interpol", "Staatsbosbeheer")
_DENIALS = re.compile(
    r"\b(?:niet|geen|nooit|zonder|not|no|never|without|cannot|niemand|nobody)\b|n['’]t\b", re.IGNORECASE
)
_INSTEAD = {
    "geen": "een", "no": "a", "never": "always", "nooit": "altijd", "zonder": "met", "without": "with",
    "niemand": "iedereen", "nobody": "everybody", "cannot": "can",
}  # fmt: skip
# Where a denial more or less need not change what is said.
_UNSAFE = re.compile(
    r"\b(?:niet|not)\b.*\b(?:maar|but)\b|niet alleen|not only|of niet|yet to|\bno (?:earlier|later|more|less|fewer)\b|"
    r"\b(?:alleen|only|slechts|pas)\b|in plaats van|instead of"
)
_VERBS = re.compile(
    r"\b(is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen|zal|zullen|moet|moeten|mag)"
    r"(?= (?:\w+ ){1,14}\w+)|\b(will|was|were|has|have|had|can|should|is|are|must)(?= \w+)"
)


def mutate(kind: str, sentence: str, around: str, rng: random.Random) -> str | None:
    """The sentence with one thing of that kind changed, or None where it has none that can be changed safely.

    `around` is what the sentence is read with: a changed figure or name must not stand there either.
    """
    return _RULES[kind](sentence, around, rng)


def _put(sentence: str, start: int, end: int, new: str) -> str:
    return sentence[:start] + new + sentence[end:]


def _number(sentence: str, around: str, rng: random.Random) -> str | None:
    found = [q for q in find_quantities(sentence) if q.value > 1]
    if not found:
        return None
    one = rng.choice(found)
    written = sentence[one.start : one.end]
    known = {q.value for q in find_quantities(sentence + " " + around)}
    known |= {Decimal(50)} if re.search(r"helft|half", sentence + around) else set()
    digits = re.search(r"\d+(?:[.,]\d+)*", written)
    if digits:
        changed = _other_digits(digits.group(), rng)
        new = written[: digits.start()] + changed + written[digits.end() :]
    else:
        words = _SPELLED[detect_language(sentence)]
        if written.lower() not in words:
            return None
        new = rng.choice([word for word in words if word != written.lower()])
    changed_to = {q.value for q in find_quantities(_put(sentence, one.start, one.end, new))}
    return _put(sentence, one.start, one.end, new) if changed_to - known else None


def _other_digits(figure: str, rng: random.Random) -> str:
    """The figure with its first digit changed: 2.300 → 7.300."""
    return rng.choice([d for d in "123456789" if d != figure[0]]) + figure[1:]


def _unit(sentence: str, around: str, rng: random.Random) -> str | None:
    choices = []
    for old, new in _UNITS:
        for match in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", sentence):
            near = (
                sentence[max(0, match.start() - 12) : match.start()] + sentence[match.end() : match.end() + 4]
            )
            timed = re.search(r"\d[.:]\d\d \Z", sentence[: match.start()])
            if any(c.isdigit() for c in near) and not timed and new not in sentence + around:
                choices.append((match.start(), match.end(), new))
    return _put(sentence, *rng.choice(choices)) if choices else None


def _date(sentence: str, around: str, rng: random.Random) -> str | None:
    found = [d for d in find_dates(sentence) if d.precision == "day"] or [
        d for d in find_dates(sentence) if d.precision in ("year", "month")
    ]
    if not found:
        return None
    one = rng.choice(found)
    new = _other_date(sentence[one.start : one.end], one, rng)
    known = {d.first for d in find_dates(sentence + " " + around)}
    if new is None:
        return None
    changed = _put(sentence, one.start, one.end, new)
    return changed if {d.first for d in find_dates(changed)} - known else None


def _other_date(written: str, one: DateMention, rng: random.Random) -> str | None:
    if one.precision == "day":
        day = one.first + timedelta(days=rng.choice([-90, -31, -9, 5, 12, 40, 366]))
        return spoken_date(
            day, detect_language("the of and" if re.search(r"[JFMASOND][a-z]", written) else "de het een")
        )
    year = re.search(r"20\d\d", written)
    if not year:
        return None
    return _put(written, *year.span(), str(int(year.group()) + rng.choice([-2, -1, 1, 3])))


def _name(sentence: str, around: str, rng: random.Random) -> str | None:
    found = [
        n for n in find_names(sentence)
        if n.kind in ("name", "organisation", "acronym") and n.start > 0 and len(n.text) > 2
    ]  # fmt: skip
    if not found:
        return None
    one = rng.choice(found)
    words = one.text.split()
    pool = _PEOPLE if len(words) in (2, 3) and one.kind == "name" else _BODIES
    new = rng.choice([name for name in pool if name not in sentence + around])
    if pool is _PEOPLE and rng.random() < 0.5 and len(words) == 2:
        new = f"{words[0]} {new}"
    elif pool is _PEOPLE and len(words) == 2:
        new = f"{rng.choice(['Marloes', 'Hendrik', 'Yasmin'])} {words[1]}"
    return _put(sentence, one.start, one.end, new)


def _rows() -> list[list[str]]:
    rows: list[str] = []
    for line in COUNTRIES.strip().splitlines():
        rows = (
            [*rows, line.split(": ", 1)[1]]
            if not line.startswith(" ")
            else [*rows[:-1], rows[-1] + " " + line.strip()]
        )
    return [[name.strip() for name in row.split(",") if name.strip()] for row in rows]


def _country(sentence: str, around: str, rng: random.Random) -> str | None:
    """A noun for a noun and an adjective for an adjective, in the sentence's language."""
    found = [n for n in find_names(sentence) if n.kind == "country"]
    if not found:
        return None
    one = rng.choice(found)
    nouns = {
        "nl": ("Zweden", "Hongarije", "Portugal", "Japan", "Canada"),
        "en": ("Sweden", "Hungary", "Portugal", "Japan", "Canada"),
    }
    adjectives = {"nl": ("Zweedse", "Hongaarse", "Portugese", "Japanse", "Canadese"),
                  "en": ("Swedish", "Hungarian", "Portuguese", "Japanese", "Canadian")}  # fmt: skip
    first = {row[0] for row in _rows()} | {"Verenigd Koninkrijk"}
    language = detect_language(sentence)
    is_noun = one.text in first or (language == "en" and not re.search(r"(?:ish|ian|an|ese|ch|s)$", one.text))
    pool = nouns[language] if is_noun else adjectives[language]
    known = {canonical(n) for n in find_names(sentence + " " + around)}
    free = [name for name in pool if canonical(NameMention(0, len(name), name, "country")) not in known]
    return _put(sentence, one.start, one.end, rng.choice(free)) if free else None


def _negation(sentence: str, around: str, rng: random.Random) -> str | None:
    """A denial taken out, or put in where the sentence has none."""
    denials = list(_DENIALS.finditer(sentence))
    if len(denials) > 1 or _UNSAFE.search(sentence):
        return None
    if denials:
        one = denials[0]
        instead = _INSTEAD.get(one.group().lower(), "")
        return re.sub(r" {2,}", " ", _put(sentence, *one.span(), instead)).strip()
    verbs = list(_VERBS.finditer(sentence))
    if not verbs:
        return None
    verb = verbs[0]
    english = bool(verb[2]) and detect_language(sentence) == "en"
    return (
        _put(sentence, verb.end(), verb.end(), " not" if english else " niet") if english or verb[1] else None
    )


_RULES: dict[str, Callable[[str, str, random.Random], str | None]] = {
    "number": _number, "unit": _unit, "date": _date, "name": _name, "country": _country, "negation": _negation,
    "swapped figures": swapped_figures, "swapped names": swapped_names,
}  # fmt: skip
