"""Tables → rows that can be read by themselves. What is header, label or value is decided by what the cells hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.readers.draft import Draft
from ingest.readers.labels import PAGE_LABELS, bare_label
from ingest.readers.lines import DUTCH, Cell, Line, Wording, join_lines
from ingest.readers.outline import ends_sentence
from ingest.readers.table_shape import Row, header_count, is_stacked, pair_columns

LONG_VALUE = 300


@dataclass(slots=True)
class Table:
    """A table as the source gives it; `stated_headers` is how many rows the source calls its header."""

    rows: list[Row]
    stated_headers: int = 0
    caption: str = ""


def table_drafts(table: Table, wording: Wording = DUTCH) -> Iterator[Draft]:
    """The table's rows as drafts: a form gives one per label, any other one per row, with the header's labels."""
    if table.caption:
        yield Draft("paragraph", table.caption)
    rows = [row for row in square(table.rows) if any(cell.plain for cell in row)]
    rows = _without_empty_columns(rows)
    if not rows:
        return
    if len(rows[0]) == 1:
        yield from _unframed(rows)
    elif is_stacked(rows):
        yield from _stacked(rows, wording)
    else:
        headers = header_count(rows, table.stated_headers)
        pairs = pair_columns(rows) if not headers else ()
        if pairs:
            yield from _pairs(rows, pairs, wording)
        else:
            yield from _listed(rows, headers, wording)


def square(rows: Sequence[Row]) -> list[Row]:
    """The rows with as many cells each: a cell over more rows is repeated, one over more columns padded."""
    pending: dict[int, tuple[int, Cell]] = {}
    out: list[Row] = []
    for row in rows:
        line: Row = []
        for cell in [*row, None]:
            while len(line) in pending:
                left, above = pending.pop(len(line))
                if left > 1:
                    pending[len(line)] = (left - 1, above)
                line.append(above)
            if cell is None:
                break
            for place in range(max(1, min(cell.columns, 200))):
                filler = cell if place == 0 else Cell(header=cell.header)
                if cell.rows > 1:
                    pending[len(line)] = (min(cell.rows, len(rows)) - 1, filler)
                line.append(filler)
        out.append(line)
    width = max((len(row) for row in out), default=0)
    return [row + [Cell() for _ in range(width - len(row))] for row in out]


def _without_empty_columns(rows: Sequence[Row]) -> list[Row]:
    if not rows:
        return []
    kept = [place for place in range(len(rows[0])) if any(row[place].plain for row in rows)]
    return [[row[place] for place in kept] for row in rows]


def _unframed(rows: Sequence[Row]) -> Iterator[Draft]:
    """The contents of a table of one column, which is a frame round ordinary text."""
    for row in rows:
        for line in row[0].lines:
            yield Draft(
                "item" if line.item else "paragraph",
                line.text,
                int(line.item),
                look=line.look,
                number=line.number,
            )


def _stacked(rows: Sequence[Row], wording: Wording) -> Iterator[Draft]:
    for row in rows:
        for cell in row:
            if cell.lines:
                yield from _labelled(bare_label(cell.lines[0].text), cell.lines[1:], wording)


def _labelled(label: str, values: Sequence[Line], wording: Wording) -> Iterator[Draft]:
    """A label and what stands with it as one row; long prose as paragraphs, long lists as rows of their own."""
    values = [line for line in values if line.plain]
    if label.casefold() in PAGE_LABELS:
        return
    text = join_lines([line.numbered for line in values])
    if len(text) <= LONG_VALUE or (len(values) == 1 and not _is_prose(text)):
        yield Draft("row", _struck(f"{label}: {text or wording.empty}", values, wording))
        return
    for line in values:
        labelled = f"{label}: {line.numbered}"
        yield Draft("paragraph" if _is_prose(line.plain) else "row", _struck(labelled, [line], wording))


def _is_prose(text: str) -> bool:
    return len(text) > 150 and ends_sentence(text) and text.count(". ") >= 1


def _struck(text: str, lines: Sequence[Line], wording: Wording) -> str:
    return f"{text} {wording.struck}" if lines and all(line.struck for line in lines) else text


def _pairs(rows: Sequence[Row], pairs: Sequence[tuple[int, int]], wording: Wording) -> Iterator[Draft]:
    for row in rows:
        for label, last in pairs:
            values = [line for cell in row[label + 1 : last + 1] for line in cell.lines]
            if row[label].plain:
                yield from _labelled(bare_label(row[label].text), values, wording)
            elif values:
                yield Draft("row", join_lines([line.numbered for line in values]))


def _listed(rows: Sequence[Row], headers: int, wording: Wording) -> Iterator[Draft]:
    labels = [
        " ".join(dict.fromkeys(row[place].text for row in rows[:headers] if row[place].text))
        for place in range(len(rows[0]))
    ]
    for row in rows[headers:]:
        for part in _aligned(row) if headers else [row]:
            yield from _listed_row(part, [bare_label(label) for label in labels], wording)


def _listed_row(row: Row, labels: Sequence[str], wording: Wording) -> Iterator[Draft]:
    filled = [(label, cell) for label, cell in zip(labels, row, strict=True) if cell.plain]
    if len(filled) == 1 and not filled[0][0]:
        yield Draft("row", filled[0][1].text)
        return
    all_struck = all(cell.struck for _, cell in filled)
    parts = []
    for label, cell in filled:
        text = f"{cell.text} {wording.struck}" if cell.struck and not all_struck else cell.text
        parts.append(f"{label}: {text}" if label else text)
    if filled:
        yield Draft("row", " | ".join(parts) + (f" {wording.struck}" if all_struck else ""))


def _aligned(row: Row) -> list[Row]:
    """The row, cut up where two or more of its cells hold equally many short lines that belong together in pairs."""
    counts = {len(cell.lines) for cell in row if len(cell.lines) > 1}
    several = [cell for cell in row if len(cell.lines) > 1]
    if (
        len(counts) != 1
        or len(several) < 2
        or any(len(line.plain) > 60 for cell in several for line in cell.lines)
    ):
        return [row]
    return [
        [replace(cell, lines=[cell.lines[place]]) if len(cell.lines) > 1 else cell for cell in row]
        for place in range(counts.pop())
    ]
