"""The stream filter: what a model wrote so far, as plain words and marks of known citations only.

A citation, link or tag that is still open is held back, and so is the last word. Links, images, addresses, markup and
the leftovers of chat templates never come out, nor does a code that stands for nothing.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from assistant.writing.characters import visible

# A mark in the text that comes out is one character of the private range: MARK + the citation's number.
MARK = 0xE000
ANY_MARK = "[\ue001-\uefff]"

# What opens something, what closes it, and how long it may stay open before it is taken for loose.
_CLOSERS = {"[": "]", "(": ")", "<": ">"}
_OPEN = 300

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
# A turn of somebody else: what follows isn't the answer.
_TURN = re.compile(
    r"<\||</s>|\[/?INST\]"
    r"|(?:^|\n)[ #*>]*(?:Vraag|Question|User|Gebruiker|System|Systeem|Human):",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\s?\((?:[^()\n]|\([^()\n]*\))*\)")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\](?:\s?\[[^\[\]\n]*\])?")
_TAG = re.compile(rf"<(?=[A-Za-z/|!?])[^<>]{{0,{_OPEN}}}>")
_ADDRESS = re.compile(
    r"(?:[\w+.-]*://|\b(?:data|javascript|vbscript|file|mailto):(?=\w)|www\.)[^\s\[]*"
    r"|(?<![\w@.])(?:[\w-]+\.)+[a-z]{2,24}(?::\d+)?[/?#][^\s\[]+",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\[([^\[\]\n]{0,120})\]|\(([^()\n]{1,40})\)")
_CODE = re.compile(r"\^?(?:[a-z]\d{1,3}|\d{1,4})")
_BARE = re.compile(r"(?<![\w(\[])([a-z]\d{1,2})(?=[.,;:]?(?:\s|\Z))")
_BETWEEN = re.compile(
    r"[\s,;/&+\"'`*:.]+|\b(?:en|and|bron|bronnen|source|sources|zin|code|id)\b", re.IGNORECASE
)
# The date that stands behind a code in what the model was given, written over.
_COPIED_DATE = re.compile(rf"(?<={ANY_MARK})\s*\(\d{{1,2}} \w+ \d{{4}}\)")
_LEAD = re.compile(
    r"(?:^|(?<=\n))[ \t>*#_]*(?:Antwoord|Answer|Samenvatting|Summary|Assistant)[*_]*:[*_ \t]*", re.IGNORECASE
)
_LINE_START = re.compile(r"(?:^|(?<=\n))[ \t]*(?:#{1,6}|>|[-*•+]|\d{1,2}[.)])(?=\s)[ \t]*")
_DECORATION = re.compile(r"```\w*|`+|\*{1,3}|~~|__+|\\(?=\W)")
_LOOSE = str.maketrans("[]<>", "()\u2039\u203a")


@dataclass(frozen=True, slots=True)
class Shown:
    """Text that may be shown; `ended` when the model went on with somebody else's turn, which is left out."""

    text: str
    ended: bool


def shown(raw: str, number_of: Callable[[str], int | None], *, final: bool) -> Shown:
    """What of the raw text may be shown by now, or of the whole when it is `final`.

    `number_of` gives the number of a code's citation, None when there is no such code.
    """
    given = visible(raw)
    kept = _THOUGHT.sub("", given if final else given[: complete(given)]).lstrip()
    turn = _TURN.search(kept)
    text = _without_markup(kept[: turn.start()] if turn else kept)
    text = _GROUP.sub(lambda match: _marks(match, number_of), text)
    text = _BARE.sub(lambda match: _mark(number_of(match[1])) or match[0], text)
    text = _COPIED_DATE.sub("", text).translate(_LOOSE)
    return Shown(re.sub(r"[^\S\n]+", " ", text), turn is not None)


def complete(held: str) -> int:
    """How far the text is complete: to the last whole word before anything that is still open."""
    end = max(held.rfind(" "), held.rfind("\n"), held.rfind("\t")) + 1
    position = 0
    while position < end:
        closer = _CLOSERS.get(held[position])
        close = _close(held, position, closer) if closer else position
        if close is None:
            if len(held) - position <= _OPEN:
                return position
            close = position
        position = close + 1
    return end


def _close(held: str, start: int, closer: str) -> int | None:
    """Where what opens at `start` is closed, with the address of a link; None while it is open."""
    depth = 0
    for position in range(start, min(len(held), start + _OPEN)):
        character = held[position]
        if character == "\n" and closer != ">":
            return start
        depth += (character == held[start]) - (character == closer)
        if not depth:
            after = held[position + 1 : position + 2]
            return _close(held, position + 1, ")") if closer == "]" and after == "(" else position
    return None


def _without_markup(text: str) -> str:
    """Markup taken out until nothing changes: what is left of one thing must not make another."""
    for _ in range(20):
        before = text
        text = visible(html.unescape(text))
        text = _IMAGE.sub("", _LINK.sub(_link_text, text))
        text = _ADDRESS.sub("", _TAG.sub("", text))
        text = _DECORATION.sub("", _LINE_START.sub("", _LEAD.sub("", text)))
        if text == before:
            return text
    return ""


def _link_text(match: re.Match[str]) -> str:
    if match[0].startswith("!"):
        return ""
    return f"[{match[1]}]" if _codes(match[1]) else match[1]


def _codes(inside: str) -> list[str]:
    """The codes between brackets; none when there is anything else."""
    words = [word for word in _BETWEEN.split(unicodedata.normalize("NFKC", inside).lower()) if word]
    return words if words and all(_CODE.fullmatch(word) for word in words) else []


def _marks(match: re.Match[str], number_of: Callable[[str], int | None]) -> str:
    """The marks for a bracketed group of codes. Unknown codes are dropped; round brackets may be text."""
    square = match[1] is not None
    inside = match[1] if square else match[2]
    codes = _codes(inside)
    numbers = [number_of(code.lstrip("^")) for code in codes]
    if square and not inside.strip():
        return ""
    if not codes or (not square and None in numbers):
        return match[0]
    return "".join(_mark(number) for number in dict.fromkeys(numbers))


def _mark(number: int | None) -> str:
    return chr(MARK + number) if number else ""
