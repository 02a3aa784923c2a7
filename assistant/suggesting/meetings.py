"""Which meetings there are: what a body is called, which reports are of one series, which ones lie beside a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.wordlists import BODIES
from vectorstore.language.dates import find_dates
from vectorstore.language.words import fold
from vectorstore.types import Report, ReportInfo

# From so many of the newest reports the ones to read are chosen: 30,000 reports are not gone through for a button.
NEWEST, AGAIN = 30, 4
# A longer name makes no question that anyone reads.
LONGEST_BODY, FEWEST_WORDS = 60, 2

_A_MEETING = re.compile(
    r"\b\w*(?:bijeenkomst|vergadering|ministerial|meeting|conference|conferentie|summit)\b", re.IGNORECASE
)


def family(series: str, known: frozenset[str]) -> str:
    """The shortest known series that this one begins with: "raad x te dublin" is of "raad x"."""
    words = series.split()
    for count in range(FEWEST_WORDS, len(words)):
        shorter = " ".join(words[:count])
        if shorter in known:
            return shorter
    return series


def known_series(infos: Sequence[ReportInfo]) -> frozenset[str]:
    """The names of the series in the list."""
    return frozenset(info.series for info in infos if info.series)


def spread(infos: Sequence[ReportInfo], language: str, most: int) -> list[ReportInfo]:
    """The reports to make questions of: new ones of several series, those in the language before the others.

    Of each series a report has to be AGAIN places newer for each one that was chosen already.
    """
    newest = list(infos[:NEWEST])
    newest += [info for info in infos[NEWEST:] if info.language == language][:most]
    known = known_series(newest)
    chosen: list[ReportInfo] = []
    taken: Counter[str] = Counter()
    ranked = {info.id: (info.language != language, place) for place, info in enumerate(newest)}
    while len(chosen) < min(most, len(newest)):
        left = [info for info in newest if info not in chosen]
        best = min(left, key=lambda i: (ranked[i.id][0], ranked[i.id][1] + AGAIN * taken[_row(i, known)]))
        taken[_row(best, known)] += 1
        chosen.append(best)
    return chosen


def _row(info: ReportInfo, known: frozenset[str]) -> str:
    return family(info.series or info.title, known)


def beside(report: Report, infos: Sequence[ReportInfo]) -> list[ReportInfo]:
    """The meetings of the report's series just before and just after it."""
    if report.date is None or not report.series:
        return []
    known = known_series(infos)
    own = family(report.series, known)
    same = [i for i in infos if i.date and i.id != report.id and family(i.series, known) == own]
    before = [info for info in same if info.date and info.date < report.date][:1]
    after = [info for info in same if info.date and info.date > report.date][-1:]
    return [*before, *after]


def body_of(report: Report, known: frozenset[str], language: str) -> str:
    """What the body that met is called, with its article when it has one ("de stuurgroep X"); empty when unclear."""
    name = _as_written(family(report.series, known), report.title)
    if not name or len(name) > LONGEST_BODY or find_dates(name) or not re.search(r"[^\W\d_]{3}", name):
        return ""
    if is_of_a_meeting(name):
        return name if report.language == language else ""
    if language == "en":
        return f"the {name}"
    first = name.split()[0]
    article = next((a for a, nouns in BODIES.items() if fold(first) in nouns), "")
    if not article and re.search(r"(?:groep|raad|commissie)$", first, re.IGNORECASE):
        article = "de"
    if not article:
        return ""
    return f"{article} {first if first.isupper() else _small(first)}{name[len(first) :]}"


def is_of_a_meeting(body: str) -> bool:
    """Whether the name is that of a meeting ("ministeriële bijeenkomst X"), not of a body that meets."""
    return bool(_A_MEETING.search(body))


def _small(word: str) -> str:
    """Common nouns with a small letter, "Raad" with its capital: it is part of the name."""
    return (
        word
        if fold(word) in ("raad", "kamer", "commissie", "unie", "alliantie")
        else word[:1].lower() + word[1:]
    )


def _as_written(series: str, title: str) -> str:
    """The series with the capitals that the title gives it; empty when the title shouts, or hasn't got it."""
    at = title.casefold().find(series.casefold())
    found = title[at : at + len(series)] if series and at >= 0 else ""
    return "" if len(series.split()) < FEWEST_WORDS or found.isupper() else found
