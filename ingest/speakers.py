"""Who is speaking: in verbatim minutes a name with a colon opens each turn, and holds for all that follows it.

"De voorzitter: Ik open de vergadering." · "[12] Hon. Andrew Scheer (Leader of the Opposition): Thank you."
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.canonical import Canonical
from ingest.readers.labels import speaker_of

# Verbatim minutes have many turns, their speakers speak more than once, and most paragraphs open or continue a turn.
_FEWEST_TURNS, _TURNS_A_SPEAKER, _SHARE = 6, 1.5, 0.3
_LONGEST_NAME = 12
_ASIDE = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)")


@dataclass(frozen=True, slots=True)
class Turn:
    """From `start` on, `speaker` has the floor."""

    start: int
    speaker: str


def find_turns(canonical: Canonical) -> list[Turn]:
    """The turns of verbatim minutes, in order; none in any other report."""
    paragraphs = list(_paragraphs(canonical))
    turns = [turn for start, text in paragraphs if (turn := _turn(start, text))]
    speakers = Counter(turn.speaker for turn in turns)
    several = [turn for turn in turns if speakers[turn.speaker] > 1]
    if len(turns) < _FEWEST_TURNS or len(turns) < _TURNS_A_SPEAKER * len(speakers):
        return []
    return turns if len(several) >= _SHARE * len(paragraphs) else []


def speaker_at(turns: Sequence[Turn], offset: int) -> Turn | None:
    """The turn that the character at `offset` is of."""
    at = bisect_right(turns, offset, key=lambda turn: turn.start)
    return turns[at - 1] if at else None


def _paragraphs(canonical: Canonical) -> Iterator[tuple[int, str]]:
    """Each paragraph or list item: where it begins, and its text."""
    end = -1
    for sentence in canonical.sentences:
        if sentence.kind in ("prose", "item") and sentence.start > end:
            end = canonical.text.find("\n", sentence.start)
            end = len(canonical.text) if end < 0 else end
            yield sentence.start, canonical.text[sentence.start : end]


def _turn(start: int, paragraph: str) -> Turn | None:
    name = " ".join(_ASIDE.sub("", speaker_of(paragraph) or "").split()).strip(" ,-")
    if (
        paragraph.rstrip().endswith(":")
        or not name
        or len(name.split()) > _LONGEST_NAME
        or not any(c.islower() for c in name)
    ):
        return None
    return Turn(start, name)
