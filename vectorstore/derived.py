"""An index that is made from the catalogue: opened when needed, sealed when at rest, made again when in doubt."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from vectorstore import seals
from vectorstore.catalogue import Catalogue


class Index(Protocol):
    """What the vectors index and the words index have in common."""

    def count(self) -> int:
        """How many passages it holds."""
        ...

    def delete(self, numbers: Sequence[int]) -> None:
        """Stop finding these reports."""
        ...

    def reports(self) -> Counter[int]:
        """How many passages it holds of each report."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


AnIndex = TypeVar("AnIndex", bound=Index)


class Derived(Generic[AnIndex]):
    """One derived index of a library, in `folder`/<generation>; the catalogue says which generation counts.

    A new generation is made beside the present one, and the catalogue's transaction that names it is the swap: a
    process killed before or after leaves one whole index and perhaps a folder that is nobody's. `cleanse` rids the
    files of what doesn't belong in them, before they are sealed.
    """

    def __init__(
        self,
        folder: Path,
        format: str,
        catalogue: Catalogue,
        open_index: Callable[[Path], AnIndex],
        passages: Callable[[], int],
        cleanse: Callable[[Path], None] = lambda folder: None,
    ) -> None:
        self._folder, self._format, self._catalogue = folder, format, catalogue
        self._open_index, self._passages, self._cleanse = open_index, passages, cleanse
        self._lock = threading.RLock()
        self._index: AnIndex | None = None
        folder.mkdir(exist_ok=True)

    @property
    def name(self) -> str:
        """ "vectors" or "words"."""
        return self._folder.name

    @property
    def opened(self) -> AnIndex | None:
        """The index if it is open."""
        return self._index

    def fault(self) -> str | None:
        """Why the index on disk can't be relied on; None when it can."""
        return seals.fault(self._current, self._contents())

    def open(self) -> AnIndex:
        """The index, opened. Chroma changes its files in opening, so the seal is set again after it."""
        with self._lock:
            if self._index is None:
                if not self._catalogue.setting(self.name):
                    self._catalogue.keep({self.name: _new_generation()})
                sealed = (self._current / seals.SEAL).exists()
                self.break_seal()
                self._index = self._open_index(self._current)
                if sealed and self._index.count() == self._passages():
                    self.set_seal()
            return self._index

    def make(self, fill: Callable[[AnIndex], None]) -> str:
        """A new generation beside the present one, made by `fill`; its name, for the catalogue and `adopt`."""
        generation = _new_generation()
        index = self._open_index(self._folder / generation)
        try:
            fill(index)
        finally:
            index.close()
        return generation

    def adopt(self) -> None:
        """Go over to the generation that the catalogue names; the others are deleted."""
        with self._lock:
            former, self._index = self._index, None
            if former is not None:
                former.close()
            self._delete_but(self._current.name)
            self.set_seal()

    def clear(self) -> None:
        """Hold nothing: the next `open` makes a new index."""
        self._delete_but("")
        if self._catalogue.setting(self.name):
            self._catalogue.keep({self.name: ""})

    def set_seal(self) -> None:
        """Say that the index is whole and agrees with the catalogue."""
        with self._lock:
            self._cleanse(self._current)
            seals.set_seal(self._current, self._contents())

    def break_seal(self) -> None:
        """Say that the index is about to change."""
        with self._lock:
            seals.break_seal(self._current)

    def holds(self, wanted: Counter[int]) -> bool:
        """Whether it holds exactly these numbers of passages per report: reads all ids."""
        return self.open().reports() == wanted

    def close(self) -> None:
        """Let go of the files."""
        if self._index is not None:
            self._index.close()

    def _delete_but(self, kept: str) -> None:
        for generation in self._folder.iterdir():
            if generation.name != kept:
                shutil.rmtree(generation, ignore_errors=True)

    @property
    def _current(self) -> Path:
        return self._folder / (self._catalogue.setting(self.name) or "none")

    def _contents(self) -> seals.Contents:
        return seals.Contents(self._catalogue.state, self._passages(), self._format)


def _new_generation() -> str:
    """A name never used before: chromadb remembers a path where opening failed, and fails there ever after."""
    return secrets.token_hex(4)
