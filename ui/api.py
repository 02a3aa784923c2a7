"""The HTTP API of `wijzer serve`: the service's methods, for whoever has the token of the library's lock file."""

from __future__ import annotations

import json
import logging
import queue
import secrets
import threading
from collections.abc import Callable, Iterator
from datetime import date

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from ui.errors import FAULT, NO_SUCH_REPORT, WRONG_USAGE, UserError, WrongUsage
from ui.progress import Progress
from ui.remote import TOKEN_HEADER
from ui.service import Service
from ui.shapes import Json
from vectorstore.types import ReportFilter

ALIVE_SECONDS = 5.0
STATUS = {WRONG_USAGE: 400, NO_SUCH_REPORT: 404}
log = logging.getLogger(__name__)


class Body(BaseModel):
    """A request's JSON; a field that isn't known is refused."""

    model_config = ConfigDict(extra="forbid")


class AskBody(Body):
    """A question with its filters."""

    question: str
    reports: list[str] = Field(default=[], max_length=1000)
    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")
    language: str | None = Field(default=None, max_length=10)
    series: str | None = Field(default=None, max_length=1000)

    def where(self) -> ReportFilter:
        """The filters."""
        return ReportFilter(
            reports=tuple(self.reports),
            since=self.since,
            until=self.until,
            language=self.language or None,
            series=self.series or None,
        )


class SearchBody(AskBody):
    """A question, its filters and the number of hits."""

    k: int = Field(default=10, ge=1, le=1000)


class ReportBody(Body):
    """The report that is meant."""

    report: str


class TextBody(Body):
    """A draft."""

    text: str = Field(max_length=200_000)


class PathsBody(Body):
    """Files and folders on this machine."""

    paths: list[str] = Field(min_length=1, max_length=100_000)


class Stopped(Exception):
    """Nobody waits for the work any more."""


def add_api(app: FastAPI, service: Service, token: str, stopping: threading.Event) -> None:
    """Put the routes on `app`. Long work ends early once `stopping` is set."""
    app.include_router(_open_routes())
    app.include_router(_routes(service, token, stopping))
    app.add_exception_handler(UserError, _user_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _fault)


def _open_routes() -> APIRouter:
    router = APIRouter()

    @router.get("/healthz")
    def healthz() -> Json:
        return {"status": "ok"}

    return router


def _routes(service: Service, token: str, stopping: threading.Event) -> APIRouter:
    def check_token(request: Request) -> None:
        if not secrets.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), token.encode()):
            raise UserError("error.denied")

    router = APIRouter(prefix="/api", dependencies=[Depends(check_token)])

    @router.post("/ask")
    def ask(body: AskBody) -> JSONResponse:
        return JSONResponse(service.ask(body.question, body.where()))

    @router.post("/search")
    def search(body: SearchBody) -> JSONResponse:
        return JSONResponse(service.search(body.question, body.where(), body.k))

    @router.post("/reports")
    def reports() -> JSONResponse:
        return JSONResponse(service.reports())

    @router.post("/show")
    def show(body: ReportBody) -> JSONResponse:
        return JSONResponse(service.show(body.report))

    @router.post("/remove")
    def remove(body: ReportBody) -> StreamingResponse:
        return _streamed(lambda progress: service.remove(body.report, progress), stopping)

    @router.post("/verify")
    def verify(body: TextBody) -> StreamingResponse:
        return _streamed(lambda _: service.verify(body.text), stopping)

    @router.post("/feedback")
    def feedback() -> JSONResponse:
        return JSONResponse(service.feedback())

    @router.post("/doctor")
    def doctor() -> JSONResponse:
        return JSONResponse(service.state())

    @router.post("/ingest")
    def ingest(body: PathsBody) -> StreamingResponse:
        return _streamed(lambda progress: service.ingest(body.paths, progress), stopping)

    @router.post("/rebuild")
    def rebuild() -> StreamingResponse:
        return _streamed(service.rebuild, stopping)

    return router


def _streamed(work: Callable[[Progress], Json], stopping: threading.Event) -> StreamingResponse:
    """JSON lines: progress while the work lasts, a sign of life every five seconds, then one result or error."""
    return StreamingResponse(_lines(work, stopping), media_type="application/x-ndjson")


def _lines(work: Callable[[Progress], Json], stopping: threading.Event) -> Iterator[str]:
    messages: queue.SimpleQueue[Json] = queue.SimpleQueue()
    gone = threading.Event()

    def progress(done: int, total: int, what: str) -> None:
        if gone.is_set() or stopping.is_set():
            raise Stopped
        messages.put({"progress": [done, total, what]})

    def run() -> None:
        try:
            messages.put({"result": work(progress)})
        except Stopped:
            messages.put({"error": UserError("error.closing").to_wire()})
        except UserError as error:
            messages.put({"error": error.to_wire()})
        except Exception as error:  # a thread's last resort: whoever waits is told, and the log says where
            log.exception("the work failed")
            messages.put({"error": _wire_of(error)})

    threading.Thread(target=run, name="wijzer-work", daemon=True).start()
    try:
        while True:
            message = _next(messages)
            yield json.dumps(message) + "\n"
            if "progress" not in message and "alive" not in message:
                return
    finally:
        gone.set()


def _next(messages: queue.SimpleQueue[Json]) -> Json:
    try:
        return messages.get(timeout=ALIVE_SECONDS)
    except queue.Empty:
        return {"alive": True}


def _wire_of(error: Exception) -> Json:
    return UserError("error.fault", FAULT, kind=type(error).__name__, reason=str(error)).to_wire()


def _user_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, UserError)
    status = 401 if error.key == "error.denied" else STATUS.get(error.exit_code, 409)
    return JSONResponse({"error": error.to_wire()}, status)


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    reason = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return JSONResponse({"error": WrongUsage("error.request", reason=reason).to_wire()}, 400)


def _fault(_: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"error": _wire_of(error)}, 500)
