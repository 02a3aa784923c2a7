"""The run, its tables and its picture, on made figures and a made peer."""

from __future__ import annotations

import argparse
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from benchmarks import retrieval
from benchmarks.peers import PEERS, environments
from benchmarks.peers.common import HITS, WARM_UP, ask, chunks, content, folder_bytes
from benchmarks.plot import draw
from benchmarks.retrieval import measure, write_input
from benchmarks.sets import Doc, Gold, Question, QuestionSet
from benchmarks.tables import markdown, number, signed, with_interval

TEXT = "De dijk is dicht. De brug bij Oudewaard is in onderhoud."
SET = QuestionSet(
    "made",
    (Doc("a", "Verslag", "2025-01-01", "nl", TEXT), Doc("b", "Ander verslag", None, "nl", "De sluis.")),
    (Question("1", "Hoe is het met de brug?", ("a",), (Gold("a", 18, len(TEXT)),)), Question("2", "Wie?")),
)


def given(*hits: str) -> dict[str, Any]:
    found = [{"doc": "a", "text": hit} for hit in hits]
    return {
        "versions": {"made": "1"},
        "settings": {},
        "passages": 2,
        "passage_characters": 60,
        "ingest_seconds": 0.5,
        "ingest_processor_seconds": 0.4,
        "index_bytes": 2_000_000,
        "peak_rss_mb": 12,
        "questions": [{"id": "1", "seconds": 0.01, "hits": found}, {"id": "2", "seconds": 0.03, "hits": []}],
    }


@pytest.fixture
def result(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """Ours finds it first, BM25 second, haiku.rag isn't there."""
    outputs = {
        "ours": given("De brug bij Oudewaard is in onderhoud.")
        | {"answers": [{"id": "1", "seconds": 0.1, "status": "answered", "quotes": [{"doc": "a", "text": TEXT}]},
                       {"id": "2", "seconds": 0.1, "status": "not_found", "quotes": []}]},
        "bm25": given("De dijk is dicht.", "De brug bij Oudewaard is in onderhoud."),
        "haiku": {"failed": "needs another Python"},
    }  # fmt: skip
    monkeypatch.setattr(retrieval, "run_peer", lambda peer, *_: outputs[peer])
    return {"made": measure(SET, list(outputs), tmp_path, tmp_path)}


def test_a_peer_sees_nothing_of_what_is_right(tmp_path: Path) -> None:
    write_input(SET, tmp_path)
    questions = [json.loads(line) for line in (tmp_path / "questions.jsonl").read_text().splitlines()]
    assert questions == [
        {"id": "1", "question": "Hoe is het met de brug?"},
        {"id": "2", "question": "Wie?"},
    ]
    docs = [json.loads(line) for line in (tmp_path / "docs.jsonl").read_text().splitlines()]
    assert [doc["title"] for doc in docs] == ["Verslag", "Ander verslag"]


def test_figures_of_each_peer_and_what_failed(result: dict[str, Any]) -> None:
    peers = result["made"]["peers"]
    assert peers["ours"]["passages_found"]["MRR"]["mean"] == 1
    assert peers["bm25"]["passages_found"]["MRR"]["mean"] == 0.5
    assert peers["bm25"]["ours_more"]["passages MRR"]["mean"] == 0.5
    assert peers["bm25"]["ingest"]["passages_per_second"] == 4
    assert peers["bm25"]["question_ms"] == {"p50": 20, "p95": 29}
    assert peers["haiku"] == {"failed": "needs another Python"}
    assert "ours_more" not in peers["ours"]
    assert peers["ours"]["answers"]["refused_right"]["mean"] == 1
    assert "onderhoud" not in json.dumps(result)


def test_the_table_has_a_row_for_each_peer(result: dict[str, Any]) -> None:
    table = markdown(result)
    assert "| Verslagwijzer | 1.00 [1.00–1.00] | 1.00 |" in table
    assert "| BM25 alone | +.00 [+.00–+.00] | +.50 [+.50–+.50] |" in table
    assert "Not measured: haiku.rag. needs another Python" in table


def test_numbers_are_short() -> None:
    assert number(0.874) == ".87"
    assert number(1) == "1.00"
    one = {"mean": -0.05, "low": -0.1, "high": 0.0}
    assert signed(one) == "-.05 [-.10–+.00]"
    assert with_interval({"mean": 0.5, "low": 0.25, "high": 1.0}) == ".50 [.25–1.00]"


def test_the_picture_is_svg_with_a_dot_for_each_peer_and_row(result: dict[str, Any]) -> None:
    picture = ElementTree.fromstring(draw(result))
    circles = picture.findall("{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 4
    assert {circle.get("class") for circle in circles} == {"ours dot", "peer dot"}
    assert "prefers-color-scheme: dark" in draw(result)


def test_of_one_report_nobody_is_told_that_it_was_found(result: dict[str, Any]) -> None:
    result["made"]["reports"] = 1
    assert "report nDCG@10 |" not in markdown(result).split("ours minus")[0].split("## made")[1]
    picture = ElementTree.fromstring(draw(result))
    assert len(picture.findall("{http://www.w3.org/2000/svg}circle")) == 2


def test_sets_of_earlier_runs_stay(
    result: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("RESULT", "TABLE", "PICTURE"):
        monkeypatch.setattr(retrieval, name, tmp_path / name)
    (tmp_path / "RESULT").write_text(json.dumps({"result": {"seed": {"old": 1}, "govbench": {"old": 2}}}))
    kept: list[dict[str, Any]] = []
    monkeypatch.setattr(retrieval, "publish", lambda name, on, options, whole, lines: kept.append(whole))
    monkeypatch.setattr(retrieval, "markdown", lambda whole: "table")
    monkeypatch.setattr(retrieval, "draw", lambda whole: "picture")
    on = {"cores": 2}
    retrieval.keep(on, argparse.Namespace(merge=False), {"govbench": result["made"]})
    assert list(kept[0]) == ["govbench", "seed"]
    assert kept[0]["govbench"]["machine"] == on
    assert kept[0]["seed"] == {"old": 1}


def test_peers_of_another_run_are_put_beside_the_rest_and_say_so(result: dict[str, Any]) -> None:
    then, now = ({"commit": commit, "when": "2026-11-25T10", "load_before": 0.5} for commit in ("old", "new"))
    before = {"made": {**result["made"], "machine": {**then, "cores": 2, "processor": "x", "python": "3.11"}}}
    late = {"made": {"peers": {"haiku": result["made"]["peers"]["bm25"]}}}
    whole = retrieval.merged(before, late, now)
    assert "ours_more" in whole["made"]["peers"]["bm25"]
    assert "failed" not in whole["made"]["peers"]["haiku"]
    table = markdown(whole)
    assert "haiku.rag ran apart: commit new, 2026-11-25, load 0.5 before." in table
    assert "Commit old" in table
    ours = {"made": {"peers": {"ours": result["made"]["peers"]["ours"]}}}
    assert "ours_more" not in retrieval.merged(before, ours, now)["made"]["peers"]["bm25"]
    assert "failed" in before["made"]["peers"]["haiku"]


def test_chunks_are_whole_lines_or_whole_words_and_lose_nothing() -> None:
    text = "kort\n" + " ".join(f"woord{i}" for i in range(60)) + "\n\nslot"
    found = chunks(text, 100)
    assert all(len(chunk) <= 100 for chunk in found)
    assert " ".join(found).split() == text.split()
    assert chunks("  \n") == []


def test_a_report_begins_with_its_title_once() -> None:
    assert content({"title": "Verslag", "text": "Iets."}) == "Verslag\nIets."
    assert content({"title": "Verslag", "text": "Verslag van 3 mei"}) == "Verslag van 3 mei"


def test_questions_are_asked_once_after_others() -> None:
    asked: list[tuple[str, int]] = []

    class Peer:
        def take_in(self) -> None: ...

        def lengths(self) -> list[int]:
            return []

        def search(self, question: str, k: int) -> list[tuple[str, str]]:
            asked.append((question, k))
            return [("a", "text")]

        def close(self) -> dict[str, Any]:
            return {}

    found = ask(Peer(), [{"id": "1", "question": "Wie?"}])
    assert asked == [(question, HITS) for question in (*WARM_UP, "Wie?")]
    assert found[0]["hits"] == [{"doc": "a", "text": "text"}]


def test_a_folder_is_as_large_as_its_files(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_bytes(b"12345")
    (tmp_path / "b").write_bytes(b"1")
    assert folder_bytes(tmp_path) == 6


def test_a_peer_that_can_not_be_installed_is_said_and_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(peer: str) -> Path:
        raise environments.Unavailable("needs Python 3.99")

    monkeypatch.setattr(retrieval, "python_for", refuse)
    assert retrieval.run_peer("haiku", tmp_path, tmp_path, tmp_path) == {"failed": "needs Python 3.99"}


def test_a_peer_that_ends_badly_gives_its_last_words(tmp_path: Path) -> None:
    (tmp_path / "docs.jsonl").write_text("not json\n")
    (tmp_path / "questions.jsonl").write_text("")
    found = retrieval.run_peer("dense", tmp_path, tmp_path, tmp_path)
    assert "JSONDecodeError" in found["failed"]


@pytest.mark.parametrize(
    ("output", "kept"),
    [
        ("one\nERROR: no match for x\n\n", "ERROR: no match for x"),
        ("404 for https://host.example/simple/x (from y)", "404 for … (from y)"),
        ("OSError: '/some/folder/x' is not there", "OSError: '… is not there"),
        ("1/2 of them", "1/2 of them"),
        ("", "it said nothing"),
    ],
)
def test_what_a_peer_said_last_is_kept_without_places_of_this_machine(output: str, kept: str) -> None:
    assert environments.last_words(output) == kept


def test_every_peer_has_a_script_and_pins_what_it_needs() -> None:
    for peer in PEERS:
        assert (environments.HERE / f"{peer}.py").exists()
        wanted = environments.HERE / f"{peer}.txt"
        if wanted.exists():
            lines = [line for line in wanted.read_text().splitlines() if not line.startswith("#")]
            assert environments.NEEDS.match(wanted.read_text())
            assert all("==" in line for line in lines)
