"""The vectors index: Chroma's HNSW. The only file that knows chromadb.

It keeps ids, numbers and vectors; no word of a report goes in. Chroma gives up one path to one process only, so a
library's lock must be held.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import chromadb
from chromadb.config import Settings

from vectorstore.places import MOST_NUMBERS, Place, Selection
from vectorstore.quantise import Vectors

COLLECTION = "passages"
ROWS = 2_000
"""Rows in a call; Chroma refuses more than 5,461."""
PATIENCE = 0.05
"""Seconds that a search waits for a write before it gives up: scanning the catalogue is quicker then."""

# ef_search 200: recall@100 of clustered vectors .98 at 10,000 and .999 at 100,000 in 2 ms. batch and sync of 500 and
# 2,000: 30,000 rows go in as fast as with larger ones, and at most 2,000 are taken from the queue at opening.
_HNSW: Any = {"space": "cosine", "ef_search": 200, "batch_size": 500, "sync_threshold": 2_000}


class Busy(Exception):
    """The index is being written."""


class VectorsIndex:
    """An open vectors index in `folder`, which is made when it holds none."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
        self._client = chromadb.PersistentClient(str(folder), settings=settings)
        self._collection = self._client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": _HNSW}
        )

    def count(self) -> int:
        """How many passages it holds."""
        with self._lock:
            return self._collection.count()

    def write(self, reports: Iterable[tuple[int, Vectors]]) -> None:
        """Add the passages of reports: (number, unit vectors (n, dimension))."""
        for ids, numbers, vectors in _rows(reports):
            with self._lock:
                self._collection.upsert(
                    ids=ids, embeddings=vectors, metadatas=[{"report": n} for n in numbers]
                )

    def delete(self, numbers: Sequence[int]) -> None:
        """Stop finding the reports `numbers`."""
        with self._lock:
            for start in range(0, len(numbers), MOST_NUMBERS):
                chunk = frozenset(numbers[start : start + MOST_NUMBERS])
                self._collection.delete(where=_where(Selection(chunk)))

    def search(
        self, question: Vectors, selection: Selection, limit: int, *, waiting: bool = False
    ) -> dict[Place, float]:
        """The cosine with `question` of about the `limit` nearest passages of `selection`, best first.

        Raises Busy when others keep it for PATIENCE seconds; `waiting`, it never does.
        """
        if not self._lock.acquire(timeout=-1 if waiting else PATIENCE):
            raise Busy
        try:
            found = self._collection.query(
                query_embeddings=cast(Any, [question]),
                n_results=limit,
                where=_where(selection),
                include=["distances"],
            )
        finally:
            self._lock.release()
        distances: Any = found["distances"]
        return {_place(id): 1.0 - float(far) for id, far in zip(found["ids"][0], distances[0], strict=True)}

    def reports(self) -> Counter[int]:
        """How many passages it holds of each report number: reads all ids."""
        with self._lock:
            return Counter(_place(id).number for id in self._collection.get(include=[])["ids"])

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            cast(Any, self._client).close()  # missing from its type


def _rows(reports: Iterable[tuple[int, Vectors]]) -> Iterator[tuple[list[str], list[int], Any]]:
    """Rows in batches that Chroma takes."""
    places: list[Place] = []
    vectors: list[Any] = []
    for number, matrix in reports:
        for position, vector in enumerate(matrix):
            places.append(Place(number, position))
            vectors.append(vector)
            if len(places) == ROWS:
                yield [_id(place) for place in places], [place.number for place in places], vectors
                places, vectors = [], []
    if places:
        yield [_id(place) for place in places], [place.number for place in places], vectors


def _where(selection: Selection) -> Any:
    clauses: list[dict[str, Any]] = []
    if selection.only is not None:
        clauses.append({"report": {"$in": sorted(selection.only - selection.without)}})
    elif selection.without:
        clauses.append({"report": {"$nin": sorted(selection.without)}})
    return clauses[0] if clauses else None


def _id(place: Place) -> str:
    return f"{place.number}:{place.position}"


def _place(id: str) -> Place:
    number, _, position = id.partition(":")
    return Place(int(number), int(position))
