"""The library as LangChain types, for those who build chains of their own: a retriever and an embeddings class."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.assistant import Assistant
from vectorstore.embedding.nano import NanoEmbedder
from vectorstore.types import Hit, ModelStamp, ReportFilter


class ReportRetriever(BaseRetriever):
    """Passages of the reports as LangChain documents, best first; `where` limits the reports that are searched.

    A document's id is `report:position`; its metadata holds report, title, date (ISO), section, page, start, end and
    score, so that `text[start:end]` of the report is the document's content.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    where: ReportFilter = ReportFilter()
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None, **_: Any
    ) -> list[Document]:
        return [as_document(hit) for hit in self.assistant.search(query, self.where, k or self.k).hits]


def as_document(hit: Hit) -> Document:
    """The hit as a LangChain document."""
    return Document(
        page_content=hit.text,
        id=f"{hit.report}:{hit.position}",
        metadata={
            "report": hit.report,
            "title": hit.title,
            "date": hit.date.isoformat() if hit.date else "",
            "section": hit.section,
            "page": hit.page or 0,
            "start": hit.start,
            "end": hit.end,
            "score": hit.score,
        },
    )


class WijzerEmbeddings(Embeddings):
    """The default embedding model (multilingual-e5-small, 384 dimensions, unit length) as LangChain embeddings."""

    def __init__(self) -> None:
        self._engine = NanoEmbedder(ModelStamp("multilingual-e5-small", 384))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector per text."""
        return [vector.tolist() for vector in self._engine.embed_passages(texts)] if texts else []

    def embed_query(self, text: str) -> list[float]:
        """The question's vector."""
        vector: list[float] = self._engine.embed_query(text).tolist()
        return vector
