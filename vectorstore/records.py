"""Reports as the catalogue's rows keep them, and back, exactly."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from vectorstore.database import Row
from vectorstore.errors import InvalidReport
from vectorstore.quantise import Vectors
from vectorstore.types import Footnote, ModelStamp, Passage, Reference, Report, ReportInfo, Section, Sentence

INFO_COLUMNS = (
    "number, id, source, title, date, language, series, format, sha256, text_sha256, passages, "
    "warnings, state"
)
_PARTS: dict[str, type[Any]] = {
    "sections": Section,
    "sentences": Sentence,
    "passages": Passage,
    "footnotes": Footnote,
    "references": Reference,
}
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report in the catalogue: its number, its line in the list, its text's SHA-256."""

    number: int
    info: ReportInfo
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a report is made of, as stored: text in UTF-8, all that points into it as JSON, a checksum of both."""

    text: bytes
    structure: str
    crc: int


def info_row(report: Report) -> Row:
    """The values of `INFO_COLUMNS` but for the number and the state."""
    day = report.date.isoformat() if report.date else None
    values = (report.id, report.source, report.title, day, report.language, report.series, report.format)
    warnings = json.dumps(report.warnings)
    stored = tuple(stored_text(value) if isinstance(value, str) else value for value in values)
    return (*stored, report.sha256, text_digest(report.text), len(report.passages), warnings)


def version(row: Row) -> Version:
    """The version that a row of `INFO_COLUMNS` describes."""
    number, *texts, sha256, text_sha256, passages, warnings, state = row
    id, source, title, day, language, series, format = (loaded_text(value) for value in texts)
    info = ReportInfo(
        id=id,
        title=title,
        date=date.fromisoformat(day) if day else None,
        language=language,
        series=series,
        format=format,
        source=source,
        sha256=sha256,
        passages=passages,
        state=state,
        warnings=tuple(json.loads(warnings)),
    )
    return Version(number, info, text_sha256)


def contents(report: Report) -> Contents:
    """The report's text and structure, as stored."""
    parts: dict[str, Any] = {name: _rows(getattr(report, name), kind) for name, kind in _PARTS.items()}
    structure = json.dumps({**parts, "pages": report.pages}, separators=(",", ":"))
    text = report.text.encode("utf-8", "surrogatepass")
    return Contents(text, structure, checksum(text, structure))


def report(info: ReportInfo, stored: Contents) -> Report:
    """The report of which `info` is the line and `stored` the rest."""
    loaded = json.loads(stored.structure)
    parts: dict[str, Any] = {
        name: tuple(_made(kind, row) for row in loaded[name]) for name, kind in _PARTS.items()
    }
    return Report(
        id=info.id,
        source=info.source,
        title=info.title,
        date=info.date,
        language=info.language,  # type: ignore[arg-type]
        series=info.series,
        format=info.format,
        sha256=info.sha256,
        text=stored.text.decode("utf-8", "surrogatepass"),
        pages=tuple(loaded["pages"]),
        warnings=info.warnings,
        **parts,
    )


def text_digest(text: str) -> str:
    """SHA-256 of a canonical text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def checksum(text: bytes, structure: str) -> int:
    """CRC-32 of a report's contents."""
    return zlib.crc32(structure.encode(), zlib.crc32(text))


def validate(report: Report, passage_vectors: Vectors, sentence_vectors: Vectors, model: ModelStamp) -> None:
    """Raise InvalidReport when the vectors aren't the report's, or an offset points outside its text."""
    for what, vectors, count in (
        ("passage", passage_vectors, len(report.passages)),
        ("sentence", sentence_vectors, len(report.sentences)),
    ):
        if vectors.shape != (count, model.dimension):
            raise InvalidReport(
                f"{report.source}: {what} vectors of shape {vectors.shape}, wanted ({count}, {model.dimension})"
            )
    spans: list[Passage | Sentence | Footnote | Reference] = [*report.passages, *report.sentences]
    for span in (*spans, *report.footnotes, *report.references):
        if not 0 <= span.start <= span.end <= len(report.text):
            raise InvalidReport(
                f"{report.source}: {span} points outside the text of {len(report.text)} characters"
            )
    for passage in report.passages:
        if not (
            0 <= passage.first <= passage.last < len(report.sentences)
            and passage.section < len(report.sections)
        ):
            raise InvalidReport(f"{report.source}: {passage} names sentences or a section that are not there")


def _rows(parts: Iterable[Any], kind: type) -> list[tuple[Any, ...]]:
    values = attrgetter(*(field.name for field in fields(kind)))
    return [values(part) for part in parts]


def _made(kind: type[_Part], row: list[Any]) -> _Part:
    return kind(*(tuple(value) if isinstance(value, list) else value for value in row))


def stored_text(value: str) -> str | bytes:
    """A text for SQLite: file names that aren't UTF-8 hold surrogates, which only a BLOB can keep."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
    return value


def loaded_text(value: Any) -> Any:
    """What `stored_text` was given."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
