"""Errors in the shape that whoever asked knows: ours under /api/, OpenAI's under /v1/."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse

from ui.errors import FAULT, NO_SUCH_REPORT, WRONG_USAGE, UserError, WrongUsage
from ui.messages import messages
from ui.shapes import Json

STATUS = {WRONG_USAGE: 400, NO_SUCH_REPORT: 404}
OPENAI_PREFIX = "/v1/"
# What the OpenAI API calls them.
CODES = {"error.denied": "invalid_api_key", "error.question_too_long": "string_above_max_length"}


class ChatRefusal(Exception):
    """A request under /v1/ that can't be met; `param` is the field that it is about."""

    def __init__(self, message: str, status: int = 400, *, param: str | None, code: str | None) -> None:
        super().__init__(message)
        self.status = status
        self.param = param
        self.code = code


def add_refusals(app: FastAPI) -> None:
    """Have the errors of all routes answered here."""
    app.add_exception_handler(UserError, _user_error)
    app.add_exception_handler(ChatRefusal, _chat_refusal)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _fault)


def denied(path: str) -> JSONResponse:
    """The answer to a request without the token."""
    return _refused(path, UserError("error.denied"), 401, {"WWW-Authenticate": "Bearer"})


def wire_of(error: Exception) -> Json:
    """The error as it travels over HTTP, with a line for people in English."""
    if not isinstance(error, UserError):
        error = UserError("error.fault", FAULT, kind=type(error).__name__, reason=str(error))
    return {**error.to_wire(), "message": messages("en").error(error)}


def _user_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, UserError)
    return _refused(request.url.path, error, STATUS.get(error.exit_code, 409))


def _chat_refusal(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ChatRefusal)
    return JSONResponse(_openai(str(error), error.status, error.param, error.code), error.status)


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    refused = WrongUsage("error.request", reason=f"{where}: {first['msg']}")
    field = where.removeprefix("body").lstrip(".") or None
    return _refused(request.url.path, refused, 400, param=field)


def _fault(request: Request, error: Exception) -> JSONResponse:
    return _refused(request.url.path, error, 500)


def _refused(
    path: str,
    error: Exception,
    status: int,
    headers: dict[str, str] | None = None,
    *,
    param: str | None = None,
) -> JSONResponse:
    wire = wire_of(error)
    if path.startswith(OPENAI_PREFIX):
        return JSONResponse(_openai(wire["message"], status, param, CODES.get(wire["key"])), status, headers)
    return JSONResponse({"error": wire}, status, headers)


def _openai(message: str, status: int, param: str | None, code: str | None) -> Json:
    kind = "invalid_request_error" if status < 500 else "server_error"
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}
