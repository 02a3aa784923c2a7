"""A report's headings as a nested list of links."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import NamedTuple

from ui.messages import Messages
from ui.shapes import Json
from ui.text import printable

FEWEST = 2


class Heading(NamedTuple):
    """A heading: where it begins, how deep it is, its words, the anchor of its line."""

    start: int
    level: int
    words: str
    anchor: str


def headings(report: Json) -> list[Heading]:
    """The report's headings in reading order."""
    return [
        Heading(part["start"], max(1, part["level"]), part["heading"], f"part-{number}")
        for number, part in enumerate(report["sections"], 1)
        if part["heading"]
    ]


def outline_html(report: Json, say: Messages) -> str:
    """The outline twice: to fold out on a narrow page, always there beside the text on a wide one (by style sheet).

    Without the title, which every page begins with; nothing for a report with hardly any headings.
    """
    found = [heading for heading in headings(report) if heading.words != report["title"]]
    if len(found) < FEWEST:
        return ""
    label, items = html.escape(say("reader.outline")), "".join(_nested(found))
    return (
        f'<details class="outline"><summary>{label}</summary><nav aria-label="{label}">{items}</nav></details>'
        f'<aside class="outline"><nav aria-label="{label}"><h2>{label}</h2>{items}</nav></aside>'
    )


def _nested(found: list[Heading]) -> Iterator[str]:
    """Lists in lists: each heading within the nearest before it that is less deep."""
    open_levels: list[int] = []
    for heading in found:
        while open_levels and heading.level < open_levels[-1] and len(open_levels) > 1:
            yield "</li></ul>"
            open_levels.pop()
        if open_levels and heading.level <= open_levels[-1]:
            yield "</li>"
            open_levels[-1] = heading.level
        else:
            yield "<ul>"
            open_levels.append(heading.level)
        yield f'<li><a href="#{heading.anchor}">{html.escape(printable(heading.words))}</a>'
    yield "</li></ul>" * len(open_levels)
