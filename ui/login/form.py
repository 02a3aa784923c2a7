"""The login's pages: a form without a script, what it is sent to, and the way out."""

from __future__ import annotations

import html
import logging
from importlib.resources import files
from urllib.parse import parse_qs, quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ui.login.access import COOKIE, Login
from ui.login.attempts import network
from ui.messages import LANGUAGES, Language, Messages, choose_language, messages

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
PAGE_HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
MOST_FIELDS = 8
log = logging.getLogger(__name__)


def login_routes(login: Login) -> APIRouter:
    """GET and POST /login, POST /logout, and the style sheet."""
    router = APIRouter(include_in_schema=False)

    @router.get("/login/style.css")
    async def style() -> Response:
        content = files("ui.login").joinpath("form.css").read_bytes()
        return Response(content, media_type="text/css", headers={"Cache-Control": "no-cache"})

    @router.get("/login")
    async def ask(request: Request) -> Response:
        asked = request.query_params
        say, after = messages(_language(request, asked.get("lang"))), local_path(asked.get("next"))
        if request.headers.get("sec-fetch-site") == "cross-site":
            # The browser kept the session's cookie back because a link on another site led here (SameSite=Strict);
            # it sends it when our own page leads on.
            return _hop(say, after)
        return _form(say, after)

    @router.post("/login")
    async def enter(request: Request) -> Response:
        sent = _fields(await request.body())
        say, after = messages(_language(request, sent.get("lang"))), local_path(sent.get("next"))
        address = request.client.host if request.client else ""
        if seconds := login.attempts.wait(address):
            return _form(say, after, say.count("login.blocked", seconds), 429, {"Retry-After": str(seconds)})
        if not login.is_right(sent.get("user", ""), sent.get("password", "")):
            login.attempts.failed(address)
            log.warning("a wrong user name or password from %s", network(address))
            return _form(say, after, say("login.wrong"), 401)
        login.sessions.close(request.cookies.get(COOKIE, ""))
        response = RedirectResponse(after, 303)
        secure = request.url.scheme == "https"
        session = login.sessions.open()
        response.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=secure, path="/")
        return response

    @router.post("/logout")
    async def leave(request: Request) -> Response:
        login.sessions.close(request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/login", 303)
        response.delete_cookie(COOKIE, httponly=True, samesite="strict", path="/")
        return response

    return router


def _fields(body: bytes) -> dict[str, str]:
    """What the form sent; nothing when it is none of ours."""
    try:
        found = parse_qs(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    return {name: values[-1] for name, values in found.items()}


def login_url(path: str, query: str) -> str:
    """Where somebody without a session is sent who asked for this page."""
    after = f"{quote(path)}?{query}" if query else quote(path)
    if path.startswith(("/reader/", "/cited/")) and query:
        after += "#quote"  # the part of the address that a browser keeps to itself
    return f"/login?{urlencode({'next': after})}" if after != "/" else "/login"


def local_path(path: str | None) -> str:
    """The path when it is one on this server, else the start page; a browser reads "//x" and "/\\x" as a host."""
    if not path or not path.startswith("/") or path[1:2] in ("/", "\\") or not path.isprintable():
        return "/"
    return path


def _language(request: Request, asked: str | None) -> Language:
    """The language that is asked for, else the browser's first when it is one of ours, else Dutch."""
    first = request.headers.get("accept-language", "nl").partition(",")[0].strip().lower()
    return choose_language(asked if asked in LANGUAGES else None, {"LANG": first or "nl"})


def _form(
    say: Messages, after: str, problem: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    other = next(language for language in LANGUAGES if language != say.language)
    switch = html.escape(f"/login?{urlencode({'next': after, 'lang': other})}")
    alert = f'<p class="problem" role="alert">{html.escape(problem)}</p>' if problem else ""
    body = (
        f'<form method="post" action="/login">{alert}'
        f'<input type="hidden" name="next" value="{html.escape(after)}">'
        f'<input type="hidden" name="lang" value="{say.language}">'
        f'<label for="user">{html.escape(say("login.user"))}</label>'
        '<input id="user" name="user" autocomplete="username" autocapitalize="none" required autofocus>'
        f'<label for="password">{html.escape(say("login.password"))}</label>'
        '<input id="password" name="password" type="password" autocomplete="current-password" required>'
        f"<button>{html.escape(say('login.send'))}</button></form>"
        f'<p><a href="{switch}" lang="{other}">{html.escape(say("login.other_language"))}</a></p>'
    )
    return _page(say, body, "", status, headers)


def _hop(say: Messages, after: str) -> Response:
    """A page that leads on to `after` by itself."""
    target = html.escape(after)
    link = f'<p><a href="{target}">{html.escape(say("login.opening"))}</a></p>'
    return _page(say, link, f'<meta http-equiv="refresh" content="0;url={target}">')


def _page(
    say: Messages, body: str, head: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    title = html.escape(say("login.title"))
    page = (
        f'<!doctype html><html lang="{say.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title>{head}<link rel="stylesheet" href="/login/style.css"></head>'
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )
    return HTMLResponse(page, status, PAGE_HEADERS | (headers or {}))
