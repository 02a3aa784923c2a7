"""What stands before every request: whose it is, how large, which address; and the headers of every response."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 2 * 1024 * 1024
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
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# Of Gradio's eighty routes the page uses these. Not among them: uploads, files by path, proxying to other hosts,
# links to other sessions' state, profiling.
PATHS = frozenset({"/", "/healthz", "/theme.css", "/favicon.ico", "/config"})
FOLDERS = ("/api/", "/assets/", "/static/", "/svelte/", "/reader/", "/cited/")
GRADIO_PATHS = frozenset({"/queue/join", "/queue/data", "/startup-events"})


class Guard:
    """ASGI middleware in front of the whole application; `pages` are the paths where a Gradio page is mounted."""

    def __init__(self, app: ASGIApp, pages: Iterable[str] = ("",)) -> None:
        self._app = app
        self._pages = tuple(sorted((page.rstrip("/") for page in pages), key=len, reverse=True))

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
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
        else:
            await self._app(scope, _limited(receive), guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if _host_name(f"//{headers.get('host', '')}") not in LOOPBACK_NAMES:
            # Another name that resolves to this machine is how a web site would reach in (DNS rebinding).
            return PlainTextResponse("This server answers to 127.0.0.1 and localhost only.", 421)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers["host"]:
            return PlainTextResponse("Requests from other sites are refused.", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return PlainTextResponse(f"At most {LARGEST_BODY} bytes.", 413)
        if not self._is_served(scope["path"]):
            return PlainTextResponse("Not found.", 404)
        return None

    def _is_served(self, path: str) -> bool:
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
            return route in GRADIO_PATHS or route.startswith("/heartbeat/")
        return inner in PATHS or inner.startswith(FOLDERS)


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


def _host_name(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _limited(receive: Receive) -> Receive:
    """Receive no more than the largest body, also where no length was announced."""
    total = 0

    async def limited() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        return {"type": "http.disconnect"} if total > LARGEST_BODY else message

    return limited
