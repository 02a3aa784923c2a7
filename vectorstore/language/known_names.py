"""Looking up the names that have a fixed form: countries, organisations and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from vectorstore.language.words import fold
from vectorstore.language.world import COUNTRIES, ORGANISATIONS, PLACES

NameKind = Literal["country", "organisation", "place", "acronym", "name"]


def _table(lines: str) -> Iterator[tuple[str, str]]:
    """Each name of a table with its code."""
    code = ""
    for line in lines.strip().splitlines():
        names = line
        if not line.startswith(" "):
            code, names = line.split(": ", 1)
        for name in names.split(","):
            if name.strip():
                yield name.strip(), code


def name_key(name: str) -> str:
    """The name as the table is asked for it: folded, with a space for each hyphen."""
    return re.sub(r"[\s\-\u00a0]+", " ", fold(name)).strip()


@lru_cache(maxsize=1)
def known_names() -> dict[str, tuple[NameKind, str, str]]:
    """Per folded name its kind, its code and how it is written."""
    tables: list[tuple[NameKind, str]] = [
        ("place", PLACES),
        ("country", COUNTRIES),
        ("organisation", ORGANISATIONS),
    ]
    return {name_key(name): (kind, code, name) for kind, lines in tables for name, code in _table(lines)}


@lru_cache(maxsize=1)
def most_words() -> dict[str, int]:
    """Per first word of a known name the most words that such a name has."""
    most: dict[str, int] = {}
    for key in known_names():
        parts = key.split(" ")
        most[parts[0]] = max(most.get(parts[0], 0), len(parts))
    return most
