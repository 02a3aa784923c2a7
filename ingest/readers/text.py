"""Plain text and light Markdown: the paragraphs, headings, lists, tables and footnotes that a reader sees in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.blocks import Parsed
from ingest.readers.clean import scrub
from ingest.readers.draft import Draft, Look, Manuscript, finish, pieces
from ingest.readers.encoding import decode
from ingest.readers.lines import Cell, Line, wording_for
from ingest.readers.lists import items_under_labels, mark_lone
from ingest.readers.outline import STATED, outline, short_headings
from ingest.readers.tables import Table, table_drafts
from ingest.readers.textnotes import bind_notes
from ingest.readers.wrapping import joins, wrap_width

_ATX = re.compile(r"^ {0,3}(#{1,6})\s+(\S.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*(?:=\s*){3,}$|^\s*(?:-\s*){3,}$|^\s*(?:_\s*){3,}$|^\s*(?:\*\s*){3,}$")
_BULLET = re.compile(r"^(\s*)(?:[-*+•▪◦·‣●○■□–—]|o(?=\s{2}|\t)|->)\s+(?=\S)")
_NUMBER = re.compile(
    r"^(\s*)(\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+(?=[^\W\d_]|['\"‘“(*\[0-9])"
)
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_SEPARATOR = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*\n]{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\((?:[^()\s]|\([^()\s]*\)){1,1000}\)")
_MARKUP = re.compile(r"^#{1,6} |\*\*\S|\]\(http|^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE)


def read(data: bytes) -> Parsed:
    """The text as blocks."""
    source, warnings = decode(data)
    return parse(source, "txt", Manuscript(warnings=warnings))


def parse(source: str, form: str, manuscript: Manuscript) -> Parsed:
    """The text as blocks."""
    manuscript.drafts = drafts_of(source, manuscript, short=form != "eml")
    return finish(manuscript, form)


def drafts_of(source: str, manuscript: Manuscript, *, short: bool = True) -> list[Draft]:
    """The text's blocks with their headings found.

    `short`: short plain lines may be headings, as they aren't in mails.
    """
    text = bind_notes(scrub(source), manuscript.notes, manuscript.warnings)
    lines = [piece for line in text.split("\n") for piece in pieces(line)]
    reader = _Reader(lines, marked_up=bool(_MARKUP.search(text[:200_000])))
    drafts = [draft for draft in reader.drafts() if draft.plain]
    mark_lone(drafts)
    items_under_labels(drafts)
    marked = sum(draft.kind == "heading" or draft.look == Look.BOLD for draft in drafts)
    if marked < 2 and short:
        short_headings(drafts)
    return outline(drafts, short=short)


@dataclass(slots=True)
class _Item:
    """A list item's mark: how far it is indented, what number it shows, where its text begins."""

    indent: int
    number: str
    text: str


class _Reader:
    """Goes through the lines once. `marked_up`: they hold Markdown, whose marks are taken off."""

    def __init__(self, lines: Sequence[str], *, marked_up: bool) -> None:
        self.lines = lines
        self.marked_up = marked_up
        self.width = wrap_width(lines)
        self.wording = wording_for(" ".join(lines[:400])[:40_000])
        self.indents: list[int] = []

    def drafts(self) -> Iterator[Draft]:
        """The lines as drafts."""
        place, gap = 0, False
        while place < len(self.lines):
            line = self.lines[place]
            if not line.strip() or _RULE.match(line):
                place, gap = place + 1, True
                continue
            if self.marked_up and (found := _ATX.match(line)):
                yield Draft("heading", self._bare(found[2]), rank=(STATED, len(found[1])), gap=gap)
                place += 1
                self.indents = []
            elif (end := self._table_end(place)) > place:
                yield from table_drafts(
                    Table(self._cells(place, end), stated_headers=self._stated(place)), self.wording
                )
                place = end
            else:
                end = self._block_end(place)
                yield self._block(place, end, gap)
                place = end
            gap = False

    def _block_end(self, place: int) -> int:
        """Where the paragraph or item that begins here ends: at a gap, another beginning, a line end that was meant."""
        end = place + 1
        while end < len(self.lines):
            line = self.lines[end]
            if not line.strip() or _RULE.match(line) or _item(line) or (self.marked_up and _ATX.match(line)):
                return end
            if not joins(
                self._unquoted(end - 1),
                self._unquoted(end),
                self.width,
                in_item=_item(self.lines[place]) is not None,
            ):
                return end
            end += 1
        return end

    def _block(self, place: int, end: int, gap: bool) -> Draft:
        item = _item(self.lines[place])
        first = item.text if item else self._unquoted(place)
        text = _joined([first, *(self._unquoted(number) for number in range(place + 1, end))])
        if (
            end < len(self.lines)
            and re.fullmatch(r"\s*(?:={3,}|-{3,})\s*", self.lines[end])
            and not item
            and len(text) < 120
        ):
            return Draft(
                "heading", self._bare(text), rank=(STATED, 1 if "=" in self.lines[end] else 2), gap=gap
            )
        bare = self._bare(text)
        if item is None:
            self.indents = [] if gap else self.indents
            return Draft("paragraph", bare, look=_look(text) if self.marked_up else Look.PLAIN, gap=gap)
        return Draft("item", bare, self._level(item.indent), number=item.number, gap=gap)

    def _unquoted(self, place: int) -> str:
        line = _QUOTE.sub("", self.lines[place])
        return line.strip() if line.strip() else ""

    def _bare(self, text: str) -> str:
        """The text without Markdown's marks."""
        if not self.marked_up:
            return text
        text = _LINK.sub(r"\1", text)
        return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", _STRONG.sub(r"\2", text)))

    def _level(self, indent: int) -> int:
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return len(self.indents)

    def _table_end(self, place: int) -> int:
        """Where the table that begins at this line ends; `place` when none does."""
        for count, least in ((_pipes, 1), (_tabs, 1)):
            columns = count(self.lines[place])
            end = place
            while end < len(self.lines) and self.lines[end].strip() and count(self.lines[end]) >= least:
                end += 1
            separated = end > place + 1 and bool(_SEPARATOR.match(self.lines[place + 1])) and count is _pipes
            same = sum(count(line) == columns for line in self.lines[place:end]) >= 0.7 * (end - place)
            if end - place >= 2 and columns >= least and (separated or same):
                return end
        return place

    def _cells(self, place: int, end: int) -> list[list[Cell]]:
        rows = []
        for line in self.lines[place:end]:
            if _SEPARATOR.match(line):
                continue
            texts = _split_pipes(line) if _pipes(line) else line.strip(" ").split("\t")
            rows.append([Cell([self._line(text)] if text.strip() else []) for text in texts])
        return rows

    def _line(self, text: str) -> Line:
        pieces = re.split(r"<br\s*/?>", text) if self.marked_up else [text]
        return Line(
            self._bare("; ".join(piece.strip() for piece in pieces if piece.strip())), _look(text.strip())
        )

    def _stated(self, place: int) -> int:
        return int(place + 1 < len(self.lines) and bool(_SEPARATOR.match(self.lines[place + 1])))


def _item(line: str) -> _Item | None:
    """The list item that begins with this line."""
    line = _QUOTE.sub("", line) if line.lstrip().startswith("> ") else line
    if found := _BULLET.match(line):
        return _Item(len(found[1].expandtabs(4)), "", line[found.end() :].strip())
    if (found := _NUMBER.match(line)) and not re.match(r"\d{1,2}[.)]? (?:\w{3,9}) \d{4}\b", line.strip()):
        return _Item(len(found[1].expandtabs(4)), found[2], line[found.end() :].strip())
    return None


def _pipes(line: str) -> int:
    """How many cell borders a line has."""
    return line.strip().strip("|").count("|") if " | " in line or line.strip().startswith("|") else 0


def _tabs(line: str) -> int:
    return len(re.findall(r"(?<=\S)\t+(?=\S)", line)) if "\t" in line else 0


def _split_pipes(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))


def _look(text: str) -> Look:
    """The look of a line that Markdown marks as a whole."""
    if re.fullmatch(r"(\*\*|__)[^*]{1,200}\1:?", text):
        return Look.BOLD
    if re.fullmatch(r"\*\*\*[^*]{1,200}\*\*\*:?", text):
        return Look.UNDERLINED
    return Look.ITALIC if re.fullmatch(r"([*_])[^*_]{1,120}\1:?", text) else Look.PLAIN


def _joined(lines: Sequence[str]) -> str:
    """Wrapped lines as one text; a word broken off with a hyphen is made whole."""
    out = lines[0]
    for line in lines[1:]:
        if (
            re.search(r"[^\W\d_]-$", out)
            and re.match(r"[a-zà-ÿ]", line)
            and not re.match(r"(?:en|of|and|or|tot|als|to)\b", line)
        ):
            out = out[:-1] + line
        else:
            out = f"{out} {line}"
    return out
