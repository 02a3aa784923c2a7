"""How the page's own routes tell what went wrong: one line in the page's language."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from ui.api.refusals import STATUS
from ui.errors import UserError, WrongUsage
from ui.messages import LANGUAGES, Messages, messages


class PageRoute(APIRoute):
    """A route whose faults are {"error": "a sentence"}, in the language that the address names (Dutch else)."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler, with faults told."""
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                first = error.errors()[0]
                reason = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
                return _told(WrongUsage("error.request", reason=reason), request)
            except UserError as error:
                return _told(error, request)

        return told


def told_in(say: Messages) -> Callable[[Exception], str]:
    """What gives an error of a long work as one line."""
    return lambda error: say.error(error) if isinstance(error, UserError) else say("page.fault")


def spoken(request: Request) -> Messages:
    """The strings of the language that the address names."""
    asked = request.query_params.get("lang")
    return messages(next((one for one in LANGUAGES if one == asked), "nl"))


def _told(error: UserError, request: Request) -> Response:
    return JSONResponse({"error": spoken(request).error(error)}, STATUS.get(error.exit_code, 409))
