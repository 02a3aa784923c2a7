"""Characters: what is taken out of a document's text before anything is made of it, and where its footnote marks go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.blocks import Note

# Footnote marks travel inside texts as one private character each (its code is the note's index), so that texts can be
# cut, joined and cleaned without counting; `settle` turns them into offsets at the end.
FIRST_MARK = 0xF0000
LAST_MARK = 0xFFFFD
MARKS = f"{chr(FIRST_MARK)}-{chr(LAST_MARK)}"

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    f"\U000e0000-\U000e0fff{MARKS}\U00100000-\U0010fffd\ufdd0-\ufdef\ufffe\uffff]"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_SYMBOL_FONT = re.compile("[\ue000-\uf8ff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARK = re.compile(f"( ?)([{MARKS}])(?=(.?))", re.DOTALL)
_ANY_MARK = re.compile(f"[{MARKS}]")
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def scrub(source: str) -> str:
    """The text without characters that can't be seen or that turn the reading order; ligatures become letters.

    Composed accents (NFC). Bullets of Word's symbol fonts, which sit in the private use area, become "•".
    """
    text = _BREAKS.sub("\n", source)
    text = _CONTROLS.sub("", text)
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text)
    text = _SURROGATE.sub("\ufffd", _SYMBOL_FONT.sub("•", text))
    text = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The text on one line, with single ordinary spaces and none at its ends."""
    return " ".join(text.split())


def mark(index: int) -> str:
    """The character that stands for the mark of the note with this index; empty beyond the last that can be."""
    code = FIRST_MARK + index
    return chr(code) if code <= LAST_MARK else ""


def without_marks(text: str) -> str:
    """The text as a reader sees it, without the characters that stand for footnote marks."""
    return text if text.isascii() else _ANY_MARK.sub("", text)


def settle(text: str, notes: Sequence[str]) -> tuple[str, tuple[Note, ...]]:
    """The text on one line without marks, and the notes with the offset where each mark stood.

    A space before a mark goes when what follows is a space, the end or punctuation ("meldde [1], dat" → "meldde, dat").
    """
    line = one_line(text)
    if line.isascii():
        return line, ()
    placed: list[Note] = []
    out: list[str] = []
    length = last = 0
    for found in _MARK.finditer(line):
        before = line[last : found.start()]
        if found[3] and found[3] not in " .,;:!?)" and not _is_mark(found[3]):
            before += found[1]
        out.append(before)
        length += len(before)
        last = found.end()
        index = ord(found[2]) - FIRST_MARK
        if index < len(notes) and notes[index]:
            placed.append(Note(length, notes[index]))
    whole = "".join(out) + line[last:]
    lead = len(whole) - len(whole.lstrip())
    text = whole.strip()
    return text, tuple(Note(min(max(note.at - lead, 0), len(text)), note.text) for note in placed)


def _is_mark(character: str) -> bool:
    return FIRST_MARK <= ord(character) <= LAST_MARK
