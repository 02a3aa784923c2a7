"""Turns to export and when, and what pandoc reads in a file that was exported."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from ingest.readers.program import run
from ui.messages import messages
from ui.shapes import EXTRA, Json

NL, EN = messages("nl"), messages("en")
NOW = datetime(2025, 12, 6, 9, 30, tzinfo=UTC)
READERS = {"docx": "docx", "odt": "odt", "md": "gfm"}
Node = dict[str, Any]


def citation(number: int, quote: str, **other: Any) -> Json:
    """A citation of a report about pumps."""
    whole = {
        "number": number, "report": f"r{number}", "title": "Verslag stuurgroep Pompen", "date": "2025-04-03",
        "section": "Gemaal Oosterdijk › Kosten", "page": 3, "quote": quote, "start": 0, "end": len(quote),
        "footnotes": [],
    }  # fmt: skip
    return whole | other


def turn(text: str, citations: list[Json], question: str = "Wat is er besloten?", **other: Any) -> Json:
    """A turn whose answer is this text; each quote is a claim."""
    claims = [
        {"text": one["quote"], "citations": [one["number"]], "verified": True}
        for one in citations
        if "quote" in one
    ]
    answer = {
        "question": question, "status": "answered", "mode": "quotes", "text": text, "claims": claims,
        "citations": citations, "closest": [], "seconds": 0.1,
        "searched": {"reports": 12, "from": "2025-04-03", "to": "2025-12-03"},
        EXTRA: {"notices": [], "note": "", "language": "nl"},
    }  # fmt: skip
    return {"id": "t1", "question": question, "asked": "2025-12-05T12:30:00+00:00", "answer": answer | other}


def quoted(*quotes: str, **other: Any) -> Json:
    """A turn that quotes these, one in a paragraph."""
    citations = [citation(number, quote, **other) for number, quote in enumerate(quotes, 1)]
    return turn("\n\n".join(f"{one['quote']} [{one['number']}]" for one in citations), citations)


def read_back(data: bytes, kind: str) -> list[Node]:
    """The blocks that pandoc finds in the file."""
    tree = json.loads(run(["-f", READERS[kind], "-t", "json", "-"], data, 30))
    return list(tree["blocks"])


def notes(tree: Any) -> list[Node]:
    """The footnotes in it, in order."""
    if isinstance(tree, list):
        return [one for part in tree for one in notes(part)]
    if not isinstance(tree, dict):
        return []
    return [tree] if tree.get("t") == "Note" else notes(tree.get("c"))


def plain(tree: Any, *, marks: bool = True) -> str:
    """The text in it, a footnote as "^"; anything that text should not have become is spelt out."""
    if isinstance(tree, list):
        return "".join(plain(part, marks=marks) for part in tree)
    if not isinstance(tree, dict):
        return ""
    content: Any = tree.get("c")
    match tree["t"]:
        case "Str":
            return str(content)
        case "Space" | "SoftBreak":
            return " "
        case "LineBreak":
            return "\n"
        case "Note":
            return "^" if marks else ""
        case "Header":
            return plain(content[2], marks=marks)
        case "Span" | "Div":
            return plain(content[1], marks=marks)
        case "Para" | "Plain" | "Emph" | "Strong" | "BlockQuote" | "BulletList" | "Superscript":
            return plain(content, marks=marks)
        case kind:
            return f"<{kind}>"


def note_texts(data: bytes, kind: str) -> list[str]:
    """The text of each footnote."""
    return [plain(one["c"]) for one in notes(read_back(data, kind))]


def kinds(blocks: list[Node]) -> list[str]:
    """What the blocks are, those in a style of ours by what is in them."""
    return [
        kind for block in blocks for kind in (kinds(block["c"][1]) if block["t"] == "Div" else [block["t"]])
    ]


def single_spaced(text: str) -> str:
    """The text as a reader of documents sees it, to whom a row of spaces is one."""
    return re.sub("[ \t]+", " ", text)


def xml_text(archive: ZipFile, member: str, tag: str) -> list[str]:
    """The text of each element of that name, exactly as it is kept."""
    root = ElementTree.fromstring(archive.read(member))
    return ["".join(element.itertext()) for element in root.iter() if element.tag.endswith(f"}}{tag}")]
