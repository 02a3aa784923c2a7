"""Puts the page and the reader on the server's application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.messages import LANGUAGES, Language, messages
from ui.page.cited import cited_routes
from ui.page.files import file_routes
from ui.page.reader import reader_routes
from ui.paths import TOOLS_PATH

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.local import LocalService

# The longest path first: a mount at "/" takes all that comes after it.
PATHS: dict[Language, str] = {"en": "/en", "nl": ""}
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
HEAD = '<script src="/reader/assets/page.js" defer></script><link rel="stylesheet" href="/reader/assets/page.css">'


def mount(app: FastAPI, service: LocalService) -> tuple[str, ...]:
    """Mount the reader, the assistants' tools, and the page in each language; gives the paths of the pages."""
    import gradio as gr
    from fastapi.responses import RedirectResponse

    from ui.page.blocks import build_page
    from ui.page.tools import build_tools

    app.include_router(reader_routes(service))
    app.include_router(file_routes(service))
    app.include_router(cited_routes(service, lambda: service.talks))
    app.add_api_route("/en", lambda: RedirectResponse("/en/"), response_model=None)
    # Before the pages: the Dutch one is at "/", which takes all that comes after it.
    gr.mount_gradio_app(app, build_tools(service), path=TOOLS_PATH, mcp_server=True, **BARE)
    fonts = ("system-ui", "sans-serif")
    for language, path in PATHS.items():
        say = messages(language)
        (other,) = (one for one in LANGUAGES if one != language)
        gr.mount_gradio_app(
            app,
            build_page(service, say, f"{PATHS[other]}/"),
            path=path or "/",
            mcp_server=False,
            **BARE,
            theme=gr.themes.Default(font=fonts, font_mono=("ui-monospace", "monospace"), primary_hue="blue"),
            head=HEAD,
        )
    return tuple(PATHS.values())
