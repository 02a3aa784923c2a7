"""The library as LangChain parts, held to LangChain's own standard tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from langchain_core.embeddings import Embeddings
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage, SystemMessage
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import (
    ChatModelIntegrationTests,
    EmbeddingsIntegrationTests,
    RetrieversIntegrationTests,
)
from langchain_tests.unit_tests import ChatModelUnitTests, EmbeddingsUnitTests

from assistant.assistant import Assistant
from assistant.langchain import ReportChatModel, ReportRetriever, WijzerEmbeddings
from vectorstore.library import Library
from vectorstore.types import ReportFilter


class OverTheExamples:
    """What is tested answers from the example reports."""

    @pytest.fixture(autouse=True)
    def _over_the_examples(self, assistant: Assistant) -> None:
        self.assistant = assistant


class OfTheChatModel(OverTheExamples):
    """What is tested is our chat model."""

    @property
    def chat_model_class(self) -> type[BaseChatModel]:
        """The class."""
        return ReportChatModel

    @property
    def chat_model_params(self) -> dict[str, Any]:
        """How it is made."""
        return {"assistant": self.assistant}


class TestRetriever(OverTheExamples, RetrieversIntegrationTests):
    """What LangChain asks of a retriever."""

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


class TestChatModelByItself(OfTheChatModel, ChatModelUnitTests):
    """What LangChain asks of a chat model's class."""


class TestChatModel(OfTheChatModel, ChatModelIntegrationTests):
    """What LangChain asks of a chat model that answers."""

    @property
    def returns_usage_metadata(self) -> bool:
        """No language model need be asked, so no tokens are counted."""
        return False


def test_an_answer_as_a_message_cites_what_it_says(assistant: Assistant, library: Library) -> None:
    message = ReportChatModel(assistant=assistant).invoke(
        "Hoeveel herstelklussen heeft het Zeekabelfonds betaald?"
    )
    (block,) = message.content_blocks
    assert block["type"] == "text"
    assert "[1]" in block["text"] == message.text
    assert message.response_metadata["status"] == "answered"
    assert block["annotations"]
    for annotation in block["annotations"]:
        assert annotation["type"] == "citation"
        extras = annotation["extras"]
        text = library.report(extras["report"]).text
        assert text[extras["start"] : extras["end"]] == annotation["cited_text"]
        assert block["text"][annotation["start_index"] : annotation["end_index"]] == annotation["cited_text"]


def test_a_streamed_answer_is_the_same_message(assistant: Assistant) -> None:
    model = ReportChatModel(assistant=assistant)
    question = "Welke aanbevelingen deed adviesbureau Zeeklei?"
    pieces = list(model.stream(question))
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = whole + piece
    asked = model.invoke(question)
    assert isinstance(whole, AIMessageChunk)
    assert len(pieces) > 4
    assert whole.text == asked.text
    streamed, invoked = whole.content_blocks[0], asked.content_blocks[0]
    assert streamed["type"] == invoked["type"] == "text"
    quotes = [
        [a["cited_text"] for a in block["annotations"] if a["type"] == "citation"]
        for block in (streamed, invoked)
    ]
    assert quotes[0] == quotes[1] != []


def test_the_last_human_message_is_the_question_and_the_others_come_before_it(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Any] = {}
    as_ever = Assistant.asking

    def asking(self: Assistant, question: str, where: ReportFilter, *, before: list[str]) -> Any:
        seen.update(question=question, before=before, where=where)
        yield from as_ever(self, question, where)

    monkeypatch.setattr(Assistant, "asking", asking)
    where = ReportFilter(since=date(2026, 1, 1))
    ReportChatModel(assistant=assistant, where=where).invoke(
        [
            SystemMessage("Be brief."),
            HumanMessage("Eén?"),
            AIMessage("Ja."),
            HumanMessage("Twee?"),
            AIMessage("Nee."),
        ]
    )
    assert seen == {"question": "Twee?", "before": ["Eén?"], "where": where}


def test_a_model_that_is_asked_nothing_says_so(assistant: Assistant) -> None:
    with pytest.raises(ValueError, match="HumanMessage"):
        ReportChatModel(assistant=assistant).invoke([SystemMessage("Be brief.")])


def test_a_refusal_has_no_citations_and_a_stop_cuts_the_text(assistant: Assistant) -> None:
    model = ReportChatModel(assistant=assistant)
    refusal = model.invoke("Wat is er besloten over kernenergie?")
    assert refusal.response_metadata["status"] == "not_found"
    assert not refusal.content_blocks[0].get("annotations")
    cut = model.invoke("Welke thuishaven krijgt het reparatieschip?", stop=["Stavanger"])
    assert cut.text
    assert "Stavanger" not in cut.text
    (block,) = cut.content_blocks
    assert block["type"] == "text"
    assert all(
        a["end_index"] <= len(cut.text) for a in block.get("annotations", []) if a["type"] == "citation"
    )


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
