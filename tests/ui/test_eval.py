"""`wijzer eval`: the same figures for a person, a program and a served library; wrong files refused in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.ui.conftest import Run, Served
from tests.ui.outcomes import one_object, the_error
from ui.cli import main

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "row", "kind": "who", "question": "Wie was afwezig?", "report": "pompen-1.md",
        "evidence": "De heer Bakker is afwezig\nmet bericht.", "answer": "De heer Bakker",
    },
    {
        "id": "note", "question": "Wat heeft de minister bevestigd?", "report": "pompen-1",
        "evidence": ["Kamerstuk 36 850, nr. 12."], "also": [{"report": "/verslagen/pompen-2.md"}],
    },
    {"id": "known", "question": "Who pays for the survey ship?", "answer": "Norway", "filters": {"language": "en"}},
    {"id": "gone", "question": "Wat kostte het gemaal?", "report": "weg.docx", "evidence": "iets"},
    {"id": "lost", "question": "Wat kostte het gemaal?", "report": "pompen-2.md", "evidence": "Het kostte niets."},
    {"id": "none", "kind": "unanswerable", "question": "Wat is er gezegd over Groenland?"},
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, *QUESTIONS)


def written(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "vragen.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_program_gets_every_figure(wijzer: Run, sample_library: Path, file: Path) -> None:
    done = wijzer("eval", str(file), "--json", "--worst", "5", "--library", str(sample_library))
    found = one_object(done)
    assert done.returncode == 0
    assert list(found) == [
        "questions", "kinds", "reports", "passages", "answers", "seconds", "warnings", "worst", "each",
    ]  # fmt: skip
    assert list(found["reports"]) == ["recall@1", "recall@5", "recall@10", "nDCG@10", "MRR"]
    assert list(found["passages"])[:3] == ["hit@1", "hit@5", "hit@10"]
    assert all(list(figure) == ["value", "low", "high", "n"] for figure in found["reports"].values())
    assert found["reports"]["MRR"]["n"] == 3
    assert found["passages"]["hit@10"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 2}
    assert (found["answers"]["refused_right"]["count"], found["answers"]["refused_right"]["n"]) == (1, 1)
    assert list(found["seconds"]) == ["search", "ask"]
    assert [(one["id"], one["problem"]) for one in found["warnings"]] == [
        ("gone", "report_unknown"), ("lost", "evidence_missing"),
    ]  # fmt: skip
    assert "1 question: the report is not in the library (gone)" in done.stderr
    assert "1 question: evidence not found in the report (lost)" in done.stderr
    each = {one["id"]: one for one in found["each"]}
    assert (each["row"]["verdict"], each["row"]["basis"]) == ("answered_right", "evidence")
    assert each["row"]["overlap"]["recall"] == 1
    # The footnote that hangs on the quoted sentence is part of the quote.
    assert (each["note"]["verdict"], each["note"]["overlap"]["recall"]) == ("answered_right", 1)
    assert (each["known"]["verdict"], each["known"]["basis"]) == ("answered_right", "answer")
    assert each["gone"]["verdict"] == "not_judged"
    assert each["lost"]["basis"] == "report"
    assert each["none"] | {"seconds": None} == {
        "id": "none", "kind": "unanswerable", "status": "not_found", "report_rank": None, "passage_rank": None,
        "verdict": "refused_right", "basis": "", "overlap": None, "seconds": None,
    }  # fmt: skip
    worst = {one["id"]: one for one in found["worst"]}
    assert worst["gone"]["expected"] == {"report": "weg.docx", "evidence": "iets", "answer": ""}


def test_a_person_reads_a_table_and_what_went_wrong(wijzer: Run, sample_library: Path, file: Path) -> None:
    done = wijzer("eval", str(file), "--worst", "20", "--library", str(sample_library), "--lang", "nl")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines[0] == "6 vragen, 5 met een antwoord en 1 zonder, voorgelegd aan 4 verslagen"
    assert any(line.split() == ["hit@10", "1.000", "1.000", "–", "1.000", "2"] for line in lines)
    assert any(
        line.split() == ["geweigerd", "100.0", "%", "100.0", "–", "100.0", "%", "1", "/", "1"]
        for line in lines
    )
    assert "gone · beantwoord, niet beoordeeld" in lines
    assert "  verwacht: weg.docx · iets" in lines
    assert "1 vraag: bewijs niet gevonden in het verslag (lost)" in done.stderr
    assert all(len(line) <= 80 for line in lines)


def test_without_worst_there_is_a_table_only(wijzer: Run, sample_library: Path, file: Path) -> None:
    shown = wijzer("eval", str(file), "--library", str(sample_library)).stdout
    assert "answered right" in shown
    assert "gone" not in shown


def test_a_served_library_gives_the_same(
    wijzer: Run, sample_library: Path, server: Served, file: Path
) -> None:
    def figures(library: Path) -> dict[str, Any]:
        found = one_object(wijzer("eval", str(file), "--json", "--library", str(library)))
        for one in found["each"]:
            del one["seconds"]
        return {name: part for name, part in found.items() if name != "seconds"}

    assert figures(server.library) == figures(sample_library)


def test_questions_come_from_stdin_and_from_another_field(wijzer: Run, sample_library: Path) -> None:
    line = '{"question": "?", "question_en": "Who pays for the survey ship?", "report": "Minutes of the Coastal"}'
    done = wijzer(
        "eval", "-", "--field", "question_en", "--json", "--library", str(sample_library), stdin=line
    )
    found = one_object(done)
    assert (found["each"][0]["id"], found["each"][0]["verdict"]) == ("1", "answered_right")


def test_filters_hold(wijzer: Run, sample_library: Path, tmp_path: Path) -> None:
    questions = [
        {"question": "Wat is er over het gemaal gezegd?", "report": "pompen-2", "filters": where}
        for where in (
            {},
            {"to": "mei 2025"},
            {"report": "pompen-1.md"},
            {"language": "en"},
            {"from": "2025-12"},
        )
    ]
    done = wijzer("eval", str(written(tmp_path, *questions)), "--json", "--library", str(sample_library))
    ranks = [one["report_rank"] for one in one_object(done)["each"]]
    assert [rank is not None for rank in ranks] == [True, False, False, False, True]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("geen json", ["Line 2", "no JSON"]),
        ("[1]", ["Line 2", "list"]),
        ('{"vraag": "x"}', ["Line 2", "field question", "--field"]),
        ('{"question": "x", "evidence": 3}', ["Line 2", "evidence", "3", "[start, end]"]),
        ('{"question": "x", "report": []}', ["Line 2", "report", "a text"]),
        ('{"question": "x", "unanswerable": 1}', ["Line 2", "unanswerable", "true or false"]),
        ('{"question": "\\u0000"}', ["Line 2", "empty"]),
        ('{"question": "x", "filters": {"since": "2025"}}', ["Line 2", "since", "from"]),
        ('{"question": "x", "filters": {"from": "ooit"}}', ["Line 2", "ooit"]),
        ('{"question": "x", "filters": {"report": "weg"}}', ["Line 2", "weg"]),
        ('{"question": "x", "filters": {"language": "fr"}}', ["Line 2", "fr"]),
    ],
)
def test_a_wrong_line_is_an_error_of_one_line(
    capsys: pytest.CaptureFixture[str], sample_library: Path, tmp_path: Path, line: str, parts: list[str]
) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text('{"question": "Wie?"}\n' + line, encoding="utf-8")
    assert main(["eval", str(path), "--library", str(sample_library), "--lang", "en"]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert all(part in shown.err for part in parts), shown.err


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["/bestaat/niet"], "/bestaat/niet"),
        (["/dev/null"], "no questions"),
        (["-", "--k", "0"], "1 to 1000"),
        (["-", "--worst", "-1"], "-1"),
        ([], "QUESTIONS.jsonl"),
    ],
)
def test_wrong_usage_is_an_error_of_one_line(
    wijzer: Run, sample_library: Path, arguments: list[str], part: str
) -> None:
    assert part in the_error(wijzer("eval", *arguments, "--library", str(sample_library), stdin=""), 2)


def test_an_empty_library_is_told(wijzer: Run, tmp_path: Path, file: Path) -> None:
    line = the_error(wijzer("eval", str(file), "--library", str(tmp_path / "nieuw")), 2)
    assert "wijzer ingest" in line
