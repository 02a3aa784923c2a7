"""What a person takes along from the page: an answer or a conversation as a file, an answer as text to paste."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Protocol
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from ui.errors import NO_SUCH_REPORT, WRONG_USAGE, UserError
from ui.export import KINDS, Kind, copy_text, export
from ui.export.names import ascii_name, file_name
from ui.messages import Language, Messages, messages
from ui.shapes import Json
from ui.text import printable

_OFFICE = "application/vnd."
MEDIA_TYPES: dict[Kind, str] = {
    "docx": f"{_OFFICE}openxmlformats-officedocument.wordprocessingml.document",
    "odt": f"{_OFFICE}oasis.opendocument.text",
    "md": "text/markdown; charset=utf-8",
}
STATUS = {NO_SUCH_REPORT: 404, WRONG_USAGE: 400}
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}

Id = Annotated[str, Path(max_length=100)]
Lang = Annotated[Language, Query()]


class Talks(Protocol):
    """The conversations that the library keeps, as far as they are taken along."""

    def turn(self, turn: str, /) -> Json:
        """One question with its answer; UserError when there is none."""
        ...

    def conversation(self, conversation: str, /) -> Json:
        """A conversation with its turns; UserError when there is none."""
        ...


class KeepsTalks(Protocol):
    """A service that keeps conversations."""

    @property
    def talks(self) -> Talks:
        """The conversations."""
        ...


def download_routes(service: KeepsTalks) -> APIRouter:
    """The addresses under /page/ that answers and conversations are fetched from."""
    router = APIRouter(prefix="/page")

    @router.get("/turns/{turn}/export.{kind}")
    def answer_file(turn: Id, kind: str, lang: Lang = "nl") -> Response:
        def made(say: Messages) -> Response:
            found = service.talks.turn(turn)
            return _file(found["question"], found.get("asked"), [found], _known(kind), say)

        return _or_why_not(made, lang)

    @router.get("/turns/{turn}/copy.txt")
    def answer_text(turn: Id, lang: Lang = "nl") -> Response:
        def made(say: Messages) -> Response:
            return PlainTextResponse(copy_text(service.talks.turn(turn), say), headers=HEADERS)

        return _or_why_not(made, lang)

    @router.get("/conversations/{conversation}/export.{kind}")
    def conversation_file(conversation: Id, kind: str, lang: Lang = "nl") -> Response:
        def made(say: Messages) -> Response:
            found = service.talks.conversation(conversation)
            return _file(found["title"], found.get("changed"), found["turns"], _known(kind), say)

        return _or_why_not(made, lang)

    return router


def _file(title: str, moment: str | None, turns: list[Json], kind: Kind, say: Messages) -> Response:
    """The file under a name of its title and the day of `moment`, on this machine's calendar."""
    day = datetime.fromisoformat(moment).astimezone().date().isoformat() if moment else None
    name = file_name(title, day, kind)
    headers = {
        "Content-Disposition": f"attachment; filename=\"{ascii_name(name)}\"; filename*=UTF-8''{quote(name, safe='')}"
    }
    return Response(
        export(title, turns, kind, say), media_type=MEDIA_TYPES[kind], headers={**HEADERS, **headers}
    )


def _known(kind: str) -> Kind:
    """The format of that name."""
    for known in KINDS:
        if kind == known:
            return known
    raise UserError("export.no_kind", NO_SUCH_REPORT, known=", ".join(KINDS))


def _or_why_not(made: Callable[[Messages], Response], language: Language) -> Response:
    """The response, or a page that says why there is none."""
    say = messages(language)
    try:
        return made(say)
    except UserError as error:
        reason = html.escape(printable(say.error(error)))
        title = html.escape(say("page.title"))
        page = (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body><p>{reason}</p></body></html>"
        )
        return HTMLResponse(page.encode("utf-8", "replace"), STATUS.get(error.exit_code, 503), HEADERS)
