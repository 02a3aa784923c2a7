"""What stands at a page's edges: running heads, page numbers and footnotes, which are set apart from the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.readers.pdf_page import MARK, PageText, join_lines
from ingest.readers.pdf_segments import Segment

MARGIN = 0.11
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:pagina|page|blad|pag\.?|p\.)\s*)?\d{1,4}\s*(?:(?:van|of|/|uit|-|–)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_WORDED_NUMBER = re.compile(r"^\W*(?:pagina|page|blad)\s*\d{1,4}\b.{0,12}$", re.IGNORECASE)
_NOTE = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}(?=\s))\s*(\S.*)$")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


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
            if id(segment) not in marginal
            or not (_is_running(segment, running) or _is_page_number(segment, page))
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
