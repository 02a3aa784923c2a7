"""Segments → columns of lines, alone or beside each other, in reading order."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf_page import MARK, PageText
from ingest.readers.pdf_segments import Segment


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
        for earlier, later in pairwise(segments)
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
        elif (
            last is not None
            and _is_under(columns[-1], last, segment, pitch)
            and not _is_next_row(columns, segment)
        ):
            columns[-1].lines.append(segment)
        else:
            columns.append(Column([segment]))
    return columns


def _is_after_mark(mark: Segment, segment: Segment) -> bool:
    away, shift = (segment.left - mark.right) / segment.size, abs(segment.base - mark.base) / segment.size
    on_line = 0 <= away < 6 and shift < 0.45
    number_set_apart = mark.text.isdigit() and len(mark.text) < 3 and 0 <= away < 3 and shift < 2.2
    return bool(MARK.match(mark.text)) and (on_line or number_set_apart)


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
    return [
        line
        for line in column.lines
        if min(line.top, other.top) - max(line.bottom, other.bottom) > 0.4 * line.size
    ]


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
