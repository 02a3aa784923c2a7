"""A page's text, and the measures that the pages of a PDF have in common."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.readers.pdf_segments import Segment

MARK = re.compile(
    r"^(?:[-–—•▪◦‣●○■□✓*·]|o|\(?\d{1,3}[.)]?|\(?[a-z][.)]|\d{1,2}(?:\.\d{1,2})+\.?|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})$"
)


@dataclass(slots=True)
class PageText:
    """What stands on a page: segments in drawing order and the page's size."""

    number: int
    width: float
    height: float
    segments: list[Segment]
    notes: list[tuple[int, str]] = field(default_factory=list)


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
        for earlier, later in pairwise(page.segments)
        if 0.8 * body < earlier.base - later.base < 2.2 * body and abs(earlier.size - later.size) < 0.5
    ]
    return statistics.median_low(sorted(drops)[: max(1, int(0.6 * len(drops)))]) if drops else 1.2 * body


def join_lines(texts: Iterable[str]) -> str:
    """Lines of one paragraph as one text; a word broken off with a hyphen is made whole."""
    out = ""
    for text in texts:
        if not out:
            out = text
        elif out.endswith("\u00ad") or (
            re.search(r"[^\W\d_]{2}[-\u2010]$", out)
            and re.match(r"[a-zà-ÿ]", text)
            and not re.match(r"(?:en|of|and|or)\b", text)
        ):
            out = out[:-1] + text
        elif re.search(r"https?://\S+$", out) and re.match(r"^[\w/%#?=&.-]+$", text) and len(text) > 8:
            out += text
        else:
            out = f"{out} {text}"
    return out
