"""A question as a query of the words indexes.

nDCG@10 of words alone, by report, on three question sets (Dutch answers, Dutch minutes, English minutes): stems alone
.805 .862 .850; with the exact form and the title .811 .913 .865; without the question's stop words .836 .916 .860;
with the stemmer of vectorstore.language for tantivy's own ("minister" → "mini") .843 .925 .881; with the parts of the
question's compounds .857 .925 .881.

A word's translations compete with it instead of adding to it, and count in full only in reports of the other
language: added up, as one more word each, they cost .030 and .069 on the first and third set (docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import Literal, cast

import tantivy

from vectorstore.language.glossary import translations
from vectorstore.language.words import STOP_WORDS, split_compound, stem
from vectorstore.places import Selection
from vectorstore.terms import terms
from vectorstore.words.fields import EXACT, LANGUAGES, NUMBER, known_language, schema

MOST_TERMS = 64
LONGEST_QUESTION = 20_000
SHORTEST_PART = 4
EXACT_WEIGHT = 0.5
PART_WEIGHT = 0.6
JOINED_WEIGHT = 0.5

Clause = tuple[tantivy.Occur, tantivy.Query]


def question_terms(words: str, language: str) -> list[str]:
    """The first distinct terms of a question, in order, at most `MOST_TERMS`; stop words only when it has no others."""
    distinct = list(dict.fromkeys(terms(words[:LONGEST_QUESTION])))
    telling = [term for term in distinct if term not in STOP_WORDS[known_language(language)]]
    return (telling or distinct)[:MOST_TERMS]


def query_for(
    wanted: list[str], language: str, selection: Selection, searcher: tantivy.Searcher
) -> tantivy.Query | None:
    """The query for a question's terms in a selection of reports; None without terms."""
    if not wanted:
        return None
    should = [
        (tantivy.Occur.Should, query)
        for query in (*_term_queries(wanted, language), *_compound_queries(wanted, searcher))
    ]
    clauses: list[Clause] = [(tantivy.Occur.Must, tantivy.Query.boolean_query(should))]
    if selection.only is not None:
        clauses.append((tantivy.Occur.Must, numbers_query(selection.only)))
    if selection.without:
        clauses.append((tantivy.Occur.MustNot, numbers_query(selection.without)))
    return tantivy.Query.boolean_query(clauses)


def known_share(wanted: list[str], language: str, searcher: tantivy.Searcher) -> float:
    """The share of a question's terms that the index has, as they are or translated; 1 without terms."""
    if not wanted:
        return 1.0
    found = [any(searcher.doc_freq(*form) for form in _forms(term, language)) for term in wanted]
    return sum(found) / len(found)


def _forms(term: str, language: str) -> Iterator[tuple[str, str]]:
    """Field and stem of the term in either language, and of what begins its translations into the other."""
    for field in LANGUAGES:
        yield field, stem(term, field)
    for other in (field for field in LANGUAGES if field != known_language(language)):
        for meaning in translations(term, cast(Literal["nl", "en"], other)):
            yield from ((other, stem(part, other)) for part in terms(meaning)[:1])


def numbers_query(numbers: Iterable[int]) -> tantivy.Query:
    """Whatever is of these reports, all alike."""
    return tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema(), NUMBER, list(numbers)), 0.0)


def _term_queries(wanted: list[str], language: str) -> Iterator[tantivy.Query]:
    """Per term its best form: as it stands in either language, or translated into the other one."""
    own = known_language(language)
    for term in wanted:
        forms = [_term(field, stem(term, field), 1.0) for field in LANGUAGES]
        for other in (field for field in LANGUAGES if field != own):
            for meaning in translations(term, cast(Literal["nl", "en"], other)):
                if parts := terms(meaning):
                    forms.append(_translated(parts, other))
        yield tantivy.Query.disjunction_max_query(forms)
        yield _term(EXACT, term, EXACT_WEIGHT)


def _translated(parts: list[str], language: str) -> tantivy.Query:
    """An expression of the other language; it weighs as much as a word that stands in the text as it was asked."""
    share = 1 / len(parts)
    queries = [_term(language, stem(part, language), share) for part in parts]
    if len(parts) > 1:
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])
    return _any([*queries, _term(EXACT, parts[0], EXACT_WEIGHT)])


def _compound_queries(wanted: list[str], searcher: tantivy.Searcher) -> Iterator[tantivy.Query]:
    """ "Defensieuitgaven" also asks for "uitgaven aan defensie", and "defensie uitgaven" for "defensieuitgaven"."""
    known = cast(Collection[str], _Vocabulary(searcher))
    for part in dict.fromkeys(part for term in wanted for part in split_compound(term, known)):
        yield _term("nl", stem(part, "nl"), PART_WEIGHT)
    for first, second in pairwise(wanted):
        if min(len(first), len(second)) >= SHORTEST_PART:
            yield _term("nl", stem(first + second, "nl"), JOINED_WEIGHT)


def _any(queries: list[tantivy.Query]) -> tantivy.Query:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _term(field: str, term: str, weight: float) -> tantivy.Query:
    query = tantivy.Query.term_query(schema(), field, term, "freq")
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


class _Vocabulary:
    """The words of which the index holds the stem."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def __contains__(self, word: object) -> bool:
        return bool(self._searcher.doc_freq("nl", stem(str(word), "nl")))
