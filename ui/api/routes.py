"""The routes under /api/: the service's methods, for whoever has the token (the guard looks at it), and /healthz."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Security
from fastapi.responses import JSONResponse
from fastapi.security import APIKeyHeader, HTTPBearer

from ui.api import replies
from ui.api.bodies import AskBody, PathsBody, ReportBody, SearchBody, TextBody
from ui.api.completions import completion_routes
from ui.api.lines import LinesResponse, lines_of, lines_of_events
from ui.api.openapi import document_route
from ui.api.part_replies import AnswerLine, DraftLine, EndLine
from ui.api.refusals import add_refusals
from ui.api.report_replies import Report
from ui.errors import NoReport
from ui.halted import whole
from ui.progress import Progress
from ui.remote import TOKEN_HEADER
from ui.service import Service
from ui.shapes import Json
from ui.version import version

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
TOKEN = [
    Security(APIKeyHeader(name=TOKEN_HEADER, auto_error=False)),
    Security(HTTPBearer(auto_error=False)),
]
Responses = dict[int | str, dict[str, Any]]
WRONG: Responses = {400: {"model": replies.Error, "description": "The request or the question is wrong."}}
NONE: Responses = {404: {"model": replies.Error, "description": "There is no such report."}}
DENIED: Responses = {
    401: {"model": replies.Error, "description": "The token is missing or wrong."},
    409: {"model": replies.Error, "description": "The library can't do this now."},
    500: {"model": replies.Error, "description": "An unexpected fault."},
}
Answered = AnswerLine | DraftLine | replies.AliveLine | EndLine
Streamed = replies.ProgressLine | replies.AliveLine | replies.Error


def add_api(
    app: FastAPI, service: Service, stopping: threading.Event, is_open: Callable[[], bool] = lambda: True
) -> None:
    """Put the routes on `app`. Long work ends early once `stopping` is set."""
    routers = [
        _health(is_open),
        _questions(service, stopping),
        _reports(service),
        _work(service, stopping),
        completion_routes(service, TOKEN, stopping),
    ]
    for router in [*routers, document_route(routers), _nothing_else()]:
        app.include_router(router)
    add_refusals(app)


def _router(tag: str) -> APIRouter:
    return APIRouter(prefix="/api", tags=[tag], dependencies=TOKEN, responses={**DENIED})


def _health(is_open: Callable[[], bool]) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", response_model=replies.Health)
    async def healthz() -> JSONResponse:
        """Whether the server answers; needs no token and no login."""
        library = "open" if is_open() else "closed"
        return JSONResponse({"status": "ok", "version": version(), "library": library})

    return router


def _questions(service: Service, stopping: threading.Event) -> APIRouter:
    router = _router("questions")

    def events(body: AskBody) -> Iterator[Json]:
        if body.quotes:
            return iter([{"answer": service.ask(body.question, body.where())}])
        return service.asking(
            body.question, body.where(), body.conversation, before=body.before, alone=body.alone
        )

    @router.post("/ask", response_model=replies.Answer, responses={**WRONG, **NONE})
    def ask(body: AskBody) -> JSONResponse:
        """The answer to a question: sentences of the reports, word for word, each with its place.

        With a language model `mode` is "generated": what it wrote, and the quotes that it was made from in
        `extra.quoted`. It takes the time that the model takes; /api/ask/stream gives the quotes at once.
        """
        return JSONResponse(whole(events(body)))

    @router.post(
        "/ask/stream",
        response_class=LinesResponse,
        responses={**_lines(Answered), **NONE},
    )
    def ask_in_parts(body: AskBody) -> LinesResponse:
        """The same in JSON lines: the answer in quotes at once, drafts while a language model writes, the whole
        answer, the end. Whoever goes away has the writing stop."""
        parts = events(body)
        first = next(parts)["answer"]  # here, so that a refusal is one
        return LinesResponse(lines_of_events(first, parts, stopping))

    @router.post("/search", response_model=replies.Hits, responses={**WRONG, **NONE})
    def search(body: SearchBody) -> JSONResponse:
        """The passages that are nearest to a question, best first."""
        return JSONResponse(service.search(body.question, body.where(), body.k))

    @router.post("/feedback", response_model=replies.Feedback)
    def feedback() -> JSONResponse:
        """The questions whose answers were rated, as `wijzer eval` takes them."""
        return JSONResponse(service.feedback())

    return router


def _reports(service: Service) -> APIRouter:
    """Reading is a GET; the same by POST is what the command line uses, which sends names of any kind."""
    router = _router("reports")

    @router.get("/reports", response_model=replies.Reports, operation_id="list_reports")
    @router.post("/reports", response_model=replies.Reports, operation_id="list_reports_by_post")
    def reports() -> JSONResponse:
        """The reports of the library."""
        return JSONResponse(service.reports())

    @router.get("/reports/{report}", response_model=Report, responses={**WRONG, **NONE})
    def report(report: str) -> JSONResponse:
        """One report, by its id, its id's beginning or its title, with its canonical text and all its parts."""
        return JSONResponse(service.show(report))

    @router.post("/show", response_model=Report, responses={**WRONG, **NONE})
    def show(body: ReportBody) -> JSONResponse:
        """One report, by its id, its id's beginning or its title, with its canonical text and all its parts."""
        return JSONResponse(service.show(body.report))

    @router.get("/doctor", response_model=replies.State, operation_id="state")
    @router.post("/doctor", response_model=replies.State, operation_id="state_by_post")
    def doctor() -> JSONResponse:
        """The library's counts, its problems and its owner."""
        return JSONResponse(service.state())

    return router


def _work(service: Service, stopping: threading.Event) -> APIRouter:
    """What takes long, and answers in JSON lines."""
    router = _router("work")

    def streamed(work: Callable[[Progress], Json]) -> LinesResponse:
        return LinesResponse(lines_of(work, stopping))

    @router.post(
        "/ingest", response_class=LinesResponse, responses=_lines(replies.Result[replies.Ingested] | Streamed)
    )
    def ingest(body: PathsBody) -> LinesResponse:
        """Take in files and folders of the server's machine. JSON lines: progress, then one result or error."""
        return streamed(lambda progress: service.ingest(body.paths, progress))

    @router.post(
        "/remove", response_class=LinesResponse, responses=_lines(replies.Result[replies.Removed] | Streamed)
    )
    def remove(body: ReportBody) -> LinesResponse:
        """Remove a report for good. JSON lines: progress, then one result or error."""
        return streamed(lambda progress: service.remove(body.report, progress))

    @router.post(
        "/rebuild", response_class=LinesResponse, responses=_lines(replies.Result[replies.Rebuilt] | Streamed)
    )
    def rebuild() -> LinesResponse:
        """Make the search indexes again from the catalogue. JSON lines: progress, then one result or error."""
        return streamed(service.rebuild)

    @router.post(
        "/verify", response_class=LinesResponse, responses=_lines(replies.Result[replies.Verified] | Streamed)
    )
    def verify(body: TextBody) -> LinesResponse:
        """Which sentences of a draft stand in the reports. JSON lines: signs of life, then one result or error."""
        return streamed(lambda _: service.verify(body.text))

    return router


def _lines(each: object) -> Responses:
    """The documentation of a stream whose lines are of this type."""
    return {200: {"model": each, "description": "One of these a line."}, **WRONG}


def _nothing_else() -> APIRouter:
    """What isn't there is told in the shape of the rest."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/api/{path:path}", methods=METHODS)
    @router.api_route("/v1/{path:path}", methods=METHODS)
    async def nothing(path: str, request: Request) -> None:
        raise NoReport("serving.no_route", method=request.method, path=request.url.path)

    return router
