"""The straightforward LangChain pipeline: RecursiveCharacterTextSplitter, HuggingFaceEmbeddings, langchain-chroma."""

from __future__ import annotations

from benchmarks.peers.common import Hit, Job, Json, content, main

SIZE, OVERLAP = 1000, 200
SETTINGS = {
    "splitter": f"RecursiveCharacterTextSplitter {SIZE}/{OVERLAP}",
    "store": "langchain-chroma, its defaults",
}
BATCH = 5000


class LangChain:
    """As its documentation shows it, with the prompts that the model was trained with."""

    def __init__(self, job: Job) -> None:
        from langchain_chroma import Chroma
        from langchain_core.documents import Document
        from langchain_huggingface import HuggingFaceEmbeddings
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self._job = job
        self._lengths: list[int] = []
        self._document = Document
        self._splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
        embeddings = HuggingFaceEmbeddings(
            model_name=str(job.model),
            model_kwargs={"device": "cpu"},
            encode_kwargs={"prompt_name": "document", "normalize_embeddings": True},
            query_encode_kwargs={"prompt_name": "query", "normalize_embeddings": True},
        )
        embeddings.embed_documents(["Vooraf."])
        self._store = Chroma("reports", embeddings, persist_directory=str(job.index))

    def take_in(self) -> None:
        """Split, embed, store."""
        documents = [
            self._document(content(doc), metadata={"source": doc["id"], "title": doc["title"]})
            for doc in self._job.docs
        ]
        split = self._splitter.split_documents(documents)
        self._lengths = [len(chunk.page_content) for chunk in split]
        for at in range(0, len(split), BATCH):  # more at once than Chroma takes
            self._store.add_documents(split[at : at + BATCH])

    def lengths(self) -> list[int]:
        """Of the chunks."""
        return self._lengths

    def search(self, question: str, k: int) -> list[Hit]:
        """The nearest."""
        return [
            (found.metadata["source"], found.page_content)
            for found in self._store.similarity_search(question, k=k)
        ]

    def close(self) -> Json:
        """All is on disk."""
        return {}


if __name__ == "__main__":
    PACKAGES = (
        "langchain-core",
        "langchain-chroma",
        "langchain-huggingface",
        "langchain-text-splitters",
        "chromadb",
    )
    main("langchain", (*PACKAGES, "sentence-transformers", "torch"), SETTINGS, LangChain)
