"""The command line as DESIGN.md section 6 promises it: shapes, filters, exact text, order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.ui.building import HOSTILE
from tests.ui.conftest import Run, clean_environment
from tests.ui.outcomes import one_object

ANSWER = ["question", "status", "mode", "text", "claims", "citations", "searched", "closest", "seconds"]
CITATION = ["number", "report", "title", "date", "section", "page", "quote", "start", "end", "footnotes"]
HIT = ["report", "title", "date", "section", "page", "text", "start", "end", "score"]
REPORT = ["id", "title", "date", "language", "passages", "source", "state"]


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
