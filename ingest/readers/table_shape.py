"""What kind of table a grid of cells is: with a header, a form of labels and values, or labels over values."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.draft import Look
from ingest.readers.labels import bare_label, has_value, is_column_label, is_form_label, is_label
from ingest.readers.lines import Cell, Line
from ingest.readers.outline import ends_sentence

Row = list[Cell]


def is_stacked(rows: Sequence[Row]) -> bool:
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


def header_count(rows: Sequence[Row], stated: int) -> int:
    """How many rows at the top are headers: as stated, where what they hold agrees."""
    if len(rows) < 2:
        return 0
    first = rows[0]
    if not _could_be_header(first) or all(has_value(cell.plain) for cell in first if cell.plain):
        return 0  # "Nr: A-08 | Wie: Anke de Vries" names its own columns
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


def pair_columns(rows: Sequence[Row]) -> tuple[tuple[int, int], ...]:
    """The (first, last) columns of each label with its values; empty when the table isn't made of such pairs."""
    width = len(rows[0])
    labels, values = range(0, width, 2), range(1, width, 2)
    alternating = all(_is_label_column(rows, place) for place in labels)
    if (
        width % 2 == 0
        and width > 2
        and alternating
        and not any(_is_label_column(rows, place) for place in values)
    ):
        return tuple((place, place + 1) for place in labels)
    spanned = sum(row[1].columns >= width - 1 for row in rows) if width > 2 else 0
    if (
        _is_form(rows)
        or _labels_prose(rows)
        or (spanned >= 0.5 * len(rows) and _is_label_column(rows, 0, marked=True))
    ):
        return ((0, width - 1),)
    return ()


def _is_label_column(rows: Sequence[Row], place: int, *, marked: bool = False) -> bool:
    cells = [row[place] for row in rows if row[place].plain]
    if not cells or not all(is_label(cell.plain) for cell in cells):
        return False
    known = sum(is_form_label(cell.plain) for cell in cells)
    return (
        marked
        or known >= 0.5 * len(cells)
        or all(cell.bold or cell.plain.endswith(":") or cell.header for cell in cells)
    )


def _labels_prose(rows: Sequence[Row]) -> bool:
    """Whether short first cells stand before long texts: a list of terms with what is said of each."""
    labels = [row[0].plain for row in rows]
    values = [" ".join(cell.plain for cell in row[1:]) for row in rows]
    if not all(0 < len(label) <= 60 and not ends_sentence(label) for label in labels) or len(
        set(labels)
    ) < len(labels):
        return False
    return len(rows[0]) == 2 and sum(len(value) > 80 for value in values) >= 0.6 * len(values)
