"""Whether a follow-up that a language model put in full says nothing that the conversation doesn't."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.conversation import found
from assistant.dialogue.turn import Turn
from assistant.intents import split_parts
from assistant.sources import Sources
from assistant.terms import WORD, forms_of, index_of, near_forms
from assistant.wordlists import ASKING
from vectorstore.language.dates import find_dates
from vectorstore.language.detect import detect_language
from vectorstore.language.names import canonical, find_names
from vectorstore.language.words import fold

# A question of more letters than this is no question.
LONGEST = 400
# So many earlier questions may give words.
TURNS = 6


def is_faithful(rewritten: str, question: str, turns: Sequence[Turn], sources: Sources) -> bool:
    """Whether it is one question in the follow-up's language whose names, numbers, dates and words that carry meaning
    stand in the follow-up, the earlier questions, or what was cited."""
    text = rewritten.strip()
    if not text or len(text) > LONGEST or "\n" in text or text.count("?") != 1 or not text.endswith("?"):
        return False
    if len(split_parts(text)) > max(1, len(split_parts(question))) or detect_language(
        text
    ) != detect_language(question):
        return False
    said = "\n".join([question, *_said(turns, sources)])
    return (
        _names_are_there(text, said)
        and _dates_are_there(text, said, sources, turns)
        and _words_are_there(text, said)
    )


def _said(turns: Sequence[Turn], sources: Sources) -> list[str]:
    """The earlier questions, and the sentences, headings and titles of what they cited."""
    texts: list[str] = []
    for turn in turns[-TURNS:]:
        texts += [turn.question, turn.understood]
        for id, start, end in turn.cited or turn.closest:
            if report := found(sources, id):
                section = next((s.heading for s in report.sections if s.start <= start < s.end), "")
                texts += [report.text[start:end], section, report.title]
    return texts


def _names_are_there(text: str, said: str) -> bool:
    there = {canonical(name) for name in find_names(said)}
    spoken = fold(said)
    return all(canonical(name) in there or fold(name.text) in spoken for name in find_names(text))


def _dates_are_there(text: str, said: str, sources: Sources, turns: Sequence[Turn]) -> bool:
    """Whether each date is one that was named or is that of a cited meeting, and each other number stands there."""
    days = {
        report.date for turn in turns[-TURNS:] for id, _, _ in turn.cited if (report := found(sources, id))
    }
    named = {(m.first, m.last) for m in find_dates(said, year_hint=2000)}
    rest = text
    for mention in reversed(find_dates(text, year_hint=2000)):
        if (mention.first, mention.last) not in named and mention.first not in days:
            return False
        rest = rest[: mention.start] + " " + rest[mention.end :]
    numbers = set(re.findall(r"\d+(?:[.,]\d+)*", said))
    return all(number in numbers for number in re.findall(r"\d+(?:[.,]\d+)*", rest))


def _words_are_there(text: str, said: str) -> bool:
    """Whether every word that carries meaning was said, in some form."""
    index = index_of(said)
    for match in WORD.finditer(_without_dates(text)):
        word = fold(match.group())
        if len(word) < 3 or word in ASKING or is_small(word) or any(c.isdigit() for c in word):
            continue
        if not (forms_of(word) & index.forms or near_forms(word) & index.forms or word in index.folded):
            return False
    return True


def is_small(word: str) -> bool:
    """Whether the word only builds the question: an auxiliary or a word of asking."""
    from assistant.dialogue.wording import AUXILIARIES, QUESTION_WORDS

    return word in AUXILIARIES or word in QUESTION_WORDS


def _without_dates(text: str) -> str:
    for mention in reversed(find_dates(text, year_hint=2000)):
        text = text[: mention.start] + " " + text[mention.end :]
    return text
