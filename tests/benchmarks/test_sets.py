"""The question sets point at what they say, wherever their material is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import sets
from benchmarks.sets import SETS, Doc, Gold, Question, QuestionSet, checked, read_set, turns

TWO = QuestionSet(
    "two",
    (Doc("a", "A", None, "nl", "De dijk is dicht."), Doc("b", "B", None, "nl", "De brug is open.")),
    (
        Question("1", "Is de dijk dicht?", ("a",), (Gold("a", 3, 16),)),
        Question("2", "Is de brug open?", ("b",), (Gold("b", 3, 15),)),
        Question("3", "Is de sluis open?"),
        Question("4", "Is de weg vrij?"),
    ),
)


def test_turns_run_to_the_next_one() -> None:
    text = "[0] A: hello\nagain\n[1] B: yes\n"
    assert {number: text[start:end] for number, (start, end) in turns(text).items()} == {
        0: "[0] A: hello\nagain",
        1: "[1] B: yes",
    }


def test_the_first_reports_bring_their_questions_and_a_share_of_those_without_answer() -> None:
    few = TWO.first(1)
    assert [doc.id for doc in few.docs] == ["a"]
    assert [question.id for question in few.questions] == ["1", "3"]
    assert TWO.first(9) == TWO


def test_evidence_outside_of_its_report_is_refused() -> None:
    assert checked(TWO) is TWO
    for span in (Gold("a", 3, 99), Gold("a", 5, 5), Gold("b", 3, 9)):
        bad = replace(TWO, questions=(Question("1", "?", ("a",), (span,)),))
        with pytest.raises(ValueError, match="evidence outside"):
            checked(bad)
    with pytest.raises(ValueError, match="isn't there"):
        checked(replace(TWO, questions=(Question("1", "?", ("c",)),)))
    with pytest.raises(ValueError, match="occurs twice"):
        checked(replace(TWO, docs=(TWO.docs[0], TWO.docs[0])))


def test_a_set_without_its_material_is_absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sets.SETS, "govbench", (sets.govbench, tmp_path / "not there"))
    assert read_set("govbench") is None


@pytest.mark.parametrize("name", [name for name, (_, folder) in SETS.items() if folder.exists()])
def test_every_set_that_is_here_can_be_read(name: str) -> None:
    found = read_set(name)
    assert found is not None
    assert all(question.spans for question in found.questions if not question.unanswerable)


def test_the_examples_are_asked_in_two_languages() -> None:
    dutch, english = read_set("examples-nl"), read_set("examples-en")
    assert dutch is not None
    assert english is not None
    assert dutch.docs == english.docs
    assert len(dutch.docs) == 19
    assert [question.spans for question in dutch.questions] == [
        question.spans for question in english.questions
    ]
    assert sum(question.unanswerable for question in dutch.questions) == 12
    texts = {doc.id: doc.text for doc in dutch.docs}
    row = next(question for question in dutch.questions if question.id == "q18").spans[0]
    assert "Duitsland" in texts[row.doc][row.start : row.end]
    assert "30" in texts[row.doc][row.start : row.end]
