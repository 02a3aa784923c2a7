"""One report a line: `{"id", "title", "date", "lang", "text"}`."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from ingest.blocks import Parsed, Part, UnreadableFile
from ingest.readers import html, text
from ingest.readers.clean import one_line, scrub
from ingest.readers.draft import Manuscript
from ingest.readers.encoding import decode

_IDS = ("id", "doc_id", "_id")
_LANGUAGES = ("lang", "language")
MOST_LINES = 100_000


def read(data: bytes) -> list[Part]:
    """A part for each line; what is wrong with a line is a warning on the first part, and the others go on."""
    source, warnings = decode(data)
    parts: list[Part] = []
    names: set[str] = set()
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip():
            continue
        if number > MOST_LINES:
            warnings.append(f"only the first {MOST_LINES:,} lines were read")
            break
        try:
            parts.append(_part(line, number, names))
        except UnreadableFile as problem:
            warnings.append(f"line {number} was left out: {problem}")
    if not parts:
        raise UnreadableFile(f"none of its lines is a report; {warnings[0] if warnings else 'it has none'}")
    first = parts[0].parsed
    parts[0] = replace(parts[0], parsed=replace(first, warnings=(*warnings, *first.warnings)))
    return parts


def _part(line: str, number: int, names: set[str]) -> Part:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("it is not JSON") from error
    if not isinstance(record, dict):
        raise UnreadableFile("it is not an object with the fields id, title, date, lang and text")
    manuscript = Manuscript()
    parsed = _parsed(record, manuscript)
    name = next((str(record[key]) for key in _IDS if record.get(key)), f"line {number}")
    if name in names:
        manuscript.warnings.append(f"line {number} has the id {name!r} of an earlier line")
        name = f"{name} (line {number})"
    names.add(name)
    day = _day(record.get("date"), manuscript.warnings)
    title = one_line(scrub(str(record.get("title") or ""))) or parsed.title
    language = str(next((record[key] for key in _LANGUAGES if record.get(key)), "")).lower()[:2]
    warnings = tuple(dict.fromkeys((*parsed.warnings, *manuscript.warnings)))
    parsed = replace(parsed, title=title, date=day, language=language, warnings=warnings)
    return Part(name, parsed, line.encode("utf-8", "surrogatepass"))


def _parsed(record: dict[str, Any], manuscript: Manuscript) -> Parsed:
    if isinstance(record.get("text"), str) and record["text"].strip():
        return text.parse(record["text"], "jsonl", manuscript)
    if isinstance(record.get("html"), str) and record["html"].strip():
        return replace(html.parse(record["html"], manuscript), format="jsonl")
    raise UnreadableFile('it has no text (field "text")')


def _day(value: Any, warnings: list[str]) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        warnings.append(f"the date {str(value)[:40]!r} is not of the form 2026-03-31")
        return None
