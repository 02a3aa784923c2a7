"""What page.js asks of the server: lists to show and small changes. Nothing here is for programs; the API is."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from ui.local import LocalService
from ui.messages import Language, messages
from ui.page.answers import PageRoute
from ui.page.frame import frame_html
from ui.page.listing import fitting, series_of
from ui.page.panels import empty_html, reports_html, series_html, talks_html
from ui.shapes import Json, filter_from_wire
from ui.uploads import examples_folder

Lang = Annotated[Language, Query()]
Words = Annotated[str, Query(max_length=200)]


class Change(BaseModel):
    """A small change, as JSON; a field that isn't known is refused."""

    model_config = ConfigDict(extra="forbid")


class Title(Change):
    """A conversation's new title."""

    title: str = Field(min_length=1, max_length=500)


class Rating(Change):
    """Whether an answer was any good: 1, -1, or 0 to take it back."""

    rating: Literal[-1, 0, 1]
    remark: str = Field(default="", max_length=1000)


class Scope(Change):
    """What questions are restricted to."""

    where: Json = {}


def page_routes(service: LocalService, *, login: bool) -> APIRouter:
    """Everything under /page/ but for uploads and downloads."""
    router = APIRouter(prefix="/page", include_in_schema=False, route_class=PageRoute)
    _add_frame(router, login=login)
    _add_lists(router, service)
    _add_changes(router, service)
    _add_suggestions(router, service)
    return router


def _add_frame(router: APIRouter, *, login: bool) -> None:
    @router.get("/frame")
    def frame(lang: Lang = "nl") -> HTMLResponse:
        return _html(frame_html(lang, login=login))


def _add_lists(router: APIRouter, service: LocalService) -> None:
    @router.get("/talks")
    def talks(lang: Lang = "nl") -> HTMLResponse:
        return _html(talks_html(service.talks.conversations()["conversations"], messages(lang)))

    @router.get("/reports")
    def reports(
        lang: Lang = "nl",
        find: Words = "",
        series: Words = "",
        language: Words = "",
        since: Annotated[date | None, Query(alias="from")] = None,
        until: Annotated[date | None, Query(alias="to")] = None,
    ) -> HTMLResponse:
        say, every = messages(lang), service.listed()
        if not every:
            return _html(empty_html(say, examples=examples_folder() is not None))
        found = fitting(every, find, since=since, until=until, series=series, language=language)
        return _html(reports_html(found, len(every), say))

    @router.get("/series")
    def series(lang: Lang = "nl") -> HTMLResponse:
        return _html(series_html(series_of(service.listed()), messages(lang)))


def _add_changes(router: APIRouter, service: LocalService) -> None:
    @router.post("/conversations/{conversation}/rename")
    def rename(conversation: str, body: Title) -> Json:
        return service.talks.rename(conversation, body.title)

    @router.post("/conversations/{conversation}/delete")
    def delete(conversation: str) -> Json:
        return service.talks.delete(conversation)

    @router.post("/turns/{turn}/rate")
    def rate(turn: str, body: Rating) -> Json:
        return service.talks.rate(turn, body.rating, body.remark)

    @router.post("/turns/{turn}/stop")
    def stop(turn: str) -> Json:
        return service.talks.stop(turn)

    @router.post("/reports/{report}/remove")
    def remove(report: str) -> Json:
        return service.remove(report)


def _add_suggestions(router: APIRouter, service: LocalService) -> None:
    @router.post("/suggestions")
    def suggestions(body: Scope, lang: Lang = "nl") -> Json:
        return service.suggestions(lang, filter_from_wire(body.where))

    @router.post("/turns/{turn}/follow-ups")
    def follow_ups(turn: str) -> Json:
        kept = service.talks.turn(turn)
        return service.follow_ups(kept["answer"], filter_from_wire(kept["where"]))


def _html(fragment: str) -> HTMLResponse:
    return HTMLResponse(fragment.encode("utf-8", "replace"), headers={"Cache-Control": "no-store"})
