"""Segments → lines and table rows, in reading order; running heads, page numbers and footnotes set apart."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf_segments import Segment

MARGIN = 0.13
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:pagina|page|blad|pag\.?|p\.)\s*)?\d{1,4}\s*(?:(?:van|of|/|uit|-|–)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_WORDED_NUMBER = re.compile(r"^\W*(?:pagina|page|blad)\s*\d{1,4}\b.{0,12}$", re.IGNORECASE)
_MARK = re.compile(r"^(?:[-–—•▪◦‣●○■□✓*·]|o|\(?\d{1,3}[.)]?|\(?[a-z][.)]|\d{1,2}(?:\.\d{1,2})+\.?|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})$")
_NOTE = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}(?=\s))\s*(\S.*)$")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(slots=True)
class PageText:
    """What stands on a page: segments in drawing order and the page's size."""

    number: int
    width: float
    height: float
    segments: list[Segment]
    notes: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Column:
    """Lines under each other: a column of text, or a table's cell."""

    lines: list[Segment]

    @property
    def left(self) -> float:
        """The left edge."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """The right edge."""
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        """The upper edge."""
        return max(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return min(line.bottom for line in self.lines)


@dataclass(slots=True)
class Band:
    """Columns beside each other; one alone is running text, more are a table's row."""

    columns: list[Column]


def without_running_lines(pages: Sequence[PageText]) -> None:
    """Takes out what is repeated at the top or foot of pages, and page numbers."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for segment in _marginal(page):
            seen[_key(segment)].add(page.number)
    needed = max(2, 0.5 * len(pages)) if len(pages) < 8 else 0.3 * len(pages)
    running = {key for key, numbers in seen.items() if len(numbers) >= needed}
    for page in pages:
        marginal = {id(segment) for segment in _marginal(page)}
        page.segments = [
            segment
            for segment in page.segments
            if id(segment) not in marginal or not (_is_running(segment, running) or _is_page_number(segment, page))
        ]


def _marginal(page: PageText) -> list[Segment]:
    edge = MARGIN * page.height
    return [line for line in page.segments if line.base < edge or line.base > page.height - edge]


def _key(segment: Segment) -> tuple[str, int]:
    return re.sub(r"\d+", "#", segment.text.lower()), round(segment.base / 8)


def _is_running(segment: Segment, running: set[tuple[str, int]]) -> bool:
    text, place = _key(segment)
    return any((text, near) in running for near in (place - 1, place, place + 1))


def _is_page_number(segment: Segment, page: PageText) -> bool:
    """Whether it is a page's number: worded so, or bare and outside all other text."""
    if _WORDED_NUMBER.match(segment.text):
        return True
    if not _PAGE_NUMBER.match(segment.text):
        return False
    others = [other for other in page.segments if other is not segment]
    beside = any(abs(other.base - segment.base) < 0.5 * segment.size for other in others)
    outermost = all(other.base > segment.base for other in others) or all(other.base < segment.base for other in others)
    return outermost and not beside


def take_notes(page: PageText, body: float) -> None:
    """Moves the footnotes at the page's foot into `page.notes`: small lines below the text, each from a number on,
    whose number stands raised in the text above."""
    foot = _foot(page, body)
    if not foot:
        return
    above = "\n".join(segment.text for segment in page.segments if not any(segment is line for line in foot))
    marks = {int(found.translate(_DIGITS)) for found in re.findall(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}", above)}
    notes: list[tuple[int, list[Segment]]] = []
    for line in foot:
        found = _NOTE.match(line.text)
        number = int(found[1].translate(_DIGITS)) if found else 0
        if found and number in marks:
            notes.append((number, [line]))
        elif notes:
            notes[-1][1].append(line)
    for number, lines in notes:
        first = _NOTE.match(lines[0].text)
        texts = [first[2] if first else "", *(line.text for line in lines[1:])]
        page.notes.append((number, join_lines(texts)))
    taken = {id(line) for _, lines in notes for line in lines}
    page.segments = [segment for segment in page.segments if id(segment) not in taken]


def _foot(page: PageText, body: float) -> list[Segment]:
    """The small lines below the last line of ordinary size, marks of their numbers joined to them."""
    ordinary = [segment.base for segment in page.segments if segment.size > 0.93 * body and len(segment.text) > 3]
    lowest = min(ordinary, default=0.0)
    small = [segment for segment in page.segments if segment.base < lowest and segment.size <= 0.93 * body]
    return _marks_joined(sorted(small, key=lambda segment: (-round(segment.base), segment.left)), page)


def _marks_joined(lines: list[Segment], page: PageText) -> list[Segment]:
    """The lines, with a number that stands apart before a line made part of it (on the page too)."""
    out: list[Segment] = []
    for line in lines:
        before = out[-1] if out else None
        if before is not None and _MARK.match(before.text) and abs(before.base - line.base) < 0.6 * line.size:
            line.text, line.left = f"{before.text} {line.text}", before.left
            page.segments = [segment for segment in page.segments if segment is not before]
            out[-1] = line
        else:
            out.append(line)
    return out


def bands_of(page: PageText, pitch: float) -> list[Band]:
    """The page's text as bands from top to bottom, in reading order."""
    segments = page.segments if _is_in_order(page.segments) else _by_place(page.segments)
    bands: list[Band] = []
    for column in _columns(segments, pitch):
        if bands and _is_beside(bands[-1], column):
            bands[-1].columns.append(column)
        else:
            bands.append(Band([column]))
    return [piece for band in bands for piece in _parted(band)]


def _is_in_order(segments: Sequence[Segment]) -> bool:
    """Whether the drawing order is a reading order: it seldom goes back up without going right."""
    back = sum(
        later.base > earlier.top + earlier.size and later.left < earlier.right
        for earlier, later in zip(segments, segments[1:], strict=False)
    )
    return back <= max(2, 0.12 * len(segments))


def _by_place(segments: Iterable[Segment]) -> list[Segment]:
    """The segments from top to bottom and left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: -one.base):
        if rows and abs(rows[-1][0].base - segment.base) < 0.4 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [segment for row in rows for segment in sorted(row, key=lambda one: one.left)]


def _columns(segments: Iterable[Segment], pitch: float) -> list[Column]:
    """Segments that follow under each other, as columns; a list's mark is joined to its line."""
    columns: list[Column] = []
    for segment in segments:
        last = columns[-1].lines[-1] if columns else None
        if last is not None and _is_after_mark(last, segment):
            gap = "" if last.text[-1:] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else " "
            last.text, last.right = f"{last.text}{gap}{segment.text}", segment.right
            last.bold, last.italic = segment.bold, segment.italic
            last.size = max(last.size, segment.size) if segment.text else last.size
            last.glyphs += segment.glyphs
        elif last is not None and _is_under(columns[-1], last, segment, pitch) and not _is_next_row(columns, segment):
            columns[-1].lines.append(segment)
        else:
            columns.append(Column([segment]))
    return columns


def _is_after_mark(mark: Segment, segment: Segment) -> bool:
    away, shift = (segment.left - mark.right) / segment.size, abs(segment.base - mark.base) / segment.size
    on_line = 0 <= away < 6 and shift < 0.45
    number_set_apart = mark.text.isdigit() and len(mark.text) < 3 and 0 <= away < 3 and shift < 2.2
    return bool(_MARK.match(mark.text)) and (on_line or number_set_apart)


def _is_under(column: Column, last: Segment, segment: Segment, pitch: float) -> bool:
    """Whether the segment goes on with the column: on the next line, within its width."""
    drop = last.base - segment.base
    if not 0.3 * segment.size < drop < max(2.6 * pitch, 2.2 * max(last.size, segment.size)):
        return False
    return segment.left < column.right and segment.right > column.left


def _is_next_row(columns: Sequence[Column], segment: Segment) -> bool:
    """Whether the segment begins where the column before the last did, left of the last: a table's next row."""
    if len(columns) < 2:
        return False
    before, last = columns[-2], columns[-1]
    return abs(segment.left - before.left) < 3 and last.left - segment.left > 3 * segment.size


def _is_beside(band: Band, column: Column) -> bool:
    """Whether a column stands right of what the band's columns have at the same height."""
    beside = [_lines_beside(other, column) for other in band.columns]
    if not beside[0] or band.columns[-1].left >= column.left:
        return False
    return all(column.left >= line.right - 1 for lines in beside for line in lines)


def _lines_beside(column: Column, other: Column) -> list[Segment]:
    """The column's lines that stand at the other's height."""
    return [line for line in column.lines if min(line.top, other.top) - max(line.bottom, other.bottom) > 0.4 * line.size]


def _parted(band: Band) -> list[Band]:
    """The band, without what precedes the row in its first column; columns of running text as a band for each."""
    if len(band.columns) == 1:
        return [band]
    running = [column for column in band.columns if _is_running_text(column)]
    if len(running) >= 2:
        return [Band([column]) for column in band.columns]
    first, others = band.columns[0], band.columns[1:]
    top = max(column.lines[0].top for column in others)
    number = next(place for place, line in enumerate(first.lines) if line.bottom < top)
    while number and _wraps(first.lines[number - 1], first.lines[number], first):
        number -= 1
    if not number:
        return [band]
    return [Band([Column(first.lines[:number])]), Band([Column(first.lines[number:]), *others])]


def _is_running_text(column: Column) -> bool:
    return len(column.lines) >= 6 and statistics.mean(len(line.text) for line in column.lines) > 25


def _wraps(line: Segment, following: Segment, column: Column) -> bool:
    """Whether a cell's line goes on in the next."""
    if line.text[-1:] in ".:;!?" or line.bold != following.bold or abs(line.size - following.size) > 0.6:
        return False
    if line.base - following.base > 1.5 * max(line.size, following.size):
        return False
    return following.text[:1].islower() or line.right > column.left + 0.85 * (column.right - column.left)


def body_size(pages: Iterable[PageText]) -> float:
    """The size of running text: the largest in which a good part of the characters is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for segment in page.segments:
            sizes[round(segment.size * 2) / 2] += len(segment.text)
    total = sum(sizes.values())
    return max((size for size, count in sizes.items() if count >= 0.22 * total), default=10.0)


def line_pitch(pages: Iterable[PageText], body: float) -> float:
    """The usual distance between the baselines of lines of a paragraph."""
    drops = [
        earlier.base - later.base
        for page in pages
        for earlier, later in zip(page.segments, page.segments[1:], strict=False)
        if 0.8 * body < earlier.base - later.base < 2.2 * body and abs(earlier.size - later.size) < 0.5
    ]
    return statistics.median_low(sorted(drops)[: max(1, int(0.6 * len(drops)))]) if drops else 1.2 * body


def join_lines(texts: Iterable[str]) -> str:
    """Lines of one paragraph as one text; a word broken off with a hyphen is made whole."""
    out = ""
    for text in texts:
        if not out:
            out = text
        elif out.endswith("\u00ad"):
            out = out[:-1] + text
        elif re.search(r"[^\W\d_]{2}[-‐]$", out) and re.match(r"[a-zà-ÿ]", text) and not re.match(r"(?:en|of|and|or)\b", text):
            out = out[:-1] + text
        elif re.search(r"https?://\S+$", out) and re.match(r"^[\w/%#?=&.-]+$", text) and len(text) > 8:
            out += text
        else:
            out = f"{out} {text}"
    return out
