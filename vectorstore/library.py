"""The library: reports with their original, their text, and two ways to find a passage in it. The way in for all.

with Library.open(folder, model) as library:
    library.add(report, original, passage_vectors, sentence_vectors)
    hits = library.search(question_vector, "defensie-uitgaven")
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from vectorstore.checking import check
from vectorstore.conversations import Conversations
from vectorstore.disk import clear_when_full
from vectorstore.errors import LibraryClosed
from vectorstore.holdings import Holdings
from vectorstore.lock import OwnerLock
from vectorstore.opening import open_holdings
from vectorstore.quantise import Vectors
from vectorstore.remake import Embed, re_embed, remake_vectors, remake_words
from vectorstore.searching import around, search
from vectorstore.types import (
    Check,
    Fingerprint,
    Hit,
    ModelStamp,
    Removed,
    Report,
    ReportFilter,
    ReportInfo,
    ServingAt,
    StoredSentence,
)
from vectorstore.writing import Addition, Writer

Progress = Callable[[str], None]

log = logging.getLogger(__name__)

__all__ = ["Addition", "Library", "Progress"]


class Library:
    """An open library. Any thread may use it; one writes at a time, and searches go on meanwhile."""

    def __init__(self, holdings: Holdings, lock: OwnerLock) -> None:
        self._holdings, self._lock = holdings, lock
        self._writer = Writer(holdings)
        self._writing = threading.RLock()
        self._closed = False

    @classmethod
    def open(
        cls,
        folder: Path,
        model: ModelStamp,
        *,
        serving: ServingAt | None = None,
        progress: Progress | None = None,
    ) -> Library:
        """The library in `folder`, which is made when absent; what a killed process left is finished first.

        Raises LibraryInUse within a second, ModelMismatch, LibraryTooNew, NotALibrary, CatalogueDamaged. `progress`
        hears what takes long: an index that is missing or damaged is made again, 1,000 passages in about a second.
        """
        return cls(*open_holdings(Path(folder).absolute(), model, serving, progress or _silent))

    def close(self) -> None:
        """Let go of the library; closing twice does nothing."""
        with self._writing:
            if self._closed:
                return
            self._closed = True
            try:
                self._writer.settle()
            except OSError as error:
                log.warning("not sealed, so the indexes are made again at the next opening: %s", error)
            finally:
                self._holdings.close()
                self._lock.release()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """Where the library is."""
        return self._holdings.folder

    @property
    def model(self) -> ModelStamp:
        """Which embedding model its vectors are of."""
        model = self._open.catalogue.model
        assert model is not None
        return model

    @property
    def conversations(self) -> Conversations:
        """What was asked and answered; it can be written to while reports come in."""
        return self._open.catalogue.conversations

    @property
    def state(self) -> str:
        """A token that is another one after each change in what can be found."""
        return self._open.catalogue.state

    def set_serving(self, url: str, token: str) -> None:
        """Tell whoever finds the library in use where to ask."""
        self._lock.announce(ServingAt(url, token))

    def add(
        self, report: Report, original: bytes | Path, passage_vectors: Vectors, sentence_vectors: Vectors
    ) -> str:
        """Take in one report; the id it has now. See `add_many`, which is quicker for several."""
        return self.add_many([(report, original, passage_vectors, sentence_vectors)])[0]

    def add_many(self, additions: Iterable[Addition]) -> list[str]:
        """Take in (report, original, passage vectors, sentence vectors), all or none; the ids they have now.

        When it returns, they are there for good. A report replaces whatever came from its source before, and keeps
        that one's id; it gets another when a report from elsewhere has its own. `original` should be the report's own
        bytes and nobody else's, with `report.sha256`: they are deleted with it. Raises InvalidReport, DiskFull.
        """
        with self._change():
            return self._writer.add(additions)

    def search(
        self,
        question_vector: Vectors,
        words: str,
        where: ReportFilter = ReportFilter(),  # noqa: B008 (frozen)
        k: int = 10,
        *,
        language: str = "nl",
    ) -> list[Hit]:
        """The `k` passages that answer best to the question's vector and its `words` (in `language`), best first."""
        return search(self._open, question_vector, words, where, k, language)

    def frequency(self, stems: Iterable[tuple[str, str]]) -> int:
        """In how many passages the commonest of the (language, stem) pairs occurs, pending ones included."""
        return self._open.words.open().frequency(stems)

    def reports(self, where: ReportFilter = ReportFilter()) -> list[ReportInfo]:  # noqa: B008 (frozen)
        """The reports that `where` lets through, the newest meeting first, those without a date last."""
        return self._open.now.listed(where)

    def report(self, id: str) -> Report:
        """The whole report; NoSuchReport when there is none with this id."""
        return self._open.reports.get(self._holdings.now.version(id))

    def resolve(self, id_or_prefix_or_title: str) -> str:
        """The id of the one report that goes by this name; NoSuchReport, or AmbiguousReport naming the candidates."""
        return self._open.now.resolve(id_or_prefix_or_title)

    def sentences(self, report: str, first: int, last: int) -> list[StoredSentence]:
        """Sentences `first` to `last`, inclusive, of the report with this id."""
        return self._open.sentences(report, first, last)

    def passages_around(self, hit: Hit, before: int = 1, after: int = 1) -> list[Hit]:
        """The passages of the same report before and after the hit's, in reading order, without the hit's own."""
        return around(self.report(hit.report), hit, before, after)

    def fingerprints(self) -> dict[str, Fingerprint]:
        """By source: what tells an unchanged report, a moved one, and the same text in another format."""
        return self._open.now.fingerprints()

    def move(self, id: str, source: str) -> None:
        """Keep the report under another source: the same file was found at another path."""
        with self._change():
            self._holdings.catalogue.move(self._holdings.now.version(id).number, source)
            self._holdings.refresh(self._holdings.now.strays)

    def original(self, id: str) -> Path | None:
        """The file as it was taken in; None when it is gone."""
        path = self._holdings.originals.path(self._open.now.version(id).info.sha256)
        return path if path.exists() else None

    def remove(self, id: str, progress: Progress | None = None) -> Removed:
        """Take the report out, so that nothing of it is left in any file: both indexes are made again without it."""
        return self.remove_many([id], progress)[0]

    def remove_many(self, ids: Sequence[str], progress: Progress | None = None) -> list[Removed]:
        """Take reports out together: hardly slower than one."""
        with self._change():
            return self._writer.remove(ids, progress or _silent)

    def rebuild(
        self, progress: Progress | None = None, embed: Embed | None = None, model: ModelStamp | None = None
    ) -> Check:
        """Both indexes made again from the catalogue, and checked; killed halfway, the present ones stay.

        With `embed` and `model` every report gets that model's vectors first: the library is then of that model.
        """
        with self._change(), clear_when_full(self.folder):
            tell = progress or _silent
            if embed and model:
                re_embed(self._holdings, tell, embed, model)
            elif embed or model:
                raise ValueError("another model needs both its stamp and a function that embeds")
            else:
                remake_vectors(self._holdings, tell)
            remake_words(self._holdings, tell)
            return check(self._holdings)

    def check(self) -> Check:
        """The catalogue, the originals and both indexes held against each other: reads everything."""
        with self._change():
            return check(self._holdings)

    def warm(self) -> None:
        """Open both indexes now, so that the first question needn't wait for it (about a second)."""
        with self._change():
            self._holdings.words.open()
            self._holdings.vectors.open()

    def settle(self) -> None:
        """Say on disk that all is at rest, after an ingest in a long-lived process: a kill then costs no rebuild."""
        with self._change():
            self._writer.settle()

    @property
    def _open(self) -> Holdings:
        if self._closed:
            raise LibraryClosed
        return self._holdings

    @contextmanager
    def _change(self) -> Iterator[None]:
        with self._writing:
            if self._closed:
                raise LibraryClosed
            yield


def _silent(message: str) -> None:
    """Nobody listens."""
