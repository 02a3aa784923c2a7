"""Mentions of parliamentary papers: Kamerstukken, Aanhangsels, Handelingen and Kamerbrieven."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vectorstore.language.dates import find_dates
from vectorstore.types import Reference

_DASH = r"[-–\u2011]"
_SPACE = r"[ .\u00a0\u202f]"
_DOSSIER = (
    rf"(?P<base>\d{{2}}{_SPACE}?\d{{3}})(?:\s?\((?P<law>R\d{{3,4}})\))?"
    rf"(?:\s?{_DASH}\s?(?P<sub>\d{{1,4}}|[IVXLC]+|[A-Z])\b(?:{_DASH}(?P<third>\d{{1,5}})\b)?|\s(?P<chapter>[IVXL]{{1,6}}|[A-Z])\b)?"
)
_ITEM = rf"(?:[IVXL]{{1,5}}{_DASH}\d{{1,4}}|\d{{1,5}}|[A-Z]{{1,3}})\b"
_NUMBERS = rf"(?i:nrs?|nos?|nummers?)\b\.?\s*(?P<items>{_ITEM}(?:(?:\s*,\s*|\s+(?:en|and|t/m)\s+){_ITEM})*)"
_SESSION = (
    r"(?:(?:I{1,2}|I/II|TK|EK)\s*,?\s+)?(?:(?:vergaderjaar\s+)?\d{4}\s?[-/–]\s?(?:\d{4}|\d{2})\s*,?\s*)?"
)
_PAPER = re.compile(
    rf"(?P<label>\b(?i:Kamerstuk(?:ken|nummers?)?|parliamentary papers?)\b:?\s*|\bTK\s)?{_SESSION}"
    rf"(?<![\d.,/\-])(?<!EUR )(?<!€ )(?:dossier\s+)?{_DOSSIER}"
    rf"(?:\s*[,;]?\s*{_NUMBERS}|,\s(?P<letter>[A-Z]{{1,2}})\b(?![.\w]))?"
)
# The Council of the EU and the Europe dossiers: their parts are numbered -01, -02 … -33.
_DOSSIERS_WITH_PARTS = frozenset({"21501", "22112", "23987"})
_PROCEEDINGS = re.compile(
    r"\b(?P<annex>Aanhangsel(?:\s+van\s+de)?\s+)?Handelingen\s*,?\s*(?:(?:I{1,2}|TK|EK)\s*,?\s*)?(?:vergaderjaar\s+)?"
    r"(?P<years>\d{4}\s?[-/–]\s?(?:\d{4}|\d{2}))\s*,?\s*(?:nr|no)\.?\s*(?P<number>\d{1,5})"
    r"(?:\s*,\s*item\s+(?P<item>\d{1,3}))?",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\b(?:Kamerbrie(?:f|ven)|brief aan de (?:Tweede |Eerste )?Kamer)\b", re.IGNORECASE)
_OF = re.compile(r"\s+(?:van|d\.d\.|dd\.?|over .{0,60}? van)\s+\Z", re.IGNORECASE)


def find_references(text: str) -> tuple[Reference, ...]:
    """The parliamentary papers the text names, in reading order; "nrs. 12 en 13" are two.

    `dossier` is normalised: "36850", "36850-X", "21501-02"; "Handelingen 2024-2025" and "Aanhangsel 2024-2025" for the
    proceedings, "Kamerbrief" for a letter, whose number is its date when the text gives it.
    """
    found = [*_papers(text), *_proceedings(text), *_letters(text)]
    found.sort(key=lambda reference: (reference.start, -reference.end))
    kept: list[Reference] = []
    for reference in found:
        if not kept or reference.start >= kept[-1].end:
            kept.append(reference)
    return tuple(kept)


def _papers(text: str) -> Iterator[Reference]:
    for match in _PAPER.finditer(text):
        items = match["items"] or (match["letter"] if match["label"] else None)
        spaced = bool(re.search(r"[ \u00a0\u202f]", match["base"]))
        if not match["label"] and not (items and (spaced or match["sub"] or match["chapter"])):
            continue  # five figures alone are any number, and "12345 nr. 2" may be an address
        dossier, number = _dossier(match, bool(items))
        start = match.start() + (len(match.group()) - len(match.group().lstrip()))
        if not items:
            base_end = max(match.end(name) for name in ("base", "law", "sub", "third", "chapter"))
            yield Reference(dossier, number, start, base_end)
            continue
        first = match.start("items") if match["items"] else match.start("letter")
        for index, item in enumerate(re.finditer(_ITEM, items or "")):
            begin = first + item.start() if index else start
            yield Reference(dossier, re.sub(_DASH, "-", item.group()), begin, first + item.end())


def _dossier(match: re.Match[str], has_items: bool) -> tuple[str, str]:
    """The dossier and the number that stands in it: "36941-23" is number 23, "21501-02" a dossier with a part."""
    base, sub = re.sub(r"\D", "", match["base"]), (match["sub"] or "").upper()
    if match["third"]:
        return f"{base}-{sub}", match["third"]
    is_part = has_items or not sub.isdigit() or sub.startswith("0") or base in _DOSSIERS_WITH_PARTS
    if sub and not is_part:
        return base, sub
    part = sub or (match["chapter"] or "").upper()
    return (f"{base}-{part}" if part else base), ""


def _proceedings(text: str) -> Iterator[Reference]:
    for match in _PROCEEDINGS.finditer(text):
        kind = "Aanhangsel" if match["annex"] else "Handelingen"
        number = match["number"] + (f"-{match['item']}" if match["item"] else "")
        yield Reference(f"{kind} {_years(match['years'])}", number, match.start(), match.end())


def _letters(text: str) -> Iterator[Reference]:
    for match in _LETTER.finditer(text):
        window = text[match.end() : match.end() + 110]
        mention = next(iter(find_dates(window)), None)
        if mention and mention.precision == "day" and _OF.match(window[: mention.start]):
            yield Reference("Kamerbrief", mention.first.isoformat(), match.start(), match.end() + mention.end)
        else:
            yield Reference("Kamerbrief", "", match.start(), match.end())


def _years(written: str) -> str:
    """A parliamentary year as 2024-2025, also when it is written 2024/25."""
    first, second = re.split(r"\s?[-/–]\s?", written)
    return f"{first}-{second if len(second) == 4 else first[:2] + second}"
