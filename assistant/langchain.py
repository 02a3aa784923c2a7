"""The library as LangChain types, for those who build chains of their own: a retriever, embeddings, a chat model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

from langchain_core.callbacks import CallbackManagerForLLMRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.language_models import BaseChatModel, LangSmithParams
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage
from langchain_core.messages.content import Annotation, create_citation, create_text_block
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.assistant import Assistant
from assistant.types import Answer, Citation
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


class ReportChatModel(BaseChatModel):
    """The assistant as a chat model: the last human message is the question, the human messages before it are what it
    may go on from; other messages are left aside. `where` limits the reports.

    A message is the answer's text with its marks, "[1]", as one text block; its annotations are the citations, whose
    `start_index` and `end_index` are of that text and whose extras are number, report, date (ISO), section, page, and
    the start and end of the quote in the report. `response_metadata` has the answer's status, mode and notices, and the
    question as it was understood. An answer is whole before its first piece is streamed: each part is checked.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    where: ReportFilter = ReportFilter()
    stop: list[str] | None = None

    @property
    def _llm_type(self) -> str:
        return "wijzer"

    def _get_ls_params(self, stop: list[str] | None = None, **kwargs: Any) -> LangSmithParams:
        params = super()._get_ls_params(stop=stop, **kwargs)
        return LangSmithParams(
            **{**params, "ls_provider": "wijzer", "ls_model_name": kwargs.get("model", "wijzer")}
        )

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> ChatResult:
        answer = self._answer(messages)
        text = until(answer.text, stop or self.stop or ())
        block = create_text_block(text, annotations=annotations_of(answer, len(text)))
        message = AIMessage(content_blocks=[block], response_metadata=_about(answer))
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> Iterator[ChatGenerationChunk]:
        answer = self._answer(messages)
        text = until(answer.text, stop or self.stop or ())
        for piece in re.findall(r"\s*\S+\s*?(?=\s|$)|\s+$", text):
            chunk = AIMessageChunk(content=[{"type": "text", "text": piece, "index": 0}])
            generation = ChatGenerationChunk(message=chunk)
            if run_manager:
                run_manager.on_llm_new_token(piece, chunk=generation)
            yield generation
        annotations = cast("list[Any]", annotations_of(answer, len(text)))
        last = {"type": "text", "text": "", "index": 0, "annotations": annotations}
        yield ChatGenerationChunk(
            message=AIMessageChunk(content=[last], response_metadata=_about(answer), chunk_position="last")
        )

    def _answer(self, messages: Sequence[BaseMessage]) -> Answer:
        asked = [str(message.text) for message in messages if isinstance(message, HumanMessage)]
        if not asked:
            raise ValueError(
                "there is no human message, so nothing is asked: give the question as a HumanMessage"
            )
        steps = list(self.assistant.asking(asked[-1], self.where, before=asked[:-1]))
        return next(step for step in reversed(steps) if isinstance(step, Answer))


def annotations_of(answer: Answer, length: int) -> list[Annotation]:
    """The citations of each claim, where the claim stands within the first `length` letters of the answer's text."""
    by_number = {citation.number: citation for citation in answer.citations}
    found: list[Annotation] = []
    at = 0
    for claim in answer.claims:
        start = answer.text.find(claim.text, at)
        end = start + len(claim.text)
        if start < 0 or end > length:
            continue
        at = end
        found += [_annotation(by_number[n], start, end) for n in claim.citations if n in by_number]
    return found


def _annotation(citation: Citation, start: int, end: int) -> Annotation:
    return create_citation(
        title=citation.title,
        start_index=start,
        end_index=end,
        cited_text=citation.quote,
        number=citation.number,
        report=citation.report,
        date=citation.date.isoformat() if citation.date else "",
        section=citation.section,
        page=citation.page or 0,
        start=citation.start,
        end=citation.end,
    )


def _about(answer: Answer) -> dict[str, Any]:
    return {
        "status": answer.status,
        "mode": answer.mode,
        "notices": list(answer.notices),
        "understood": answer.understood,
    }


def until(text: str, stops: Sequence[str]) -> str:
    """The text up to the first of these; all of it when none is there."""
    return text[: min((at for stop in stops if (at := text.find(stop)) >= 0), default=len(text))]
