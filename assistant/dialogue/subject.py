"""What a question, a cited sentence or a section is about, as a phrase that can stand in another question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.asked import key_terms
from assistant.dialogue.kinds import (
    Span,
    goes_with_an_actor,
    is_actor,
    is_of_no_thing,
    says_something,
    trimmed,
)
from assistant.dialogue.own import is_first_verb
from assistant.dialogue.reading import Reading, Word, is_verb, read
from assistant.dialogue.who import is_who
from assistant.dialogue.wording import (
    ARTICLES,
    BREAKS,
    DETERMINERS,
    PARTICIPLE,
    PREPOSITIONS,
    QUESTION_WORDS,
)
from assistant.wordlists import LIGHT
from vectorstore.language.names import find_names
from vectorstore.language.periods import find_periods, find_relative_meeting
from vectorstore.language.words import fold

_ABOUT = re.compile(
    r"\b(?:over|omtrent|inzake|betreffende|wat betreft|about|regarding|concerning)\s+(?!\d|een (?:week|maand|jaar)\b)",
    re.IGNORECASE,
)
_QUESTION_NOUN = re.compile(
    r"^\W*(?:(?:en|and|in|met|voor|to|by|with|for)\s+)?(?:welke?|hoeveel|which|what|how many|how much)\s+",
    re.IGNORECASE,
)
# What a thing goes by, right behind it: "gauge WS-07", "patrouille Zeewacht".
_NAME_OF_IT = re.compile(r"(?:\s(?:[A-Z]+-?\d[\w-]*|[A-Z][\w-]+))+")
_CAPITALS_BEFORE = re.compile(r"[a-z]\s((?:[A-Z][\w-]+\s)+)$")
_ENGLISH_PARTICIPLE = re.compile(r"\w{4,}ed")
_ANY_DAY = date(2026, 1, 1)  # only where a date stands counts here


def subject_of(question: str) -> str:
    """The phrase that says what the question is about; empty when it names nothing."""
    span = subject_span(question)
    return question[span[0] : span[1]] if span else ""


def subject_span(question: str) -> Span | None:
    """Where that phrase stands: what comes behind "over", else a noun phrase, else a word that says something."""
    reading = read(question)
    if reading.text != question:
        return None
    return (
        _behind_about(reading)
        or _noun_phrase(reading)
        or _asked_thing(reading)
        or _telling_word(question, reading)
    )


def first_noun_phrase(sentence: str) -> str:
    """The first noun phrase of a sentence of a report."""
    reading = read(sentence)
    span = _noun_phrase(reading)
    return reading.text[span[0] : span[1]] if span else ""


def _behind_about(reading: Reading) -> Span | None:
    for match in reversed(list(_ABOUT.finditer(reading.text))):
        if reading.language == "en" and fold(match.group()).strip() == "over":
            continue  # "over time"
        words = [word for word in reading.words if word.start >= match.end()]
        span = trimmed(reading, _until_occasion(reading, words))
        if span and says_something(reading.text[span[0] : span[1]]):
            return span
    return None


def _until_occasion(reading: Reading, words: Sequence[Word]) -> list[Word]:
    """The words up to a comma, a date, or words of occasion; a clause that tells more of a noun stays."""
    kept: list[Word] = []
    ends = _dated(reading.text)
    for word in words:
        between = reading.text[kept[-1].end : word.start] if kept else ""
        if re.search(r"[,;:?!()]", between) or any(start <= word.start < end for start, end in ends):
            break
        if kept and word.plain in ("volgens", "tijdens", "sinds", "according", "during", "zich", "toen"):
            break
        kept.append(word)
    return kept


def _noun_phrase(reading: Reading) -> Span | None:
    """The first noun phrase with an article that isn't who acted or the meeting; else the first of any."""
    spans: list[Span] = []
    words, at = reading.words, 0
    while at < len(words):
        if words[at].plain not in ARTICLES or _is_in_a_name(reading, words[at]):
            at += 1
            continue
        run = _phrase_from(reading, at)
        span = trimmed(reading, run)
        if span and len(run) > 1:
            spans.append(span)
        at += max(len(run), 1)
    telling = [span for span in spans if not is_actor(reading.text[span[0] : span[1]])]
    return telling[0] if telling else None


def _is_in_a_name(reading: Reading, article: Word) -> bool:
    """Whether the article is part of somebody's name, Pieter de Vries, or of a country's."""
    return any(name.start < article.end and article.start < name.end for name in find_names(reading.text))


def _phrase_from(reading: Reading, at: int) -> list[Word]:
    """The words of the noun phrase that begins with the word at `at`."""
    words, ends = reading.words, _dated(reading.text)
    run = [words[at]]
    for word in words[at + 1 :]:
        between = reading.text[run[-1].end : word.start]
        if re.search(r"[^\s\"“”'’‘]", between) or any(start <= word.start < end for start, end in ends):
            break
        if word.plain in BREAKS or word.plain in QUESTION_WORDS or word.plain in ("dat", "die", "that"):
            break
        if run[-1].plain not in DETERMINERS and (
            is_verb(word.plain) or _ENGLISH_PARTICIPLE.fullmatch(word.plain)
        ):
            break
        if word.plain in ("en", "and", "of") and not _goes_on(words, word):
            break
        if word.plain in DETERMINERS and run[-1].plain not in PREPOSITIONS | {"en", "and", "of"}:
            break
        run.append(word)
    return run


def _goes_on(words: Sequence[Word], joint: Word) -> bool:
    """Whether "en" or "of" joins two parts of one phrase: what follows is no question word, verb or pronoun."""
    if joint.plain == "of":
        return True
    following = next((word.plain for word in words if word.start > joint.start), "")
    return bool(following) and following not in QUESTION_WORDS and not is_verb(following)


def _asked_thing(reading: Reading) -> Span | None:
    """The noun of "welke norm voor …" or "how many ships"."""
    match = _QUESTION_NOUN.match(reading.text)
    if not match:
        return None
    at = next((i for i, word in enumerate(reading.words) if word.start >= match.end()), None)
    if at is None or is_verb(reading.words[at].plain) or reading.words[at].plain in BREAKS:
        return None
    span = trimmed(reading, _phrase_from(reading, at))
    if span and fold(reading.text[span[0] : span[1]]) in LIGHT:
        return None
    return span if span and not is_actor(reading.text[span[0] : span[1]]) else None


def _telling_word(question: str, reading: Reading) -> Span | None:
    terms = [t for t in key_terms(question) if not t.light and not is_of_no_thing(fold(t.text))]
    verb = next((word.start for i, word in enumerate(reading.words) if is_first_verb(reading, i)), -1)
    things = [t for t in terms if not is_who(t.text, question)]
    ends = _dated(question)
    for term in things:
        at = question.find(term.text)
        if at == verb or any(start <= at < end for start, end in ends) or goes_with_an_actor(question[:at]):
            continue
        if at >= 0 and not PARTICIPLE.fullmatch(fold(term.text)):
            return _whole_phrase(question, at, at + len(term.text))
    return None


def _whole_phrase(question: str, start: int, end: int) -> Span:
    """The word with its name or what is said of it: "gauge WS-07", "trekker van de werkgroep Architectuur"."""
    if question[start].isupper():
        before = _CAPITALS_BEFORE.search(question[:start])
        start = before.start(1) if before else start
    following = _NAME_OF_IT.match(question, end)
    if following:
        return start, following.end()
    reading = read(question)
    at = next((i for i, word in enumerate(reading.words) if word.start == start), None)
    after = reading.plain[at + 1] if at is not None and at + 1 < len(reading.words) else ""
    if at is None or after not in ("van", "of"):
        return start, end
    return trimmed(reading, _phrase_from(reading, at)) or (start, end)


def _dated(text: str) -> list[Span]:
    """Where dates stand, with their prepositions, and "the last meeting"; the year of "begroting 2026" is its own."""
    periods = find_periods(text, today=_ANY_DAY)
    spans = [(p.start, p.end) for p in periods if p.cue or p.precision != "year"]
    meeting = find_relative_meeting(text)
    return [*spans, (meeting.start, meeting.end)] if meeting else spans
