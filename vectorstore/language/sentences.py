"""Sentences: where they begin and end in Dutch and English text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vectorstore.language.abbreviations import CLOSING, CURRENCIES, INTRODUCING, NUMBERING, OPENERS

LONGEST = 1_000

_CLOSERS = "\"'”’»)\\]*_"
_OPENERS = "\"'“‘„«(\\[*_–—•-"
# A stop with its closing quotes, and the space after it; or a line's end.
_STOP = re.compile(rf"[.!?…]+[{_CLOSERS}]*(?=\s|\Z)|(?<=[a-zà-ÿ]{{3}})[.!?](?=[A-Z][a-zà-ÿ])|\n")
_NEXT = re.compile(rf"\s*[{_OPENERS}]*\s*([^\s{_OPENERS}]\S*)?")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘„«/]{1,30}\Z")
_INITIALS = re.compile(r"(?:[A-Z]|[A-Z][a-z]?(?:\.-?[A-Z][a-z]?)+|Th|Ch|IJ)\Z")
_ENUMERATOR = re.compile(r"[\s(]*(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})\Z")
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]|[AI]\Z")
_VOWEL = re.compile(r"[aeiouyà-ÿ]")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences as `(start, end)`, in order; together they hold every character that isn't white space.

    A line's end closes a sentence. One longer than `LONGEST` characters is cut, at a semicolon or a comma when it can.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if match.group() == "\n" or _ends(text, start, match):
            spans += _pieces(text, start, match.end())
            start = match.end()
    spans += _pieces(text, start, len(text))
    return spans


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop that matched closes the sentence that began at `start`."""
    following = _NEXT.match(text, match.end(), match.end() + 80)
    after = (following[1] if following else None) or ""
    if not after:
        return True
    stop = match.group()
    lower = after[0].islower()
    if stop[0] != "." or len(stop.rstrip("\"'”’»)]*_")) > 1:  # ! ? … and ...
        return not lower
    word_match = _LAST_WORD.search(text, max(start, match.start() - 30), match.start())
    word = word_match.group() if word_match else ""
    if (
        match.end() < len(text) and not text[match.end()].isspace()
    ):  # "gedaan.Volgende": the space was forgotten
        return word.isalpha() and word.islower() and word not in INTRODUCING
    if stop != ".":  # closed by a quote or bracket: "(zie de bijlage.) Nederland …"
        return not lower
    if match.start() - start < 12 and _ENUMERATOR.fullmatch(text, start, match.start()):  # "1. Opening"
        return False
    return _word_ends(word, after, lower)


def _word_ends(word: str, after: str, lower: bool) -> bool:
    """Whether a single stop behind `word` and before `after` ends a sentence."""
    plain = word.lower()
    if plain in INTRODUCING:
        return False
    if plain in NUMBERING:
        return bool(_CAPITALISED.match(after))
    if plain in CLOSING:
        return not lower and not after[0].isdigit() and after.lower().rstrip(".,;:") not in CURRENCIES
    if _INITIALS.fullmatch(word):
        return after.lower().rstrip(".,;:") in OPENERS and not lower
    if lower:
        # Minutes are often typed in haste: "is besproken. volgende keer verder". Short words may be abbreviations.
        return len(word) >= 5 and word.isalpha() and word.islower() and bool(_VOWEL.search(word))
    return not ("." in word and _is_dotted(word) and after[0].isdigit())


def _is_dotted(word: str) -> bool:
    """Whether this is an abbreviation of single letters that isn't in the lists: "g.v.o"."""
    return all(len(part) <= 2 and part.isalpha() for part in word.split("."))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without surrounding space, in pieces of at most `LONGEST` characters; nothing when it is empty."""
    while start < end:
        start, end = _trim(text, start, end)
        if start >= end:
            return
        cut = end if end - start <= LONGEST else _cut(text, start, end)
        piece = _trim(text, start, cut)
        if piece[0] < piece[1]:
            yield piece
        start = cut


def _cut(text: str, start: int, end: int) -> int:
    """Where to cut an overlong stretch so that the pieces are alike in length: behind ; or , or a space."""
    count = -(-(end - start) // LONGEST)
    ideal = (end - start) // count
    low, high = start + ideal // 2, min(start + LONGEST, start + ideal + ideal // 3)
    for mark in ("; ", ". ", ", ", " "):
        places = [
            place
            for place in (text.rfind(mark, low, start + ideal), text.find(mark, start + ideal, high))
            if place > 0
        ]
        if places:
            return min(places, key=lambda place: abs(place - start - ideal)) + 1
    return start + ideal


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
