"""Words alone: bm25s with stemmer and stopwords of the reports' language, over chunks of 700 characters."""

from __future__ import annotations

from collections import Counter
from typing import Any

from benchmarks.peers.common import Hit, Job, Json, chunks, content, main

LANGUAGES = {"nl": "dutch", "en": "english"}
SETTINGS = {
    "chunks": "700 characters, whole lines",
    "indexed": "title and chunk",
    "variant": "bm25s' own (Lucene)",
}


class Bm25:
    """The language is the one that most of the reports have."""

    def __init__(self, job: Job) -> None:
        import bm25s  # type: ignore[import-not-found]
        import Stemmer  # type: ignore[import-not-found]

        language = Counter(doc["lang"] for doc in job.docs).most_common(1)[0][0]
        self._bm25s: Any = bm25s
        self._stemmer = Stemmer.Stemmer(LANGUAGES[language])
        self._stopwords = language
        self._job = job
        self._hits: list[Hit] = []
        self._index: Any = None

    def _tokens(self, texts: list[str]) -> Any:
        return self._bm25s.tokenize(
            texts, stopwords=self._stopwords, stemmer=self._stemmer, show_progress=False
        )

    def take_in(self) -> None:
        """Split, stem, index, save."""
        self._hits = [(doc["id"], chunk) for doc in self._job.docs for chunk in chunks(content(doc))]
        titles = {doc["id"]: doc["title"] for doc in self._job.docs}
        self._index = self._bm25s.BM25()
        self._index.index(
            self._tokens([f"{titles[doc]}\n{chunk}" for doc, chunk in self._hits]), show_progress=False
        )
        self._index.save(str(self._job.index), corpus=[chunk for _, chunk in self._hits])

    def lengths(self) -> list[int]:
        """Of the chunks."""
        return [len(chunk) for _, chunk in self._hits]

    def search(self, question: str, k: int) -> list[Hit]:
        """Chunks that share a word with the question."""
        ids, scores = self._index.retrieve(
            self._tokens([question]), k=min(k, len(self._hits)), show_progress=False
        )
        return [self._hits[i] for i, score in zip(ids[0], scores[0], strict=True) if score > 0]

    def close(self) -> Json:
        """All is on disk."""
        return {}


if __name__ == "__main__":
    main("bm25", ("bm25s", "PyStemmer"), SETTINGS, Bm25)
