"""The words of a text as they are searched: one function for reports and questions, so that they always agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 60
"""Characters of a term that count; longer runs (links, base64) are cut there."""

_INVISIBLE = {ord(mark): None for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}
_GROUP_MARK = " .\u00a0\u202f"
_JOINT = "-\u2010\u2011\u2013'\u2019"  # hyphens and apostrophes
_TOKEN = re.compile(
    rf"(?<!\d)\d{{1,3}}(?:[{_GROUP_MARK}]\d{{3}})+(?!\d)(?:-\d+)*"  # 36 850, 1.250.000, 21 501-02
    rf"|[^\W_]+(?:[{_JOINT}.][^\W_]+)*"
)
_BREAK = re.compile(rf"[{_JOINT}{_GROUP_MARK}]")
_ACCENTS = re.compile("[\u0300-\u036f]+")


def terms(text: str) -> list[str]:
    """The terms of `text` in order: lower case, without accents, compounds both joined and in parts.

    "Defensie-uitgaven" gives defensieuitgaven, defensie and uitgaven; "36 850" and "36.850" give 36850, 36 and 850;
    "N.A.V.O." gives navo. Nothing in the text is syntax.
    """
    found: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        if token.isalnum():
            found.append(token[:LONGEST])
        else:
            found.extend(part[:LONGEST] for part in _compound(token))
    return found


def fold(text: str) -> str:
    """`text` in lower case, without accents and invisible characters."""
    text = text.translate(_INVISIBLE)
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())


def _compound(token: str) -> Iterator[str]:
    parts = _BREAK.split(token)
    if all(part.isdigit() for part in parts):
        yield "".join(_BREAK.split(token.partition("-")[0]))
        if "-" in token:
            yield "".join(parts)
    elif "." not in token or all(len(part) == 1 for part in parts):
        yield "".join(parts)
    yield from (part for part in parts if len(part) > 1 or part.isdigit())
