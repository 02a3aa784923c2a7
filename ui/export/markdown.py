"""The same document for Markdown, which has no styles, and in which every text is escaped here.

Pandoc's own escaping is for pandoc: `:::`, `&amp;`, `{{ x }}` or a bare address in a quote mean something to other
programs. What leaves here reads as the same text in CommonMark, GitHub's Markdown and pandoc's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ui.export.nodes import Node

# Wherever they stand these can begin or end something. A backslash becomes an entity: "\(" is mathematics to some.
_ALWAYS = str.maketrans({"\\": "&#92;", **{c: f"\\{c}" for c in "`*_[]<$~^{@#"}})
_SOMETIMES = (
    (re.compile(r"&(?=#?\w+;)"), r"\\&"),  # an entity; first, since the others make them
    (re.compile(r"(?<=-)-|(?<==)=|(?<=%)%|(?<=\.)\.(?=\.)"), r"\\\g<0>"),  # dashes, marking, comments, dots
    (re.compile(r":(?=//|[\w+-]+:)"), r"\\:"),  # web addresses, :smile:
    (re.compile(r"\b(www|ftp)\.", re.IGNORECASE), r"\1\\."),
)
# At the beginning of a line: an item, a quotation, a table, a definition, a title, a rule.
_OPENING = re.compile(r"[>|:%=+-]")
_NUMBER = re.compile(r"\(?(?:[0-9]{1,9}|[A-Za-z]|[IVXLCDMivxlcdm]{2,9})[.)](?!\S)")


def escaped(text: str, *, opens: bool) -> str:
    """The text as Markdown that reads as that text; `opens` where it begins a line."""
    text = text.replace("\t", " ")
    if opens:
        text = text.lstrip(" ")
    number = _NUMBER.match(text) if opens else None
    start = bool(opens and not number and _OPENING.match(text))
    entity, *others = _SOMETIMES
    made = entity[0].sub("\x00", text).translate(_ALWAYS)
    for pattern, instead in others:
        made = pattern.sub(instead, made)
    if number:
        end = len(number[0]) - 1
        made = f"{made[:end]}\\{made[end:]}"
    elif start and not made.startswith("\\"):
        made = f"\\{made}"
    return made.replace("\x00", "\\&")


def for_markdown(document: Node, title: Node) -> Node:
    """The document under `title`, with headings one deeper, without styles, and with every text escaped."""
    blocks = [block for outer in document["blocks"] for block in _bare(outer)]
    return {**document, "meta": {}, "blocks": [_block(block) for block in [title, *blocks]]}


def _bare(block: Node) -> list[Node]:
    if block["t"] == "Div":
        return [inner for outer in block["c"][1] for inner in _bare(outer)]
    if block["t"] == "Header":
        level, attributes, inlines = block["c"]
        return [{"t": "Header", "c": [level + 1, attributes, inlines]}]
    return [block]


def _block(block: Node) -> Node:
    kind, content = block["t"], block["c"]
    if kind == "Header":
        return {"t": kind, "c": [content[0], content[1], _inlines(content[2])]}
    if kind == "BulletList":
        return {"t": kind, "c": [[_block(inner) for inner in item] for item in content]}
    if kind == "BlockQuote":
        return {"t": kind, "c": [_block(inner) for inner in content]}
    return {"t": kind, "c": _inlines(content)}


def _inlines(inlines: Sequence[Node], *, opens: bool = True) -> list[Node]:
    made: list[Node] = []
    for node in inlines:
        kind = node["t"]
        if kind == "Str":
            made.append({"t": "RawInline", "c": ["markdown", escaped(node["c"], opens=opens)]})
        elif kind == "Note":
            made.append({"t": kind, "c": [_block(block) for block in node["c"]]})
        elif kind in ("Emph", "Strong"):
            made.append({"t": kind, "c": _inlines(node["c"], opens=False)})
        elif kind == "LineBreak":
            made.append(node)
        opens = kind == "LineBreak"
    return made
