"""The reader: a report as a page of its own, without a script, which the conversation's page shows in a frame.

An address with `#quote` is scrolled to by the browser itself; it can be opened in a tab or sent to a colleague.
"""

from __future__ import annotations

import html
from importlib.resources import files
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from ui.errors import NO_SUCH_REPORT, UserError
from ui.messages import Language, Messages, messages
from ui.page.document import document_html
from ui.page.links import list_url
from ui.service import Service
from ui.shapes import Json
from ui.text import printable

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
ASSETS = {"reader.css": "text/css", "page.js": "text/javascript", "page.css": "text/css"}

Offset = Annotated[int, Query(ge=0, le=2**53)]
Lang = Annotated[Language, Query()]


def reader_routes(service: Service) -> APIRouter:
    """The list of reports, one report, and the page's own files, all under /reader/."""
    router = APIRouter(prefix="/reader")

    @router.get("/assets/{name}")
    def asset(name: str) -> Response:
        if name not in ASSETS:
            return Response("Not found.", 404, media_type="text/plain")
        content = files("ui.page").joinpath("assets", name).read_bytes()
        return Response(content, media_type=ASSETS[name], headers={"Cache-Control": "no-cache"})

    @router.get("/")
    def listed(lang: Lang = "nl") -> HTMLResponse:
        say = messages(lang)
        return _page(say, say("page.reports"), _list(service.reports()["reports"], say))

    @router.get("/{report}")
    def opened(report: str, start: Offset = 0, end: Offset = 0, lang: Lang = "nl") -> HTMLResponse:
        say = messages(lang)
        try:
            found = service.show(report)
        except UserError as error:
            status = 404 if error.exit_code == NO_SUCH_REPORT else 409
            return _page(say, say("page.reader"), f"<p>{html.escape(say.error(error))}</p>", status)
        return _page(say, found["title"], _report(found, start, end, say))

    return router


def _report(report: Json, start: int, end: int, say: Messages) -> str:
    facts = " · ".join(
        html.escape(part) for part in (say.day(report["date"]), printable(PurePath(report["source"]).name))
    )
    warnings = "".join(f"<p class=warning>{html.escape(warning)}</p>" for warning in report["warnings"])
    outside = end > len(report["text"]) or start > end
    missing = f"<p class=warning>{html.escape(say('page.no_quote'))}</p>" if outside else ""
    body = document_html(report, *((0, 0) if outside else (start, end)))
    back = (
        f'<nav><a href="{html.escape(list_url(say.language))}">{html.escape(say("page.reports"))}</a></nav>'
    )
    return f'{back}<p class="facts">{facts}</p>{warnings}{missing}<article lang="{report["language"]}">{body}</article>'


def _list(reports: list[Json], say: Messages) -> str:
    if not reports:
        return f"<p>{html.escape(say('page.no_reports'))}</p>"
    newest_first = sorted(reports, key=lambda report: (report["date"] or "", report["title"]), reverse=True)
    items = (
        f'<li><a href="/reader/{html.escape(report["id"])}?lang={say.language}">'
        f"{html.escape(printable(report['title']))}</a> <span>{html.escape(say.day(report['date']))}</span></li>"
        for report in newest_first
        if report["state"] == "ready"
    )
    return f"<ul class=reports>{''.join(items)}</ul>"


def _page(say: Messages, title: str, body: str, status: int = 200) -> HTMLResponse:
    heading = html.escape(printable(title))
    page = (
        f'<!doctype html><html lang="{say.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{heading}</title><link rel="stylesheet" href="/reader/assets/reader.css"></head>'
        f"<body><header><h1>{heading}</h1></header><main>{body}</main></body></html>"
    )
    # A file's name or a report's text may hold half characters; the browser gets a replacement for each.
    content = page.encode("utf-8", "replace")
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(content, status, headers)
