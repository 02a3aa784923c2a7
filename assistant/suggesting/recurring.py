"""Subjects of a report without telling headings: what its text keeps coming back to."""

from __future__ import annotations

import re
from collections import Counter

from assistant.suggesting.subjects import NO_SECTION, Subject
from assistant.wordlists import ASKING, FRAME, LIGHT, ROUTINE
from vectorstore.language.words import fold
from vectorstore.types import Report

# So often at least, and so many of them at most; the first letters of a text show what recurs in it.
TIMES, MOST, READ = 3, 6, 60_000

_NOUN = r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*"
_PHRASES = {
    "nl": re.compile(
        rf"\b(?:(de|het)|over|van|voor|met|aan|bij|op|in)\s+({_NOUN})\s+({_NOUN})", re.IGNORECASE
    ),
    "en": re.compile(rf"\b(?:(the)|about|of|for|with|on|in)\s+({_NOUN})\s+({_NOUN})", re.IGNORECASE),
}
_EMPTY = ASKING | FRAME | LIGHT | ROUTINE


def recurring_subjects(report: Report) -> list[Subject]:
    """The expressions of two words, behind an article or preposition, that the report uses most."""
    counted: Counter[str] = Counter()
    articles: Counter[tuple[str, str]] = Counter()
    for article, *pair in _PHRASES[report.language].findall(report.text[:READ]):
        if not any(fold(word) in _EMPTY for word in pair):
            words = " ".join(pair)
            counted[words] += 1
            articles[words, article.lower()] += 1
    common = [words for words, count in counted.most_common(2 * MOST) if count >= TIMES]
    subjects = [
        Subject(NO_SECTION, words[:1].upper() + words[1:], f"{_usual(words, articles)} {words}".strip(), True)
        for words in common
    ]
    return [s for s in subjects if not _is_of_the_report(s, report)][:MOST]


def _usual(words: str, articles: Counter[tuple[str, str]]) -> str:
    """What stands before the words most often: an article or, before "mental health", none."""
    return max(("de", "het", "the", ""), key=lambda article: articles[words, article])


def _is_of_the_report(subject: Subject, report: Report) -> bool:
    return subject.heading.casefold() in report.title.casefold()
