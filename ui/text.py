"""Text that others wrote, made safe to take in or to print."""

from __future__ import annotations

import re
import unicodedata

from ui.errors import WrongUsage

# A page of text: more than any question, far less than what would keep the embedder busy.
LONGEST_QUESTION = 10_000
# Marks that turn the direction of writing around can make a line read as something else.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = re.compile(r"\s+")


def clean_question(text: str) -> str:
    """The question as one line without control characters; WrongUsage when it is empty, too long or not text."""
    if len(text) > LONGEST_QUESTION:
        raise WrongUsage("error.question_too_long", length=len(text), longest=LONGEST_QUESTION)
    line = one_line(text)
    if not line:
        raise WrongUsage("error.question_empty")
    return line


def one_line(text: str) -> str:
    """The text as one line without control characters; WrongUsage when it is not text."""
    check_unicode(text)
    return _SPACES.sub(" ", "".join(" " if _is_control(c) else c for c in text)).strip()


def check_unicode(text: str) -> None:
    """WrongUsage when there are bytes in it that were no UTF-8, or half characters."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise WrongUsage("error.not_unicode", position=error.start + 1) from None


def printable(text: str) -> str:
    """The text with what could steer a terminal or turn its lines around shown as a replacement character."""
    if text.isprintable():
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_control(c) or c in _BIDI else c for c in text)


def _is_control(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs")
