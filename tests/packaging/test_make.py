"""The Makefile's set-up, on copies of the project whose pip is a stand-in: nothing is downloaded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
# A `python` that records its calls; `-m venv` copies it into the environment, and pip can be told to fail.
STAND_IN = """#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in
    *progress.py*) exec {python} "$@" ;;
    "-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && exit 0 ;;
    *"pip"*install*"$FAIL_AT"*) [ -n "$FAIL_AT" ] && echo "ERROR: no such package" && exit 1 ;;
esac
exit 0
"""


class Project:
    """A copy of what the set-up reads, and the calls that it makes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("Makefile", "pyproject.toml", "constraints.txt"):
            shutil.copy(PROJECT / name, folder / name)
        shutil.copytree(PROJECT / ".ci", folder / ".ci")
        self.python = folder / "stand-in"
        self.python.write_text(STAND_IN.format(python=sys.executable), encoding="utf-8")
        self.python.chmod(0o755)
        self.calls = folder / "calls"

    def make(self, *words: str, fail_at: str = "") -> subprocess.CompletedProcess[str]:
        """Run make; `calls` then holds only what this run called."""
        self.calls.write_text("", encoding="utf-8")
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "CALLS": str(self.calls), "FAIL_AT": fail_at
        }  # fmt: skip
        return subprocess.run(
            ["make", *words, f"PYTHON={self.python}"],
            cwd=self.folder, env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    def installed(self) -> list[str]:
        """The pip installs of the last run."""
        return [call for call in self.calls.read_text(encoding="utf-8").splitlines() if " install " in call]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh copy."""
    if shutil.which("make") is None:
        pytest.skip("make is not here")
    return Project(tmp_path)


def test_torch_is_installed_first_and_everything_is_pinned(project: Project) -> None:
    assert project.make("setup").returncode == 0
    torch, rest = project.installed()
    assert "torch==" in torch
    assert rest.endswith("-c constraints.txt -e .")


def test_a_second_run_installs_nothing_until_the_pins_change(project: Project) -> None:
    project.make("setup")
    project.make("setup")
    assert project.installed() == []
    later = (project.folder / ".venv/.installed").stat().st_mtime + 10
    os.utime(project.folder / "constraints.txt", (later, later))
    project.make("setup")
    assert len(project.installed()) == 2


def test_the_development_tools_come_on_top(project: Project) -> None:
    project.make("setup-dev")
    assert [call.rpartition(" ")[2] for call in project.installed()] == ["constraints.txt", ".", ".[dev]"]


def test_a_failed_install_says_where_the_log_is_and_is_tried_again(project: Project) -> None:
    failed = project.make("setup", fail_at="-e .")
    assert failed.returncode != 0
    assert ".venv/setup.log" in failed.stderr
    assert "ERROR: no such package" in failed.stdout
    assert project.make("setup").returncode == 0
    assert len(project.installed()) == 2


def test_a_set_up_that_was_broken_off_begins_anew(project: Project) -> None:
    project.make("setup")
    (project.folder / ".venv/.unfinished").touch()
    (project.folder / ".venv/.installed").unlink()
    (project.folder / ".venv/half-unpacked").touch()
    assert "broken off" in project.make("setup").stdout
    assert not (project.folder / ".venv/half-unpacked").exists()
    assert not (project.folder / ".venv/.unfinished").exists()


def test_an_environment_made_by_hand_is_kept(project: Project) -> None:
    (project.folder / ".venv").mkdir()
    (project.folder / ".venv/mine").touch()
    assert project.make("setup").returncode == 0
    assert (project.folder / ".venv/mine").exists()


def test_an_old_python_is_refused_with_its_version(project: Project) -> None:
    project.python.write_text(
        "#!/bin/sh\n[ $1 = --version ] && echo Python 3.9.2 || exit 1\n", encoding="utf-8"
    )
    refused = project.make("setup")
    assert refused.returncode != 0
    assert "3.11 or newer is needed" in refused.stderr
    assert "3.9.2" in refused.stderr


def test_help_names_every_target_a_person_uses(project: Project) -> None:
    shown = project.make("help").stdout
    for target in ("chat", "test", "check", "bench", "examples", "clean"):
        assert f"make {target}" in shown
