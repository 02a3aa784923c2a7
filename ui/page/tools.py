"""The tools that an assistant such as Claude gets over MCP: a Gradio app without a page, so that no more than these is
offered. Their docstrings and parameters are what the assistant reads.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlsplit

import gradio as gr

from ui.commands.filters import make_filter
from ui.errors import UserError, WrongUsage
from ui.messages import Language, messages
from ui.page.links import reader_url
from ui.service import Service
from ui.shapes import EXTRA, Json, without_extra

MOST_HITS = 50
log = logging.getLogger(__name__)
Arguments = ParamSpec("Arguments")
Tool = Callable[..., str]


class ToolError(Exception):
    """What the assistant is told when a call fails."""


def build_tools(service: Service) -> gr.Blocks:
    """The app with the tools `ask`, `search` and `list_reports`."""
    with gr.Blocks(title="Verslagwijzer", analytics_enabled=False) as tools:
        for tool in (_ask(service), _search(service), _list_reports(service)):
            # Without the queue a call runs at once; with it Gradio would call itself over HTTP.
            gr.api(_told(tool), queue=False)
    return tools


def _ask(service: Service) -> Tool:
    def ask(
        question: str,
        request: gr.Request,
        date_from: str = "",
        date_to: str = "",
        reports: list[str] | None = None,
    ) -> str:
        """Answer a question about the meeting reports with sentences quoted from them, word for word.

        Use this first for any question of fact about the meetings. Ask one thing at a time, in Dutch or English, in
        the words a report would use. The answer only holds what the reports say: it doesn't count, combine or
        conclude. Give the quotes with their citations, and don't add facts that they don't have.

        Gives JSON. "status" is answered, partial or not_found. "text" has marks such as [1] that refer to "citations",
        each with the quote, the report's title and meeting date, and a url that opens the report at the quote. With
        not_found, "closest" has the nearest passages, which don't answer the question.

        Args:
            question: The question, such as "Wat is er besloten over de dijkbewaking?".
            date_from: Only meetings from this day on, as 2025-12-03; empty for all.
            date_to: Only meetings up to and including this day, as 2025-12-31; empty for all.
            reports: Only these reports, by the ids that list_reports gives; empty for all.
        """
        where = make_filter(reports or (), date_from, date_to)
        answer = service.ask(question, where)
        language = answer[EXTRA]["language"]
        linked = {name: _linked(answer[name], request, language) for name in ("citations", "closest")}
        return _text(without_extra({**answer, **linked}))

    return ask


def _search(service: Service) -> Tool:
    def search(
        question: str,
        request: gr.Request,
        k: int = 10,
        date_from: str = "",
        date_to: str = "",
        reports: list[str] | None = None,
    ) -> str:
        """Find the passages of the meeting reports that are nearest to a question or to some words.

        Use this when `ask` found nothing, or to gather what the reports say about a subject. A passage that is found
        needn't answer the question; judge by its text.

        Gives JSON. "hits" has the passages, best first, each with its text, the report's id, title and meeting date,
        and a url that opens the report there.

        Args:
            question: A question or words, in Dutch or English.
            k: How many passages, 1 to 50.
            date_from: Only meetings from this day on, as 2025-12-03; empty for all.
            date_to: Only meetings up to and including this day, as 2025-12-31; empty for all.
            reports: Only these reports, by the ids that list_reports gives; empty for all.
        """
        if not 1 <= k <= MOST_HITS:
            raise WrongUsage("error.bad_k", value=k, largest=MOST_HITS)
        found = service.search(question, make_filter(reports or (), date_from, date_to), k)
        return _text({"hits": _linked(found["hits"], request)})

    return search


def _list_reports(service: Service) -> Tool:
    def list_reports(request: gr.Request, text: str = "", date_from: str = "", date_to: str = "") -> str:
        """List the meeting reports that can be asked about, newest first.

        Gives JSON. "reports" has the id, title, meeting date (null when unknown) and language of each, and a url that
        opens it.

        Args:
            text: Only reports with this in their title; empty for all.
            date_from: Only meetings from this day on, as 2025-12-03; empty for all.
            date_to: Only meetings up to and including this day, as 2025-12-31; empty for all.
        """
        where = make_filter((), date_from, date_to)
        first, last = str(where.since or ""), str(where.until or "9999-12-31")
        listed = [
            {
                **{name: line[name] for name in ("id", "title", "date", "language")},
                "url": _url(line["id"], 0, 0, request),
            }
            for line in service.reports()["reports"]
            if line["state"] == "ready"
            and text.casefold() in line["title"].casefold()
            and ((not date_from and not date_to) or (line["date"] and first <= line["date"] <= last))
        ]
        return _text(
            {"reports": sorted(listed, key=lambda line: (line["date"] or "", line["id"]), reverse=True)}
        )

    return list_reports


def _told(tool: Callable[Arguments, str]) -> Callable[Arguments, str]:
    """The tool with its errors as a line that the assistant can read."""

    @wraps(tool)
    def told(*arguments: Arguments.args, **named: Arguments.kwargs) -> str:
        try:
            return tool(*arguments, **named)
        except UserError as error:
            raise ToolError(messages("en").error(error)) from None
        except Exception:  # the last resort: the assistant gets one line, the log says where
            log.exception("a tool failed")
            raise ToolError(messages("en")("page.fault")) from None

    return told


def _linked(places: list[Json], request: gr.Request, language: Language = "nl") -> list[Json]:
    """The places, each with the address that opens the report there."""
    return [
        {**place, "url": _url(place["report"], place["start"], place["end"], request, language)}
        for place in places
    ]


def _url(report: str, start: int, end: int, request: gr.Request, language: Language = "nl") -> str:
    asked = urlsplit(str(request.url))
    return f"{asked.scheme}://{asked.netloc}{reader_url(report, start, end, language)}"


def _text(shape: Json) -> str:
    return json.dumps(shape, ensure_ascii=False)
