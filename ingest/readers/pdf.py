"""PDF files: paragraphs, headings, lists, tables and footnotes by place, size and weight, with page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.blocks import Parsed
from ingest.readers.clean import MARKS, mark, scrub
from ingest.readers.draft import Draft, Look, Manuscript, finish
from ingest.readers.lines import Cell, Line, wording_for
from ingest.readers.lists import mark_lone
from ingest.readers.outline import STATED, ends_sentence, outline
from ingest.readers.pdf_file import read_pages
from ingest.readers.pdf_layout import Band, Column, bands_of
from ingest.readers.pdf_margins import take_notes, without_running_lines
from ingest.readers.pdf_page import PageText, body_size, join_lines, line_pitch
from ingest.readers.pdf_segments import Segment
from ingest.readers.tables import Table, table_drafts

_BULLET = re.compile(r"^(?:[-–—•▪◦‣●○■□✓*·]|o(?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"^(\(?(?:\d{1,2}|[a-z])[.)]|\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2})\s+(?=\S)")
_MARKS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def read(data: bytes) -> Parsed:
    """The document as blocks with their page numbers; refuses one that needs a password or holds no text."""
    manuscript = Manuscript()
    pages = read_pages(data, manuscript)
    if any(segment.white for page in pages for segment in page.segments):
        manuscript.warnings.append("some of its text is white; it was read as well")
    without_running_lines(pages)
    body = body_size(pages)
    for page in pages:
        take_notes(page, body)
    drafts = _Pages(pages, body, manuscript).drafts()
    mark_lone(drafts)
    manuscript.drafts = outline(drafts)
    return finish(manuscript, "pdf")


class _Pages:
    """Goes through the pages' bands and makes drafts of them."""

    def __init__(self, pages: Sequence[PageText], body: float, manuscript: Manuscript) -> None:
        self.pages = pages
        self.body = body
        self.pitch = line_pitch(pages, body)
        self.manuscript = manuscript
        lines = [segment for page in pages for segment in page.segments]
        self.wording = wording_for(" ".join(line.text for line in lines[:400]))
        sizes = {round(line.size) for line in lines if self._is_large(line)}
        self.levels = {size: level for level, size in enumerate(sorted(sizes, reverse=True), 1)}
        self.indents: list[float] = []
        self.rights = {page.number: self._right(page) for page in pages}

    def _is_large(self, line: Segment) -> bool:
        return line.size >= 1.13 * self.body and any(letter.isalpha() for letter in line.text)

    def _right(self, page: PageText) -> float:
        """Where the text's right edge is: most long lines reach it nearly."""
        rights = sorted(line.right for line in page.segments if len(line.text) > 25)
        return rights[int(0.95 * (len(rights) - 1))] if rights else page.width

    def drafts(self) -> list[Draft]:
        """The drafts of all pages, paragraphs that run over a page's end joined."""
        out: list[Draft] = []
        for page in self.pages:
            for draft in self._page(page):
                if out and self._goes_on(out[-1], draft):
                    out[-1].text = join_lines([out[-1].text, draft.text])
                else:
                    out.append(draft)
        return out

    def _goes_on(self, before: Draft, draft: Draft) -> bool:
        if before.page == draft.page or before.kind not in ("paragraph", "item") or draft.kind != "paragraph":
            return False
        begins_low = draft.plain[:1].islower()
        return (
            before.look == draft.look
            and not ends_sentence(before.plain)
            and begins_low
            and len(before.plain) > 40
        )

    def _page(self, page: PageText) -> Iterator[Draft]:
        marks = self._marks(page)
        rows: list[Band] = []
        for band in bands_of(page, self.pitch):
            if len(band.columns) > 1:
                rows.append(band)
                continue
            yield from self._table(rows, page, marks)
            rows = []
            yield from self._running(band.columns[0], page, marks)
        yield from self._table(rows, page, marks)

    def _marks(self, page: PageText) -> dict[int, str]:
        """The mark character of each footnote of the page, by its number."""
        out = {}
        for number, text in page.notes:
            self.manuscript.notes.append(scrub(text))
            out[number] = mark(len(self.manuscript.notes) - 1)
        return out

    def _text(self, lines: Sequence[str], marks: dict[int, str]) -> str:
        text = scrub(join_lines(lines))
        text = _MARKS.sub(lambda found: marks.get(int(found[0].translate(_DIGITS)), found[0]), text)
        return re.sub(f"([{MARKS}]) (?=[.,;:!?)])", r"\1", text)

    def _table(self, bands: Sequence[Band], page: PageText, marks: dict[int, str]) -> Iterator[Draft]:
        """The bands as a table's rows: columns are told apart by where they begin."""
        if not bands:
            return
        starts = _starts([column.left for band in bands for column in band.columns], 2.0 * self.body)
        rows = []
        for band in bands:
            row = [Cell() for _ in starts]
            for column in band.columns:
                place = max(number for number, start in enumerate(starts) if start <= column.left + 0.1)
                row[place].lines += self._cell_lines(column, marks)
            rows.append(row)
        for draft in table_drafts(Table(rows), self.wording):
            draft.page = page.number
            yield draft

    def _cell_lines(self, column: Column, marks: dict[int, str]) -> list[Line]:
        """A cell's lines as paragraphs: a line that didn't fill the cell ends one, and so does a change of weight."""
        groups: list[list[Segment]] = []
        for line in column.lines:
            last = groups[-1][-1] if groups else None
            full = last is not None and last.right + _first_word(line) > column.right
            if last is not None and last.bold == line.bold and (full or line.text[:1].islower()):
                groups[-1].append(line)
            else:
                groups.append([line])
        return [
            Line(self._text([line.text for line in group], marks), Look.BOLD if group[0].bold else Look.PLAIN)
            for group in groups
        ]

    def _running(self, column: Column, page: PageText, marks: dict[int, str]) -> Iterator[Draft]:
        group: list[Segment] = []
        for line in column.lines:
            if group and not self._joins(group, line, column):
                yield self._draft(group, page, marks)
                group = []
            group.append(line)
        if group:
            yield self._draft(group, page, marks)

    def _joins(self, group: Sequence[Segment], line: Segment, column: Column) -> bool:
        """Whether a line goes on with the paragraph above it."""
        last = group[-1]
        if abs(last.size - line.size) > 0.6 or last.bold != line.bold or _begins_item(line.text):
            return False
        if last.base - line.base > 1.32 * max(self.pitch, 1.1 * line.size):
            return False
        if self._is_large(line):
            return True
        right = self.rights[line.page] if column.right > 0.8 * self.rights[line.page] else column.right
        full = last.right + _first_word(line) > right - 0.5 * self.body
        indented = line.left > group[0].left + 1.2 * self.body and not _begins_item(group[0].text)
        if indented and len(group) > 1:
            return False
        return full or (line.text[:1].islower() and not ends_sentence(last.text) and len(last.text) > 30)

    def _draft(self, group: Sequence[Segment], page: PageText, marks: dict[int, str]) -> Draft:
        text = self._text([line.text for line in group], marks)
        first = group[0]
        if self._is_large(first) and len(text) <= 250:
            return Draft("heading", text, page=page.number, rank=(STATED, self.levels[round(first.size)]))
        look = Look.BOLD if all(line.bold for line in group) else Look.PLAIN
        if look == Look.PLAIN and all(line.italic for line in group):
            look = Look.ITALIC
        bullet = _BULLET.match(text)
        if look == Look.BOLD:
            return Draft("paragraph", text[bullet.end() if bullet else 0 :], page=page.number, look=look)
        if bullet:
            return Draft("item", text[bullet.end() :], self._level(first.left), page.number)
        if number := _NUMBER.match(text):
            return Draft("item", text[number.end() :], self._level(first.left), page.number, number=number[1])
        self.indents = []
        return Draft("paragraph", text, page=page.number, look=look)

    def _level(self, left: float) -> int:
        """How deep an item is in its list, by where it begins."""
        while self.indents and self.indents[-1] > left + 3:
            self.indents.pop()
        if not self.indents or self.indents[-1] < left - 3:
            self.indents.append(left)
        return len(self.indents)


def _begins_item(text: str) -> bool:
    return bool(
        _BULLET.match(text) or re.match(r"^(?:\(?(?:\d{1,2}|[a-z])[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+\S", text)
    )


def _first_word(line: Segment) -> float:
    """The width of a line's first word with a space before it."""
    length = max(1, len(line.text))
    return (line.right - line.left) / length * (len(line.text.split(" ", 1)[0]) + 1)


def _starts(lefts: Sequence[float], apart: float) -> list[float]:
    """Where columns begin: left edges, those close together taken as one."""
    out: list[float] = []
    for left in sorted(lefts):
        if not out or left - out[-1] > apart:
            out.append(left)
    return out
