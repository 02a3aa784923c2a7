"""Whether a sentence holds the sort of thing that was asked for: a date, an amount, a person …"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.intents import Wanted
from assistant.terms import Term, TextIndex
from vectorstore.language.dates import find_dates
from vectorstore.language.names import find_names
from vectorstore.language.numbers import find_quantities
from vectorstore.types import Report, Sentence

_REASON = re.compile(
    r"\b(?:omdat|doordat|vanwege|wegens|gezien|aangezien|zodat|teneinde|daarom|dankzij|ten behoeve van|om\b.{3,80}\bte|"
    r"because|due to|since|in order to|so that|as a result|owing to|therefore|for the purpose of)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|te|at|vanuit|naar|near|bij)\s+(?:de\s+|het\s+|the\s+)?[A-ZÀ-Ý][\w'’-]+|\b(?:locatie|plaats|venue|location)\s*:",
    re.U,
)
_WRITTEN_OUT = re.compile(r"((?:[\w’'-]+\s+){1,9}[\w’'-]+)\s*\(([A-Z][A-Za-z0-9-]{1,9})\)")
_ABBREVIATED = re.compile(r"\b([A-Z][A-Z0-9-]{1,9})\s*\(((?:[\w’'-]+\s+){1,9}[\w’'-]+)\)")
_PAPER = re.compile(r"\b(?:kamerstuk\w*|kamerbrief|aanhangsel|\d{2}\s?\d{3}\b.{0,12}\bnr\b)", re.IGNORECASE)
# "22,5K van de 45k": a sum without its currency.
_SUM = re.compile(r"[kK]\b")
_UNIT = (
    r"(?:seconden?|minuten|minuut|uur|uren|etmaal|etmalen|dag|dagen|werkdagen|week|weken|maand|maanden|kwartaal|kwartalen|"
    r"jaar|jaren|halfjaar|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|"
    r"km|kilometers?|meter|metres?|meters?|mijl|miles?)"
)
_OF_UNIT = re.compile(rf"\W*(?:\w+\W+)?{_UNIT}\b", re.IGNORECASE)
_ONE_UNIT = re.compile(
    rf"\b(?:een|an?|half|halve|anderhalve?)\s+(?:half\s+|halve?\s+|an?\s+)?{_UNIT}\b", re.IGNORECASE
)
_LASTING = re.compile(
    r"\b(?:\w*duur|looptijd|\w*termijn|onbepaalde tijd|duration|indefinite(?:ly)?|permanent(?:ly|e)?)\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"^\W*(?:besluit|afspraak|decision)\b.{0,20}:|\b(?:besluit\w*|besloot|gaa(?:t|n) akkoord|ging(?:en)? akkoord|"
    r"akkoord bevonden|stem(?:t|men|de|den) in\b|ingestemd|gun(?:t|nen|de)|gegund|vastgesteld|goedgekeurd|aangenomen|"
    r"afgesproken|overeengekomen|spre?ken af|spraken af|kom(?:t|en) overeen|kwam(?:en)? overeen|decided|decides|"
    r"agree[sd]|approve[sd]|adopt(?:s|ed)|resolve[sd]|endorse[sd])\b|\b(?:is|werd|wordt|zijn|heeft|hebben) besloten\b|"
    r"\bbesloten (?:om|tot|dat|te|is|wordt|werd)\b|\bst(?:elt|elde|ellen|elden)\b.{1,80}\bvast\b|"
    r"\bkeur(?:t|de|en|den)\b.{1,80}\bgoed\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:nog niet|nog geen|not yet)\b.{0,40}\b(?:goedgekeurd|vastgesteld|besloten|besluit|akkoord|aangenomen|"
    r"approved|adopted|decided|decision|agreed)\b",
    re.IGNORECASE,
)
_CURRENCY = frozenset({"EUR", "USD", "GBP", "NOK", "SEK", "DKK", "CHF", "PLN", "CAD"})


def holds(wanted: Wanted, text: str, sentence: Sentence, report: Report, counted: Term | None = None) -> bool:
    """Whether the sentence has what was wanted; anything will do when nothing in particular was.

    `counted` is what "how many" asks the number of: a number must stand before it.
    """
    if wanted == "count" and counted is not None:
        return _counts(text, counted)
    if wanted == "amount" and counted is not None and _counts(text, counted):
        return True  # "hoeveel schepen stelt … beschikbaar"
    test = _TESTS.get(wanted)
    return test is None or test(text, sentence, report)


def _date(text: str, _sentence: Sentence, report: Report) -> bool:
    return bool(find_dates(text, year_hint=report.date.year if report.date else 2000))


def _duration(text: str, sentence: Sentence, report: Report) -> bool:
    """Whether it says how long: "acht dagen", "half a year", a length, "no fixed term", or until when."""
    if _ONE_UNIT.search(text) or _LASTING.search(text):
        return True
    return any(_OF_UNIT.match(text, q.end) for q in find_quantities(text)) or _date(text, sentence, report)


def _amount(text: str, _sentence: Sentence, _report: Report) -> bool:
    return any(q.unit in _CURRENCY or _SUM.match(text[q.end - 1 :]) for q in find_quantities(text))


def _percentage(text: str, _sentence: Sentence, _report: Report) -> bool:
    return any(q.unit == "%" for q in find_quantities(text))


def _counts(text: str, counted: Term) -> bool:
    """Whether a number stands right before the thing: "32 bondgenoten", "twee extra schepen"."""
    following = (re.findall(r"[\w'’-]+", text[q.end : q.end + 60])[:3] for q in find_quantities(text))
    return any(TextIndex(" ".join(words)).match(counted) >= 0.6 for words in following)


def _count(text: str, _sentence: Sentence, _report: Report) -> bool:
    return bool(find_quantities(text))


def _person(text: str, _sentence: Sentence, _report: Report) -> bool:
    return any(name.kind not in ("country", "acronym") for name in find_names(text))


def _country(text: str, _sentence: Sentence, _report: Report) -> bool:
    return any(name.kind == "country" for name in find_names(text))


def _place(text: str, _sentence: Sentence, _report: Report) -> bool:
    return bool(_PLACE.search(text))


def _reason(text: str, _sentence: Sentence, _report: Report) -> bool:
    return bool(_REASON.search(text))


def _reference(text: str, sentence: Sentence, _report: Report) -> bool:
    return bool(sentence.footnotes) or bool(_PAPER.search(text))


def _decision(text: str, _sentence: Sentence, _report: Report) -> bool:
    """Whether it states that something was decided; a question whether it will be states nothing."""
    return not text.rstrip().endswith("?") and bool(_DECISION.search(text)) and not _NOT_YET.search(text)


def _meaning(text: str, _sentence: Sentence, _report: Report) -> bool:
    """Whether an abbreviation is written out: "Ukraine Comprehensive Assistance Package (UCAP)", or the reverse."""
    spelled = [(m[1], m[2]) for m in _WRITTEN_OUT.finditer(text)] + [
        (m[2], m[1]) for m in _ABBREVIATED.finditer(text)
    ]
    return any(_abbreviates(short, words) for words, short in spelled)


def _abbreviates(short: str, words: str) -> bool:
    """Whether the letters of the one are, in order, first letters of the other's words."""
    initials = iter(word[0].lower() for word in re.findall(r"[^\W\d_]+", words))
    return all(letter.lower() in initials for letter in short if letter.isalpha())


_TESTS: dict[Wanted, Callable[[str, Sentence, Report], bool]] = {
    "date": _date,
    "duration": _duration,
    "amount": _amount,
    "percentage": _percentage,
    "quantity": _count,
    "measure": _count,
    "count": _count,
    "person": _person,
    "country": _country,
    "place": _place,
    "reason": _reason,
    "reference": _reference,
    "meaning": _meaning,
    "decision": _decision,
}
