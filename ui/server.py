"""`wijzer serve`: the owner of the library, the page and the API; beyond this machine only with a login."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import signal
import socket
import ssl
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ui.console import Console
from ui.errors import UserError, WrongUsage
from ui.messages import Messages
from ui.settings import ServeSettings, Settings
from vectorstore.types import ServingAt

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.local import LocalService
    from ui.login import Login

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
# Open pages hold a heartbeat connection that never ends by itself.
SHUTDOWN_SECONDS = 2
log = logging.getLogger(__name__)


def serve(settings: Settings, say: Messages, console: Console, *, open_page: bool = False) -> None:
    """Serve until SIGTERM or Ctrl-C, then close the library; `open_page`: show the page in the user's browser."""
    token = settings.serve.token.get_secret_value() if settings.serve.token else secrets.token_urlsafe(32)
    login = login_of(settings.serve)
    tls = tls_options(settings.serve)
    with listening(settings.serve.host, settings.serve.port, anywhere=login is not None) as listener:
        url = address(listener, "https" if tls else "http")
        with owned(settings, ServingAt(url, token), console) as service:
            stopping = threading.Event()
            app = create_app(service, token, stopping, login, lambda: service.is_open)

            def ready() -> None:
                console.lines([say("serve.ready", library=settings.library, url=url)])
                if settings.serve.host not in LOOPBACK and not tls:
                    console.note(say("serving.no_tls"))
                threading.Thread(target=_warm, args=[service], name="wijzer-warm").start()
                if open_page:
                    threading.Thread(target=_open_page, args=[url], daemon=True).start()

            _run(app, listener, stopping, ready, tls)
    console.lines([say("serve.ended")])


def login_of(serving: ServeSettings) -> Login | None:
    """The login that the settings ask for."""
    from ui.login import Login

    if serving.user is None or serving.password is None:
        return None
    return Login(serving.user, serving.password.get_secret_value())


def tls_options(serving: ServeSettings) -> dict[str, Any]:
    """What uvicorn needs for https, nothing when it isn't set; WrongUsage when the files can't be used."""
    if serving.certificate is None or serving.key is None:
        return {}
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            serving.certificate, serving.key, password=lambda: b""
        )
    except (OSError, ValueError) as error:
        raise WrongUsage(
            "serving.certificate", certificate=serving.certificate, key=serving.key, reason=error
        ) from error
    return {"ssl_certfile": serving.certificate, "ssl_keyfile": serving.key}


def _open_page(url: str) -> None:
    """Show the page in a graphical browser; without a screen its address, which was printed, has to do."""
    if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(url)


def _warm(service: LocalService) -> None:
    try:
        service.warm()
    except UserError as error:
        if error.key != "error.closing":
            log.warning("not ready for the first question yet: %s", error)


@contextlib.contextmanager
def listening(host: str, port: int, *, anywhere: bool = False) -> Iterator[socket.socket]:
    """A socket that takes connections from now on; they wait until the server is up.

    WrongUsage for another host than this machine's own, unless `anywhere`.
    """
    if host not in LOOPBACK and not anywhere:
        raise WrongUsage("error.host", host=host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise WrongUsage("error.port_busy", host=host, port=port, reason=error.strerror) from error
    with listener:
        yield listener


def address(listener: socket.socket, scheme: str = "http") -> str:
    """The URL at which this machine reaches the socket."""
    host, port = listener.getsockname()[:2]
    host = EVERYWHERE.get(host, host)
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


@contextlib.contextmanager
def owned(settings: Settings, serving: ServingAt, console: Console) -> Iterator[LocalService]:
    """The library as this process's own; UserError when another has it."""
    from ui.local import LocalService
    from vectorstore.errors import LibraryInUse

    service = LocalService(settings, serving)
    try:
        with console.progress() as progress:
            service.open(progress)
    except LibraryInUse as error:
        key = "error.already_served" if error.url else "error.in_use"
        raise UserError(key, library=settings.library, pid=error.pid or "?", url=error.url) from error
    try:
        yield service
    finally:
        service.close()


def create_app(
    service: LocalService,
    token: str,
    stopping: threading.Event,
    login: Login | None = None,
    is_open: Callable[[], bool] = lambda: True,
) -> FastAPI:
    """The application: the guard in front, the login when there is one, the API, the reader and the page."""
    from fastapi import FastAPI

    from ui import page
    from ui.api import add_api
    from ui.guard import Guard
    from ui.login import login_routes

    app = FastAPI(title="Verslagwijzer", docs_url=None, redoc_url=None, openapi_url=None)
    if login:
        app.include_router(login_routes(login))
    add_api(app, service, stopping, is_open)
    pages = page.mount(app, service, stopping, login=login is not None)
    app.add_middleware(Guard, token=token, pages=pages, login=login)
    return app


def _run(
    app: FastAPI,
    listener: socket.socket,
    stopping: threading.Event,
    ready: Callable[[], None],
    tls: dict[str, Any],
) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            stopping.set()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        h11_max_incomplete_event_size=64 * 1024,
        limit_concurrency=200,
        # The client's address and scheme as a proxy on this machine tells them, and nobody else.
        proxy_headers=True,
        forwarded_allow_ips=["127.0.0.1", "::1"],
        **tls,
    )
    # uvicorn repeats the signal that ended it once it is down; then the library must still be closed.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    Server(config).run(sockets=[listener])
