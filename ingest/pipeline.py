"""From files to a library: discover → read (child processes) → assemble → encode → add; `ingest_paths` does it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from ingest.blocks import Part, UnreadableFile
from ingest.discover import discover
from ingest.known import KnownReports
from ingest.outcome import Failure, IngestResult, Step
from ingest.report import assemble
from ingest.sandbox import Readers
from vectorstore.embedding.types import Array, PassageText
from vectorstore.library import Library
from vectorstore.types import Report

# Passages encoded and committed together: enough to fill batches of equal length, few enough to show progress
# every few seconds and to lose little work when the process is killed.
BATCH_PASSAGES = 96

Progress = Callable[[Step], None]


class Encoder(Protocol):
    """What the pipeline needs of an embedding engine."""

    def encode(self, passages: list[PassageText]) -> tuple[Array, list[Array]]:
        """Unit vectors of the passages (n, dimension) and, per passage, of its sentences (m, dimension)."""
        ...


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A report that is read and not yet in the library; `last` is of its file the last one."""

    report: Report
    original: bytes | Path
    path: str
    update: bool
    last: bool = False


def ingest_paths(
    library: Library, encoder: Encoder, paths: Iterable[str | Path], *, progress: Progress | None = None
) -> IngestResult:
    """Take every report in `paths` (files and folders, at any depth) into `library` and say what came of it.

    A file that can't be read is in `failed` with its reason; the others go in. What was there already with the same
    content is left alone. When the process is killed, all that `progress` reported as done is in the library.
    """
    return _Ingest(library, encoder, progress).run(paths)


class _Ingest:
    def __init__(self, library: Library, encoder: Encoder, progress: Progress | None) -> None:
        self._library = library
        self._encoder = encoder
        self._progress = progress
        self._known = KnownReports(library)
        self._result = IngestResult()
        self._waiting: list[_Waiting] = []
        self._done = self._total = 0

    def run(self, paths: Iterable[str | Path]) -> IngestResult:
        began = time.monotonic()
        found = list(discover(paths))
        self._total = len(found)
        readable = []
        for one in found:
            if one.skip_reason:
                self._fail(str(one.path), one.skip_reason)
            else:
                readable.append(one.path)
        for path, digest, parts in self._read(readable):
            if isinstance(parts, UnreadableFile):
                self._fail(str(path), str(parts))
            else:
                self._take(path, digest, parts)
        self._flush()
        self._result.seconds = round(time.monotonic() - began, 3)
        return self._result

    def _read(self, paths: list[Path]) -> Iterator[tuple[Path, str, list[Part] | UnreadableFile]]:
        """Read the files that are new or changed; count the others."""
        digests: dict[Path, str] = {}
        seen: dict[str, Path] = {}
        for path in paths:
            try:
                digest = _sha256(path)
            except OSError as error:
                self._fail(str(path), f"cannot be read: {error.strerror or error}")
                continue
            if self._known.unchanged(path, digest):
                self._count_unchanged(path, self._known.note(path, digest))
            elif digest in seen:
                self._count_unchanged(path, f"{path}: the same content as {seen[digest]}")
            else:
                digests[path] = digest
                seen[digest] = path
        with Readers() as readers:
            for path, parts in readers.read_all(list(digests)):
                yield path, digests[path], parts

    def _take(self, path: Path, digest: str, parts: list[Part]) -> None:
        """Queue the reports of one file; a file that holds none has failed."""
        reports = [(part, report) for part in parts if (report := self._assemble(path, digest, part))]
        if not reports:
            self._fail(str(path), "holds no report that can be read")
            return
        changed = [(part, report) for part, report in reports if not self._is_known(report)]
        self._result.unchanged += len(reports) - len(changed)
        self._remove_gone(path, {report.source for _, report in reports})
        for number, (part, report) in enumerate(changed, 1):
            self._note(report)
            original = part.original if part.original is not None else path
            update = self._known.add(report)
            self._waiting.append(_Waiting(report, original, str(path), update, number == len(changed)))
            self._flush_when_full()
        if not changed:
            self._step(str(path), "unchanged")

    def _assemble(self, path: Path, digest: str, part: Part) -> Report | None:
        source = _source(path, part)
        try:
            return assemble(
                part, source=source, sha256=_part_digest(part, digest), file_name=part.name or path.name
            )
        except UnreadableFile as error:
            reason = str(error)
        except Exception as error:  # whatever one file does to us, the others go in
            reason = f"cannot be understood ({type(error).__name__}: {error})"
        if part.name:
            self._result.failed.append(Failure(source, reason))
        return None

    def _is_known(self, report: Report) -> bool:
        """Whether the library has the report, from this source or (a mail or jsonl file moved or copied) another."""
        if self._known.same_report(report):
            return True
        elsewhere = self._known.elsewhere(report)
        if elsewhere:
            self._result.notes.append(f"{report.source}: the same content as {elsewhere}")
        return elsewhere is not None

    def _note(self, report: Report) -> None:
        self._result.notes += [f"{report.source}: {warning}" for warning in report.warnings]
        if twin := self._known.twin(report):
            self._result.notes.append(twin)

    def _remove_gone(self, path: Path, sources: set[str]) -> None:
        """Take out what an earlier version of a mail or jsonl file held and this one doesn't."""
        if gone := self._known.parts_of(path, sources):
            self._library.remove_many(gone)

    def _flush_when_full(self) -> None:
        if sum(len(w.report.passages) for w in self._waiting) >= BATCH_PASSAGES:
            self._flush()

    def _flush(self) -> None:
        """Encode what waits and add it to the library, as one batch."""
        if not self._waiting:
            return
        batch, self._waiting = self._waiting, []
        encoded = encode_reports(self._encoder, [w.report for w in batch])
        self._library.add_many(
            [(w.report, w.original, *vectors) for w, vectors in zip(batch, encoded, strict=True)]
        )
        for waiting in batch:
            self._result.passages += len(waiting.report.passages)
            if waiting.update:
                self._result.updated += 1
            else:
                self._result.added += 1
            if waiting.last:
                self._step(waiting.path, "updated" if waiting.update else "added")

    def _count_unchanged(self, path: Path, note: str | None) -> None:
        self._result.unchanged += 1
        if note:
            self._result.notes.append(note)
        self._step(str(path), "unchanged")

    def _fail(self, path: str, reason: str) -> None:
        self._result.failed.append(Failure(path, reason))
        self._step(path, f"not taken in: {reason}")

    def _step(self, path: str, outcome: str) -> None:
        self._done += 1
        if self._progress:
            self._progress(Step(self._done, self._total, path, outcome))


def encode_reports(encoder: Encoder, reports: list[Report]) -> list[tuple[Array, Array]]:
    """Per report the unit vectors of its passages (n, dimension) and of its sentences (m, dimension).

    A sentence that no passage holds gets the zero vector: it can be quoted as a neighbour, never found.
    """
    texts = [passage_text(report, i) for report in reports for i in range(len(report.passages))]
    passage_vectors, sentence_vectors = encoder.encode(texts)
    dimension = passage_vectors.shape[1]
    result, at = [], 0
    for report in reports:
        sentences = np.zeros((len(report.sentences), dimension), dtype=np.float32)
        for i, passage in enumerate(report.passages):
            sentences[passage.first : passage.last + 1] = sentence_vectors[at + i]
        result.append((passage_vectors[at : at + len(report.passages)], sentences))
        at += len(report.passages)
    return result


def passage_text(report: Report, position: int) -> PassageText:
    """What is encoded of the report's passage at `position`."""
    passage = report.passages[position]
    sentences = report.sentences[passage.first : passage.last + 1]
    return PassageText(
        passage.context,
        report.text[passage.start : passage.end],
        tuple((s.start - passage.start, s.end - passage.start) for s in sentences),
    )


def _source(path: Path, part: Part) -> str:
    """The canonical source: the path, `path!attachment` or `path#id`."""
    if not part.name:
        return str(path)
    return f"{path}{'#' if part.parsed.format == 'jsonl' else '!'}{part.name}"


def _part_digest(part: Part, file_digest: str) -> str:
    return hashlib.sha256(part.original).hexdigest() if part.original is not None else file_digest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
