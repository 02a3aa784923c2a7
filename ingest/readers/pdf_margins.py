"""What stands at a page's edges: running heads, page numbers and footnotes, which are set apart from the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise, takewhile

from ingest.readers.pdf_page import MARK, PageText, join_lines
from ingest.readers.pdf_segments import Segment

MARGIN = 0.11
_Key = tuple[str, int]
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:pagina|page|blad|pag\.?|p\.)\s*)?\d{1,4}\s*(?:(?:van|of|/|uit|-|–)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_WORDED_NUMBER = re.compile(r"^\W*(?:pagina|page|blad)\s*\d{1,4}\b.{0,12}$", re.IGNORECASE)
_NOTE = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}(?=\s))\s*(\S.*)$")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def without_running_lines(pages: Sequence[PageText]) -> None:
    """Takes out what is repeated at the top or foot of pages, and page numbers."""
    seen: dict[_Key, set[int]] = defaultdict(set)
    zones = {page.number: {id(line): key for line, key in _marginal(page)} for page in pages}
    for number, keys in zones.items():
        for text, place in keys.values():
            for near in (place - 1, place, place + 1):
                seen[text, near].add(number)
    needed = max(2, 0.5 * len(pages)) if len(pages) < 8 else 0.3 * len(pages)
    for page in pages:
        keys = zones[page.number]
        running = {line for line, key in keys.items() if len(seen[key]) >= needed}
        page.segments = [
            line
            for line in page.segments
            if id(line) not in running and not (id(line) in keys and _is_page_number(line, page))
        ]


def _marginal(page: PageText) -> list[tuple[Segment, _Key]]:
    """The lines at the page's upper and lower edge, each with what must be the same on other pages.

    Numbers may differ in lines that white space sets apart from the text; where nothing does, the lines must be equal.
    """
    out: list[tuple[Segment, _Key]] = []
    by_height = sorted(page.segments, key=lambda line: line.base)
    foot, head = MARGIN * page.height, (1 - MARGIN) * page.height
    for lines in (by_height, by_height[::-1]):
        zone = takewhile(lambda line: not foot <= line.base <= head, lines)
        apart = _set_apart(lines)
        for place, line in enumerate(zone):
            text = re.sub(r"\d+", "#", line.text.lower()) if place < apart else line.text
            out.append((line, (text, round(line.base / 8))))
    return out


def _set_apart(lines: Sequence[Segment]) -> int:
    """How many of the lines, which go from an edge inwards, come before the first wide gap."""
    for place, (outer, inner) in enumerate(pairwise(lines)):
        if abs(inner.base - outer.base) > 1.7 * max(inner.size, outer.size):
            return place + 1
    return 0


def _is_page_number(segment: Segment, page: PageText) -> bool:
    """Whether it is a page's number: worded so, or bare and outside all other text."""
    if _WORDED_NUMBER.match(segment.text):
        return True
    if not _PAGE_NUMBER.match(segment.text):
        return False
    others = [other for other in page.segments if other is not segment]
    beside = any(abs(other.base - segment.base) < 0.5 * segment.size for other in others)
    outermost = all(other.base > segment.base for other in others) or all(
        other.base < segment.base for other in others
    )
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
    ordinary = [
        segment.base for segment in page.segments if segment.size > 0.93 * body and len(segment.text) > 3
    ]
    lowest = min(ordinary, default=0.0)
    small = [segment for segment in page.segments if segment.base < lowest and segment.size <= 0.93 * body]
    return _marks_joined(sorted(small, key=lambda segment: (-round(segment.base), segment.left)), page)


def _marks_joined(lines: list[Segment], page: PageText) -> list[Segment]:
    """The lines, with a number that stands apart before a line made part of it (on the page too)."""
    out: list[Segment] = []
    for line in lines:
        before = out[-1] if out else None
        if before is not None and MARK.match(before.text) and abs(before.base - line.base) < 0.6 * line.size:
            line.text, line.left = f"{before.text} {line.text}", before.left
            page.segments = [segment for segment in page.segments if segment is not before]
            out[-1] = line
        else:
            out.append(line)
    return out
