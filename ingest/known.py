"""What the library has already: unchanged files, moved ones, and the same report in another format."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

from vectorstore.library import Library
from vectorstore.types import Report

# Share of five-word sequences that two texts have in common to be called the same report. Two consecutive reports
# of one series share far less, even with the same attendance table; a docx and its pdf share nearly all.
SAME_TEXT = 0.8
SHINGLE = 5
# Of a large collection without dates only so many are compared, for each must be read whole.
MOST_A_DAY = 200


class KnownReports:
    """The library's fingerprints at the start of an ingest, kept up with what the ingest adds."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._by_source = library.fingerprints()
        self._source_by_digest = {print_.sha256: source for source, print_ in self._by_source.items()}
        self._days: dict[date | None, dict[str, frozenset[str]]] = {}

    def unchanged(self, path: Path, digest: str) -> bool:
        """Whether the file's content is in the library, there or at another path; a moved file's report moves along.

        Mails and jsonl files hold several reports and are always read again.
        """
        if path.suffix.lower() in (".eml", ".jsonl"):
            return False
        source = self._source_by_digest.get(digest)
        if source is None:
            return False
        if str(path) in self._by_source:
            return self._by_source[str(path)].sha256 == digest
        if "!" not in source and not Path(source).exists():
            self._library.move(self._by_source[source].id, str(path))
            self._by_source[str(path)] = self._by_source.pop(source)
            self._source_by_digest[digest] = str(path)
        return True

    def note(self, path: Path, digest: str) -> str | None:
        """For a person: that this file's content is in the library from another path."""
        source = self._source_by_digest.get(digest)
        return f"{path}: the same content as {source}" if source and source != str(path) else None

    def same_report(self, report: Report) -> bool:
        """Whether this very report, from the same source with the same text, is in the library."""
        known = self._by_source.get(report.source)
        return (
            known is not None
            and known.sha256 == report.sha256
            and known.text_sha256 == text_digest(report.text)
        )

    def elsewhere(self, report: Report) -> str | None:
        """The source of the very same report inside another file; when that file is gone, the report moves along."""
        source = self._source_by_digest.get(report.sha256)
        known = self._by_source.get(source or "")
        if source is None or known is None or known.text_sha256 != text_digest(report.text):
            return None
        if report.source in self._by_source or _file_of(source).exists():
            return source
        self._library.move(known.id, report.source)
        self._by_source[report.source] = self._by_source.pop(source)
        self._source_by_digest[report.sha256] = report.source
        return source

    def parts_of(self, path: Path, keep: set[str]) -> list[str]:
        """The ids of the reports that came from inside this file and are not among the sources to keep."""
        inside = (f"{path}!", f"{path}#")
        return [
            p.id for source, p in self._by_source.items() if source.startswith(inside) and source not in keep
        ]

    def twin(self, report: Report) -> str | None:
        """For a person: that there is this report from another source too, in another format for instance."""
        mine = _shingles(report.text)
        for source, theirs in self._of_day(report.date).items():
            shorter = min(len(mine), len(theirs))
            if source != report.source and shorter and len(mine & theirs) >= SAME_TEXT * shorter:
                return f"{report.source}: seems the same report as {source}; both are in the library"
        return None

    def add(self, report: Report) -> bool:
        """Remember a report that goes in; whether it replaces an older version from the same source."""
        self._of_day(report.date)[report.source] = _shingles(report.text)
        return report.source in self._by_source

    def _of_day(self, day: date | None) -> dict[str, frozenset[str]]:
        """The word sequences of the reports with this meeting date, by source."""
        if day not in self._days:
            same_day = [info for info in self._library.reports() if info.date == day][:MOST_A_DAY]
            self._days[day] = {i.source: _shingles(self._library.report(i.id).text) for i in same_day}
        return self._days[day]


def _file_of(source: str) -> Path:
    """The file that a source lies in: "mail.eml!report.docx" in mail.eml, "set.jsonl#7" in set.jsonl."""
    for mark in ("!", "#"):
        head, found, _ = source.partition(mark)
        if found and Path(head).suffix.lower() in (".eml", ".jsonl"):
            return Path(head)
    return Path(source)


def text_digest(text: str) -> str:
    """SHA-256 of a canonical text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _shingles(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(0, len(words) - SHINGLE + 1)))
