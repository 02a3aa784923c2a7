"""Subjects of a report without telling headings: what its text keeps coming back to."""

from __future__ import annotations

import re
from collections import Counter

from assistant.subjects import NO_SECTION, Subject
from assistant.wordlists import ASKING, FRAME, LIGHT, ROUTINE
from vectorstore.language.words import fold
from vectorstore.types import Report

# So often at least, and so many of them at most; the first letters of a text show what recurs in it.
TIMES, MOST, READ = 4, 6, 60_000

_NOUN = r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*"
_PHRASES = {
    "nl": re.compile(rf"\b(de|het)\s+({_NOUN})(?:\s+({_NOUN}))?", re.IGNORECASE),
    "en": re.compile(rf"\b(the)\s+({_NOUN})(?:\s+({_NOUN}))?", re.IGNORECASE),
}
_EMPTY = ASKING | FRAME | LIGHT | ROUTINE


def recurring_subjects(report: Report) -> list[Subject]:
    """The expressions with an article that the report uses most, those of two words before those of one."""
    pairs: Counter[tuple[str, str]] = Counter()
    for match in _PHRASES[report.language].finditer(report.text[:READ]):
        article, first, second = match.groups()
        if second and fold(first) not in _EMPTY and fold(second) not in _EMPTY:
            pairs[article.lower(), f"{first} {second}"] += 1
    common = [(article, words) for (article, words), count in pairs.most_common(2 * MOST) if count >= TIMES]
    subjects = [
        Subject(NO_SECTION, words[:1].upper() + words[1:], f"{article} {words}", True)
        for article, words in common
    ]
    return [s for s in subjects if not _is_of_the_report(s, report)][:MOST]


def _is_of_the_report(subject: Subject, report: Report) -> bool:
    return subject.heading.casefold() in report.title.casefold()
