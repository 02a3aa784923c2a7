"""The API's description for programs: /api/openapi.json."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from ui.paths import OPENAPI_PATH
from ui.shapes import Json
from ui.version import version

DESCRIPTION = (
    "Questions over meeting reports; every answer is word-for-word quotes with their places. All but /healthz ask for "
    "the token of WIJZER_SERVE_TOKEN, or of the library's lock file: `X-Wijzer-Token: T` or `Authorization: Bearer T`."
)


def document_route(described: Sequence[APIRouter]) -> APIRouter:
    """GET /api/openapi.json: the routes of these routers."""
    router = APIRouter(include_in_schema=False)

    @cache
    def document() -> Json:
        routes = [route for router in described for route in router.routes]
        made = get_openapi(title="Verslagwijzer", version=version(), description=DESCRIPTION, routes=routes)
        return _true(made)

    @router.get(OPENAPI_PATH)
    async def openapi() -> JSONResponse:
        return JSONResponse(document())

    return router


def _true(document: Json) -> Json:
    """The document without what FastAPI says by itself and isn't so here.

    A wrong request gets 400, not 422; and a line of a stream is an object, not a string.
    """
    for methods in document["paths"].values():
        for operation in methods.values():
            operation["responses"].pop("422", None)
            for content in operation["responses"]["200"]["content"].values():
                if "anyOf" in content["schema"]:
                    content["schema"].pop("type", None)
    for name in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(name, None)
    return document
