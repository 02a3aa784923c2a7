"""haiku.rag as its documentation shows it: documents from Markdown text, docling's chunks, hybrid search in LanceDB.

Its defaults, but for what it can't have here: its embedding model is ours, its chunker counts tokens with our model's
tokenizer (the default's would be downloaded), and neither pictures nor addresses in a report are looked at.
"""

from __future__ import annotations

import asyncio
from typing import Any

from benchmarks.peers.common import Hit, Job, Json, content, main

DIMENSION = 384
SETTINGS = {
    "documents": "import_documents, title as heading",
    "chunks": "hybrid chunker, 256 tokens of our tokenizer",
    "embedder": "its provider sentence-transformers",
    "search": "hybrid, without reranker",
}


class Haiku:
    """Its client is asynchronous, and closed at the end."""

    def __init__(self, job: Job) -> None:
        from haiku.rag.client import DocumentImport, HaikuRAG  # type: ignore[import-not-found]
        from haiku.rag.config import AppConfig  # type: ignore[import-not-found]

        model = str(job.model)
        config = AppConfig.model_validate(
            {
                "embeddings": {
                    "model": {"provider": "sentence-transformers", "name": model, "vector_dim": DIMENSION}
                },
                "processing": {
                    "chunking_tokenizer": model,
                    "pictures": "none",
                    "conversion_options": {"fetch_remote_images": False},
                },
            }
        )
        self._job = job
        self._prepared = DocumentImport
        self._runner = asyncio.Runner()
        client = HaikuRAG(job.index / "reports.lancedb", config=config, create=True)
        self._client: Any = self._runner.run(client.__aenter__())
        self._runner.run(self._load())

    async def _load(self) -> None:
        """The model, and what converting imports."""
        await self._client.embedder.embed_documents(["Vooraf."])
        await self._client.chunk(await self._client.convert("# Vooraf\n\nEen zin."))

    def take_in(self) -> None:
        """Convert, chunk, embed, store: as a batch, which the documentation wants for many documents."""
        self._runner.run(self._import())

    async def _import(self) -> None:
        imports = []
        for doc in self._job.docs:
            text = content(doc).removeprefix(doc["title"]).strip()
            converted = await self._client.convert(f"# {doc['title']}\n\n{text}")
            chunks = await self._client.chunk(converted)
            imports.append(self._prepared(converted, chunks, uri=doc["id"], title=doc["title"]))
        await self._client.import_documents(imports)

    def lengths(self) -> list[int]:
        """Of the chunks."""

        async def read() -> Any:
            return await self._client.store.chunks_table.query().select(["content"]).to_list()

        return [len(row["content"]) for row in self._runner.run(read())]

    def search(self, question: str, k: int) -> list[Hit]:
        """Vectors and full text, fused."""
        found = self._runner.run(self._client.search(question, limit=k))
        return [(one.document_uri, one.content) for one in found]

    def close(self) -> Json:
        """Close the database."""
        self._runner.run(self._client.__aexit__(None, None, None))
        self._runner.close()
        return {}


if __name__ == "__main__":
    PACKAGES = ("haiku.rag-slim", "docling-slim", "docling-core", "lancedb", "sentence-transformers", "torch")
    main("haiku", PACKAGES, SETTINGS, Haiku)
