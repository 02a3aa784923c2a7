"""Everything that pandoc reads: docx, odt, rtf, html, md → its JSON tree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

from ingest.blocks import Parsed, UnreadableFile
from ingest.readers.draft import Draft, Manuscript, finish
from ingest.readers.lines import wording_for
from ingest.readers.lists import items_under_labels
from ingest.readers.outline import TITLE, outline, retitle
from ingest.readers.program import MEMORY_MB, PandocFailed, PandocHungry, PandocSlow, run
from ingest.readers.tree import Node, Tree

SECONDS = 25
MOST_JSON = 200_000_000
_SET_APART = ("subtitle", "author", "date")


def convert(data: bytes, source: str) -> dict[str, Any]:
    """Pandoc's tree of a document; it sees no file but this one, and no network."""
    try:
        tree = run(["-f", source, "-t", "json", "-"], data, SECONDS)
    except PandocSlow as error:
        raise UnreadableFile(f"reading it took longer than {SECONDS} s") from error
    except PandocHungry as error:
        raise UnreadableFile(f"reading it takes more memory than {MEMORY_MB} MB") from error
    except PandocFailed as error:
        raise UnreadableFile(
            f"it can't be read as what its name says: {error.said or f'pandoc stopped with code {error.code}'}"
        ) from error
    if len(tree) > MOST_JSON:
        raise UnreadableFile("it holds more than can be read")
    try:
        return cast(dict[str, Any], json.loads(tree))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("it is nested too deeply to be read") from error


def parse(data: bytes, source: str, form: str, manuscript: Manuscript | None = None) -> Parsed:
    """The document as blocks. `source` is pandoc's name of the format with its extensions, `form` ours."""
    manuscript = manuscript or Manuscript()
    tree = convert(data, source)
    blocks = cast(list[Node], tree["blocks"])
    wording = wording_for(" ".join(words(blocks, 3000)))
    walker = Tree(manuscript, wording, form)
    stated = " ".join(line.text for line in walker.lines(meta_inlines(tree["meta"].get("title"))))
    drafts = [*_stated(tree["meta"], walker, form), *walker.drafts(blocks)]
    items_under_labels(drafts, usual_only=form != "md")
    manuscript.title = manuscript.title or stated
    drafts = retitle(drafts, stated) if form != "html" else drafts
    manuscript.drafts = outline(drafts, titled=bool(stated) and form != "html")
    return finish(manuscript, form)


def _stated(meta: dict[str, Any], walker: Tree, form: str) -> Iterator[Draft]:
    """What pandoc takes out of the text because of its style: subtitle, author, date."""
    for key in _SET_APART if form in ("docx", "odt", "md") else ():
        values = meta.get(key)
        for value in values["c"] if values and values["t"] == "MetaList" else [values]:
            for line in walker.lines(meta_inlines(value)):
                if key == "subtitle":
                    yield Draft("heading", line.text, rank=(TITLE, 1))
                else:
                    yield Draft("paragraph", f"{key}: {line.text}" if form == "md" else line.text)


def meta_inlines(meta: Any) -> list[Node]:
    """The inlines of a metadata value."""
    if not meta:
        return []
    if meta["t"] == "MetaInlines":
        return cast(list[Node], meta["c"])
    if meta["t"] == "MetaString":
        return [{"t": "Str", "c": meta["c"]}]
    return []


def words(tree: Any, most: int) -> list[str]:
    """The first words in a tree, for telling its language."""
    found: list[str] = []
    waiting = [tree]
    while waiting and len(found) < most:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            if node.get("t") == "Str":
                found.append(node["c"])
            elif "c" in node:
                waiting.append(node["c"])
    return found
