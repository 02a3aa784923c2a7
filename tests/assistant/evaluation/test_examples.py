"""The questions of examples/ point at what stands in its reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.gold import GoldMaker
from assistant.evaluation.naming import Named, Names
from assistant.evaluation.questions import read_questions
from vectorstore.library import Library
from vectorstore.types import ReportFilter


class Shelf:
    def __init__(self, library: Library) -> None:
        infos = library.reports(ReportFilter())
        self._library = library
        self._names = Names(Named(info.id, info.title, info.source) for info in infos)

    def find(self, name: str, part: str) -> list[str]:
        return self._names.find(name, part)

    def text(self, report: str) -> str:
        return self._library.report(report).text


@pytest.mark.parametrize("field", ["question", "question_en"])
def test_every_report_and_all_evidence_is_found(library: Library, examples: Path, field: str) -> None:
    questions = read_questions((examples.parent / "questions.jsonl").read_bytes(), field)
    maker = GoldMaker(Shelf(library))
    gold = [maker.make(question) for question in questions]
    assert maker.problems == []
    assert [bool(one.places) for one in gold] == [not question.unanswerable for question in questions]
    assert all(
        len(one.places) == len(question.places)
        for one, question in zip(gold, questions, strict=True)
        if not question.unanswerable
    )
