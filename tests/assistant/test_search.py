"""Which passages a search gives, and in what order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.assistant import Assistant, interleaved
from vectorstore.library import Library
from vectorstore.types import Hit


def hit(report: str, position: int = 0) -> Hit:
    return Hit(report, position, "", None, "nl", "", None, "", 0, 0, 0.0)


def test_what_the_dates_point_at_comes_first_and_nothing_twice() -> None:
    first, others = [hit("a"), hit("b"), hit("c")], [hit("b"), hit("x"), hit("y")]
    assert [h.report for h in interleaved(first, others, 5, mixed=False)] == ["a", "b", "c", "x", "y"]
    assert [h.report for h in interleaved(first, others, 4, mixed=True)] == ["a", "b", "c", "x"]
    assert interleaved([], [], 5, mixed=True) == []


def test_a_date_in_the_question_does_not_hide_the_other_reports(
    assistant: Assistant, library: Library
) -> None:
    found = assistant.search("Wat geldt er vanaf 1 januari 2026?", k=50, today=date(2026, 4, 10))
    days = {library.report(h.report).date for h in found.hits}
    assert any(day and day < date(2026, 1, 1) for day in days)
    assert any(day and day >= date(2026, 1, 1) for day in days)


@pytest.mark.parametrize(
    ("question", "k", "times"),
    [
        ("Wat is er op 13 mei 2025 besloten?", 2, 1),
        ("Wat is er op 13 mei 2025 besloten?", 50, 2),
        ("Wat geldt er vanaf 1 januari 2026?", 2, 2),
        ("Wat is er besloten?", 50, 1),
    ],
)
def test_searches_wider_only_for_what_the_certain_reports_leave_open(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, question: str, k: int, times: int
) -> None:
    filters = []
    searching = Library.search

    def counted(self: Library, *words: Any, **more: Any) -> list[Hit]:
        filters.append(words[2])
        return searching(self, *words, **more)

    monkeypatch.setattr(Library, "search", counted)
    assistant.search(question, k=k, today=date(2026, 4, 10))
    assert len(filters) == times
