"""A report as HTML: each line of its canonical text a paragraph or heading, the quote marked, nothing added.

What isn't in the text (footnote numbers, page numbers, the way back from a note) stands in attributes that the style
sheet shows, so that the text content of the marks is the quote, to the letter.
"""

from __future__ import annotations

import html
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ui.messages import Messages
from ui.page.outline import Heading, headings
from ui.shapes import Json

DEEPEST_HEADING = 6
_CLASSES = {"item": "item", "row": "row"}

Offsets = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the canonical text: `text[start:end]`, without its line end."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands where in the text."""

    headings: dict[int, Heading]
    kinds: dict[int, str]
    notes: Offsets
    anchors: Offsets
    pages: Offsets


def document_html(report: Json, start: int, end: int, say: Messages) -> str:
    """The report's text as HTML with `text[start:end]` in marks, the first of which is `#quote`.

    A footnote's mark is `#mark-N` and leads to `#note-N`, which leads back.
    """
    text: str = report["text"]
    parts = _parts(report)
    first_mark = _first_mark(text, start, end)
    made: list[str] = []
    for line in _lines(text):
        made += [_page(page, say) for _, page in _between(parts.pages, line.start, line.end)]
        if line.start == line.end:
            continue
        inner = _inner(text, line, (start, end), first_mark, parts.anchors, say)
        made.append(_block(inner, line, parts, say))
    return "\n".join(made)


def _parts(report: Json) -> _Parts:
    return _Parts(
        {heading.start: heading for heading in headings(report)},
        {sentence["start"]: sentence["kind"] for sentence in report["sentences"]},
        sorted((note["start"], note["number"]) for note in report["footnotes"]),
        sorted((note["anchor"], note["number"]) for note in report["footnotes"]),
        [(offset, number) for number, offset in enumerate(report["pages"], 1)],
    )


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


def _inner(
    text: str, line: Line, quote: tuple[int, int], first_mark: int, anchors: Offsets, say: Messages
) -> str:
    """The line with at most one mark, around what the quote has of it, and a link where a footnote hangs."""
    start, end = max(quote[0], line.start), min(quote[1], line.end)
    if start >= end:
        return _with_anchors(text, line.start, line.end, anchors, say, closed=True)
    before = _with_anchors(text, line.start, start, anchors, say)
    marked = _with_anchors(text, start, end, anchors, say)
    after = _with_anchors(text, end, line.end, anchors, say, closed=True)
    # A screen reader reads the quote first and then, by its description, that it is the one.
    name = ' id="quote" tabindex="0" aria-describedby="quote-hint"' if start == first_mark else ""
    return f"{before}<mark{name}>{marked}</mark>{after}"


def _with_anchors(
    text: str, start: int, end: int, anchors: Offsets, say: Messages, *, closed: bool = False
) -> str:
    """`text[start:end]` with the footnotes that hang in it; with `closed` also the one at its very end."""
    made, at = "", start
    for anchor, number in _between(anchors, start, end):
        if anchor < end or closed:
            label = html.escape(say("reader.to_note", number=number))
            made += html.escape(text[at:anchor])
            made += (
                f'<a class="anchor" id="mark-{number}" href="#note-{number}" data-note="{number}" '
                f'role="doc-noteref" aria-label="{label}"></a>'
            )
            at = anchor
    return made + html.escape(text[at:end])


def _block(inner: str, line: Line, parts: _Parts, say: Messages) -> str:
    if heading := parts.headings.get(line.start):
        tag = f"h{min(heading.level + 1, DEEPEST_HEADING)}"
        return f'<{tag} id="{heading.anchor}">{inner}</{tag}>'
    note = next((number for _, number in _between(parts.notes, line.start, line.end)), None)
    if note is not None:
        label = html.escape(say("reader.to_mark", number=note))
        back = f'<a class="back" href="#mark-{note}" role="doc-backlink" aria-label="{label}"></a>'
        return f'<p class="note" id="note-{note}">{inner}{back}</p>'
    kind = _CLASSES.get(parts.kinds.get(line.start, ""))
    return f'<p class="{kind}">{inner}</p>' if kind else f"<p>{inner}</p>"


def _page(number: int, say: Messages) -> str:
    label = html.escape(say("reader.page_number", number=number))
    return f'<div class="page" data-page="{label}" role="separator" aria-label="{label}"></div>'
