"""Tables → rows that can be read by themselves. What is header, label or value is decided by what the cells hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.readers.draft import Draft, Look
from ingest.readers.labels import PAGE_LABELS, bare_label, has_value, is_column_label, is_form_label, is_label
from ingest.readers.lines import Cell, DUTCH, Line, Wording, join_lines
from ingest.readers.outline import ends_sentence

Row = list[Cell]
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
    elif _is_stacked(rows):
        yield from _stacked(rows, wording)
    else:
        headers = _header_count(rows, table.stated_headers)
        pairs = _pair_columns(rows) if not headers else ()
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
            yield Draft("item" if line.item else "paragraph", line.text, int(line.item), look=line.look, number=line.number)


def _is_stacked(rows: Sequence[Row]) -> bool:
    """Whether the cells each hold a label with its value under it ("aanwezig" / names)."""
    cells = [cell for row in rows for cell in row if cell.lines]
    if len(cells) < 2 or not all(_opens_with_label(cell.lines[0]) for cell in cells):
        return False
    labels = [bare_label(cell.lines[0].plain).casefold() for cell in cells]
    stacked = [cell for cell in cells if len(cell.lines) > 1]
    if len(set(labels)) < len(labels) or len(stacked) < max(1, 0.4 * len(cells)):
        return False
    if any(line.item for cell in cells for line in cell.lines[:1]):
        return False
    marked = all(_is_marked(cell.lines[0]) for cell in cells)
    values_marked = all(_is_marked(line) for cell in stacked for line in cell.lines[1:])
    known = sum(is_form_label(cell.lines[0].plain) for cell in cells)
    return (marked and not values_marked) or known >= 0.5 * len(cells)


def _opens_with_label(line: Line) -> bool:
    return is_label(line.plain) and not has_value(line.plain)


def _is_marked(line: Line) -> bool:
    return line.look != Look.PLAIN or line.plain.endswith(":")


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


def _header_count(rows: Sequence[Row], stated: int) -> int:
    """How many rows at the top are headers: as stated, where what they hold agrees."""
    if len(rows) < 2:
        return 0
    first = rows[0]
    if not _could_be_header(first):
        return 0
    bold_first = all(cell.bold for cell in first if cell.lines)
    bold_rest = all(cell.bold for row in rows[1:] for cell in row if cell.lines)
    if bold_first and not bold_rest and not _is_form(rows):
        return 1 + (stated > 1 and len(rows) > 2 and _could_be_header(rows[1]))
    if _is_form(rows):
        return 0
    if sum(is_column_label(cell.plain) for cell in first) >= min(2, len(first)):
        return 1
    if stated or all(cell.header for cell in first):
        return max(1, min(stated, len(rows) - 1, 3)) if _differs(rows) else 0
    return 0


def _could_be_header(row: Row) -> bool:
    texts = [cell.plain for cell in row]
    filled = [text for text in texts if text]
    if len(filled) < max(1, len(texts) - 1) or len(filled) < 2:
        return False
    return all(len(text) <= 60 and len(text.split()) <= 7 and not _closes(text) for text in filled) and all(
        len(cell.lines) <= 2 for cell in row
    )


def _closes(text: str) -> bool:
    return text.endswith((".", ";")) and len(text) > 6


def _differs(rows: Sequence[Row]) -> bool:
    """Whether the first row could be read as naming the columns: its cells aren't longer than what is under them."""
    for place, cell in enumerate(rows[0]):
        under = [len(row[place].plain) for row in rows[1:] if row[place].plain]
        if under and len(cell.plain) > 1.5 * max(under) and len(cell.plain.split()) > 3:
            return False
    return True


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether the first column holds labels and the next their values, from the first row on."""
    labels = [row[0] for row in rows if row[0].plain]
    if len(labels) < 0.8 * len(rows) or not all(is_label(cell.plain, 5) for cell in labels):
        return False
    names = [bare_label(cell.plain).casefold() for cell in labels]
    if len(set(names)) < len(names):
        return False
    known = sum(is_form_label(cell.plain) for cell in labels) / len(labels)
    marked = all(cell.bold or cell.header or cell.plain.endswith(":") for cell in labels)
    others = [cell for row in rows for cell in row[1:2] if cell.lines]
    others_marked = bool(others) and all(cell.bold or cell.header for cell in others)
    top_is_header = all(is_column_label(cell.plain) for cell in rows[0] if cell.plain) and known < 0.6
    return (known >= 0.5 or (marked and not others_marked)) and not top_is_header


def _pair_columns(rows: Sequence[Row]) -> tuple[tuple[int, int], ...]:
    """The (first, last) columns of each label with its values; empty when the table isn't made of such pairs."""
    width = len(rows[0])
    if width % 2 == 0 and width > 2 and all(_is_label_column(rows, place) for place in range(0, width, 2)):
        if not any(_is_label_column(rows, place) for place in range(1, width, 2)):
            return tuple((place, place + 1) for place in range(0, width, 2))
    spanned = sum(row[1].columns >= width - 1 for row in rows) if width > 2 else 0
    if _is_form(rows) or _labels_prose(rows) or (spanned >= 0.5 * len(rows) and _is_label_column(rows, 0, marked=True)):
        return ((0, width - 1),)
    return ()


def _is_label_column(rows: Sequence[Row], place: int, *, marked: bool = False) -> bool:
    cells = [row[place] for row in rows if row[place].plain]
    if not cells or not all(is_label(cell.plain) for cell in cells):
        return False
    known = sum(is_form_label(cell.plain) for cell in cells)
    return marked or known >= 0.5 * len(cells) or all(cell.bold or cell.plain.endswith(":") or cell.header for cell in cells)


def _labels_prose(rows: Sequence[Row]) -> bool:
    """Whether short first cells stand before long texts: a list of terms with what is said of each."""
    labels = [row[0].plain for row in rows]
    values = [" ".join(cell.plain for cell in row[1:]) for row in rows]
    if not all(0 < len(label) <= 60 and not ends_sentence(label) for label in labels) or len(set(labels)) < len(labels):
        return False
    return len(rows[0]) == 2 and sum(len(value) > 80 for value in values) >= 0.6 * len(values)


def _pairs(rows: Sequence[Row], pairs: Sequence[tuple[int, int]], wording: Wording) -> Iterator[Draft]:
    for row in rows:
        for label, last in pairs:
            values = [line for cell in row[label + 1 : last + 1] for line in cell.lines]
            if row[label].plain:
                yield from _labelled(bare_label(row[label].text), values, wording)
            elif values:
                yield Draft("row", join_lines([line.numbered for line in values]))


def _listed(rows: Sequence[Row], headers: int, wording: Wording) -> Iterator[Draft]:
    labels = [" ".join(dict.fromkeys(row[place].text for row in rows[:headers] if row[place].text)) for place in range(len(rows[0]))]
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
    if len(counts) != 1 or len(several) < 2 or any(len(line.plain) > 60 for cell in several for line in cell.lines):
        return [row]
    return [
        [replace(cell, lines=[cell.lines[place]]) if len(cell.lines) > 1 else cell for cell in row]
        for place in range(counts.pop())
    ]
