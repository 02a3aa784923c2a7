"""Addresses of reports and of places in them, as the reader has them, and of what goes with a kept answer."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote, urlencode

from ui.messages import Language

Theme = Literal["", "light", "dark"]  # "": as the visitor's system has it


def reader_url(report: str, start: int, end: int, language: Language, theme: Theme = "") -> str:
    """The report opened at `text[start:end]`."""
    query = _query(start=int(start), end=int(end), lang=language, theme=theme)
    return f"{_report(report)}?{query}#quote"


def page_view_url(
    report: str, start: int, end: int, language: Language, theme: Theme = "", page: int | None = None
) -> str:
    """The report with a page of its PDF above the text: `page`, or the one on which `text[start:end]` stands."""
    query = _query(start=int(start), end=int(end), lang=language, theme=theme, view="page", page=page)
    return f"{_report(report)}?{query}#page"


def page_image_url(report: str, page: int, start: int, end: int) -> str:
    """Page `page` of the report's PDF as an image, with `text[start:end]` boxed where it stands on it."""
    return f"{_report(report)}/pages/{int(page)}.png?{_query(start=int(start), end=int(end))}"


def original_url(report: str) -> str:
    """The report's file as it was taken in."""
    return f"{_report(report)}/original"


def cited_url(turn: str, number: int, language: Language, theme: Theme = "") -> str:
    """The report opened at citation `number` of the stored answer `turn`, wherever that stands now."""
    return f"/cited/{quote(turn, safe='')}/{int(number)}?{_query(lang=language, theme=theme)}#quote"


def export_url(turn: str, kind: str, language: Language) -> str:
    """A kept answer as a file."""
    return f"/page/turns/{quote(turn, safe='')}/export.{kind}?{_query(lang=language)}"


def list_url(language: Language, theme: Theme = "") -> str:
    """The list of reports."""
    return f"/reader/?{_query(lang=language, theme=theme)}"


def _report(report: str) -> str:
    return f"/reader/{quote(report, safe='', errors='replace')}"


def _query(**values: object) -> str:
    return urlencode({name: value for name, value in values.items() if value not in ("", None)})
