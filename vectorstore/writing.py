"""Reports in and out. One thread at a time; searches go on meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from vectorstore.catalogue import PASSAGE_BITS
from vectorstore.derived import Derived
from vectorstore.disk import clear_when_full
from vectorstore.errors import InvalidReport
from vectorstore.holdings import Holdings
from vectorstore.quantise import Vectors, pack, unit, unpack
from vectorstore.records import text_digest, validate
from vectorstore.remake import Progress, remake_vectors, remake_words, words_entries
from vectorstore.snapshot import Snapshot
from vectorstore.types import Removed, Report

Addition = tuple[Report, bytes | Path, Vectors, Vectors]
"""A report, its original, its passages' vectors (n, dimension), its sentences' vectors (m, dimension)."""

CHURN = 0.3
"""Share of the passages that may be replaced before Chroma is made again: deleted rows keep their place in its graph,
and many of them can make live ones unreachable."""

REMADE = 20_000
"""Passages up to which a removal makes Chroma again too (6 s; 35 s at 100,000, beside 25 s for the words)."""

log = logging.getLogger(__name__)


class Writer:
    """The one who changes a library's holdings."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._spoiled = False

    def add(self, additions: Iterable[Addition]) -> list[str]:
        """Take in reports, all or none, each in place of what came from its source before; the ids they have now."""
        batch = self._prepare(additions)
        ids = [report.id for report, *_ in batch]
        if not batch:
            return ids
        held = self._holdings
        with clear_when_full(held.folder), self._changing():
            numbers: list[int] = []
            try:
                for report, original, _, _ in batch:
                    held.originals.store(report.sha256, original)
                numbers = held.catalogue.add_pending((report, p, s) for report, _, p, s in batch)
                self._index(numbers, batch)
                replaced = held.catalogue.finish(numbers)
            except BaseException:
                self._undo(numbers)
                raise
            held.extend(numbers, frozenset(replaced))
            self._clear_away(replaced)
        return ids

    def remove(self, ids: Sequence[str], progress: Progress) -> list[Removed]:
        """Take reports out: nothing of them is left in any file. What a kill interrupts, the next opening finishes."""
        held = self._holdings
        versions = [held.now.version(id) for id in dict.fromkeys(ids)]
        if not versions:
            return []
        numbers = [one.number for one in versions]
        with clear_when_full(held.folder), self._changing():
            held.catalogue.mark_removing(numbers)
            held.refresh({*held.now.strays, *numbers})
            remake_words(held, progress)
            self._take_out_vectors(numbers, progress)
            held.originals.keep_only(held.catalogue.originals())
            held.catalogue.delete(numbers)
            held.refresh()
            self._spoiled = False
        self.settle()
        return [Removed(one.info.id, one.info.title, one.info.passages) for one in versions]

    def settle(self) -> None:
        """Seal the indexes, so that the next opening needn't make them again even if this process is killed now."""
        held = self._holdings
        for index in (held.vectors, held.words):
            opened = index.opened
            if opened is not None and not self._spoiled and opened.count() == held.now.passages:
                index.set_seal()

    def _prepare(self, additions: Iterable[Addition]) -> list[Addition]:
        """The additions as they are stored: unit vectors, ids of their own; of two from one source the last."""
        held = self._holdings
        model = held.catalogue.model
        assert model is not None
        ids = {one.info.source: one.info.id for one in held.now.ready.values()}
        batch: dict[str, Addition] = {}
        for report, original, passages, sentences in additions:
            validate(report, passages, sentences, model)
            ids[report.source] = _own_id(report, ids)
            try:
                stored = unpack(pack(unit(passages), PASSAGE_BITS), model.dimension, PASSAGE_BITS)
                batch[report.source] = (
                    replace(report, id=ids[report.source]),
                    original,
                    stored,
                    unit(sentences),
                )
            except ValueError as error:
                raise InvalidReport(f"{report.source}: {error}") from error
        return list(batch.values())

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Both indexes open, whole and without seal."""
        held = self._holdings
        for index, remake in ((held.vectors, remake_vectors), (held.words, remake_words)):
            if self._spoiled or not _agrees(index, held.now.passages):
                remake(held, log.info)
                index.open()
            index.break_seal()
        self._spoiled = False
        if held.now.strays:
            held.refresh()
        yield

    def _index(self, numbers: Sequence[int], batch: Sequence[Addition]) -> None:
        """Put the batch in both indexes; not found yet, for the snapshot doesn't have it."""
        held = self._holdings
        held.now = Snapshot(held.now.ready, held.now.strays | {*numbers})
        held.vectors.open().write((n, vectors) for n, (_, _, vectors, _) in zip(numbers, batch, strict=True))
        reports = zip(numbers, (report for report, *_ in batch), strict=True)
        held.words.open().write(entry for n, report in reports for entry in words_entries(n, report))

    def _take_out_vectors(self, numbers: Sequence[int], progress: Progress) -> None:
        """No vector of a removed report stays in a small library; in a large one it may, nameless, until a rebuild."""
        held = self._holdings
        if held.now.passages <= REMADE:
            remake_vectors(held, progress)
        else:
            held.vectors.open().delete(numbers)
            self._count_churn(len(numbers))

    def _clear_away(self, numbers: Sequence[int]) -> None:
        """Take replaced versions out of the indexes. They can't be found any more, so a fault here harms nothing."""
        held = self._holdings
        if not numbers:
            return
        try:
            held.originals.keep_only(held.catalogue.originals())
            held.vectors.open().delete(numbers)
            held.words.open().delete(numbers)
            held.now = Snapshot(held.now.ready, held.now.strays - {*numbers})
            self._count_churn(len(numbers))
        except Exception:
            log.exception("replaced reports are still in an index; it is made again at the next opening")
            self._spoiled = True

    def _count_churn(self, reports: int) -> None:
        held = self._holdings
        churn = int(held.catalogue.setting("churn") or 0) + reports
        held.catalogue.keep({"churn": str(churn)})
        if churn > max(10, CHURN * len(held.now.ready)):
            remake_vectors(held, log.info)
            held.vectors.break_seal()

    def _undo(self, numbers: Sequence[int]) -> None:
        """Forget a batch that did not get in; when even that fails, the next opening finishes it."""
        held = self._holdings
        try:
            # What an interrupt caught just after it had got in is not undone: the older version is gone already.
            undone = sorted({*numbers} & {*held.catalogue.unfinished("pending")})
            self._spoiled = len(undone) < len(numbers)
            if undone:
                held.catalogue.delete(undone)
                held.vectors.open().delete(undone)
                held.words.open().delete(undone)
            held.originals.keep_only(held.catalogue.originals())
            held.refresh(held.now.strays - {*numbers})
        except Exception:
            log.exception("an addition that failed could not be undone; the next opening sees to it")
            self._spoiled = True


def _own_id(report: Report, ids: Mapping[str, str]) -> str:
    """The id under which a report is kept, given those of other sources: its source's, its own, or a new one.

    A report that was moved keeps the id that was made of its former path. When another file comes to stand at that
    path, its report has the same id, and must not take the place of the moved one.
    """
    others = {id for source, id in ids.items() if source != report.source}
    id = ids.get(report.source, report.id)
    while id in others:
        id = text_digest(f"{id}\n{report.source}")[: max(len(id), 12)]
    return id


def _agrees(index: Derived[Any], passages: int) -> bool:
    try:
        return bool(index.open().count() == passages)
    except Exception:
        log.exception("the %s index can't be opened", index.name)
        return False
