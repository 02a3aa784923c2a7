"""`wijzer doctor`: what is there, what is missing, what to do; exit 1 when something is missing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.ui.conftest import Run


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
