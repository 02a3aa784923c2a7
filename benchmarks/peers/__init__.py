"""Retrieval pipelines, ours among them, behind one protocol (`benchmarks.peers.common`), each in an environment of its
own: `python -m benchmarks.peers.NAME --input FOLDER --model FOLDER --index FOLDER --output FILE`."""

PEERS = {
    "ours": "Verslagwijzer",
    "bm25": "BM25 alone",
    "dense": "vectors alone",
    "langchain": "LangChain",
    "haystack": "Haystack",
    "haiku": "haiku.rag",
}
"""Their names for a person, in the order of tables."""
