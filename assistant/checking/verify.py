"""A draft held against the reports, sentence by sentence: word for word in one, supported by one, or what fails.

The checks are deterministic: numbers, amounts, percentages and dates must be the same, names and countries must
occur, a denial must be a denial in the source too, and most of the words that carry meaning must be there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.asked import key_terms
from assistant.candidates import Asked, Candidate, find_candidates
from assistant.compose import cite
from assistant.plan import clean
from assistant.select import Quoted
from assistant.sources import Sources
from assistant.terms import Term, TextIndex, matches, share
from assistant.types import CheckedSentence, Citation
from vectorstore.language.dates import find_dates
from vectorstore.language.detect import detect_language
from vectorstore.language.numbers import find_quantities
from vectorstore.language.sentences import split_sentences
from vectorstore.language.words import fold
from vectorstore.types import Report, ReportFilter

PASSAGES = 8
TRIED = 4
# Share of a draft sentence's words that its source must have; across languages the glossary finds fewer of them.
ENOUGH_WORDS, ENOUGH_WORDS_ACROSS = 0.6, 0.4

_DENIAL = re.compile(
    r"\b(?:niet|geen|nooit|nimmer|niemand|niets|noch|zonder|not|no|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t)\b",
    re.IGNORECASE,
)

_FAILED = {
    "nl": {
        "nothing": "niets in de verslagen lijkt op deze zin",
        "number": "het getal {what} staat niet in de bron",
        "date": "de datum {what} staat niet in de bron",
        "name": "{what} komt in de bron niet voor",
        "order": "de getallen staan in de bron in een andere volgorde",
        "denial": "de bron ontkent wat de zin stelt, of andersom",
        "words": "de bron dekt te weinig van de zin ({what}%)",
    },
    "en": {
        "nothing": "nothing in the reports is like this sentence",
        "number": "the number {what} is not in the source",
        "date": "the date {what} is not in the source",
        "name": "{what} does not occur in the source",
        "order": "the figures stand in another order in the source",
        "denial": "the source denies what the sentence says, or the other way round",
        "words": "the source covers too little of the sentence ({what}%)",
    },
}


def check_draft(text: str, sources: Sources) -> list[CheckedSentence]:
    """Each sentence of the text with the quotes that support it, or with what failed against the nearest one."""
    return [_check(text[start:end], sources) for start, end in split_sentences(text)]


def _check(sentence: str, sources: Sources) -> CheckedSentence:
    asked, where = clean(sentence), ReportFilter()
    language = detect_language(asked)
    if not any(c.isalnum() for c in asked) or not sources.infos(where):
        return CheckedSentence(sentence, False, (), (_FAILED[language]["nothing"],))
    vector = sources.vector(asked)
    hits = sources.search(asked, asked, where, PASSAGES, language)
    candidates = find_candidates(sources, hits, Asked(vector, key_terms(asked), "any", language))
    if literal := next((c for c in candidates if _same_words(asked, c.text)), None):
        return CheckedSentence(sentence, True, cite([Quoted(literal.report, literal.index)]), ())
    tried = [(failures(asked, c.text, c.report, language), c) for c in candidates[:TRIED]]
    if not tried:
        return CheckedSentence(sentence, False, (), (_FAILED[language]["nothing"],))
    failed, best = min(tried, key=lambda pair: len(pair[0]))
    return CheckedSentence(sentence, not failed, _shown(best), tuple(failed))


def _shown(best: Candidate) -> tuple[Citation, ...]:
    return cite([Quoted(best.report, best.index)])


def failures(sentence: str, source: str, report: Report, language: str) -> list[str]:
    """What of the sentence is not in the source, for a person; nothing when the source holds it up."""
    say = _FAILED[language]
    index = TextIndex(source)
    failed = [say["date"].format(what=what) for what in _other_dates(sentence, source, report.date)]
    failed += [say["number"].format(what=what) for what in _other_numbers(sentence, source)]
    if not failed and _in_another_order(sentence, source):
        failed.append(say["order"])
    terms = key_terms(sentence)
    failed += [say["name"].format(what=t.text) for t in terms if t.kind == "name" and not _has_name(t, index)]
    if bool(_DENIAL.search(sentence)) != bool(_DENIAL.search(source)):
        failed.append(say["denial"])
    words = [t for t in terms if t.kind == "word"]
    covered = share(words, matches(words, source))
    if covered < (ENOUGH_WORDS if report.language == language else ENOUGH_WORDS_ACROSS):
        failed.append(say["words"].format(what=round(100 * covered)))
    return failed


def _has_name(term: Term, index: TextIndex) -> bool:
    """Whether the source has the whole name: Pieter de Vries is not Anke de Vries."""
    if term.known or " " not in term.text:
        return bool(index.match(term))
    words = {fold(word) for word in re.findall(r"\w+", term.text)}
    return words <= index.letters


def _other_numbers(sentence: str, source: str) -> list[str]:
    known = {(q.value, q.unit) for q in find_quantities(source)}
    values = {value for value, _ in known}
    return [
        sentence[q.start : q.end]
        for q in find_quantities(sentence)
        if (q.value, q.unit) not in known and (q.unit or q.value not in values)
    ]


def _other_dates(sentence: str, source: str, day: date | None) -> list[str]:
    year = day.year if day else None
    known: Sequence[tuple[date, date]] = [
        (m.first, m.last) for m in find_dates(source, year_hint=year, today=day)
    ]
    if day:
        known = [*known, (day, day)]
    return [
        sentence[m.start : m.end]
        for m in find_dates(sentence, year_hint=year, today=day)
        if not any(
            (first <= m.first and m.last <= last) or (m.first <= first and last <= m.last)
            for first, last in known
        )
    ]


def _in_another_order(sentence: str, source: str) -> bool:
    """Whether the figures of the sentence stand in the source the other way round: from 45 to 30, from 30 to 45."""
    ours = [q.value for q in find_quantities(sentence)]
    theirs = [q.value for q in find_quantities(source)]
    if len(set(ours)) < 2 or len(set(theirs)) != len(theirs):
        return False
    places = [theirs.index(value) for value in ours if value in theirs]
    return places != sorted(places)


def _same_words(one: str, other: str) -> bool:
    return bool(one) and re.sub(r"\W+", " ", one).strip() == re.sub(r"\W+", " ", other).strip()
