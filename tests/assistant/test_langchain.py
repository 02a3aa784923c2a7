"""The library as LangChain parts, held to LangChain's own standard tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import EmbeddingsIntegrationTests, RetrieversIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from assistant.assistant import Assistant
from assistant.langchain import ReportRetriever, WijzerEmbeddings
from vectorstore.library import Library
from vectorstore.types import ReportFilter


class TestRetriever(RetrieversIntegrationTests):
    """What LangChain asks of a retriever."""

    @pytest.fixture(autouse=True)
    def _over_the_examples(self, assistant: Assistant) -> None:
        self.assistant = assistant

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        """The class."""
        return ReportRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        """How it is made."""
        return {"assistant": self.assistant}

    @property
    def retriever_query_example(self) -> str:
        """A question with more than three passages near it."""
        return "Wat is er gezegd over het Zeekabelfonds?"


class TestEmbeddingsByThemselves(EmbeddingsUnitTests):
    """What LangChain asks of an embeddings class."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        """The class."""
        return WijzerEmbeddings


class TestEmbeddings(EmbeddingsIntegrationTests):
    """What LangChain asks of vectors."""

    @property
    def embeddings_class(self) -> type[Embeddings]:
        """The class."""
        return WijzerEmbeddings


def test_a_document_points_at_its_place(assistant: Assistant, library: Library) -> None:
    documents = ReportRetriever(assistant=assistant, k=4).invoke("Hoeveel schepen telt Zeewacht?")
    assert len(documents) == 4
    for document in documents:
        place = document.metadata
        text = library.report(place["report"]).text
        assert text[place["start"] : place["end"]] == document.page_content
        assert document.id is not None
        assert document.id.startswith(place["report"])
    assert len({document.id for document in documents}) == 4


def test_a_retriever_stays_within_its_filter(assistant: Assistant) -> None:
    retriever = ReportRetriever(assistant=assistant, where=ReportFilter(since=date(2026, 1, 1)))
    found = {document.metadata["date"] for document in retriever.invoke("Wat is er besloten?")}
    assert found
    assert min(found) >= "2026-01-01"


def test_the_embeddings_are_those_of_the_library(library: Library) -> None:
    embeddings = WijzerEmbeddings()
    question = embeddings.embed_query("Hoeveel schepen telt Zeewacht?")
    near, far = embeddings.embed_documents(
        ["De patrouille Zeewacht telt acht schepen.", "De lunch werd om twaalf uur geserveerd."]
    )
    assert len(question) == library.model.dimension
    assert sum(q * n for q, n in zip(question, near, strict=True)) > sum(
        q * f for q, f in zip(question, far, strict=True)
    )
