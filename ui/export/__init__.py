"""An answer or a whole conversation taken along: a docx, odt or Markdown file with footnotes, or text to paste."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from ui.export.copying import copy_text
from ui.export.document import conversation
from ui.export.markdown import for_markdown
from ui.export.nodes import heading
from ui.export.writing import write
from ui.messages import Messages
from ui.shapes import Json

__all__ = ["KINDS", "Kind", "copy_text", "export"]

Kind = Literal["docx", "odt", "md"]
KINDS: tuple[Kind, ...] = ("docx", "odt", "md")


def export(
    title: str, turns: Sequence[Json], kind: Kind, say: Messages, now: datetime | None = None
) -> bytes:
    """The file: each question a heading, its answer below it, a footnote for each citation.

    One answer takes 0.1 to 0.3 s, a hundred with five footnotes each about 2 s.

    Every quote is in it to the letter, except that what has no place in a document (control characters, marks that turn
    the reading order, half characters) shows as a replacement character, as it does on the page.
    """
    moment = now or datetime.now().astimezone()
    document = conversation(title, turns, say, moment)
    if kind == "md":
        document = for_markdown(document, heading(1, title))
    return write(document, kind, moment)
