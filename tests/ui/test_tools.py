"""The tools for assistants, called by the MCP client."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from tests.ui.asking import request
from tests.ui.conftest import Served
from ui.paths import MCP_PATH


@asynccontextmanager
async def assistant(server: Served, path: str = MCP_PATH) -> AsyncIterator[ClientSession]:
    headers = {"Authorization": f"Bearer {server.token}"}
    async with (
        httpx.AsyncClient(headers=headers, timeout=60, follow_redirects=True) as client,
        streamable_http_client(server.url + path, http_client=client) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        yield session


async def called(session: ClientSession, name: str, **arguments: Any) -> Any:
    result = await session.call_tool(name, arguments)
    assert not result.isError, result.content
    return json.loads(result.content[0].text)  # type: ignore[union-attr]


async def test_there_are_three_tools_that_explain_themselves(server: Served) -> None:
    async with assistant(server) as session:
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert (await session.list_resources()).resources == []
        assert (await session.list_prompts()).prompts == []
    assert tools.keys() == {"ask", "search", "list_reports"}
    assert {name: list(tool.inputSchema["properties"]) for name, tool in tools.items()} == {
        "ask": ["question", "date_from", "date_to", "reports"],
        "search": ["question", "k", "date_from", "date_to", "reports"],
        "list_reports": ["text", "date_from", "date_to"],
    }
    for tool in tools.values():
        assert "JSON" in (tool.description or "")
        assert all(part["description"] for part in tool.inputSchema["properties"].values())
        assert tool.inputSchema.get("required", []) == [
            name for name in tool.inputSchema["properties"] if name == "question"
        ]


@pytest.mark.parametrize("path", [MCP_PATH, MCP_PATH.rstrip("/")])
async def test_each_tool_gives_json_with_places(server: Served, path: str) -> None:
    async with assistant(server, path) as session:
        answer = await called(session, "ask", question="Wie was afwezig?")
        assert answer["text"] == "De heer Bakker is afwezig met bericht. [1]"
        (citation,) = answer["citations"]
        opened = urlsplit(citation["url"])
        page = request(server, "GET", f"{opened.path}?{opened.query}")[2].decode()
        assert re.search(rf'<mark id="quote"[^>]*>{re.escape(citation["quote"])}</mark>', page)
        found = await called(session, "search", question="gemaal", k=2, date_from="december 2025")
        assert [hit["date"] for hit in found["hits"]] == ["2025-12-03"] * 2
        listed = await called(session, "list_reports", text="POMP", date_to="2025-06-30")
        assert [line["date"] for line in listed["reports"]] == ["2025-06-30", "2025-04-03"]
        ids = [line["id"] for line in listed["reports"]]
        again = await called(session, "ask", question="Wie was afwezig?", reports=ids[:1])
        assert again["status"] == "not_found"


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("ask", {"question": " "}, "The question is empty"),
        ("ask", {"question": "x" * 10_001}, "at most 10000"),
        ("ask", {"question": "wie?", "reports": ["bestaat niet"]}, "There is no report 'bestaat niet'"),
        ("ask", {"question": "wie?", "date_from": "ooit"}, "'ooit' is not a date"),
        ("search", {"question": "x", "k": 0}, "take 1 to 50"),
        ("ask", {"question": {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}}, "not of type 'string'"),
    ],
)  # fmt: skip
async def test_a_wrong_call_is_explained(server: Served, name: str, arguments: Any, told: str) -> None:
    async with assistant(server) as session:
        result = await session.call_tool(name, arguments)
    assert result.isError
    assert told in result.content[0].text  # type: ignore[union-attr]


def test_without_the_token_there_is_nothing(server: Served) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"Accept": "application/json, text/event-stream"}
    for path in (MCP_PATH, MCP_PATH.rstrip("/")):
        status, headers, _ = request(server, "POST", path, call, **accept)
        assert (status, headers["www-authenticate"]) == (401, "Bearer")
        assert request(server, "POST", path, call, X_Wijzer_Token="verkeerd", **accept)[0] == 401
        for method in ("GET", "DELETE"):
            assert request(server, method, path, X_Wijzer_Token=server.token, **accept)[0] == 405
    status, _, body = request(server, "POST", MCP_PATH, call, X_Wijzer_Token=server.token, **accept)
    assert (status, b"list_reports" in body) == (200, True)
