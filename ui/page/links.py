"""Addresses of places in reports, as the reader has them."""

from __future__ import annotations

from urllib.parse import quote

from ui.messages import Language


def reader_url(report: str, start: int, end: int, language: Language) -> str:
    """The report opened at `text[start:end]`."""
    return f"/reader/{quote(report, safe='')}?start={int(start)}&end={int(end)}&lang={language}#quote"


def list_url(language: Language) -> str:
    """The list of reports."""
    return f"/reader/?lang={language}"
