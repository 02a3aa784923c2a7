"""From a document as read to a report as kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import Literal

from ingest.blocks import Parsed, Part, UnreadableFile
from ingest.canonical import Canonical, lay_out
from ingest.meeting_date import meeting_date
from ingest.passages import make_passages
from ingest.place import find_place
from ingest.references import find_references
from ingest.speakers import Turn, find_turns, speaker_at
from ingest.titles import find_title, series_of
from vectorstore.language.detect import detect_language
from vectorstore.language.months import spoken_date
from vectorstore.types import Report, Section

Language = Literal["nl", "en"]

_FOLDERS = 3
_NOTES = {"nl": "voetnoten", "en": "footnotes"}


def assemble(part: Part, *, source: str, sha256: str, file_name: str) -> Report:
    """The report that a part of a file is: title, date, language, text with its sentences, passages and footnotes.

    `source` is the canonical source ("/reports/a.docx", "/reports/mail.eml!a.docx"), from which the id comes.
    Raises `UnreadableFile` when there is no text.
    """
    parsed = part.parsed
    if not any(block.text.strip() for block in parsed.blocks):
        raise UnreadableFile("there is no text in it")
    folders = _folders(source)
    title = find_title(parsed, file_name, folders)
    day, warnings = meeting_date(parsed, title.text, file_name, folders)
    canonical = lay_out(parsed.blocks, title.text, title.blocks)
    language = _language(parsed, canonical.text)
    place = find_place(canonical)
    turns = find_turns(canonical)
    return Report(
        id=report_id(source),
        source=source,
        title=title.text,
        date=day,
        language=language,
        series=series_of(title.text) or series_of(next(iter(folders), "")),
        format=parsed.format,
        sha256=sha256,
        text=canonical.text,
        sections=canonical.sections,
        sentences=canonical.sentences,
        passages=make_passages(
            canonical.text,
            canonical.sections,
            canonical.sentences,
            canonical.footnotes,
            lambda section, start: passage_context(
                title.text, day, place, section, language, _is_notes(canonical, section), _floor(turns, start)
            ),
            frozenset(turn.start for turn in turns),
        ),
        footnotes=canonical.footnotes,
        references=find_references(canonical.text),
        pages=canonical.pages,
        warnings=(*parsed.warnings, *warnings),
    )


def report_id(source: str) -> str:
    """The id of the report with this canonical source."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def passage_context(
    title: str, day: date | None, place: str, section: Section, language: Language, is_notes: bool = False,
    speaker: str = "",
) -> str:  # fmt: skip
    """What is embedded before a passage: title · date · place · headings · who is speaking already."""
    headings = [heading for heading in section.path if heading != title]
    spoken = spoken_date(day, language) if day else ""
    if is_notes:
        headings.append(_NOTES[language])
    named = "" if place in title else place
    return " · ".join(part for part in (title, spoken, named, *headings, speaker) if part)


def _is_notes(canonical: Canonical, section: Section) -> bool:
    return bool(canonical.footnotes) and section.start <= canonical.footnotes[0].start < section.end


def _floor(turns: Sequence[Turn], start: int) -> str:
    """Who has the floor already where a passage begins; nobody when the turn begins with it."""
    turn = speaker_at(turns, start)
    return turn.speaker if turn and turn.start < start else ""


def _folders(source: str) -> list[str]:
    """The names of the folders a report lies in, nearest first."""
    path = source.split("!", 1)[0]
    return [parent.name for parent in list(PurePath(path).parents)[:_FOLDERS] if parent.name]


def _language(parsed: Parsed, text: str) -> Language:
    """The language as the format states it, else as the text reads."""
    stated = parsed.language.lower()[:2]
    if stated == "nl":
        return "nl"
    return "en" if stated == "en" else detect_language(text)
