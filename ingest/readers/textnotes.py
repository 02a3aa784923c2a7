"""Footnotes in plain text: `[footnoteRef:1]` … `[1:  the note]` as text exports write them, and Markdown's `[^1]`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.readers.clean import mark, one_line

_EXPORTED_MARK = re.compile(r"\[footnoteRef:(\d{1,4})\]")
_EXPORTED_NOTE = re.compile(r"\[(\d{1,4}):\s")
_MARKDOWN_MARK = re.compile(r"\[\^([^\s\[\]]{1,40})\](?!:)")
_MARKDOWN_NOTE = re.compile(
    r"^[ ]{0,3}\[\^([^\s\[\]]{1,40})\]:[ \t]*(.*(?:\n(?:[ ]{2,}|\t)\S.*)*)$", re.MULTILINE
)
LONGEST_NOTE = 5_000


@dataclass(frozen=True, slots=True)
class _Definition:
    start: int
    end: int
    name: str
    text: str


def bind_notes(text: str, notes: list[str], warnings: list[str]) -> str:
    """The text with a mark character for each footnote's mark, and the notes' own lines taken out.

    A mark belongs to the first definition of its number that follows it, so that numbers may start again.
    """
    definitions = [*_exported(text), *_markdown(text)] if "[footnoteRef:" in text or "[^" in text else []
    if not definitions:
        return text
    definitions.sort(key=lambda definition: definition.start)
    marks = sorted(
        [*_EXPORTED_MARK.finditer(text), *_MARKDOWN_MARK.finditer(text)], key=lambda found: found.start()
    )
    cuts: list[tuple[int, int, str]] = []
    used: dict[int, int] = {}
    for found in marks:
        if any(definition.start <= found.start() < definition.end for definition in definitions):
            continue
        if (definition := _for_mark(definitions, found[1], found.start())) is None:
            warnings.append(f"footnote {found[1]} has a mark but no text")
            cuts.append((found.start(), found.end(), ""))
            continue
        if definition.start not in used:
            notes.append(definition.text)
            used[definition.start] = len(notes) - 1
        cuts.append((found.start(), found.end(), mark(used[definition.start])))
    cuts += [(item.start, item.end, "") for item in definitions if item.start in used]
    return _replaced(text, sorted(cuts))


def _exported(text: str) -> list[_Definition]:
    found = []
    for opening in _EXPORTED_NOTE.finditer(text) if "[footnoteRef:" in text else ():
        end = _closing(text, opening.start())
        if end:
            found.append(
                _Definition(opening.start(), end, opening[1], one_line(text[opening.end() : end - 1]))
            )
    return found


def _markdown(text: str) -> list[_Definition]:
    return [
        _Definition(found.start(), found.end(), found[1], one_line(found[2]))
        for found in _MARKDOWN_NOTE.finditer(text)
        if found[2].strip()
    ]


def _closing(text: str, start: int) -> int:
    """The offset behind the bracket that closes the one at `start`; 0 when none does soon enough."""
    depth = 0
    for place in range(start, min(len(text), start + LONGEST_NOTE)):
        depth += (text[place] == "[") - (text[place] == "]")
        if depth == 0:
            return place + 1
    return 0


def _for_mark(definitions: list[_Definition], name: str, at: int) -> _Definition | None:
    named = [definition for definition in definitions if definition.name == name]
    return next((definition for definition in named if definition.start > at), named[-1] if named else None)


def _replaced(text: str, cuts: list[tuple[int, int, str]]) -> str:
    out, last = [], 0
    for start, end, instead in cuts:
        out += [text[last:start], instead]
        last = max(last, end)
    return "".join([*out, text[last:]])
