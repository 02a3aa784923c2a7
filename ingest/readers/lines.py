"""A line of rich text: what it says, and how it is set as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.readers.clean import one_line, without_marks
from ingest.readers.draft import Look

Break = Literal["hard", "soft"]
Style = Literal["bold", "italic", "underlined", "struck", "linked"]


@dataclass(slots=True)
class Run:
    """A stretch of text in one style; or, with `ends`, the end of a line."""

    text: str
    style: frozenset[Style] = frozenset()
    ends: Break | None = None

    def has(self, style: Style) -> bool:
        """Whether it is set in this style."""
        return style in self.style


@dataclass(slots=True)
class Line:
    """A line with its look; `struck` when all of it is struck out, `number` for an item's mark."""

    text: str
    look: Look = Look.PLAIN
    struck: bool = False
    item: bool = False
    number: str = ""

    @property
    def plain(self) -> str:
        """The text as a reader sees it."""
        return one_line(without_marks(self.text))

    @property
    def numbered(self) -> str:
        """The text with the number that the source shows before it."""
        return f"{self.number} {self.text}" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Wording:
    """The few words that a reader adds to a text, in the document's own language."""

    struck: str = "(doorgehaald)"
    empty: str = "–"


DUTCH, ENGLISH = Wording(), Wording(struck="(struck out)")


def wording_for(text: str) -> Wording:
    """The words to add to this text: Dutch, unless it is clearly English."""
    found = text.lower().split()
    english = sum(found.count(word) for word in ("the", "of", "and", "to"))
    dutch = sum(found.count(word) for word in ("de", "het", "een", "van", "en"))
    return ENGLISH if english > dutch else DUTCH


def lines_of(runs: Sequence[Run], wording: Wording, *, soft_ends: bool = False) -> list[Line]:
    """The runs as lines, cut at hard line ends; at soft ones too where `soft_ends` says the lines were meant so."""
    lines: list[list[Run]] = [[]]
    for place, run in enumerate(runs):
        meant = run.ends == "soft" and (
            _bold_line_ends(lines[-1], runs[place + 1 :]) or (soft_ends and not _goes_on(runs, place))
        )
        if run.ends == "hard" or meant:
            lines.append([])
        else:
            lines[-1].append(run)
    return [line for line in (_line(group, wording) for group in lines) if line.plain]


def keeps_its_lines(runs: Iterable[Run]) -> bool:
    """Whether a paragraph's soft line ends were meant: its lines are too short to have been wrapped.

    A wrapped line would have had no room for the next one's first word.
    """
    lines = "".join("\n" if run.ends else run.text for run in runs).split("\n")
    lengths = [len(line.strip()) for line in lines]
    if len(lengths) < 2:
        return False
    width = max(max(lengths), 60)
    meant = sum(
        length + 1 + len((lines[place + 1].split() or [""])[0]) < width * 0.85
        for place, length in enumerate(lengths[:-1])
    )
    return meant > 0.5 * (len(lengths) - 1) or max(lengths) > 140


def _bold_line_ends(line: Sequence[Run], following: Sequence[Run]) -> bool:
    """Whether all of a line is bold and the next isn't: a heading set right above its text."""
    after = next((run for run in following if run.text.strip()), None)
    return _look(line) == Look.BOLD and after is not None and not after.has("bold")


def _goes_on(runs: Sequence[Run], place: int) -> bool:
    """Whether the sentence goes on over the line end at this place."""
    before = next((run.text.strip() for run in reversed(runs[:place]) if run.text.strip()), "")
    after = next((run.text.strip() for run in runs[place + 1 :] if run.text.strip()), "")
    return after[:1].islower() and before[-1:] not in (".", "!", "?", ":", ";", "")


def _line(runs: Sequence[Run], wording: Wording) -> Line:
    text = [run for run in runs if run.text.strip()]
    struck = bool(text) and all(run.has("struck") for run in text)
    out = "".join(run.text for run in runs) if struck else _with_strikes(runs, wording)
    return Line(one_line(out), _look(text), struck)


def _with_strikes(runs: Sequence[Run], wording: Wording) -> str:
    """The text, with a word after each stretch that the source has struck out."""
    out: list[str] = []
    for place, run in enumerate(runs):
        out.append(run.text)
        last = place + 1 == len(runs) or not runs[place + 1].has("struck")
        if run.has("struck") and last and len(run.text.strip()) > 1:
            space = " " if run.text.endswith(" ") else ""
            out[-1] = f"{run.text.rstrip()} {wording.struck}{space}"
    return "".join(out)


def _look(runs: Sequence[Run]) -> Look:
    letters = [run for run in runs if any(character.isalnum() for character in run.text)]
    if not letters or all(run.has("linked") for run in letters):
        return Look.PLAIN
    if all(run.has("bold") for run in letters):
        return Look.UNDERLINED if all(run.has("italic") for run in letters) else Look.BOLD
    if all(run.has("underlined") for run in letters):
        return Look.UNDERLINED
    return Look.ITALIC if all(run.has("italic") for run in letters) else Look.PLAIN


@dataclass(slots=True)
class Cell:
    """A table's cell: its lines, how many columns and rows it covers, and whether the source calls it a header."""

    lines: list[Line] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    header: bool = False

    @property
    def text(self) -> str:
        """The cell's lines as one, with "; " between list items and lines that aren't sentences."""
        return join_lines([line.numbered for line in self.lines])

    @property
    def plain(self) -> str:
        """The text as a reader sees it."""
        return one_line(without_marks(self.text))

    @property
    def bold(self) -> bool:
        """Whether everything in it is bold."""
        return bool(self.lines) and all(line.look == Look.BOLD for line in self.lines)

    @property
    def struck(self) -> bool:
        """Whether everything in it is struck out."""
        return bool(self.lines) and all(line.struck for line in self.lines)


def join_lines(texts: Iterable[str]) -> str:
    """The texts as one: after a sentence, colon or comma a space, otherwise a semicolon."""
    out = ""
    for text in (text for text in texts if text.strip()):
        if not out:
            out = text
        elif without_marks(out).rstrip()[-1:] in ".!?:;,…":
            out = f"{out.rstrip()} {text}"
        else:
            out = f"{out.rstrip()}; {text}"
    return out
