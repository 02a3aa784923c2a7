"""What a question asks: its language, its parts, and per part the kind of answer and the reports it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.asked import Rarity, key_terms
from assistant.intents import DECIDED, Kind, Wanted, kind_of, split_parts, wanted_of
from assistant.scope import Scope, scopes
from assistant.terms import Term, forms_of
from vectorstore.language.detect import Language, detect_language
from vectorstore.types import ReportFilter, ReportInfo

# A question longer than this is a pasted document: its beginning says what is asked.
LONGEST = 2_000
MOST_PARTS = 4
# "De volgende vergadering" is all that some questions are about.
NEXT_MEETING = Term(
    "volgende", "word", 1.5, forms_of("volgende") | forms_of("volgend"), forms_of("next") | forms_of("eerstvolgende"),
    known=True,
)  # fmt: skip

_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One question of the question; `scopes` are tried in turn until one holds an answer."""

    question: str
    kind: Kind
    wanted: Wanted
    scopes: tuple[Scope, ...]
    terms: tuple[tuple[Term, ...], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole question, understood."""

    question: str
    language: str
    parts: tuple[Part, ...]


def clean(question: str) -> str:
    """The question on one line, without what can't be seen, and not longer than a question can be."""
    return re.sub(r"\s+", " ", _UNSEEN.sub(" ", question))[:LONGEST].strip()


def make_plan(
    question: str,
    where: ReportFilter,
    reports: list[ReportInfo],
    *,
    today: date,
    rarity: Callable[[Language], Rarity],
) -> Plan:
    """Understand a cleaned question against the reports that it may be about."""
    language = detect_language(question)
    pieces = split_parts(question)[:MOST_PARTS]
    parts: list[Part] = []
    for piece in pieces:
        wanted = wanted_of(piece)
        ways = scopes(piece, where, reports, today=today, language=language)
        if len(pieces) > 1 and len(ways) == 1 and not parts_have_date(ways):
            # "Wie waren er op 3 december en wat is besloten?": the second part is about the same meeting.
            ways = _with_context(ways, parts)
        parts.append(
            Part(
                piece, kind_of(piece), wanted, tuple(ways),
                tuple(_terms(way, wanted, rarity(language)) for way in ways),
            )
        )  # fmt: skip
    return Plan(question, language, tuple(parts))


def _terms(way: Scope, wanted: Wanted, rarity: Rarity) -> tuple[Term, ...]:
    terms = key_terms(way.question, rarity)
    if wanted == "decision":
        terms = _without_deciding(terms)
    return (*terms, NEXT_MEETING) if way.upcoming else terms


def _without_deciding(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms without "decided" when others say what about: a decision on something else doesn't answer."""
    others = tuple(term for term in terms if not DECIDED.fullmatch(term.text))
    return others if any(not term.light for term in others) else terms


def parts_have_date(ways: list[Scope]) -> bool:
    """Whether the scopes look for a date of their own."""
    return any(way.dates for way in ways)


def _with_context(ways: list[Scope], earlier: list[Part]) -> list[Scope]:
    for part in reversed(earlier):
        if len(part.scopes) > 1:
            narrow = part.scopes[0]
            return [Scope(narrow.where, ways[0].question, note=narrow.note), *ways]
    return ways
