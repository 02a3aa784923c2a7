"""What people thought of answers, as a question file that `wijzer eval` reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.ui.building import HOSTILE, opened
from tests.ui.conftest import Run, serving
from tests.ui.outcomes import one_object, the_error
from ui.local import LocalService
from vectorstore.types import ReportFilter

EVERYTHING = ReportFilter()
ABSENT = "Wie was afwezig?"
BAKKER = "De heer Bakker is afwezig met bericht."
NOWHERE = "Wat is er gezegd over Groenland?"


@pytest.fixture
def service(library: Path) -> Iterator[LocalService]:
    """The sample library, opened."""
    made = opened(library)
    yield made
    made.close()


def rated(service: LocalService) -> dict[str, str]:
    """The ids of turns that are rated in every way."""
    talks, turns = service.talks, {}
    for name, question, where, rating, remark in (
        ("right", ABSENT, EVERYTHING, 1, ""),
        ("series", "Wat kostte het gemaal?", ReportFilter(series="stuurgroep pompen"), 1, "juist"),
        ("refused", NOWHERE, ReportFilter(since=date(2025, 1, 1), language="nl"), 1, ""),
        ("wrong", "Wie opent de vergadering?", EVERYTHING, -1, "Het was <b>mevrouw</b> De Wit"),
        ("hostile", "Hoeveel uur stond de pomp stil volgens de heer Jansen?", EVERYTHING, 1, ""),
        ("withdrawn", "Wie betaalt het schip?", EVERYTHING, 1, ""),
    ):
        turns[name] = talks.converse(question, where, None)["id"]
        talks.rate(turns[name], rating, remark)
    talks.rate(turns["withdrawn"], 0, "")
    return turns


def test_what_people_thought_is_a_question_file(service: LocalService) -> None:
    turns = rated(service)
    lines = {line["id"]: line for line in service.feedback()["questions"]}
    assert list(lines) == [turns[name] for name in ("right", "series", "refused", "wrong", "hostile")]
    right = lines[turns["right"]]
    ids = {one["title"]: one["id"] for one in service.reports()["reports"]}
    assert (right["question"], right["evidence"], right["kind"]) == (ABSENT, [BAKKER], "thumbs_up")
    assert right["report"] in ids.values()
    assert "filters" not in right
    assert lines[turns["series"]]["filters"] == {"series": "stuurgroep pompen"}
    refused = lines[turns["refused"]]
    assert (refused["unanswerable"], refused["filters"]) == (True, {"from": "2025-01-01", "language": "nl"})
    wrong = lines[turns["wrong"]]
    assert (wrong["kind"], wrong["remark"]) == ("thumbs_down", "Het was <b>mevrouw</b> De Wit")
    assert not {"report", "evidence", "unanswerable", "also"} & wrong.keys()
    assert HOSTILE in lines[turns["hostile"]]["evidence"]


def test_no_line_for_what_cannot_be_put_any_more(service: LocalService) -> None:
    talks, coast = service.talks, "Minutes of the Coastal Council"
    both = [one["id"] for one in service.reports()["reports"] if one["date"] in ("2025-09-12", "2025-06-30")]
    for where in (EVERYTHING, ReportFilter((coast,)), ReportFilter(language="en"), ReportFilter(tuple(both))):
        for question, rating in (("Who pays for the survey ship?", 1), ("Is there anything else?", -1)):
            talks.rate(talks.converse(question, where, None)["id"], rating, "")
    assert len(service.feedback()["questions"]) == 8
    service.remove(coast)
    lines = service.feedback()["questions"]
    assert [line["kind"] for line in lines] == ["thumbs_down"] * 2
    assert [len(line.get("filters", {}).get("reports", [])) for line in lines] == [0, 1]


def test_eval_reads_the_feedback_as_it_is(wijzer: Run, library: Path, tmp_path: Path) -> None:
    service = opened(library)
    turns = rated(service)
    service.close()
    where = ("--library", str(library))
    printed = wijzer("feedback", *where)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout.count("\n") == 5
    file = tmp_path / "beoordeeld.jsonl"
    file.write_text(printed.stdout, encoding="utf-8")
    found = one_object(wijzer("eval", str(file), "--json", *where))
    assert found["warnings"] == []
    verdicts = {one["id"]: one["verdict"] for one in found["each"]}
    assert verdicts == {
        turns["right"]: "answered_right",
        turns["series"]: "answered_right",
        turns["refused"]: "refused_right",
        turns["wrong"]: "not_judged",
        turns["hostile"]: "answered_right",
    }


def test_the_command_prints_the_same_of_a_served_library(wijzer: Run, library: Path, tmp_path: Path) -> None:
    service = opened(library)
    rated(service)
    expected = service.feedback()
    service.close()
    where = ("--library", str(library))
    with serving(library):
        assert one_object(wijzer("feedback", "--json", *where)) == expected
        lines = wijzer("feedback", *where, LC_ALL="C").stdout.splitlines()
        assert [json.loads(line) for line in lines] == expected["questions"]
    nothing = wijzer("feedback", "--library", str(tmp_path / "nieuw"), "--lang", "nl")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "nog geen antwoord beoordeeld" in nothing.stderr
    assert "--x" in the_error(wijzer("feedback", "--x", *where), 2)
