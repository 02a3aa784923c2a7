"""A question's terms: which of its words say what it is about, and how much."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from assistant.intents import OCCASION
from assistant.terms import WORD, Term, forms_of, near_forms, stems
from assistant.wordlists import ASKING, FRAME, LIGHT, PARTICLES
from vectorstore.language.glossary import entries, phrases_in
from vectorstore.language.names import NameMention, canonical, find_names
from vectorstore.language.words import fold

NAME_WEIGHT, NUMBER_WEIGHT, LIGHT_WEIGHT = 1.6, 1.4, 0.35
_ABOUT = re.compile(r"\b(?:over|omtrent|inzake|about|on|regarding|concerning)\s", re.IGNORECASE)
# What a meeting numbers: action A-14, decision 2025-02, gauge WS-07.
CODE = re.compile(r"(?<![\w-])(?:[A-Z]{1,4}-\d{1,4}|\d{4}-\d{1,3})(?![\w-])")
# What the words of a clause weigh that only says on what occasion it was: "when talking about the budget".
ASIDE = 0.5
# The first word that says something is what the question asks after: "het salaris van …" asks for a salary.
FOCUS = 1.5
# A rarity as high as this: no report has the word in any form.
ABSENT = 1.3

# How much forms say, by how few passages have one of them: 1 on average.
Rarity = Callable[[frozenset[str]], float]


def key_terms(question: str, rarity: Rarity = lambda forms: 1.0) -> tuple[Term, ...]:
    """What the question is about: names, then expressions, numbers and words that carry meaning. Each once."""
    codes = [code.span() for code in CODE.finditer(question)]
    names = [name for name in find_names(_verb_first(question)) if _is_proper(name)]
    names = [
        name for name in names if not any(name.start < last and first < name.end for first, last in codes)
    ]
    terms = [_name(name, rarity) for name in names]
    phrases = [p for p in phrases_in(question) if not any(n.start < p[1] and p[0] < n.end for n in names)]
    terms += [_phrase(question[start:end], concept, rarity) for start, end, concept in phrases]
    for start, word in _words_outside(question, names):
        inside_phrase = any(first <= start < last for first, last, _ in phrases)
        if not inside_phrase and fold(word) not in ASKING and len(word) > 1:
            terms.append(_word(word, question[start + len(word) :], rarity))
    distinct = {term.text.lower(): _placed(term, question) for term in terms}
    return tuple(_with_focus(distinct.values(), question))


def _placed(term: Term, question: str) -> Term:
    """The term with what its place in the question says of it."""
    at = question.find(term.text)
    about, aside = _ABOUT.search(question), OCCASION.search(question)
    if aside and at >= aside.start():
        return replace(term, weight=ASIDE * term.weight)
    return replace(term, about=True) if about and at >= about.end() else term


def _verb_first(question: str) -> str:
    """The question with a small first letter, unless a name by itself begins it: "Krijgt Oekraïne" names only one."""
    first = question.split(" ", 1)[0]
    if not question.rstrip().endswith("?") or any(name.kind != "name" for name in find_names(first)):
        return question
    return first[:1].lower() + question[1:] if first[1:].islower() else question


def _name(name: NameMention, rarity: Rarity) -> Term:
    forms = frozenset(("=" + canonical(name),)) | forms_of(name.text)
    near = frozenset[str]() if " " in name.text else near_forms(fold(name.text))
    words = [word for word in re.findall(r"\w+", name.text) if len(word) > 3]
    absent = name.kind == "name" and any(rarity(forms_of(word)) >= ABSENT for word in words)
    weight = NAME_WEIGHT * rarity(forms)
    return Term(name.text, "name", weight, forms, near, known=name.kind != "name", absent=absent)


def _phrase(text: str, concept: int, rarity: Rarity) -> Term:
    """An expression of the glossary, as one term: "took the minutes" is there where the text has "notulist"."""
    dutch, english = entries()[concept]
    near = stems(_telling(dutch), "nl") | stems(_telling(english), "en")
    return Term(text, "word", rarity(near), forms_of(text), near, known=True)


def _telling(phrases: Iterable[str]) -> list[str]:
    """The single words; when there are none, of each expression its longest word, the more telling one."""
    phrases = list(phrases)
    return [phrase for phrase in phrases if " " not in phrase] or [max(p.split(), key=len) for p in phrases]


def _word(word: str, rest: str, rarity: Rarity) -> Term:
    folded = fold(word)
    forms = forms_of(word)
    if any(c.isdigit() for c in word):
        return Term(word, "number", NUMBER_WEIGHT, forms)
    meaning = near_forms(folded)
    near = meaning | _with_particle(folded, rest)
    light = folded in LIGHT or folded in FRAME
    rare = rarity(forms | near)
    weight = (LIGHT_WEIGHT if light else 1.0) * rare
    return Term(word, "word", weight, forms, near, light, known=bool(meaning), absent=rare >= ABSENT)


def _with_particle(verb: str, rest: str) -> frozenset[str]:
    """A Dutch verb with a particle after it, and what that means: "treedt … toe" is toetreden, toetreding."""
    found = {fold(word) for word in re.findall(r"\w+", rest)} & PARTICLES
    whole = [particle + verb for particle in found]
    return frozenset[str]().union(stems(whole, "nl"), *(near_forms(verb) for verb in whole))


def _with_focus(terms: Iterable[Term], question: str) -> list[Term]:
    """The terms, the one that is asked after weighing more: the first that says something, after "over" if there is."""
    result = list(terms)
    telling = [i for i, term in enumerate(result) if term.kind == "word" and not term.light]
    if telling:
        about = _ABOUT.search(question)
        places = {i: question.find(result[i].text) for i in telling}
        after = about.end() if about else 0
        first = min(telling, key=lambda i: (places[i] < after, places[i]))
        result[first] = replace(result[first], weight=FOCUS * result[first].weight, focus=True)
    return result


def _is_proper(name: NameMention) -> bool:
    """Whether this names something, and isn't made of words that translate: "Dike Monitoring", "Subsea Cable Fund"."""
    words = re.findall(r"[\w'’-]+", fold(name.text))
    if all(word in ASKING or word in LIGHT for word in words):
        return False
    inside = [name.text[first:last] for first, last, _ in phrases_in(name.text)]
    known = {fold(word) for phrase in inside for word in phrase.split()}
    return name.kind != "name" or not all(near_forms(w) or w in ASKING or w in known for w in words)


def _words_outside(question: str, names: list[NameMention]) -> Iterator[tuple[int, str]]:
    """Each word that is no (part of a) name, and what a compound adds to one: "top" of "NAVO-top"."""
    for match in WORD.finditer(question):
        inside = [n for n in names if n.start < match.end() and match.start() < n.end]
        if not inside:
            yield match.start(), match.group()
        elif inside[-1].end < match.end():
            yield inside[-1].end, question[inside[-1].end : match.end()].strip("-'’")
