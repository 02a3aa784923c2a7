"""What a library consists of, for those who read, write and mend it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vectorstore.catalogue import Catalogue
from vectorstore.derived import Derived
from vectorstore.hnsw_files import blank_spare_room
from vectorstore.nearest import Nearest
from vectorstore.originals import Originals
from vectorstore.records import Version
from vectorstore.snapshot import Snapshot
from vectorstore.types import Report, StoredSentence
from vectorstore.wholes import Wholes

if TYPE_CHECKING:
    from vectorstore.vectors import VectorsIndex
    from vectorstore.words import WordsIndex

# Change one when the index's files or the way a text becomes terms changes: it is then made again at opening.
VECTORS_FORMAT = "chroma 1"
WORDS_FORMAT = "tantivy 7, passages and reports, terms 2"

CACHED_CHARACTERS = 8_000_000


class Holdings:
    """The catalogue, the originals, the two indexes, and the snapshot of what can be found now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = Catalogue(folder / "catalogue.db")
        self.originals = Originals(folder / "originals")
        self.vectors = Derived(
            folder / "vectors",
            VECTORS_FORMAT,
            self.catalogue,
            _open_vectors,
            self._passages,
            blank_spare_room,
        )
        self.words = Derived(folder / "words", WORDS_FORMAT, self.catalogue, _open_words, self._passages)
        self.nearest = Nearest(self.catalogue, self.vectors)
        self.wholes = Wholes(self.catalogue)
        self.reports = ReportCache(self.catalogue)
        self.now = Snapshot()

    def refresh(self, strays: Iterable[int] = ()) -> None:
        """Take up what the catalogue says can be found."""
        self.now = Snapshot(self.catalogue.ready(), frozenset(strays))
        self.reports.forget()

    def extend(self, numbers: Sequence[int], replaced: Collection[int]) -> None:
        """Take up the versions `numbers` for those that they replace; to read all again takes 0.3 s at 30,000."""
        kept = {number: one for number, one in self.now.ready.items() if number not in replaced}
        strays = (self.now.strays | {*replaced}) - {*numbers}
        self.now = Snapshot({**kept, **self.catalogue.ready(numbers)}, frozenset(strays))
        self.reports.forget()

    def sentences(self, report: str, first: int, last: int) -> list[StoredSentence]:
        """Sentences `first` to `last`, inclusive, of the report with this id; NoSuchReport."""
        version = self.now.version(report)
        whole = self.reports.get(version)
        first = max(first, 0)
        chosen = whole.sentences[first : last + 1]
        vectors = self.catalogue.sentence_vectors(version.number, slice(first, first + len(chosen)))
        return [
            StoredSentence(first + i, sentence, whole.text[sentence.start : sentence.end], vector)
            for i, (sentence, vector) in enumerate(zip(chosen, vectors, strict=False))
        ]

    def close(self) -> None:
        """Close every file."""
        self.vectors.close()
        self.words.close()
        self.catalogue.close()

    def _passages(self) -> int:
        return self.now.passages


class ReportCache:
    """The reports that were asked for last, `CACHED_CHARACTERS` of text in all."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._reports: OrderedDict[int, Report] = OrderedDict()
        self._characters = 0

    def get(self, version: Version) -> Report:
        """The whole report; NoSuchReport when it was removed meanwhile."""
        with self._lock:
            if version.number in self._reports:
                self._reports.move_to_end(version.number)
                return self._reports[version.number]
        report = self._catalogue.report(version)
        with self._lock:
            if self._reports.setdefault(version.number, report) is report:
                self._characters += len(report.text)
            while self._characters > CACHED_CHARACTERS and len(self._reports) > 1:
                self._characters -= len(self._reports.popitem(last=False)[1].text)
        return report

    def forget(self) -> None:
        """Hold none: a report was moved, replaced or removed."""
        with self._lock:
            self._reports.clear()
            self._characters = 0


def _open_vectors(folder: Path) -> VectorsIndex:
    from vectorstore.vectors import VectorsIndex  # 0.8 s

    return VectorsIndex(folder)


def _open_words(folder: Path) -> WordsIndex:
    from vectorstore.words import WordsIndex

    return WordsIndex(folder)
