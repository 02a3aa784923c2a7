"""The words indexes of one library: one document a passage, and one a report. Derived: made from the catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

import tantivy

from vectorstore.places import Place, Selection, WordsEntry
from vectorstore.words.fields import NUMBER, POSITION, passage_document, report_document, schema
from vectorstore.words.query import known_share, numbers_query, query_for, question_terms

HEAP = 50_000_000


class WordsIndex:
    """The open words indexes in `folder`, which are made when it holds none."""

    def __init__(self, folder: Path) -> None:
        self._passages = _open(folder / "passages")
        self._reports = _open(folder / "reports")

    def count(self) -> int:
        """How many passages it holds."""
        return int(self._passages.searcher().num_docs)

    def write(self, entries: Iterable[WordsEntry]) -> None:
        """Add `entries`, those of one report together: all or (after an exception) none."""
        with _writing(self._passages) as passages, _writing(self._reports) as reports:
            for _, group in groupby(entries, key=lambda entry: entry.place.number):
                of_report = list(group)
                for entry in of_report:
                    passages.add_document(passage_document(entry))
                reports.add_document(report_document(of_report))

    def delete(self, numbers: Sequence[int]) -> None:
        """Stop finding the reports `numbers`; their terms stay on disk until the index is made again."""
        for index in (self._passages, self._reports):
            with _writing(index) as writer:
                writer.delete_documents_by_query(numbers_query(numbers))

    def reports(self) -> Counter[int]:
        """How many passages it holds of each report number that is in both indexes."""
        whole = {*_numbers(self._reports)}
        return Counter(number for number in _numbers(self._passages) if number in whole)

    def search(self, words: str, language: str, selection: Selection, limit: int) -> dict[Place, float]:
        """BM25 score of the `limit` passages of `selection` that share most with `words`, best first."""
        searcher = self._passages.searcher()
        query = query_for(question_terms(words, language), language, selection, searcher)
        if query is None:
            return {}
        scores, addresses = _found(searcher, query, limit)
        numbers = searcher.fast_field_values(NUMBER, addresses)
        positions = searcher.fast_field_values(POSITION, addresses)
        places = (Place(int(n or 0), int(p or 0)) for n, p in zip(numbers, positions, strict=True))
        return dict(zip(places, scores, strict=True))

    def search_reports(self, words: str, language: str, numbers: Iterable[int]) -> dict[int, float]:
        """BM25 score of each of the reports `numbers` as a whole that shares anything with `words`."""
        only = frozenset(numbers)
        searcher = self._reports.searcher()
        wanted = question_terms(words, language)
        query = query_for(wanted, language, Selection(only), searcher) if only else None
        if query is None:
            return {}
        scores, addresses = _found(searcher, query, len(only))
        found = searcher.fast_field_values(NUMBER, addresses)
        return dict(zip((int(number or 0) for number in found), scores, strict=True))

    def known(self, words: str, language: str) -> float:
        """The share of the terms of `words` that some passage has, as they are or translated; 1 without terms."""
        return known_share(question_terms(words, language), language, self._passages.searcher())

    def frequency(self, stems: Iterable[tuple[str, str]]) -> int:
        """In how many passages the commonest of the (language, stem) pairs occurs."""
        searcher = self._passages.searcher()
        return max((searcher.doc_freq(language, form) for language, form in stems), default=0)

    def close(self) -> None:
        """Let go of the files: at the end of the last search in progress."""


def _open(folder: Path) -> tantivy.Index:
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(schema(), str(folder))
    index.config_reader("manual")
    index.reload()
    return index


def _found(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int
) -> tuple[list[float], list[tantivy.DocAddress]]:
    hits = searcher.search(query, limit, count=False).hits
    return [float(score) for score, _ in hits], [address for _, address in hits]


def _numbers(index: tantivy.Index) -> Iterator[int]:
    searcher = index.searcher()
    if not searcher.num_docs:
        return iter(())
    hits = searcher.search(tantivy.Query.all_query(), searcher.num_docs, count=False).hits
    found = searcher.fast_field_values(NUMBER, [address for _, address in hits])
    return (int(number or 0) for number in found)


@contextmanager
def _writing(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    writer: Any = index.writer(HEAP, num_threads=1)
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()
    index.reload()
