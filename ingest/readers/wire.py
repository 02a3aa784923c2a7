"""What goes to the process that reads files and what comes back. JSON, not pickle: what comes back is data only."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from ingest.blocks import Block, Note, Parsed, Part

READ, DRAW = b"r", b"d"
OK, FAILED = b"+", b"-"


def dump(parts: Sequence[Part]) -> bytes:
    """The parts as JSON."""
    return json.dumps([_part(part) for part in parts], ensure_ascii=True, separators=(",", ":")).encode(
        "ascii"
    )


def load(data: bytes) -> list[Part]:
    """The parts that `dump` was given."""
    return [_to_part(item) for item in json.loads(data)]


def _part(part: Part) -> list[Any]:
    parsed = part.parsed
    original = None if part.original is None else base64.b64encode(part.original).decode("ascii")
    blocks = [
        [block.kind, block.text, block.level, block.page, [[note.at, note.text] for note in block.notes]]
        for block in parsed.blocks
    ]
    day = parsed.date.isoformat() if parsed.date else ""
    return [
        part.name,
        original,
        parsed.format,
        blocks,
        parsed.title,
        day,
        parsed.language,
        list(parsed.warnings),
    ]


def _to_part(item: list[Any]) -> Part:
    name, original, form, blocks, title, day, language, warnings = item
    parsed = Parsed(
        form,
        tuple(
            Block(kind, text, level, page, tuple(Note(at, said) for at, said in notes))
            for kind, text, level, page, notes in blocks
        ),
        title=title,
        date=date.fromisoformat(day) if day else None,
        language=language,
        warnings=tuple(warnings),
    )
    return Part(name, parsed, None if original is None else base64.b64decode(original))


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is asked of a page's image: the page (0: the one on which the quote begins) and what to box on it.

    `first` is the page on which the quote is said to begin, `before` and `after` what stands around it.
    """

    path: str
    number: int
    first: int = 1
    quote: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class PageImage:
    """Page `number` of `pages` as a PNG; `boxes` characters of the quote stand on it, the highest at `top`.

    `top` goes from 0, the page's upper edge, to 1. `share` says which part of the quote's letters was found, on this
    page and its neighbour together.
    """

    number: int
    pages: int
    boxes: int
    top: float
    share: float
    png: bytes


def dump_drawing(drawing: Drawing) -> bytes:
    """The drawing as JSON; half characters in the path survive."""
    return json.dumps(asdict(drawing)).encode("ascii")


def load_drawing(data: bytes) -> Drawing:
    """The drawing that `dump_drawing` was given."""
    return Drawing(**json.loads(data))


def dump_image(image: PageImage) -> bytes:
    """The image's facts as one line of JSON, then the image."""
    facts = [image.number, image.pages, image.boxes, image.top, image.share]
    return json.dumps(facts).encode("ascii") + b"\n" + image.png


def load_image(data: bytes) -> PageImage:
    """The image that `dump_image` was given."""
    facts, _, content = data.partition(b"\n")
    number, pages, boxes, top, share = json.loads(facts)
    return PageImage(int(number), int(pages), int(boxes), float(top), float(share), content)
