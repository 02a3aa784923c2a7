"""Vectors alone: sentence-transformers with the model's prompts and Chroma, over the same chunks as `bm25`."""

from __future__ import annotations

from typing import Any

from benchmarks.peers.common import Hit, Job, Json, chunks, content, main

SETTINGS = {"chunks": "700 characters, whole lines", "embedded": "title and chunk", "space": "cosine, HNSW"}
BATCH = 5000


class Dense:
    """Chroma as the store, nothing else."""

    def __init__(self, job: Job) -> None:
        import chromadb
        from sentence_transformers import SentenceTransformer

        self._job = job
        self._lengths: list[int] = []
        self._model = SentenceTransformer(str(job.model), device="cpu", local_files_only=True)
        self._client: Any = chromadb.PersistentClient(path=str(job.index))
        self._collection: Any = self._client.create_collection(
            "reports", embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 100}}
        )
        self._model.encode_document(["Vooraf."])

    def take_in(self) -> None:
        """Split, embed, add."""
        hits = [(doc, chunk) for doc in self._job.docs for chunk in chunks(content(doc))]
        self._lengths = [len(chunk) for _, chunk in hits]
        for at in range(0, len(hits), BATCH):
            batch = hits[at : at + BATCH]
            vectors = self._model.encode_document([f"{doc['title']}\n{chunk}" for doc, chunk in batch])
            self._collection.add(
                ids=[str(at + i) for i in range(len(batch))],
                embeddings=vectors,
                documents=[chunk for _, chunk in batch],
                metadatas=[{"doc": doc["id"]} for doc, _ in batch],
            )

    def lengths(self) -> list[int]:
        """Of the chunks."""
        return self._lengths

    def search(self, question: str, k: int) -> list[Hit]:
        """The nearest."""
        found = self._collection.query(
            query_embeddings=[self._model.encode_query(question)],
            n_results=k,
            include=["documents", "metadatas"],
        )
        return [
            (meta["doc"], text)
            for meta, text in zip(found["metadatas"][0], found["documents"][0], strict=True)
        ]

    def close(self) -> Json:
        """All is on disk."""
        self._client.close()
        return {}


if __name__ == "__main__":
    main("dense", ("sentence-transformers", "chromadb", "torch"), SETTINGS, Dense)
