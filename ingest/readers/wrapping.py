"""Hard line ends: which ones a program put there to keep lines short, and which ones the writer meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.labels import has_value

SHORTEST_WIDTH, LONGEST_WIDTH = 45, 115
_CLOSED = re.compile(r"[.!?:;][\"”’')\]]*$")


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which a text was wrapped, in characters; 0 when its lines are whole paragraphs."""
    lengths = sorted(len(line.strip()) for line in lines[:20_000] if line.strip())
    if len(lengths) < 4 or lengths[-1] > 3 * LONGEST_WIDTH:
        return 0
    width = lengths[int(0.97 * (len(lengths) - 1))]
    longer = sum(length > LONGEST_WIDTH for length in lengths)
    if not SHORTEST_WIDTH <= width <= LONGEST_WIDTH or longer > 0.03 * len(lengths):
        return 0
    full = sum(length >= 0.8 * width for length in lengths)
    return width if full >= 0.2 * len(lengths) else 0


def joins(line: str, following: str, width: int, *, in_item: bool = False) -> bool:
    """Whether the next line goes on with this one's sentence.

    It does when its first word had no room left on this line. In a text that isn't wrapped throughout, a line goes on
    only when it breaks off in mid-sentence and the next begins in lower case.
    """
    if not line or not following:
        return False
    begins_low = following[0].islower() or following[0] in ",;)"
    open_end = not _CLOSED.search(line)
    if not width:
        return begins_low and open_end and 40 <= len(line) <= LONGEST_WIDTH and not has_value(following)
    first_word = following.split(" ", 1)[0]
    if len(line) + 1 + len(first_word) > width - 2:
        return not (has_value(following) and has_value(line) and len(line) < 0.8 * width)
    return begins_low and open_end and (in_item or len(line) > 0.55 * width)
