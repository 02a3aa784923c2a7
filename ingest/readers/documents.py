"""Rich text and Markdown, which pandoc reads as they are."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.blocks import Parsed, UnreadableFile
from ingest.readers import pandoc, text
from ingest.readers.draft import Manuscript
from ingest.readers.encoding import decode

_MARKDOWN = "gfm+yaml_metadata_block"
_DEEP = re.compile(r"(?:>\s?){100}|[\[({*_`]{2000}|^[ \t]{400}", re.MULTILINE)


def read_rtf(data: bytes) -> Parsed:
    """The rich text as blocks."""
    if b"{\\rtf" not in data[:64]:
        raise UnreadableFile("it is not rich text, whatever its name says")
    if data.count(b"{") > 500_000 or _rtf_depth(data) > 200:
        raise UnreadableFile("it is nested too deeply to be read")
    manuscript = Manuscript()
    if b"\\objdata" in data:
        manuscript.warnings.append("it holds embedded objects; they were left out")
    if b"\\deleted" in data:
        manuscript.warnings.append("it holds tracked changes; deleted words are shown as struck out")
    # LibreOffice marks footnotes as something that may be skipped, and pandoc then skips them.
    parsed = pandoc.parse(data.replace(b"{\\*\\footnote", b"{\\footnote"), "rtf", "rtf", manuscript)
    if b"\\row" in data and not any(block.kind == "row" for block in parsed.blocks):
        return replace(parsed, warnings=(*parsed.warnings, "its tables could not be read; save it as .docx"))
    return parsed


def read_markdown(data: bytes) -> Parsed:
    """The Markdown as blocks; read as plain text when it is nested as no person writes."""
    source, warnings = decode(data)
    manuscript = Manuscript(warnings=warnings)
    if _DEEP.search(source) or len(source) > 5_000_000:
        return text.parse(source, "md", manuscript)
    try:
        return pandoc.parse(source.encode("utf-8", "replace"), _MARKDOWN, "md", manuscript)
    except UnreadableFile:
        return text.parse(source, "md", Manuscript(warnings=warnings))


def _rtf_depth(data: bytes) -> int:
    depth = deepest = 0
    for found in re.finditer(rb"(?<!\\)[{}]", data):
        depth += 1 if found[0] == b"{" else -1
        deepest = max(deepest, depth)
    return deepest
