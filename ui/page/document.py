"""A report as HTML: each line of its canonical text a paragraph or heading, the quote marked, nothing added.

What isn't in the text (footnote numbers, page numbers) stands in attributes that the style sheet shows, so that the
text content of the marks is the quote, to the letter.
"""

from __future__ import annotations

import html
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ui.shapes import Json

DEEPEST_HEADING = 6

Offsets = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the canonical text: `text[start:end]`, without its line end."""

    start: int
    end: int


def document_html(report: Json, start: int, end: int) -> str:
    """The report's text as HTML with `text[start:end]` in marks, the first of which is `#quote`."""
    text: str = report["text"]
    levels = {part["start"]: part["level"] for part in report["sections"] if part["heading"]}
    notes = sorted((note["start"], note["number"]) for note in report["footnotes"])
    anchors = sorted((note["anchor"], note["number"]) for note in report["footnotes"])
    pages = [(offset, number) for number, offset in enumerate(report["pages"], 1)]
    first_mark = _first_mark(text, start, end)
    parts: list[str] = []
    for line in _lines(text):
        parts += [
            f'<div class="page" data-page="{page}"></div>'
            for _, page in _between(pages, line.start, line.end)
        ]
        if line.start == line.end:
            continue
        inner = _inner(text, line, (start, end), first_mark, anchors)
        note = next((number for _, number in _between(notes, line.start, line.end)), None)
        parts.append(_block(inner, levels.get(line.start), note))
    return "\n".join(parts)


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for line in text.split("\n"):
        yield Line(at, at + len(line))
        at += len(line) + 1


def _first_mark(text: str, start: int, end: int) -> int:
    """Where the first mark begins: line ends at the quote's beginning have no mark."""
    while start < end and text[start] == "\n":
        start += 1
    return start


def _between(numbered: Offsets, start: int, end: int) -> Offsets:
    """The (offset, number) pairs from `start` to `end`, both included."""
    return numbered[bisect_left(numbered, (start, 0)) : bisect_left(numbered, (end + 1, 0))]


def _inner(text: str, line: Line, quote: tuple[int, int], first_mark: int, anchors: Offsets) -> str:
    """The line with at most one mark, around what the quote has of it, and a link where a footnote hangs."""
    start, end = max(quote[0], line.start), min(quote[1], line.end)
    if start >= end:
        return _with_anchors(text, line.start, line.end, anchors, closed=True)
    before = _with_anchors(text, line.start, start, anchors)
    marked = _with_anchors(text, start, end, anchors)
    after = _with_anchors(text, end, line.end, anchors, closed=True)
    name = ' id="quote"' if start == first_mark else ""
    return f"{before}<mark{name}>{marked}</mark>{after}"


def _with_anchors(text: str, start: int, end: int, anchors: Offsets, *, closed: bool = False) -> str:
    """`text[start:end]` with the footnotes that hang in it; with `closed` also the one at its very end."""
    made, at = "", start
    for anchor, number in _between(anchors, start, end):
        if anchor < end or closed:
            made += html.escape(text[at:anchor])
            made += f'<a class="anchor" href="#note-{number}" data-note="{number}"></a>'
            at = anchor
    return made + html.escape(text[at:end])


def _block(inner: str, level: int | None, note: int | None) -> str:
    if level is not None:
        tag = f"h{min(max(level, 1) + 1, DEEPEST_HEADING)}"
        return f"<{tag}>{inner}</{tag}>"
    if note is not None:
        return f'<p class="note" id="note-{note}">{inner}</p>'
    return f"<p>{inner}</p>"
