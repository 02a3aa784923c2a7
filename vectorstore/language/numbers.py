"""Amounts, percentages and counts, with Dutch and English ways of writing numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from vectorstore.language.dates import find_dates


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `text[start:end]`. `unit` is EUR, USD, GBP, CHF, "%" or "" for a count or another unit.

    EUR 250 mln., 250 miljoen euro and €250m are all Quantity(…, Decimal(250000000), "EUR").
    """

    start: int
    end: int
    value: Decimal
    unit: str


_WORDS: dict[str, int] = {
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11,
    "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18,
    "negentien": 19, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70,
    "tachtig": 80, "negentig": 90, "honderd": 100, "duizend": 1000, "één": 1,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_DUTCH_UNITS = {
    "een": 1,
    "eenen": 1,
    **{word: value for word, value in _WORDS.items() if value < 10 and value > 1},
}
_DUTCH_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_ENGLISH_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_HALVES = {"half": Decimal("0.5"), "een half": Decimal("0.5"), "half a": Decimal("0.5"), "anderhalf": Decimal("1.5"),
           "anderhalve": Decimal("1.5"), "een": Decimal(1), "a": Decimal(1)}  # fmt: skip
_SCALES: dict[str, int] = {
    "duizend": 3, "thousand": 3, "k": 3, "miljoen": 6, "mln": 6, "mio": 6, "million": 6, "m": 6, "mn": 6,
    "miljard": 9, "mld": 9, "billion": 9, "bn": 9, "b": 9, "biljoen": 12, "trillion": 12, "tn": 12,
}  # fmt: skip
_CURRENCIES: dict[str, str] = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euro's": "EUR", "euros": "EUR", "$": "USD", "us$": "USD", "usd": "USD",
    "dollar": "USD", "dollars": "USD", "£": "GBP", "gbp": "GBP", "pond": "GBP", "pound": "GBP", "pounds": "GBP",
    "chf": "CHF",
}  # fmt: skip


def _any(words: dict[str, int] | dict[str, str] | dict[str, Decimal]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FIGURES = (
    r"\d{1,3}(?: \d{3}){2,}(?!\d)|\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
)
_SPELLED = (
    rf"(?:(?:een|{_any(_DUTCH_UNITS)})(?:en|ën)(?:{_DUTCH_TENS})|(?:{_ENGLISH_TENS})-(?:\w+)|{_any(_WORDS)})"
)
_LONG_SCALE = "duizend|thousand|miljoen|mln|mio|million|miljard|mld|billion|bn|biljoen|trillion"
_AMOUNT = re.compile(
    rf"(?<![\w.,/\-–€$£])(?:(?P<before>(?:EUR|USD|GBP|CHF|euro)\b|US\$|[€$£])\s?)?"
    rf"(?:(?P<figures>{_FIGURES})|\b(?P<spelled>{_SPELLED})\b"
    rf"|\b(?P<half>{_any(_HALVES)})\b(?=\s(?:{_LONG_SCALE}|procent|per\s?cent|percent)\b))"
    rf"(?:(?P<glued>k|m|mn|b|bn|tn)\b|\s?(?P<scale>{_LONG_SCALE})\b\.?)?"
    rf"(?:,-{{1,2}})?(?:\s?(?P<percent>%|procent\w*|per\s?cent|percent\w*)|\s?(?P<after>EUR|USD|GBP|CHF|€|US\s?dollars?|"
    rf"euro['’]?s?|dollars?|pounds?|pond)(?!\w|\s\d))?(?![\d])",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"(?:\b(?:nr|nrs|no|nos|nummer|number|artikel|art|article|blz|page|pagina|versie|version|kamerstuk(?:ken)?|bijlage|"
    r"paragraaf|hoofdstuk|chapter|section|agendapunt|ISO|RFC|NEN|v|§)\.?|[#§])\s?\Z",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:\s?[-–]\s?\d{1,2}[.:]\d\d)?\s?(?:uur\b|u\.|[ap]\.?m\b)", re.IGNORECASE)
_LEAP_YEAR = date(2000, 6, 15)


def find_quantities(text: str) -> list[Quantity]:
    """The amounts, percentages and counts of the text, in reading order.

    Dates, years, times, and numbers that are names of things (nr. 3, artikel 5, 36 850, 21501-02) are not quantities.
    """
    dates = [(mention.start, mention.end) for mention in find_dates(text, today=_LEAP_YEAR)]
    found: list[Quantity] = []
    at = 0
    for match in _AMOUNT.finditer(text):
        bare = not (match["before"] or match["percent"] or match["after"] or match["scale"])
        while at < len(dates) and dates[at][1] <= match.start():
            at += 1
        if bare and at < len(dates) and dates[at][0] < match.end():
            continue
        if bare and _is_a_name(text, match):
            continue
        if quantity := _quantity(match):
            found.append(quantity)
    return found


def _is_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number numbers something instead of counting it."""
    if _NOT_COUNTED.search(text[max(0, match.start() - 14) : match.start()]):
        return True
    after = text[match.end() : match.end() + 16]
    if re.match(r"[-–/:]\d|[\u00a0 ]\d{3}(?!\d)|[-_]?[^\W\d]|\.\d", after) and match["figures"]:
        return True
    if "." in match.group() and _CLOCK.match(after):
        return True
    return bool(re.search(r"(?<!\d)\d{2}[\u00a0 ]\Z", text[max(0, match.start() - 4) : match.start()])
                and re.fullmatch(r"\d{3}", match.group()))  # fmt: skip


def _quantity(match: re.Match[str]) -> Quantity | None:
    """What the match says, as one number and a unit."""
    value = _figures(match["figures"]) if match["figures"] else _spoken(match["spelled"], match["half"])
    if value is None:
        return None
    currency = (match["before"] or match["after"] or "").lower().replace("’", "'")
    currency = re.sub(r"^us\s?(?=dollar)", "", currency)
    scale = match["scale"]
    if match["glued"]:
        if not match["before"]:
            return None
        scale = match["glued"]
    if scale:
        value *= Decimal(10) ** _SCALES[scale.lower()]
    unit = "%" if match["percent"] else _CURRENCIES.get(currency, "")
    end = match.end() - (match.group().endswith(".") and not match["after"] and not match["percent"])
    return Quantity(match.start(), end, value.normalize() + 0, unit)


def _figures(written: str) -> Decimal | None:
    """The number that figures stand for: 1.234,5 and 1,234.5 and 1 234,5 are the same; 3,5 is 3.5, 1.500 is 1500."""
    plain = re.sub(r"[ \u00a0\u202f]", "", written)
    marks = [c for c in plain if c in ".,"]
    if len(set(marks)) == 2:
        last = plain.rfind(marks[-1])
        plain = re.sub(r"[.,]", "", plain[:last]) + "." + plain[last + 1 :]
    elif marks and (len(marks) > 1 or re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", plain)):
        plain = re.sub(r"[.,]", "", plain)
    else:
        plain = plain.replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _spoken(spelled: str | None, half: str | None) -> Decimal | None:
    """The number that a word stands for: tweeëntwintig, twenty-two, anderhalf."""
    if half:
        return _HALVES.get(half.lower())
    word = (spelled or "").lower()
    if word in _WORDS:
        return Decimal(_WORDS[word])
    if match := re.fullmatch(rf"(.+?)(?:en|ën)({_DUTCH_TENS})", word):
        units = 1 if match[1] == "een" else _WORDS.get(match[1])
        return Decimal(units + _WORDS[match[2]]) if units else None
    tens, _, units_word = word.partition("-")
    units = _WORDS.get(units_word)
    return Decimal(_WORDS[tens] + units) if units and units < 10 else None
