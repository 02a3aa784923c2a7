"""`wijzer serve`: the same answers as without it, for those who have the token, on this machine only."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import PROJECT
from tests.ui.conftest import Run, Served, clean_environment, serving
from ui.errors import UserError
from ui.local import LocalService
from ui.progress import Progress, silent
from ui.remote import RemoteService
from ui.service import Service
from ui.settings import Settings
from ui.shapes import Json
from vectorstore.types import ReportFilter


def request(
    served: Served, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """A request with these headers, and nothing that a library would add to it."""
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=60)
    content = None if body is None else json.dumps(body).encode()
    try:
        connection.request(
            method,
            path,
            content,
            {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}},
        )
        response = connection.getresponse()
        return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
    finally:
        connection.close()


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


@pytest.fixture
def local(library: Path) -> Service:
    service = LocalService(Settings(library=library))
    service.open()
    return service


CALLS: dict[str, Callable[[Service], Json]] = {
    "ask": lambda s: s.ask("Wat heeft de minister bevestigd?", ReportFilter()),
    "ask about nothing": lambda s: s.ask("Wat is er gezegd over Groenland?", ReportFilter()),
    "ask one report": lambda s: s.ask("Who pays?", ReportFilter(reports=("Minutes of the Coastal Council",))),
    "search": lambda s: s.search("gemaal", ReportFilter(), 3),
    "reports": lambda s: s.reports(),
    "show": lambda s: s.show("Minutes of the Coastal Council"),
    "verify": lambda s: s.verify("De provincie draagt de helft van de kosten."),
    "no such report": lambda s: s.show("bestaat niet {x}"),
    "ambiguous": lambda s: s.show("Verslag stuurgroep Pompen"),
    "empty": lambda s: s.ask(" ", ReportFilter()),
    "too long": lambda s: s.search("x" * 20_000, ReportFilter(), 1),
    "half a character": lambda s: s.ask("x\udc80", ReportFilter()),
}  # fmt: skip


def outcome(call: Callable[[Service], Json], service: Service) -> Any:
    try:
        found = call(service)
    except UserError as error:
        return error.to_wire()
    found.pop("seconds", None)
    return found


@pytest.mark.parametrize("name", CALLS)
def test_remote_and_local_say_the_same(name: str, local: LocalService, server: Served) -> None:
    remote = RemoteService(server.url, server.token, server.process.pid)
    try:
        assert outcome(CALLS[name], remote) == outcome(CALLS[name], local)
    finally:
        local.close()


def test_the_command_line_finds_the_server_by_itself(wijzer: Run, server: Served) -> None:
    done = wijzer("ask", "Wie was afwezig?", "--library", str(server.library), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["text"] == "De heer Bakker is afwezig met bericht. [1]"
    assert "'bestaat niet'" in wijzer("show", "bestaat niet", "--library", str(server.library)).stderr
    assert (
        "bestaat niet"
        in wijzer("show", "bestaat niet", "--library", str(server.library), "--lang", "nl").stderr
    )
    assert server.url in wijzer("doctor", "--library", str(server.library)).stdout


def test_a_second_server_says_where_the_first_is(wijzer: Run, server: Served) -> None:
    done = wijzer("serve", "--port", "0", "--library", str(server.library))
    assert done.returncode == 1
    assert server.url in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_taken_port_is_told(wijzer: Run, tmp_path: Path, server: Served) -> None:
    port = str(urlsplit(server.url).port)
    done = wijzer("serve", "--port", port, "--library", str(tmp_path / "new"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert port in done.stderr
    assert not (tmp_path / "new").exists()


def test_the_api_wants_the_token(server: Served) -> None:
    for headers in ({}, {"X_Wijzer_Token": "x"}, {"X_Wijzer_Token": "é"}):
        for path in ("/api/reports", "/api/ask", "/api/remove", "/api/ingest"):
            status, _, body = request(server, "POST", path, {}, **headers)
            assert (status, json.loads(body)["error"]["key"]) == (401, "error.denied")
    assert request(server, "POST", "/api/reports", {}, X_Wijzer_Token=server.token)[0] == 200
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
        "/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://192.0.2.1/", "/openapi.json",
        "/gradio_api/deep_link", "/gradio_api/run-history/records", "/monitoring", "/docs", "/en/gradio_api/upload",
        "/gradio_api/cancel", "/gradio_api/info", "/gradio_api/stream/x", "/login", "/reader/assets/blocks.py",
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
    assert headers["referrer-policy"] == "no-referrer"
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


@pytest.fixture
def owned(library: Path) -> Any:
    with serving(library) as served:
        yield served


def test_removing_over_http(wijzer: Run, owned: Served) -> None:
    where = ("--library", str(owned.library), "--json")
    removed = json.loads(wijzer("remove", "Minutes of the Coastal Council", *where).stdout)
    assert removed["title"] == "Minutes of the Coastal Council"
    assert wijzer("show", removed["id"], *where).returncode == 4
    assert json.loads(wijzer("rebuild", *where).stdout)["reports"] == 3


@pytest.mark.slow
def test_ingesting_over_http_shows_progress(wijzer: Run, owned: Served, tmp_path: Path) -> None:
    file = tmp_path / "nieuw.md"
    file.write_text("# Verslag 1 mei 2025\n\nDe kade wordt in 2027 verhoogd.\n", encoding="utf-8")
    done = wijzer("ingest", str(file), "--library", str(owned.library), "--json")
    assert json.loads(done.stdout)["added"] == 1
    assert f"[1/1] {file}" in done.stderr
    answer = json.loads(
        wijzer("ask", "Wanneer wordt de kade verhoogd?", "--library", str(owned.library), "--json").stdout
    )
    assert answer["citations"][0]["quote"] == "De kade wordt in 2027 verhoogd."


def test_a_library_in_use_by_another_command_is_told(wijzer: Run, library: Path) -> None:
    service = LocalService(Settings(library=library))
    service.open()
    try:
        began = time.monotonic()
        done = wijzer("reports", "--library", str(library))
    finally:
        service.close()
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "in use by process" in done.stderr
    assert time.monotonic() - began < 10


def test_a_server_that_died_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UserError, match="server_gone"):
        RemoteService(f"http://127.0.0.1:{port}", "x", 1).reports()


def test_what_is_not_our_server_is_told(server: Served) -> None:
    with pytest.raises(UserError, match="server_answer"):
        RemoteService(f"{server.url}/en", "x", 1).reports()


def test_ctrl_c_closes_the_library(library: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "serve", "--port", "0", "--library", str(library)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=PROJECT, env=clean_environment(),
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[0] == "Ended; the library is closed.\n"
    assert process.returncode == 0
    service = LocalService(Settings(library=library))
    service.open()
    service.close()


class Endless:
    """Work that goes on until somebody stops it."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    def __call__(self, progress: Progress = silent) -> Json:
        try:
            for step in range(10_000):
                progress(step, 0, "bezig")
                time.sleep(0.01)
            return {}
        finally:
            self.ended.set()


def test_work_ends_when_the_server_stops_or_nobody_listens() -> None:
    from ui.api import _lines

    for stop in (True, False):
        work, stopping = Endless(), threading.Event()
        lines = _lines(work, stopping)
        assert "progress" in json.loads(next(lines))
        if stop:
            stopping.set()
            assert "error" in json.loads(list(lines)[-1])
        else:
            lines.close()  # type: ignore[attr-defined]
        assert work.ended.wait(5)
