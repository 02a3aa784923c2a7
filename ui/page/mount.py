"""Puts the page, the reader, the assistants' tools and what the page asks for on the server's application."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from ui.messages import messages
from ui.page.cited import cited_routes
from ui.page.downloads import download_routes
from ui.page.files import file_routes
from ui.page.frame import PATHS
from ui.page.reader import reader_routes
from ui.page.routes import page_routes
from ui.page.uploading import upload_routes
from ui.paths import TOOLS_PATH

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.local import LocalService

# Nothing that isn't asked for.
BARE: dict[str, Any] = {
    "server_name": "127.0.0.1",
    "footer_links": [],
    "run_history": False,
    "show_error": False,
    "max_file_size": "1kb",
    "ssr_mode": False,
    "pwa": False,
    "enable_monitoring": False,
    "allowed_paths": [],
}
HEAD = (
    '<script type="module" src="/page/assets/page.js"></script>'
    '<link rel="stylesheet" href="/page/assets/page.css">'
)
FONTS = ("system-ui", "sans-serif")


def mount(
    app: FastAPI, service: LocalService, stopping: threading.Event, *, login: bool = False
) -> tuple[str, ...]:
    """Mount all of it, the page in each language; gives the paths of the pages."""
    import gradio as gr
    from fastapi.responses import RedirectResponse
    from fastapi.staticfiles import StaticFiles

    from ui.page.blocks import build_page
    from ui.page.tools import build_tools

    app.mount("/page/assets", StaticFiles(packages=[("ui.page", "assets")]))
    for routes in (
        reader_routes(service),
        file_routes(service),
        cited_routes(service, lambda: service.talks),
        page_routes(service, login=login),
        upload_routes(service, stopping),
        download_routes(service),
    ):
        app.include_router(routes)
    app.add_api_route("/en", lambda: RedirectResponse("/en/"), response_model=None, include_in_schema=False)
    # Before the pages: the Dutch one is at "/", which takes all that comes after it.
    gr.mount_gradio_app(app, build_tools(service), path=TOOLS_PATH, mcp_server=True, **BARE)
    for language, path in PATHS.items():
        gr.mount_gradio_app(
            app,
            build_page(service, messages(language)),
            path=path or "/",
            mcp_server=False,
            **BARE,
            theme=gr.themes.Default(font=FONTS, font_mono=("ui-monospace", "monospace"), primary_hue="blue"),
            head=HEAD,
        )
    return tuple(PATHS.values())
