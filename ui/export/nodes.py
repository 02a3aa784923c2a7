"""Pandoc's nodes (its JSON tree), made so that a text can be nothing but text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ui.text import printable

Node = dict[str, Any]

API_VERSION = (1, 23, 1)
_NOTHING = ["", [], []]
_LINE_ENDS = re.compile(r"\s*\n\s*")
# Code points that are no characters: XML has no way to write some of them.
_NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def shown(text: str) -> str:
    """The text as it is shown everywhere: one replacement character for each that is none or that turns the reading."""
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", printable(text))


def words(text: str) -> list[Node]:
    """The text to the letter; its line ends begin a new line."""
    nodes: list[Node] = []
    for position, line in enumerate(_LINE_ENDS.split(shown(text))):
        if position:
            nodes.append({"t": "LineBreak"})
        if line:
            nodes.append({"t": "Str", "c": line})
    return nodes


def emphasis(text: str) -> Node:
    """The text in italics, on one line."""
    return {"t": "Emph", "c": words(" ".join(text.split()))}


def strong(text: str) -> Node:
    """The text in bold."""
    return {"t": "Strong", "c": words(text)}


def note(inlines: list[Node]) -> Node:
    """A footnote that hangs here."""
    return {"t": "Note", "c": [paragraph(inlines)]}


def paragraph(inlines: list[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": inlines}


def heading(level: int, text: str) -> Node:
    """A heading on one line."""
    return {"t": "Header", "c": [level, _NOTHING, words(" ".join(text.split()))]}


def items(each: Sequence[list[Node]]) -> Node:
    """A list of one-paragraph items with bullets."""
    return {"t": "BulletList", "c": [[{"t": "Plain", "c": inlines}] for inlines in each]}


def styled(style: str, *blocks: Node) -> Node:
    """The blocks in a paragraph style of `styles/`."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], list(blocks)]}


def document(title: str, language: str, blocks: list[Node]) -> Node:
    """A whole document; `language` as in "nl-NL"."""
    meta = {
        "title": {"t": "MetaInlines", "c": words(" ".join(title.split()))},
        "lang": {"t": "MetaString", "c": language},
    }
    return {"pandoc-api-version": list(API_VERSION), "meta": meta, "blocks": blocks}
