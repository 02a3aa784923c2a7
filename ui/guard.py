"""What stands before every request: whose it is, how large, which address; and the headers of every response."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.refusals import denied
from ui.login import Login
from ui.login.form import login_url
from ui.paths import Paths, Place
from ui.remote import TOKEN_HEADER

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})

# Gradio needs: inline scripts of its index page (by nonce), inline styles (Svelte sets them), data: fonts and images.
# Not 'unsafe-eval': only gr.HTML and js= use it, and the page has neither.
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # Nothing to other sites. Not "no-referrer": with that, a browser sends a form with "Origin: null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
CLAIMED = (b"x-forwarded-", b"forwarded", b"x-gradio-server")
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """ASGI middleware in front of the whole application.

    `pages` are the paths where a Gradio page is mounted. Without a `login` the server answers to this machine's own
    names only, and the page is open to whoever is on it.
    """

    def __init__(
        self, app: ASGIApp, token: str, pages: Iterable[str] = ("",), login: Login | None = None
    ) -> None:
        self._app = app
        self._token = token
        self._login = login
        self._paths = Paths(pages, with_login=login is not None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        nonce = secrets.token_urlsafe(16)
        guarded = _Response(send, nonce)
        place = self._paths.place(scope["path"])
        refusal = self._refusal(scope, place) or self._denial(scope, place)
        if refusal is not None:
            await refusal(scope, receive, guarded)
        else:
            await self._app(_unforwarded(scope), _limited(receive, place.largest if place else 0), guarded)

    def _refusal(self, scope: Scope, place: Place | None) -> Response | None:
        """What is said to a request that nobody may make."""
        headers = Headers(scope=scope)
        host = _parts(f"//{headers.get('host', '')}").hostname
        if not host or (self._login is None and host not in LOOPBACK_NAMES):
            # Another name that resolves to this machine is how a web site would reach in (DNS rebinding). With a
            # login it may come in: its pages have no session's cookie, which belongs to the server's own name.
            return PlainTextResponse("This server answers to 127.0.0.1 and localhost only.", 421)
        origin = headers.get("origin")
        if origin is not None and _parts(origin).netloc != headers["host"]:
            return PlainTextResponse("Requests from other sites are refused.", 403)
        if place is None:
            return PlainTextResponse("Not found.", 404)
        if place.same_origin and origin is None and scope["method"] not in READING:
            return PlainTextResponse("Requests that change something say where they come from (Origin).", 403)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit() and int(length) <= place.largest):
            return PlainTextResponse(f"At most {place.largest} bytes.", 413)
        if place.posts_only and scope["method"] != "POST":
            return PlainTextResponse("POST only.", 405, {"Allow": "POST"})
        return None

    def _denial(self, scope: Scope, place: Place | None) -> Response | None:
        """What is said to a request that comes without what its place asks for."""
        if place is None or place.access == "open":
            return None
        if place.access == "token":
            return None if self._has_token(scope) else denied(scope["path"])
        if self._login is None or self._login.is_inside(scope) or self._has_token(scope):
            return None
        if scope["method"] in ("GET", "HEAD") and "text/html" in Headers(scope=scope).get("accept", ""):
            # 303 and not 302: what was asked for is shown after the login.
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(login_url(scope["path"], query), 303, {"Cache-Control": "no-store"})
        return PlainTextResponse("Log in at /login.", 401)

    def _has_token(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        given = headers.get(TOKEN_HEADER) or (bearer.strip() if scheme.lower() == "bearer" else "")
        return secrets.compare_digest(given.encode(), self._token.encode())


class _Response:
    """Sends a response on with our headers; gives the inline scripts of Gradio's index page their nonce."""

    def __init__(self, send: Send, nonce: str) -> None:
        self._send = send
        self._nonce = nonce
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            own_policy = "content-security-policy" in headers
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", POLICY.format(nonce=self._nonce))
            if not own_policy and headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            await self._send_page(self._start)

    async def _send_page(self, start: Message) -> None:
        # Gradio escapes "<" in what it writes into its scripts, so each "<script" here is its own.
        body = self._body.replace(b"<script", f'<script nonce="{self._nonce}"'.encode())
        MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _parts(url: str) -> SplitResult:
    """The address in parts, all of them empty when it isn't one."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _unforwarded(scope: Scope) -> Scope:
    """The request without what anybody can claim about its way here, which Gradio would believe.

    What a proxy on this machine says of it, uvicorn has put in the scope: the client's address and the scheme.
    """
    headers = [pair for pair in scope["headers"] if not pair[0].startswith(CLAIMED)]
    return {**scope, "headers": headers}


def _limited(receive: Receive, largest: int) -> Receive:
    """Receive no more than the largest body, also where no length was announced."""
    total = 0

    async def limited() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        return {"type": "http.disconnect"} if total > largest else message

    return limited
