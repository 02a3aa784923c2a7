"""A document encoder in a process of its own, so that a long-lived server never holds torch in its memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from vectorstore.embedding import DEFAULT_MODEL, prepare, stamp_of
from vectorstore.embedding.types import Array, DocumentEncoder, ModelUnavailable, PassageText
from vectorstore.types import ModelStamp

_encoder: DocumentEncoder | None = None


def _start(name: str) -> None:
    global _encoder
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_die_with_parent, daemon=True).start()
    from vectorstore.embedding import document_encoder

    _encoder = document_encoder(name)


def _die_with_parent() -> None:
    """End this process, which holds 1 GB, when its parent was killed and can't end it."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _encode(passages: list[PassageText]) -> tuple[Array, list[Array]]:
    assert _encoder is not None, "the worker's initializer has not run"
    return _encoder.encode(passages)


class ProcessEncoder:
    """Encodes in a child process that starts at the first call and ends with the `with` block."""

    def __init__(self, name: str = DEFAULT_MODEL) -> None:
        prepare(name)
        self._name = name
        self._stamp = stamp_of(name)
        self._pool = ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), initializer=_start, initargs=(name,)
        )

    @property
    def stamp(self) -> ModelStamp:
        """Which model this is."""
        return self._stamp

    def encode(self, passages: Sequence[PassageText]) -> tuple[Array, list[Array]]:
        """Unit vectors of the passages (n, dimension) and, per passage, of its sentences (m, dimension)."""
        try:
            return self._pool.submit(_encode, list(passages)).result()
        except BrokenProcessPool as error:
            raise ModelUnavailable(
                f"the process that encodes with model {self._name!r} ended: is there enough free memory (1 GB)?"
            ) from error

    def __enter__(self) -> ProcessEncoder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
