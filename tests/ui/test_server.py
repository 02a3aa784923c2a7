"""`wijzer serve` and the command line: the same answers as without it, progress, and a clean end."""

from __future__ import annotations

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
    "ask a series": lambda s: s.ask("Wat kostte het gemaal?", ReportFilter(series="stuurgroep pompen", language="nl")),
    "ask a language": lambda s: s.ask("Wat kostte het gemaal?", ReportFilter(language="en")),
    "feedback": lambda s: s.feedback(),
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
    from ui.api.lines import lines_of

    for stop in (True, False):
        work, stopping = Endless(), threading.Event()
        lines = lines_of(work, stopping)
        assert "progress" in json.loads(next(lines))
        if stop:
            stopping.set()
            assert "error" in json.loads(list(lines)[-1])
        else:
            lines.close()
        assert work.ended.wait(5)
