"""Where a quote stands among the characters of a page: by its letters and digits alone.

Line ends, hyphens, spaces, ligatures and accents therefore don't matter. A page differs from the text: it has footnote
marks in the sentence, a running foot where it goes on to the next page, table cells without their column's label. Such
a quote is found in pieces.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

ENOUGH = 0.5  # of the quote's letters; with less the place isn't sure
SEED = 8
LONG = 16
NEAR, FAR = 200, 1_500
MOST_SEEDS = 60
NOTE_MARK = 3
MOST_SIGNS = 4

Span = tuple[int, int]
_LABEL = re.compile(r"^[^:|]{1,60}: ")


def find_quote(
    characters: Sequence[str], quote: str, before: str = "", after: str = ""
) -> tuple[list[int], float]:
    """Which characters are the quote's, and which share of its letters they are; none when that isn't enough.

    `before` and `after` are the text around the quote: they tell which of several places is meant.
    """
    page, places = squeezed(characters)
    wanted = squeezed(quote)[0]
    if not wanted:
        return [], 0.0
    spans = _whole(page, wanted, squeezed(before)[0], squeezed(after)[0])
    if not spans and " | " in quote:
        cells = [squeezed(_LABEL.sub("", cell))[0] for cell in quote.split(" | ")]
        spans, wanted = _row(page, [cell for cell in cells if cell]), "".join(cells)
    spans = spans or _pieces(page, wanted)
    share = min(1.0, sum(end - start for start, end in spans) / max(1, len(wanted)))
    if share < ENOUGH:
        return [], share
    found = [places[at] for start, end in spans for at in range(start, end)]
    return sorted({*found, *_signs(characters, quote, found)}), share


def _signs(characters: Sequence[str], quote: str, found: list[int]) -> list[int]:
    """The signs between the letters that were found, and those that the quote begins and ends with."""
    signs = [
        at for low, high in pairwise(sorted(found)) if high - low <= MOST_SIGNS for at in range(low, high)
    ]
    plain = "".join(quote.split())
    for step, at, wanted in ((-1, min(found), plain), (1, max(found), plain[::-1])):
        for sign in wanted:
            at += step
            if sign.isalnum() or not 0 <= at < len(characters) or characters[at].isalnum():
                break
            signs.append(at)
    return signs


def squeezed(text: Sequence[str]) -> tuple[str, list[int]]:
    """Its letters and digits without case and accents, and where each stands in the text."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in _kept(character):
            kept.append(part)
            places.append(place)
    return "".join(kept), places


@cache
def _kept(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(part for part in plain if part.isalnum())


def _whole(page: str, wanted: str, before: str, after: str) -> list[Span]:
    """Where the quote stands in one piece; of several places the one with the most of the text around it."""
    starts = _starts(page, wanted)
    if not starts:
        return []
    end = len(wanted)
    start = max(
        starts,
        key=lambda at: (
            _alike(page[:at][::-1], before[::-1], len(before)) + _alike(page[at + end :], after, len(after))
        ),
    )
    return [(start, start + end)]


def _starts(page: str, wanted: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(wanted)})", page)]


def _alike(one: str, other: str, most: int) -> int:
    """How many letters both begin with."""
    for at, (left, right) in enumerate(zip(one[:most], other, strict=False)):
        if left != right:
            return at
    return min(len(one), most)


def _row(page: str, cells: list[str]) -> list[Span]:
    """A table's row, cell by cell: the place of its longest cell, and of each other the place nearest to that."""
    found = {cell: starts for cell in cells if (starts := _starts(page, cell))}
    if not found:
        return []
    longest = max(found, key=len)

    def nearest(cell: str, place: int) -> int:
        return min(found[cell], key=lambda at: abs(at - place))

    place = min(found[longest], key=lambda at: sum(min(FAR, abs(nearest(cell, at) - at)) for cell in found))
    spans = [(at, at + len(cell)) for cell in found if abs((at := nearest(cell, place)) - place) <= FAR]
    lost = [
        piece for cell in cells if cell not in found and len(cell) >= LONG for piece in _pieces(page, cell)
    ]
    return sorted({*spans, *(span for span in lost if abs(span[0] - place) <= FAR)})


def _pieces(page: str, wanted: str) -> list[Span]:
    """The quote in pieces, none far from where the longest of them says that it should be."""
    runs = _runs(page, wanted)
    if not runs:
        return []
    anchor = max(runs, key=lambda run: run[2])

    def belongs(run: tuple[int, int, int]) -> bool:
        astray = abs((run[1] - anchor[1]) - (run[0] - anchor[0]))
        return astray <= (FAR if run[2] >= LONG else NEAR)

    return _joined(page, wanted, [run for run in runs if belongs(run)])


def _runs(page: str, wanted: str) -> list[tuple[int, int, int]]:
    """(place in the quote, place on the page, length) of the longest stretches that both have, in the quote's order."""
    seed = min(SEED, len(wanted))
    seeds: dict[str, list[int]] = defaultdict(list)
    for at in range(len(page) - seed + 1):
        seeds[page[at : at + seed]].append(at)
    runs, at, last = [], 0, 0
    while at <= len(wanted) - seed:
        rest = wanted[at:]
        best = max(
            ((_alike(page[place:], rest, len(rest)), -abs(place - last), place)
             for place in seeds.get(rest[:seed], ())[:MOST_SEEDS]),
            default=None,
        )  # fmt: skip
        if best is None:
            at += 1
            continue
        length, _, place = best
        runs.append((at, place, length))
        at, last = at + length, place + length
    return runs


def _joined(page: str, wanted: str, runs: list[tuple[int, int, int]]) -> list[Span]:
    """The runs as places on the page, with the few letters between and around them."""
    first, last = runs[0], runs[-1]
    spans = [(place, place + length) for _, place, length in runs]
    head, tail = wanted[: first[0]], wanted[last[0] + last[2] :]
    if head and len(head) < SEED:
        at = page.rfind(head, max(0, first[1] - len(head) - NOTE_MARK), first[1])
        spans[0] = (at if at >= 0 else spans[0][0], spans[0][1])
    if tail and len(tail) < SEED:
        at = page.find(tail, spans[-1][1], spans[-1][1] + len(tail) + NOTE_MARK)
        spans[-1] = (spans[-1][0], at + len(tail) if at >= 0 else spans[-1][1])
    between = [
        (end, start)
        for ((_, end), (start, _)), (run, after) in zip(pairwise(spans), pairwise(runs), strict=True)
        if 0 < start - end <= after[0] - run[0] - run[2] + NOTE_MARK
    ]
    return sorted({*spans, *between})
