"""A sentence as the checks see it: its words, its clauses, and the figures, dates and names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.asked import CODE
from assistant.checking.tables import meanings
from assistant.terms import TextIndex, forms_of, near_forms
from assistant.wordlists import ASKING
from vectorstore.language.dates import find_dates
from vectorstore.language.glossary import concepts
from vectorstore.language.lists import listed
from vectorstore.language.months import WEEKDAYS
from vectorstore.language.names import canonical, find_names
from vectorstore.language.numbers import Quantity, find_quantities
from vectorstore.language.words import fold

FactKind = Literal["number", "date", "name"]

WORD = re.compile(r"[^\W_]+(?:[-'’.,:][^\W_]+)*|[%€$£]")
_CLAUSE_END = re.compile(r"[;:()–—|]|,(?!\d)|(?<!\d)[-](?!\w)")
_JOINING = frozenset(
    listed(
        "maar want terwijl doordat omdat waardoor zodat hoewel waarvan waarna nadat mits tenzij "
        "but while because although whereas whereby unless"
    )
)
_AND = frozenset(listed("en and of or"))
# A time of day.
CLOCK = re.compile(
    r"(?<![\d.,:])([01]?\d|2[0-3])[.:]([0-5]\d)(?!\d|[.,:]\d|\s?(?:%|mln|mld|miljoen|million|procent|percent))"
)
# "van 15 naar 25 miljoen": the first number has the second one's measure.
_SHARED = re.compile(
    r"\s*(?:naar|tot|en|of|t/m|tot en met|to|and|or|[-–]|,|van de|of the)\s*\Z", re.IGNORECASE
)
_SCALE = re.compile(r"(?:duizend|thousand|miljoen|mln|mio|million|miljard|mld|billion|bn)\b", re.IGNORECASE)
_SCALES = {"d": 3, "t": 3, "mil": 6, "mln": 6, "mio": 6, "mld": 9, "b": 9}


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `text[start:end]`, folded; `clause` and `phrase` number the clause, and what "en" parts of it."""

    start: int
    end: int
    text: str
    clause: int
    phrase: int

    @property
    def tells(self) -> bool:
        """Whether it carries meaning."""
        return self.text not in ASKING and len(self.text) > 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, date or name: words `first` … `last` of the sentence.

    `values` are the ways to read a number, as (value, unit); `days` is a date's first and last day; `names` the
    folded words of a name, with "=" before the canonical form.
    """

    kind: FactKind
    text: str
    start: int
    first: int
    last: int
    values: frozenset[tuple[Decimal, str]] = frozenset()
    days: tuple[date, date] | None = None
    names: frozenset[str] = frozenset()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read. `plain` is the folded text with blanks for its dates: "15 May" is no "may"."""

    text: str
    folded: str
    plain: str
    words: tuple[Word, ...]
    facts: tuple[Fact, ...]
    stems: frozenset[str]

    def of(self, kind: FactKind) -> list[Fact]:
        """The facts of one kind, in reading order."""
        return [fact for fact in self.facts if fact.kind == kind]

    def telling(self) -> list[int]:
        """The places of the words that carry meaning and are no (part of a) fact."""
        inside = {i for fact in self.facts for i in range(fact.first, fact.last + 1)}
        return [i for i, word in enumerate(self.words) if word.tells and i not in inside]


@lru_cache(maxsize=4096)
def read(text: str, day: date | None = None) -> Reading:
    """The text read; `day` is the meeting's, which dates without a year are near to."""
    words = _words(text)
    facts = [*_dates(text, words, day), *_numbers(text, words)]
    taken = {i for fact in facts for i in range(fact.first, fact.last + 1) if fact.kind == "date"}
    facts += [fact for fact in _names(text, words) if fact.first not in taken]
    plain = list(fold(text))
    for fact in facts:
        if fact.kind == "date":
            plain[fact.start : fact.start + len(fact.text)] = " " * len(fact.text)
    return Reading(
        text, fold(text), "".join(plain), words, tuple(sorted(facts, key=lambda f: (f.first, f.kind))),
        frozenset(TextIndex(text).forms),
    )  # fmt: skip


def _words(text: str) -> tuple[Word, ...]:
    words: list[Word] = []
    clause = phrase = last = 0
    for match in WORD.finditer(text):
        folded = fold(match.group())
        if _CLAUSE_END.search(text[last : match.start()]) or folded in _JOINING:
            clause, phrase = clause + 1, phrase + 1
        elif folded in _AND:
            phrase += 1
        words.append(Word(match.start(), match.end(), folded, clause, phrase))
        last = match.end()
    return tuple(words)


def _span(words: tuple[Word, ...], start: int, end: int) -> tuple[int, int]:
    inside = [i for i, word in enumerate(words) if word.start < end and start < word.end]
    return (inside[0], inside[-1]) if inside else (0, -1)


def _dates(text: str, words: tuple[Word, ...], day: date | None) -> Iterator[Fact]:
    for mention in find_dates(text, year_hint=None if day else 2000, today=day):
        first, last = _span(words, mention.start, mention.end)
        yield Fact("date", text[mention.start : mention.end], mention.start, first, last,
                   days=(mention.first, mention.last))  # fmt: skip


def _numbers(text: str, words: tuple[Word, ...]) -> Iterator[Fact]:
    quantities = [
        q for q in find_quantities(text) if not any(q.start in range(*m.span()) for m in CLOCK.finditer(text))
    ]
    for at, one in enumerate(quantities):
        first, last = _span(words, one.start, one.end)
        if text[one.start : one.end].lower() in ("een", "one", "één"):
            continue
        values = {(one.value, one.unit)}
        if at + 1 < len(quantities):
            values |= _shared_measure(text, one, quantities[at + 1])
        yield Fact("number", text[one.start : one.end], one.start, first, last, values=frozenset(values))


def _shared_measure(text: str, one: Quantity, following: Quantity) -> set[tuple[Decimal, str]]:
    """How the number reads when it shares the measure of the one after it: 40 in "van 40 naar 92 procent"."""
    if (one.unit and one.unit != following.unit) or not _SHARED.match(text[one.end : following.start]):
        return set()
    written = text[following.start : following.end]
    scale = _SCALE.search(written)
    own = _SCALE.search(text[one.start : one.end])
    if scale and not own:
        power = next(p for key, p in _SCALES.items() if scale.group().lower().startswith(key))
        return {(one.value * Decimal(10) ** power, following.unit)}
    return {(one.value, following.unit)}


def _names(text: str, words: tuple[Word, ...]) -> Iterator[Fact]:
    codes = [match.span() for match in CODE.finditer(text)]
    for name in find_names(text):
        if any(name.start < last and first < name.end for first, last in codes):
            continue
        if fold(name.text) in WEEKDAYS:
            continue
        first, last = _span(words, name.start, name.end)
        parts = frozenset(re.findall(r"\w+", fold(name.text))) | {"=" + canonical(name)}
        yield Fact("name", name.text, name.start, first, last, names=parts, known=name.kind != "name")


def with_names_of(ours: Reading, theirs: Sequence[Reading]) -> Reading:
    """The sentence with the source's names that it has too, where a capital alone didn't show them: at its start."""
    taken = {i for fact in ours.facts for i in range(fact.first, fact.last + 1)}
    found = []
    for name in {fact.text: fact for reading in theirs for fact in reading.of("name")}.values():
        parts = [fold(part) for part in WORD.findall(name.text)]
        for i in range(len(ours.words) - len(parts) + 1):
            place = range(i, i + len(parts))
            if [ours.words[j].text for j in place] == parts and not taken & set(place):
                start, end = ours.words[i].start, ours.words[place[-1]].end
                if ours.text[start].isupper():
                    found.append(
                        replace(name, text=ours.text[start:end], start=start, first=i, last=place[-1])
                    )
                    taken |= set(place)
    return (
        replace(ours, facts=tuple(sorted((*ours.facts, *found), key=lambda f: (f.first, f.kind))))
        if found
        else ours
    )


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> bool:
    """Whether two folded words mean the same: by stem, translation, near-synonym, or as part of a compound."""
    ours, theirs = forms_of(one), forms_of(other)
    if ours & theirs or near_forms(one) & theirs or near_forms(other) & ours or _same_verb(one, other):
        return True
    if concepts(one) & concepts(other) or meanings(one) & meanings(other):
        return True
    return _ends_with(one, other) or _ends_with(other, one)


# What is left of two forms of a Dutch verb behind what they share: gereserveerd, reserve; presenteert, presenteerde.
_ENDING = re.compile(r"e?r?(?:e|en|t|te|ten|d|de|den|ing|ingen|er|ers)?")
_SHARED_LETTERS = 6


def _same_verb(one: str, other: str) -> bool:
    """Whether two long words differ only in how a verb ends, with or without ge- before it."""
    a, b = (re.sub(r"^ge(?=\w{6})", "", word) for word in (one, other))
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= _SHARED_LETTERS and bool(_ENDING.fullmatch(a, shared) and _ENDING.fullmatch(b, shared))


def _ends_with(long: str, short: str) -> bool:
    """Whether the one is a compound of the other: noodaccu's of accu's, and of batteries."""
    letters = re.sub(r"[-'’]", "", long)
    stems = [form[3:] for form in forms_of(short) | near_forms(short) if form[:3] in ("nl:", "en:")]
    return any(len(s) >= 4 and len(letters) > len(s) + 2 and s in letters[3:] for s in stems) or any(
        len(s) >= 5 and len(letters) > len(s) + 2 and letters.startswith(s) for s in stems
    )
