"""A page of the reader: HTML without a script, and the headers that hold it to that."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from fastapi.responses import HTMLResponse

from ui.errors import NO_SUCH_REPORT, UserError
from ui.messages import Language, Messages, messages
from ui.page.links import Theme
from ui.text import printable

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)

Offset = Annotated[int, Query(ge=0, le=2**53)]


@dataclass(frozen=True, slots=True)
class Look:
    """The visitor's language, and the colours that they want."""

    say: Messages
    theme: Theme = ""

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.say.language


def look(lang: Annotated[Language, Query()] = "nl", theme: Annotated[Theme, Query()] = "") -> Look:
    """The look that the address asks for (`?lang=&theme=`)."""
    return Look(messages(lang), theme)


def sheet(wanted: Look, title: str, header: str, body: str, status: int = 200) -> HTMLResponse:
    """A page with this title; `header` and `body` are HTML."""
    heading = escaped(title)
    theme = f' data-theme="{wanted.theme}"' if wanted.theme else ""
    page = (
        f'<!doctype html><html lang="{wanted.language}"{theme}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{heading}</title><link rel="stylesheet" href="/reader/assets/reader.css"></head>'
        f"<body>{header}<main>{body}</main></body></html>"
    )
    # A file's name or a report's text may hold half characters; the browser gets a replacement for each.
    content = page.encode("utf-8", "replace")
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(content, status, headers)


def refusal(wanted: Look, error: UserError) -> HTMLResponse:
    """What the visitor sees instead of a report."""
    status = 404 if error.exit_code == NO_SUCH_REPORT else 409
    title = wanted.say("page.reader")
    header = f"<header><h1>{escaped(title)}</h1></header>"
    return sheet(wanted, title, header, f'<p class="notice">{escaped(wanted.say.error(error))}</p>', status)


def escaped(text: str) -> str:
    """Text that others wrote, for in HTML."""
    return html.escape(printable(text))
