"""Puts the page and the reader on the server's application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.messages import LANGUAGES, Language, messages
from ui.page.cited import cited_routes
from ui.page.files import file_routes
from ui.page.reader import reader_routes

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.local import LocalService

# The longest path first: a mount at "/" takes all that comes after it.
PATHS: dict[Language, str] = {"en": "/en", "nl": ""}
HEAD = '<script src="/reader/assets/page.js" defer></script><link rel="stylesheet" href="/reader/assets/page.css">'


def mount(app: FastAPI, service: LocalService) -> tuple[str, ...]:
    """Mount the reader, and the page in each language; gives the paths where there is a page."""
    import gradio as gr
    from fastapi.responses import RedirectResponse

    from ui.page.blocks import build_page

    app.include_router(reader_routes(service))
    app.include_router(file_routes(service))
    app.include_router(cited_routes(service, lambda: service.talks))
    app.add_api_route("/en", lambda: RedirectResponse("/en/"), response_model=None)
    fonts = ("system-ui", "sans-serif")
    for language, path in PATHS.items():
        say = messages(language)
        (other,) = (one for one in LANGUAGES if one != language)
        gr.mount_gradio_app(
            app,
            build_page(service, say, f"{PATHS[other]}/"),
            path=path or "/",
            server_name="127.0.0.1",
            footer_links=[],
            run_history=False,
            show_error=False,
            max_file_size="1kb",
            ssr_mode=False,
            pwa=False,
            mcp_server=False,
            enable_monitoring=False,
            allowed_paths=[],
            theme=gr.themes.Default(font=fonts, font_mono=("ui-monospace", "monospace"), primary_hue="blue"),
            head=HEAD,
        )
    return tuple(PATHS.values())
