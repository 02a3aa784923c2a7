"""What the tests of the user interface share: one library, made once, copied where a test changes it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.ui.building import build_library, sample_reports
from tests.ui.reader_site import Site, reading

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that nobody changes."""
    folder = tmp_path_factory.mktemp("sample") / "library"
    build_library(folder, sample_reports())
    return folder


@pytest.fixture
def library(sample_library: Path, tmp_path: Path) -> Path:
    """A library of one's own."""
    return Path(shutil.copytree(sample_library, tmp_path / "library"))


def clean_environment() -> dict[str, str]:
    """The environment without settings of ours, in English."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("WIJZER_", "LC_", "LANG"))
    }
    if cache := os.environ.get("WIJZER_CACHE"):
        kept["WIJZER_CACHE"] = cache
    return kept | {"LANG": "en_GB.UTF-8", "PYTHONUTF8": "1"}


@pytest.fixture(scope="session")
def wijzer() -> Run:
    """Runs the command as a process of its own."""

    def run(
        *arguments: str, stdin: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ui", *arguments],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            cwd=PROJECT,
            env=clean_environment() | environment,
            timeout=120,
            check=False,
        )

    return run


@dataclass(frozen=True)
class Served:
    """A running `wijzer serve`."""

    url: str
    library: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)  # all it printed after its first line, once it has ended

    @property
    def token(self) -> str:
        """The token that the server wrote in the library's lock file."""
        return str(json.loads((self.library / "lock").read_text(encoding="utf-8"))["token"])


@contextmanager
def running(library: Path, *arguments: str, module: str = "ui", **environment: str) -> Iterator[Served]:
    """Runs `wijzer serve` on a free port, and ends it as a service manager would."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, "serve", "--port", "0", "--library", str(library), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=PROJECT,
        env=clean_environment() | environment,
    )
    assert process.stdout
    try:
        line = process.stdout.readline()
        found = re.search(r"https?://\S+", line)
        assert found, line + process.stdout.read()
        served = Served(found[0], library, process)
        yield served
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        # Not `communicate`: it would miss what came with the first line and waits in the buffer.
        rest = process.stdout.read()
        process.stdout.close()
    assert process.returncode == 0, rest
    served.said.extend(rest.splitlines())
    assert served.said[-1:] == ["Ended; the library is closed."], rest


@contextmanager
def serving(library: Path, *arguments: str, **environment: str) -> Iterator[Served]:
    """As `running`, for what has no reason to log anything."""
    with running(library, *arguments, **environment) as served:
        yield served
    assert len(served.said) == 1, served.said


@pytest.fixture(scope="session")
def server(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for tests that change nothing."""
    copy = tmp_path_factory.mktemp("served") / "library"
    shutil.copytree(sample_library, copy)
    with serving(copy) as served:
        yield served


@dataclass(frozen=True)
class Scripted(Served):
    """A server whose assistant follows the scripts of tests/ui/scripted.py."""

    log: Path = Path()

    def noted(self, line: str) -> bool:
        """Whether the script notes this line within five seconds; each line is found once."""
        for _ in range(50):
            lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
            if line in lines:
                lines.remove(line)
                self.log.write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")
                return True
            time.sleep(0.1)
        return False


@pytest.fixture(scope="session")
def scripted_server(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scripted]:
    """A server with a language model that says what the test wants."""
    folder = tmp_path_factory.mktemp("scripted")
    copy, log = Path(shutil.copytree(sample_library, folder / "library")), folder / "log"
    with running(copy, module="tests.ui.scripted", SCRIPT_LOG=str(log)) as served:
        yield Scripted(served.url, served.library, served.process, log=log)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The reader, without the conversation's page; for tests that change nothing."""
    with reading(tmp_path_factory.mktemp("reader") / "library") as made:
        yield made
