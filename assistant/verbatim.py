"""Questions that quote: only a sentence with those very words answers, whatever else is near."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.candidates import Candidate
from vectorstore.language.words import fold

FEWEST_WORDS = 4
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»]|(?<!\w)[‘']([^‘’']+)[’'](?!\w)")
_LETTERS = re.compile(r"[^\w]+")


def quoted_words(question: str) -> tuple[str, ...]:
    """The passages of so many words or more that the question has between quotation marks."""
    found = (match[1] or match[2] for match in _QUOTED.finditer(question))
    return tuple(text.strip() for text in found if len(text.split()) >= FEWEST_WORDS)


def with_those_words(candidates: Sequence[Candidate], quotes: Sequence[str]) -> list[Candidate]:
    """The candidates that have each of the quotes, case and punctuation aside."""
    return [c for c in candidates if all(_plain(quote) in _plain(c.text) for quote in quotes)]


def _plain(text: str) -> str:
    return _LETTERS.sub(" ", fold(text)).strip()
