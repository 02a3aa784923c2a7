"""What `wijzer serve` refuses, and the headers of what it doesn't."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

import pytest

from tests.ui.asking import request
from tests.ui.conftest import Served
from ui.version import version


def chunked(served: Served, size: int) -> int:
    """The status of a request that doesn't say how long it is."""
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=60)
    headers = {"Content-Type": "application/json", "X-Wijzer-Token": served.token}
    body = (b"x" * 65536 for _ in range(size // 65536))
    try:
        connection.request("POST", "/api/verify", body, headers, encode_chunked=True)
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_api_wants_the_token(server: Served) -> None:
    for headers in ({}, {"X_Wijzer_Token": "x"}, {"X_Wijzer_Token": "é"}):
        for path in ("/api/reports", "/api/ask", "/api/remove", "/api/ingest"):
            status, _, body = request(server, "POST", path, {}, **headers)
            assert (status, json.loads(body)["error"]["key"]) == (401, "error.denied")
    assert request(server, "POST", "/api/reports", {}, X_Wijzer_Token=server.token)[0] == 200
    for scheme in ("Bearer", "bearer"):
        assert request(server, "POST", "/api/reports", {}, Authorization=f"{scheme} {server.token}")[0] == 200
    for wrong in (server.token, f"Basic {server.token}", f"Bearer {server.token}x", "Bearer", ""):
        assert request(server, "POST", "/api/reports", {}, Authorization=wrong)[0] == 401
    assert (server.library / "lock").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "body",
    [{}, {"question": 3}, {"question": "x", "from": "gisteren"}, {"question": "x", "meer": 1}, [1], "x"],
)
def test_a_wrong_request_is_explained(server: Served, body: object) -> None:
    status, _, content = request(server, "POST", "/api/ask", body, X_Wijzer_Token=server.token)
    assert (status, json.loads(content)["error"]["exit_code"]) == (400, 2)


def test_other_names_and_other_sites_are_refused(server: Served) -> None:
    for path in ("/", "/healthz", "/reader/", "/api/reports"):
        assert request(server, "GET", path, Host="evil.example")[0] == 421
        assert request(server, "GET", path, Host="127.0.0.1.evil.example:80")[0] == 421
        assert request(server, "GET", path, Host="[oeps")[0] == 421
        assert request(server, "GET", path, Origin="http://evil.example")[0] == 403
        assert request(server, "GET", path, Origin="http://localhost:1")[0] == 403
        assert request(server, "GET", path, Origin="null")[0] == 403
    assert request(server, "GET", "/healthz", Host="localhost:9999")[0] == 200
    assert request(server, "GET", "/healthz", Origin=server.url)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://192.0.2.1/",
        "/openapi.json", "/gradio_api/deep_link", "/gradio_api/run-history/records", "/monitoring", "/docs",
        "/en/gradio_api/upload", "/gradio_api/cancel", "/gradio_api/info", "/mcp-tools/", "/mcp-tools/config",
        "/mcp-tools/gradio_api/info", "/mcp-tools/gradio_api/mcp/schema", "/mcp-tools/gradio_api/mcp/sse",
        "/mcp-tools/gradio_api/mcp/messages/", "/mcp-tools/gradio_api/call/ask", "/mcp-tools/gradio_api/run/ask",
        "/mcp-tools/gradio_api/queue/join", "/gradio_api/mcp/", "/en/gradio_api/mcp/", "/login/style.css",
        "/logout", "/en/api/reports", "/gradio_api/stream/x", "/login", "/reader/assets/blocks.py",
        "/reader/assets/../blocks.py", "/reader/bestaat-niet",
    ],
)  # fmt: skip
def test_what_the_page_does_not_need_is_not_there(server: Served, path: str) -> None:
    for method in ("GET", "POST"):
        assert request(server, method, path, {} if method == "POST" else None)[0] in (404, 405)


def test_large_requests_are_refused(server: Served) -> None:
    assert (
        request(server, "POST", "/api/verify", {"text": "x" * 3_000_000}, X_Wijzer_Token=server.token)[0]
        == 413
    )
    assert request(server, "POST", "/api/ask", Content_Length="9999999")[0] == 413
    assert chunked(served=server, size=3_000_000) == 400
    assert (
        request(server, "POST", "/api/verify", {"text": "x" * 300_000}, X_Wijzer_Token=server.token)[0] == 400
    )


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/reader/", "/healthz", "/reader/assets/page.js", "/bestaat-niet"]
)
def test_every_response_has_the_headers(server: Served, path: str) -> None:
    _, headers, body = request(server, "GET", path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert "script-src 'self' 'unsafe-inline'" not in headers["content-security-policy"]
    assert int(headers["content-length"]) == len(body)


def test_a_reader_page_can_run_nothing(server: Served) -> None:
    strange = next(r for r in json.loads(
        request(server, "POST", "/api/reports", {}, X_Wijzer_Token=server.token)[2]
    )["reports"] if "pompstoring" in r["title"])  # fmt: skip
    status, headers, body = request(server, "GET", f"/reader/{strange['id']}?start=0&end=9&lang=en")
    assert status == 200
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert b"<script" not in body
    assert b"<img" not in body
    assert b"&lt;script&gt;" in body


def test_a_place_that_is_not_in_the_report_is_told(server: Served) -> None:
    listed = request(server, "GET", "/reader/?lang=en")[2].decode()
    link = listed.partition('href="/reader/')[2].partition("?")[0]
    for query, status in (
        ("start=0&end=99999999", 200),
        ("start=5&end=2", 200),
        ("start=-1&end=2", 400),
        ("start=x", 400),
    ):
        found, _, body = request(server, "GET", f"/reader/{link.rpartition('/')[2]}?{query}&lang=en")
        assert found == status
        assert b'id="quote"' not in body


def test_healthz_says_the_version_and_whether_the_library_is_open(server: Served) -> None:
    status, _, body = request(server, "GET", "/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok", "version": version(), "library": "open"})


def test_what_changes_something_must_come_from_a_page_of_the_server(server: Served) -> None:
    for path in ("/page/suggesties", "/page/bestaat-niet"):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            assert request(server, method, path)[0] == 403
            assert request(server, method, path, Origin="http://evil.example")[0] == 403
            assert request(server, method, path, Origin="null")[0] == 403
            assert request(server, method, path, Origin=server.url)[0] in (404, 405)


def test_uploads_may_be_larger_than_anything_else(server: Served) -> None:
    own = {"Origin": server.url}
    upload = "/page/upload/0123456789abcdef?name=x.txt"
    assert request(server, "POST", upload, Content_Length=str(100 * 2**20 + 1), **own)[0] == 413
    assert request(server, "POST", upload, "x" * 3_000_000, **own)[0] == 200
    for path in ("/page/other", "/page/upload", "/page/uploads"):
        assert request(server, "POST", path, Content_Length=str(2 * 2**20 + 1), **own)[0] == 413


def test_what_a_request_claims_of_its_way_here_is_not_believed(server: Served) -> None:
    claims = {
        "X_Forwarded_Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X_Gradio_Server": "http://evil.example",
    }
    for path in ("/", "/config", "/en/"):
        status, _, body = request(server, "GET", path, **claims)
        assert (status, b"evil.example" in body) == (200, False)
