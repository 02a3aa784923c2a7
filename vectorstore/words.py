"""The words index: BM25 over stemmed terms. The only file that knows tantivy.

It keeps numbers and terms, no text, and is derived: `WordsIndex.write` makes it from the catalogue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import tantivy

from vectorstore.places import Place, Selection, WordsEntry
from vectorstore.terms import terms

HEAP = 50_000_000
MOST_TERMS = 64
LONGEST_QUESTION = 20_000
TITLE_WEIGHT = 0.5
EXACT_WEIGHT = 0.5
# nDCG@10 of words alone, over the reports, on three question sets (Dutch answers, Dutch minutes, English minutes):
# without title and exact fields .805 .862 .850; with .811 .913 .865; with stop words left out of questions too
# .836 .916 .860.
STEMMERS = {"nl": "dutch", "en": "english"}
_NUMBER, _POSITION, _EXACT = "number", "position", "exact"


class WordsIndex:
    """An open words index in `folder`, which is made when it holds none."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, str(folder))
        for language in STEMMERS:
            self._index.register_tokenizer(language, _analyzer(language))
        self._index.register_tokenizer(_EXACT, _exact_analyzer())
        self._index.config_reader("manual")
        self._index.reload()

    def count(self) -> int:
        """How many passages it holds."""
        return int(self._index.searcher().num_docs)

    def write(self, entries: Iterable[WordsEntry]) -> None:
        """Add `entries`, all or (after an exception) none."""
        with self._writing() as writer:
            for entry in entries:
                writer.add_document(_document(entry))

    def delete(self, numbers: Sequence[int]) -> None:
        """Stop finding the reports `numbers`; their terms stay on disk until the index is made again."""
        with self._writing() as writer:
            writer.delete_documents_by_query(self._numbers(numbers))

    def reports(self) -> Counter[int]:
        """How many passages it holds of each report number."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return Counter()
        hits = searcher.search(tantivy.Query.all_query(), searcher.num_docs, count=False).hits
        numbers = searcher.fast_field_values(_NUMBER, [address for _, address in hits])
        return Counter(int(number or 0) for number in numbers)

    def search(self, words: str, language: str, selection: Selection, limit: int) -> dict[Place, float]:
        """BM25 score of the `limit` passages of `selection` that share most with `words`, best first."""
        query = self._query(question_terms(words, language), selection)
        if query is None:
            return {}
        searcher = self._index.searcher()
        found = searcher.search(query, limit, count=False).hits
        addresses = [address for _, address in found]
        numbers = searcher.fast_field_values(_NUMBER, addresses)
        positions = searcher.fast_field_values(_POSITION, addresses)
        scores = (float(score) for score, _ in found)
        places = (Place(int(n or 0), int(p or 0)) for n, p in zip(numbers, positions, strict=True))
        return dict(zip(places, scores, strict=True))

    def close(self) -> None:
        """Let go of the files: at the end of the last search in progress."""

    def _query(self, wanted: list[str], selection: Selection) -> tantivy.Query | None:
        if not wanted:
            return None
        should = [(tantivy.Occur.Should, query) for query in self._term_queries(wanted)]
        clauses: list[tuple[tantivy.Occur, tantivy.Query]] = [
            (tantivy.Occur.Must, tantivy.Query.boolean_query(should))
        ]
        if selection.only is not None:
            clauses.append((tantivy.Occur.Must, self._numbers(selection.only)))
        if selection.without:
            clauses.append((tantivy.Occur.MustNot, self._numbers(selection.without)))
        return tantivy.Query.boolean_query(clauses)

    def _numbers(self, numbers: Iterable[int]) -> tantivy.Query:
        matching = tantivy.Query.term_set_query(self._schema, _NUMBER, list(numbers))
        return tantivy.Query.const_score_query(matching, 0.0)

    def _term_queries(self, wanted: list[str]) -> Iterator[tantivy.Query]:
        for term in wanted:
            yield self._term(_EXACT, term, EXACT_WEIGHT)
        for language in STEMMERS:
            for stem in dict.fromkeys(stem for term in wanted for stem in _analyzer(language).analyze(term)):
                yield self._term(language, stem, 1.0)
                yield self._term(f"{language}_title", stem, TITLE_WEIGHT)

    def _term(self, field: str, term: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, term, "freq")
        return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        writer: Any = self._index.writer(HEAP, num_threads=1)
        try:
            yield writer
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()
        self._index.reload()


def question_terms(words: str, language: str) -> list[str]:
    """The first distinct terms of a question, in order, at most `MOST_TERMS`; stop words only when it has no others."""
    distinct = list(dict.fromkeys(terms(words[:LONGEST_QUESTION])))
    telling = [term for term in distinct if _stop_words(_language(language)).analyze(term)]
    return (telling or distinct)[:MOST_TERMS]


@cache
def _analyzer(language: str) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.stemmer(STEMMERS[language])).build()


@cache
def _stop_words(language: str) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.stopword(STEMMERS[language])).build()


@cache
def _exact_analyzer() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


@cache
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(_NUMBER, indexed=True, fast=True)
    builder.add_unsigned_field(_POSITION, fast=True)
    builder.add_text_field(_EXACT, tokenizer_name=_EXACT, index_option="freq")
    for language in STEMMERS:
        builder.add_text_field(language, tokenizer_name=language, index_option="freq")
        builder.add_text_field(f"{language}_title", tokenizer_name=language, index_option="freq")
    return builder.build()


def _document(entry: WordsEntry) -> tantivy.Document:
    language = _language(entry.language)
    title = terms(entry.context)
    body = " ".join(title + terms(entry.text))
    document = tantivy.Document()
    document.add_unsigned(_NUMBER, entry.place.number)
    document.add_unsigned(_POSITION, entry.place.position)
    document.add_text(_EXACT, body)
    document.add_text(language, body)
    document.add_text(f"{language}_title", " ".join(title))
    return document


def _language(language: str) -> str:
    return language if language in STEMMERS else "nl"
