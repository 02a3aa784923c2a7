"""The report at a citation of a stored answer: where the sentence stands now, or that it no longer does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from ui.errors import UserError
from ui.page.links import list_url
from ui.page.report import Place, body_html, header_html, place_in
from ui.page.sheet import Look, escaped, look, refusal, sheet
from ui.service import Service
from ui.shapes import Json

GONE = 410
STANDS = ("as_cited", "moved")
BANNERS = {"moved": "reader.moved", "changed": "reader.changed"}


class Cites(Protocol):
    """What keeps the answers (ui.talks)."""

    def cited(self, turn_id: str, number: int, /) -> Json:
        """{"report", "start", "end", "quote", "title", "date", "state"}; raises UserError when there is no such."""
        ...


def cited_routes(service: Service, talks: Callable[[], Cites]) -> APIRouter:
    """GET /cited/{turn}/{number}; `talks` is asked for when the first citation is opened."""
    router = APIRouter(prefix="/cited")

    @router.get("/{turn}/{number}")
    def cited(turn: str, number: int, wanted: Look = Depends(look)) -> HTMLResponse:  # noqa: B008
        try:
            found = talks().cited(turn, number)
            report = None if found["state"] == "gone" else service.show(found["report"])
        except UserError as error:
            return refusal(wanted, error)
        if report is None:
            return _gone(found, wanted)
        stands = found["state"] in STANDS
        place = place_in(report, found["start"], found["end"]) if stands else Place(0, 0)
        header = header_html(report, place, wanted)
        return sheet(
            wanted, report["title"], header, body_html(report, place, wanted, _banner(found, wanted))
        )

    return router


def _banner(found: Json, wanted: Look) -> str:
    """What has become of the quote since the answer; nothing when it stands where it stood."""
    if found["state"] == "as_cited":
        return ""
    said = f"<p>{escaped(wanted.say(BANNERS[found['state']]))}</p>"
    if found["state"] == "moved":
        return f'<div class="banner moved" role="note">{said}</div>'
    return f'<div class="banner changed" role="alert">{said}{_quoted(found)}</div>'


def _quoted(found: Json) -> str:
    return f"<blockquote>{escaped(found['quote'])}</blockquote>" if found["quote"] else ""


def _gone(found: Json, wanted: Look) -> HTMLResponse:
    say = wanted.say
    title = found["title"] or say("page.reader")
    back = f'<a href="{escaped(list_url(wanted.language, wanted.theme))}">{escaped(say("page.reports"))}</a>'
    facts = f'<p class="facts"><span>{escaped(say.day(found["date"]))}</span></p>' if found["date"] else ""
    header = f"<header><nav>{back}</nav><h1>{escaped(title)}</h1>{facts}</header>"
    quoted = f"<p>{escaped(say('reader.gone_quote'))}</p>{_quoted(found)}" if found["quote"] else ""
    body = f'<div class="banner changed" role="alert"><p>{escaped(say("reader.gone"))}</p>{quoted}</div>'
    return sheet(wanted, title, header, body, GONE)
