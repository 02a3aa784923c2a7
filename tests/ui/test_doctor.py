"""`wijzer doctor`: what is there, what is missing, what to do; exit 1 when something is missing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.assistant.writing.endpoint import closed_port, endpoint
from tests.ui.conftest import Run

KEY = "sleutel-die-niemand-ziet"


def test_all_is_well(wijzer: Run, sample_library: Path) -> None:
    done = wijzer(
        "doctor", "--json", "--library", str(sample_library), WIJZER_SERVE_TOKEN="geheim-geheim-geheim"
    )
    found = json.loads(done.stdout)
    assert (done.returncode, found["ok"]) == (0, True)
    assert {"packages", "pandoc", "model", "library"} <= {finding["name"] for finding in found["findings"]}
    assert (found["library"]["reports"], found["library"]["problems"]) == (4, [])
    assert found["library"]["passages"] == found["library"]["vectors"] == found["library"]["words"]
    assert found["settings"]["WIJZER_LIBRARY"] == str(sample_library)
    assert "geheim" not in done.stdout + done.stderr
    assert found["versions"]["chromadb"]


def test_a_library_that_does_not_exist_yet_is_not_made(wijzer: Run, tmp_path: Path) -> None:
    done = wijzer("doctor", "--library", str(tmp_path / "nieuw"))
    assert done.returncode == 0
    assert "wijzer ingest" in done.stdout
    assert not (tmp_path / "nieuw").exists()


def test_a_missing_model_is_told(wijzer: Run, tmp_path: Path) -> None:
    done = wijzer("doctor", "--library", str(tmp_path / "nieuw"), WIJZER_MODEL=str(tmp_path / "geen-model"))
    assert done.returncode == 1
    assert "geen-model" in done.stdout
    assert "WIJZER_MODEL" in done.stdout


def test_a_damaged_library_is_told(wijzer: Run, library: Path) -> None:
    (library / "catalogue.db").write_bytes(b"x" * 10_000)
    for leftover in library.glob("catalogue.db-*"):
        leftover.unlink()
    done = wijzer("doctor", "--library", str(library))
    assert done.returncode == 1
    assert "✗ library" in done.stdout
    assert "Traceback" not in done.stderr


def _llm(wijzer: Run, tmp_path: Path, **environment: str) -> tuple[int, dict[str, str]]:
    """The exit code, and what is found of the language model; its key is said nowhere."""
    done = wijzer("doctor", "--json", "--library", str(tmp_path / "nieuw"), **environment)
    found = json.loads(done.stdout)
    assert KEY not in done.stdout + done.stderr
    (finding,) = [finding for finding in found["findings"] if finding["name"] == "llm"]
    return done.returncode, finding


def test_a_language_model_that_answers(wijzer: Run, tmp_path: Path) -> None:
    with endpoint() as running:
        code, finding = _llm(
            wijzer, tmp_path, WIJZER_LLM="stub", WIJZER_LLM_URL=running.url, WIJZER_LLM_KEY=KEY
        )
        assert running.paths == ["/v1/models"]
    assert (code, finding["state"]) == (0, "ok")
    assert "stub" in finding["detail"]


def test_a_language_model_that_is_down_leaves_the_quotes(wijzer: Run, tmp_path: Path) -> None:
    code, finding = _llm(
        wijzer,
        tmp_path,
        WIJZER_LLM="stub",
        WIJZER_LLM_URL=closed_port(),
        WIJZER_LLM_KEY=KEY,
        WIJZER_LANG="en",
    )
    assert (code, finding["state"]) == (0, "attention")
    assert "can't be reached" in finding["detail"]
    assert "WIJZER_LLM_URL" in finding["advice"]


def test_without_a_language_model_all_is_well(wijzer: Run, tmp_path: Path) -> None:
    code, finding = _llm(wijzer, tmp_path)
    assert (code, finding["state"]) == (0, "ok")
    assert "WIJZER_LLM" in finding["detail"]


def test_a_model_file_that_is_none_is_told(wijzer: Run, tmp_path: Path) -> None:
    (tmp_path / "leeg.gguf").write_bytes(b"geen model")
    code, finding = _llm(wijzer, tmp_path, WIJZER_LLM=f"local:{tmp_path / 'leeg.gguf'}")
    assert (code, finding["state"]) == (1, "missing")
    assert "GGUF" in finding["detail"]
