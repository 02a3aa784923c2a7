"""A citation in words: the report, its meeting's date, section and page, and the footnotes of the sentence."""

from __future__ import annotations

from collections.abc import Collection

from ui.export.nodes import Node, emphasis, words
from ui.messages import Messages
from ui.shapes import Json


def is_removed(citation: Json) -> bool:
    """Whether the report is gone, and with it all that an answer had of it but its date."""
    return bool(citation.get("removed"))


def removed_words(citation: Json, say: Messages) -> str:
    """What is said in the place of a citation of a removed report."""
    return say("export.removed", day=say.day(citation["date"]))


def missing(answer: Json, placed: Collection[int], say: Messages) -> list[str]:
    """What is said of the parts of an answer that went with a removed report: once for each meeting."""
    days = [one["date"] for one in answer["citations"] if is_removed(one) and one["number"] not in placed]
    if not answer["text"].strip() and not answer["citations"]:
        return [say("export.removed_all")]
    return [say("export.removed_part", day=say.day(day)) for day in dict.fromkeys(days)]


def source_words(citation: Json, say: Messages, *, quoted: str | None = None) -> str:
    """The source as plain text; with the quote, unless it stands in `quoted` already."""
    if is_removed(citation):
        return removed_words(citation, say)
    return f"{citation['title']}{_rest(citation, say, quoted)}"


def source_inlines(citation: Json, say: Messages, *, quoted: str | None = None) -> list[Node]:
    """The same for a footnote, the report's title in italics."""
    if is_removed(citation):
        return words(removed_words(citation, say))
    return [emphasis(citation["title"]), *words(_rest(citation, say, quoted))]


def place_inlines(found: Json, say: Messages) -> list[Node]:
    """Where a passage stands, the report's title in italics."""
    return [emphasis(found["title"]), *words(_place(found, say))]


def _rest(citation: Json, say: Messages, quoted: str | None) -> str:
    rest = _place(citation, say)
    quote, notes = citation["quote"].strip(), [text.strip() for text in citation["footnotes"]]
    if quoted is not None and quote not in quoted:
        rest += f": “{quote}”"
    rest += "" if rest.endswith((".”", "!”", "?”")) else "."
    return f"{rest} {say.count('export.footnote', len(notes), text=' / '.join(notes))}" if notes else rest


def _place(found: Json, say: Messages) -> str:
    """What follows the title: ", 3 December 2025, Dredging › Costs, p. 3"."""
    parts = ["", say.day(found["date"]), found["section"]]
    if found["page"]:
        parts.append(say("ask.page", page=found["page"]))
    return ", ".join(part for position, part in enumerate(parts) if part or position == 0)
