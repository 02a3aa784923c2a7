"""Sentences written in another way that say the same, each kind by its own rule."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from functools import cache

from vectorstore.language.dates import find_dates
from vectorstore.language.detect import detect_language
from vectorstore.language.glossary import entries
from vectorstore.language.months import WEEKDAYS, spoken_date
from vectorstore.language.words import STOP_WORDS

KINDS = (
    "number notation",
    "date notation",
    "country form",
    "synonym",
    "word order",
    "passive",
    "first clause",
)

_SPELLED = {
    "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7", "acht": "8", "negen": "9",
    "tien": "10",
    "elf": "11", "twaalf": "12", "veertig": "40", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "fourteen": "14",
}  # fmt: skip
_COUNTRIES = {
    "Nederlandse": "Nederland", "Duitse": "Duitsland", "Britse": "het Verenigd Koninkrijk", "Noorse": "Noorwegen",
    "Estse": "Estland", "IJslandse": "IJsland", "Deense": "Denemarken", "Franse": "Frankrijk", "Ierse": "Ierland",
    "Belgische": "België", "Europese": "Europa",
}  # fmt: skip
# The verb, its participle.
_PASSIVE = {
    "presenteert": "gepresenteerd", "presenteerde": "gepresenteerd", "steunde": "gesteund",
    "verwelkomden": "verwelkomd",
    "neemt": "overgenomen", "besprak": "besproken", "bespraken": "besproken", "ondersteunt": "ondersteund",
    "verhoogde": "verhoogd", "ondertekenden": "ondertekend", "opent": "geopend", "opende": "geopend", "onderstreept":
    "onderstreept", "presented": "presented", "approved": "approved", "opened": "opened", "supported": "supported",
    "sluit": "gesloten", "vraagt": "gevraagd", "beheert": "beheerd", "organiseert": "georganiseerd",
}  # fmt: skip


def reword(kind: str, sentence: str, day: date | None, rng: random.Random) -> str | None:
    """The sentence with the same meaning in another form, or None where that rule doesn't apply."""
    return _RULES[kind](sentence, day, rng)


def _numbers(sentence: str, day: date | None, rng: random.Random) -> str | None:
    """EUR 15 mln. · 15 miljoen euro · € 15.000.000; 60% · 60 procent; drie · 3."""
    english = detect_language(sentence) == "en"
    changed = re.sub(
        r"EUR (\d+(?:,\d+)?) mln\.",
        lambda m: rng.choice([f"{m[1]} miljoen euro", f"€ {m[1]} miljoen"]),
        sentence,
    )
    changed = re.sub(
        r"EUR (\d+(?:\.\d+)?) million", lambda m: rng.choice([f"€{m[1]}m", f"{m[1]} million euros"]), changed
    )
    changed = re.sub(
        r"EUR (\d{1,3})[.,](\d{3})(?![\d.,])",
        lambda m: f"{m[1]}{',' if english else '.'}{m[2]} euro",
        changed,
    )
    changed = re.sub(r"(\d)\s?%", r"\1 percent" if english else r"\1 procent", changed)
    if changed == sentence:
        words = re.compile(rf"\b(?:{'|'.join(_SPELLED)})\b")
        changed = words.sub(lambda m: _SPELLED[m.group()], sentence, count=1)
    return changed if changed != sentence else None


def _dates(sentence: str, day: date | None, rng: random.Random) -> str | None:
    """3 december 2025 · 3-12-2025 · December 3, 2025; with its year or its weekday where it had none."""
    found = [d for d in find_dates(sentence, today=day) if d.precision == "day"]
    if not found or (day is None and not found[0].complete):
        return None
    one = found[0]
    written, language = sentence[one.start : one.end], detect_language(sentence)
    if re.search(r"jl|a\.s|dag", written) or re.search(r"\d\s*(?:en|and|-)\s*\Z", sentence[: one.start]):
        return None
    numeric = f"{one.first.day}-{one.first.month}-{one.first.year}"
    weekday = WEEKDAYS[one.first.weekday() + 7 * (language == "en")]
    weekday = weekday.capitalize() if language == "en" else weekday
    new = rng.choice(
        [numeric, spoken_date(one.first, language), f"{weekday} {spoken_date(one.first, language)}"]
    )
    return sentence[: one.start] + new + sentence[one.end :] if new != written else None


def _countries(sentence: str, day: date | None, rng: random.Random) -> str | None:
    """De Nederlandse bijdrage · de bijdrage van Nederland."""
    for adjective, noun in _COUNTRIES.items():
        match = re.search(rf"\b([Dd]e|[Hh]et|[Ee]en) {adjective} ([a-z]+)\b(?! [A-Z])", sentence)
        if match:
            return sentence[: match.start()] + f"{match[1]} {match[2]} van {noun}" + sentence[match.end() :]
    return None


@cache
def _synonyms(side: int) -> dict[str, list[str]]:
    """Per word of the glossary the others of its lines, in one language."""
    found: dict[str, list[str]] = {}
    for row in entries():
        for word in row[side]:
            found.setdefault(word, []).extend(other for other in row[side] if other != word)
    return found


def _synonym(sentence: str, day: date | None, rng: random.Random) -> str | None:
    """One word for another of its line in the glossary, whose forms agree in their ending."""
    language = detect_language(sentence)
    side = 0 if language == "nl" else 1
    places = [
        (m, other)
        for m in re.finditer(r"\b[a-z]{5,}\b", sentence)
        if m.group() not in STOP_WORDS[language]
        for row in entries()
        if m.group() in row[side]
        for other in row[side]
        if other != m.group()
        and " " not in other
        and other[-2:] == m.group()[-2:]
        and other[:4] != m.group()[:4]
    ]
    if not places:
        return None
    match, other = rng.choice(places)
    return sentence[: match.start()] + other + sentence[match.end() :]


def _order(sentence: str, day: date | None, rng: random.Random) -> str | None:
    """Two coordinate halves the other way round."""
    match = re.fullmatch(r"([A-Z][^,;]{20,}), (maar|en|and|but|terwijl|while) ([^,;]{20,})\.", sentence)
    if match and re.match(r"(?:de|het|een|the|a|[A-Z])", match[3]):
        return f"{match[3][0].upper()}{match[3][1:]}, {match[2]} {match[1]}."
    match = re.fullmatch(r"((?:Op|In|On|From|Vanaf|Sinds) [^,]{4,30}), ([^,]{20,})\.", sentence)
    if match:
        return f"{match[2][0].upper()}{match[2][1:]} {match[1][0].lower()}{match[1][1:]}."
    return None


def _passive(sentence: str, day: date | None, rng: random.Random) -> str | None:
    """X presenteert Y. · Y wordt door X gepresenteerd."""
    verbs = "|".join(_PASSIVE)
    match = re.fullmatch(
        rf"((?:[A-Z][\w'-]*|[Dd]e|[Hh]et|[Tt]he) ?[\w' -]{{0,30}}?) ({verbs}) "
        r"((?:de|het|een|the|a|his|haar|zijn) [^,;]+?)\.",
        sentence,
    )
    if not match:
        return None
    who, verb, what = match[1], _PASSIVE[match[2]], match[3]
    if re.search(r"\b(?:toe|om|of|dat|in|over|op|voor|naar)\Z|\b(?:om|dat|of|toe)\b", what):
        return None
    if detect_language(sentence) == "en":
        who = who[0].lower() + who[1:] if who.startswith("The ") else who
        return f"{what[0].upper()}{what[1:]} was {verb} by {who}."
    who = who if not re.match(r"De |Het ", who) else who[0].lower() + who[1:]
    return f"{what[0].upper()}{what[1:]} wordt door {who} {verb}."


def _first_clause(sentence: str, day: date | None, rng: random.Random) -> str | None:
    """What comes before a reason, an addition or an aside: a shorter sentence that is no less true."""
    match = re.match(
        r"([A-Z][^;:()]{40,}?),? (?:omdat|doordat|waardoor|waaronder|because|which|waarna|zodat|om te|om zo)\b",
        sentence,
    )
    if not match or re.search(
        r"\b(?:niet|geen|not|no|alleen|only|als|if|mits|zo|pas|eerder|zodanig|dezelfde)\b|,", match[1]
    ):
        return None
    return match[1] + "."


_RULES: dict[str, Callable[[str, date | None, random.Random], str | None]] = {
    "number notation": _numbers, "date notation": _dates, "country form": _countries, "synonym": _synonym,
    "word order": _order, "passive": _passive, "first clause": _first_clause,
}  # fmt: skip
