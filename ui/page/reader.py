"""The reader: a report as a page of its own, without a script, which the conversation's page shows in a frame.

An address with `#quote` is scrolled to by the browser itself; it can be opened in a tab or sent to a colleague.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, Response

from ui.errors import UserError
from ui.local import LocalService
from ui.page.links import list_url
from ui.page.report import Place, Shown, body_html, header_html, place_in
from ui.page.sheet import Look, Offset, escaped, look, refusal, sheet
from ui.shapes import Json

ASSETS = {"reader.css": "text/css"}
View = Literal["text", "page"]
PageNumber = Annotated[int, Query(ge=0, le=2**31 - 1)]


def reader_routes(service: LocalService) -> APIRouter:
    """The list of reports, one report, and the page's own files, all under /reader/."""
    router = APIRouter(prefix="/reader")

    @router.get("/assets/{name}")
    def asset(name: str) -> Response:
        if name not in ASSETS:
            return Response("Not found.", 404, media_type="text/plain")
        content = files("ui.page").joinpath("assets", name).read_bytes()
        return Response(content, media_type=ASSETS[name], headers={"Cache-Control": "no-cache"})

    @router.get("/")
    def listed(wanted: Look = Depends(look)) -> HTMLResponse:  # noqa: B008
        title = wanted.say("page.reports")
        header = f"<header><h1>{escaped(title)}</h1></header>"
        return sheet(wanted, title, header, _list(service.reports()["reports"], wanted))

    @router.get("/{report}")
    def opened(
        report: str,
        start: Offset = 0,
        end: Offset = 0,
        view: View = "text",
        page: PageNumber = 0,
        wanted: Look = Depends(look),  # noqa: B008
    ) -> HTMLResponse:
        try:
            found = service.show(report)
        except UserError as error:
            return refusal(wanted, error)
        place = place_in(found, start, end)
        shown = _shown(service, found, place, page, wanted) if view == "page" else None
        header = header_html(found, place, wanted, page_view=shown is not None)
        return sheet(wanted, found["title"], header, body_html(found, place, wanted, shown=shown))

    return router


def _shown(service: LocalService, report: Json, place: Place, page: int, wanted: Look) -> Shown:
    """The page of the PDF to show; it is drawn now, because only then is known whether the quote is on it."""
    try:
        image = service.page_image(report["id"], page, place.start, place.end)
    except UserError as error:
        return Shown(fault=wanted.say.error(error))
    return Shown(image.number, image.pages, image.boxes > 0, image.top)


def _list(reports: list[Json], wanted: Look) -> str:
    say = wanted.say
    if not reports:
        return f"<p>{escaped(say('page.no_reports'))}</p>"
    newest_first = sorted(reports, key=lambda report: (report["date"] or "", report["title"]), reverse=True)
    items = (
        f'<li><a href="{escaped(_address(report, wanted))}">{escaped(report["title"])}</a> '
        f"<span>{escaped(say.day(report['date']))}</span> "
        f"<span>{escaped(say.count('reports.passages', report['passages']))}</span></li>"
        for report in newest_first
        if report["state"] == "ready"
    )
    return f'<ul class="reports">{"".join(items)}</ul>'


def _address(report: Json, wanted: Look) -> str:
    path, _, query = list_url(wanted.language, wanted.theme).partition("?")
    return f"{path}{report['id']}?{query}"
