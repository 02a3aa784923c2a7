"""The words index: BM25 over stemmed terms. The only file that knows tantivy.

It keeps numbers and terms, no text, and is derived: `WordsIndex.write` makes it from the catalogue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import tantivy

from vectorstore.language.words import STOP_WORDS, split_compound, stem
from vectorstore.places import Place, Selection, WordsEntry
from vectorstore.terms import terms

HEAP = 50_000_000
MOST_TERMS = 64
LONGEST_QUESTION = 20_000
SHORTEST_PART = 4
# nDCG@10 of words alone, by report, on three question sets (Dutch answers, Dutch minutes, English minutes): stems alone
# .805 .862 .850; with the title and the exact form .811 .913 .865; without the question's stop words .836 .916 .860;
# with the stemmer of vectorstore.language for tantivy's own ("minister" → "mini") .843 .925 .881; with the parts of the
# question's compounds .857 .925 .881.
TITLE_WEIGHT = 0.5
EXACT_WEIGHT = 0.5
PART_WEIGHT = 0.6
JOINED_WEIGHT = 0.5
LANGUAGES = ("nl", "en")
_NUMBER, _POSITION, _EXACT = "number", "position", "exact"


class WordsIndex:
    """An open words index in `folder`, which is made when it holds none."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, str(folder))
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

    def frequency(self, stems: Iterable[tuple[str, str]]) -> int:
        """In how many passages the commonest of the (language, stem) pairs occurs."""
        searcher = self._index.searcher()
        return max((searcher.doc_freq(language, form) for language, form in stems), default=0)

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
        yield from self._compound_queries(wanted)
        for language in LANGUAGES:
            for form in dict.fromkeys(stem(term, language) for term in wanted):
                yield self._term(language, form, 1.0)
                yield self._term(f"{language}_title", form, TITLE_WEIGHT)

    def _compound_queries(self, wanted: list[str]) -> Iterator[tantivy.Query]:
        """ "Defensieuitgaven" also asks for "uitgaven aan defensie", and "defensie uitgaven" for "defensieuitgaven"."""
        known = _Vocabulary(self._index.searcher())
        for part in dict.fromkeys(
            part for term in wanted for part in split_compound(term, cast(Collection[str], known))
        ):
            yield self._term("nl", stem(part, "nl"), PART_WEIGHT)
        for first, second in pairwise(wanted):
            if min(len(first), len(second)) >= SHORTEST_PART:
                yield self._term("nl", stem(first + second, "nl"), JOINED_WEIGHT)

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


class _Vocabulary:
    """The words of which the index holds the stem."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def __contains__(self, word: object) -> bool:
        return bool(self._searcher.doc_freq("nl", stem(str(word), "nl")))


def question_terms(words: str, language: str) -> list[str]:
    """The first distinct terms of a question, in order, at most `MOST_TERMS`; stop words only when it has no others."""
    distinct = list(dict.fromkeys(terms(words[:LONGEST_QUESTION])))
    telling = [term for term in distinct if term not in STOP_WORDS[_language(language)]]
    return (telling or distinct)[:MOST_TERMS]


@cache
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(_NUMBER, indexed=True, fast=True)
    builder.add_unsigned_field(_POSITION, fast=True)
    for field in (_EXACT, *LANGUAGES, *(f"{language}_title" for language in LANGUAGES)):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(entry: WordsEntry) -> tantivy.Document:
    language = _language(entry.language)
    title = terms(entry.context)
    body = title + terms(entry.text)
    document = tantivy.Document()
    document.add_unsigned(_NUMBER, entry.place.number)
    document.add_unsigned(_POSITION, entry.place.position)
    document.add_text(_EXACT, " ".join(body))
    document.add_text(language, " ".join(stem(term, language) for term in body))
    document.add_text(f"{language}_title", " ".join(stem(term, language) for term in title))
    return document


def _language(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]
