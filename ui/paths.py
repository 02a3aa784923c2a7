"""Which addresses are served, to whom, and how much they take. What isn't here doesn't exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

KILOBYTE, MEGABYTE = 1024, 1024 * 1024
LARGEST_FILE = 100 * MEGABYTE
LARGEST_BODY = 2 * MEGABYTE
OPENAPI_PATH = "/api/openapi.json"
TOOLS_PATH = "/mcp-tools"
MCP_PATH = f"{TOOLS_PATH}/gradio_api/mcp/"
UPLOADS = "/page/upload/"


@dataclass(frozen=True, slots=True)
class Place:
    """What an address asks of a request.

    `access`: "open" to all, "page" for who is logged in where there is a login, "token" for who has the API's.
    With `same_origin` what changes something must come from a page of this server.
    """

    access: Literal["open", "page", "token"]
    largest: int = LARGEST_BODY
    same_origin: bool = False
    posts_only: bool = False


OPEN = Place("open", 4 * KILOBYTE)
PAGE = Place("page")
API = Place("token")
OWN = {
    "/healthz": OPEN,
    OPENAPI_PATH: PAGE,
    MCP_PATH: Place("token", posts_only=True),
    MCP_PATH.rstrip("/"): Place("token", posts_only=True),
}
OWN_FOLDERS = {
    "/api/": API,
    "/v1/": API,
    "/reader/": PAGE,
    "/cited/": PAGE,
    UPLOADS: Place("page", LARGEST_FILE, same_origin=True),
    "/page/": Place("page", same_origin=True),
}
LOGIN = {"/login": OPEN, "/login/style.css": OPEN, "/logout": OPEN}
# Of Gradio's eighty routes the page uses these. Not among them: uploads, files by path, proxying to other hosts,
# links to other sessions' state, profiling.
GRADIO_PATHS = frozenset({"/", "/theme.css", "/favicon.ico", "/config"})
GRADIO_FOLDERS = ("/assets/", "/static/", "/svelte/")
GRADIO_API = frozenset({"/queue/join", "/queue/data", "/startup-events"})


class Paths:
    """The addresses of a server with Gradio pages at `pages`, and the login's when it has one."""

    def __init__(self, pages: Iterable[str], *, with_login: bool) -> None:
        self._pages = tuple(sorted((page.rstrip("/") for page in pages), key=len, reverse=True))
        self._own = OWN | LOGIN if with_login else OWN

    def place(self, path: str) -> Place | None:
        """What stands at this path; None when nothing does."""
        if found := self._own.get(path):
            return found
        for folder, place in OWN_FOLDERS.items():
            if path.startswith(folder):
                return place
        return PAGE if self._is_gradio(path) else None

    def _is_gradio(self, path: str) -> bool:
        for page in self._pages:
            if page and path == page:
                return True
            if path.startswith(f"{page}/"):
                inner = path.removeprefix(page)
                break
        else:
            return False
        if inner.startswith("/gradio_api/"):
            route = inner.removeprefix("/gradio_api")
            return route in GRADIO_API or route.startswith("/heartbeat/")
        return inner in GRADIO_PATHS or inner.startswith(GRADIO_FOLDERS)
