"""The sentences of what a model wrote, each with the citations that it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.writing.stream import ANY_MARK, MARK
from vectorstore.language.sentences import split_sentences

_RUN = re.compile(rf"[^\S\n]*({ANY_MARK}(?:[^\S\n,;]*[,;]?[^\S\n]*{ANY_MARK})*)[^\S\n]*")
_MARK = re.compile(ANY_MARK)
_TIGHT = frozenset(".,;:!?…)\n")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence without its marks, the numbers that it cites, and the same as a person may see it meanwhile."""

    text: str
    numbers: tuple[int, ...]

    @property
    def marked(self) -> str:
        """The sentence with its marks behind it."""
        return self.text + (" " + marks(self.numbers) if self.numbers else "")


def marks(numbers: tuple[int, ...]) -> str:
    """ "[1][3]"."""
    return "".join(f"[{number}]" for number in numbers)


def written_sentences(text: str) -> list[Written]:
    """The sentences in order. A mark goes with the sentence that it stands in or behind; when the model put each
    before its sentence, as in what it was given, with the one that follows."""
    plain, placed = _apart(text)
    spans = split_sentences(plain)
    if not spans:
        return []
    leading = any(place <= spans[0][0] for place, _ in placed)
    numbers: list[list[int]] = [[] for _ in spans]
    for place, number in placed:
        owner = _owner(plain, spans, place, leading)
        if number not in numbers[owner]:
            numbers[owner].append(number)
    return [
        Written(plain[start:end], tuple(cited)) for (start, end), cited in zip(spans, numbers, strict=True)
    ]


def _apart(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and each mark's place in it with its number."""
    plain = ""
    placed: list[tuple[int, int]] = []
    position = 0
    for run in _RUN.finditer(text):
        plain += text[position : run.start()]
        placed += [(len(plain), ord(mark) - MARK) for mark in _MARK.findall(run[1])]
        after = text[run.end() : run.end() + 1]
        if plain and not plain[-1].isspace() and after and after not in _TIGHT:
            plain += " "
        position = run.end()
    return plain + text[position:], placed


def _owner(plain: str, spans: list[tuple[int, int]], place: int, leading: bool) -> int:
    """Which sentence a mark at this place belongs to."""
    for i, (start, end) in enumerate(spans):
        if place == start and (place == 0 or plain[place - 1] == "\n"):
            return i
        if place <= start:
            return max(0, i - 1)
        if place < end:
            return i
        if place == end:
            behind = i + 1 < len(spans) and plain[end - 1] in ".!?…"
            return i + 1 if leading and behind and "\n" not in plain[end : spans[i + 1][0]] else i
    return len(spans) - 1
