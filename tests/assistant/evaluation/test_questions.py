"""Question files: what is read from a line, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.questions import BadQuestion, read_questions
from assistant.evaluation.types import Place, Question


def read(*lines: dict[str, Any], field: str = "question") -> list[Question]:
    return read_questions("\n".join(json.dumps(line) for line in lines).encode(), field)


def test_a_line_with_everything() -> None:
    (question,) = read(
        {
            "id": 7, "kind": "who", "question": "Wie?", "report": "a.docx", "part": "x", "evidence": " Jan zei dat. ",
            "answer": "Jan", "also": [{"report": "b", "cells": ["A-1", 3]}], "filters": {"from": "2025"},
        }
    )  # fmt: skip
    assert question == Question(
        id="7", line=1, text="Wie?",
        places=(Place("a.docx", "x", ("Jan zei dat.",)), Place("b", cells=("A-1", "3"))),
        answer="Jan", kind="who", filters={"from": "2025"},
    )  # fmt: skip


def test_a_line_with_a_question_alone() -> None:
    first, second = read_questions(
        b'\xef\xbb\xbf{"question": "Wie?"}\r\n\r\n{"question": "Wat?", "id": null}\r\n'
    )
    assert (first.id, first.places, first.unanswerable, first.kind) == ("1", (), False, "answerable")
    assert (second.id, second.line) == ("3", 3)


@pytest.mark.parametrize("name", ["report", "report_id", "doc_id", "document_id"])
def test_a_report_goes_by_several_names(name: str) -> None:
    assert read({"question": "?!", name: "x"})[0].places == (Place("x"),)


@pytest.mark.parametrize(
    ("evidence", "read_as"),
    [
        ("a", ("a",)),
        (["a", " b "], ("a", "b")),
        ([3, 9], ((3, 9),)),
        ([[3, 9], [20, 30]], ((3, 9), (20, 30))),
        ({"start": 3, "end": 9}, ((3, 9),)),
        ([{"start": 3, "end": 9}, "a"], ((3, 9), "a")),
        ("  ", ()),
        ([], ()),
        (None, ()),
    ],
)
def test_evidence_is_text_or_offsets(evidence: object, read_as: tuple[object, ...]) -> None:
    assert read({"question": "Wie?", "report": "x", "evidence": evidence})[0].places[0].evidence == read_as


@pytest.mark.parametrize("line", [{"unanswerable": True}, {"type": "unanswerable"}, {"kind": "Unanswerable"}])
def test_a_question_without_answer_says_so_in_one_of_three_ways(line: dict[str, Any]) -> None:
    (question,) = read({"question": "Wie?", **line})
    assert (question.unanswerable, question.kind) == (True, "unanswerable")


def test_the_question_can_stand_in_another_field() -> None:
    assert read({"question": "Wie?", "question_en": "Who?"}, field="question_en")[0].text == "Who?"


@pytest.mark.parametrize(
    ("line", "fault", "field"),
    [
        ({}, "no_question", "question"),
        ({"question": "  "}, "no_question", "question"),
        ({"question": 3}, "no_question", "question"),
        ({"question": "x", "report": ["a"]}, "field", "report"),
        ({"question": "x", "evidence": 3}, "field", "evidence"),
        ({"question": "x", "evidence": [9, 3]}, "field", "evidence"),
        ({"question": "x", "evidence": [-1, 3]}, "field", "evidence"),
        ({"question": "x", "evidence": [True, False]}, "field", "evidence"),
        ({"question": "x", "evidence": {"start": 3}}, "field", "evidence"),
        ({"question": "x", "also": {"report": "a"}}, "field", "also"),
        ({"question": "x", "also": [{"report": "a", "evidence": 3}]}, "field", "evidence"),
        ({"question": "x", "cells": "a"}, "field", "cells"),
        ({"question": "x", "unanswerable": "yes"}, "field", "unanswerable"),
        ({"question": "x", "answer": ["a"]}, "field", "answer"),
        ({"question": "x", "filters": "2025"}, "field", "filters"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(line: dict[str, Any], fault: str, field: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        read({"question": "goed"}, line)
    assert (caught.value.line, caught.value.fault, caught.value.field) == (2, fault, field)


@pytest.mark.parametrize(
    ("content", "fault", "line"),
    [
        (b"", "empty", 0),
        (b"\n \n", "empty", 0),
        (b'{"question": "x"}\nno', "json", 2),
        (b"\xff\xfe", "json", 1),
        (b"[" * 100_000, "json", 1),
        (b"[1]", "object", 1),
    ],
)
def test_a_file_that_is_none_is_refused(content: bytes, fault: str, line: int) -> None:
    with pytest.raises(BadQuestion) as caught:
        read_questions(content)
    assert (caught.value.fault, caught.value.line) == (fault, line)


@given(st.dictionaries(st.sampled_from(["id", "question", "report", "evidence", "also", "cells", "answer", "kind"]),
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner)
                 | st.dictionaries(st.sampled_from(["report", "evidence", "start", "end"]), inner))))  # fmt: skip
def test_whatever_a_line_holds_it_is_read_or_refused(line: dict[str, Any]) -> None:
    try:
        (question,) = read(line)
    except BadQuestion:
        return
    assert question.text.strip()
    assert question.id


def test_an_id_that_occurs_twice_gets_its_line() -> None:
    questions = read_questions(b'{"question": "x", "id": "a"}\n\n{"question": "y", "id": "a"}')
    assert [question.id for question in questions] == ["a", "a (line 3)"]
