"""Haystack's hybrid retrieval as its tutorial shows it: BM25 and vectors from the in-memory store, joined by rank.

The store is kept in one JSON file, which is what its size is taken from.
"""

from __future__ import annotations

from typing import Any

from benchmarks.peers.common import HITS, Hit, Job, Json, content, main

SETTINGS = {
    "splitter": "DocumentSplitter, its default of 200 words",
    "retrievers": "InMemoryBM25Retriever and InMemoryEmbeddingRetriever, 50 each",
    "joiner": "DocumentJoiner, reciprocal_rank_fusion",
}


class Haystack:
    """Two pipelines, for indexing and for asking."""

    def __init__(self, job: Job) -> None:
        from haystack import Document  # type: ignore[import-not-found]
        from haystack.document_stores.in_memory import InMemoryDocumentStore  # type: ignore[import-not-found]

        self._job = job
        self._store: Any = InMemoryDocumentStore()
        self._indexing = self._index_pipeline()
        self._asking = self._ask_pipeline()
        self._documents = [
            Document(content=content(doc), meta={"doc": doc["id"], "title": doc["title"]}) for doc in job.docs
        ]
        self._indexing.warm_up()
        self._asking.warm_up()

    def _index_pipeline(self) -> Any:
        from haystack import Pipeline
        from haystack.components.preprocessors import DocumentSplitter  # type: ignore[import-not-found]
        from haystack.components.writers import DocumentWriter  # type: ignore[import-not-found]
        from haystack_integrations.components.embedders.sentence_transformers import (  # type: ignore[import-not-found]
            SentenceTransformersDocumentEmbedder,
        )

        pipeline = Pipeline()
        pipeline.add_component("splitter", DocumentSplitter())
        embedder = SentenceTransformersDocumentEmbedder(
            model=str(self._job.model), prefix="passage: ", local_files_only=True, progress_bar=False
        )
        pipeline.add_component("embedder", embedder)
        pipeline.add_component("writer", DocumentWriter(self._store))
        pipeline.connect("splitter", "embedder")
        pipeline.connect("embedder", "writer")
        return pipeline

    def _ask_pipeline(self) -> Any:
        from haystack import Pipeline
        from haystack.components.joiners import DocumentJoiner  # type: ignore[import-not-found]
        from haystack.components.retrievers.in_memory import (  # type: ignore[import-not-found]
            InMemoryBM25Retriever,
            InMemoryEmbeddingRetriever,
        )
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersTextEmbedder,
        )

        pipeline = Pipeline()
        embedder = SentenceTransformersTextEmbedder(
            model=str(self._job.model), prefix="query: ", local_files_only=True, progress_bar=False
        )
        pipeline.add_component("embedder", embedder)
        pipeline.add_component("vectors", InMemoryEmbeddingRetriever(self._store, top_k=HITS))
        pipeline.add_component("words", InMemoryBM25Retriever(self._store, top_k=HITS))
        pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        pipeline.connect("embedder", "vectors")
        pipeline.connect("words", "joiner")
        pipeline.connect("vectors", "joiner")
        return pipeline

    def take_in(self) -> None:
        """Split, embed, write."""
        self._indexing.run({"splitter": {"documents": self._documents}})

    def lengths(self) -> list[int]:
        """Of the splits."""
        return [len(document.content) for document in self._store.filter_documents()]

    def search(self, question: str, k: int) -> list[Hit]:
        """Both retrievers' documents in one order."""
        given = self._asking.run({"embedder": {"text": question}, "words": {"query": question}})
        return [(document.meta["doc"], document.content) for document in given["joiner"]["documents"][:k]]

    def close(self) -> Json:
        """Write the store to disk."""
        self._store.save_to_disk(str(self._job.index / "store.json"))
        return {}


if __name__ == "__main__":
    PACKAGES = ("haystack-ai", "sentence-transformers-haystack", "sentence-transformers", "torch")
    main("haystack", PACKAGES, SETTINGS, Haystack)
