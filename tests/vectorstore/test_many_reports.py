"""What Chroma can't take in one condition is cut up, or searched without it."""

from __future__ import annotations

import pytest

from tests.vectorstore.material import addition, question, random_report
from vectorstore.library import Library
from vectorstore.types import ReportFilter


def test_a_filter_of_more_reports_than_chroma_takes_is_searched_exactly(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [random_report(i) for i in range(6)]
    library.add_many([addition(report) for report in reports])
    monkeypatch.setattr("vectorstore.nearest.MOST_NUMBERS", 3)
    monkeypatch.setattr("vectorstore.nearest.EXACT_ELSE", 0)
    monkeypatch.setattr("vectorstore.vectors.VectorsIndex.search", _never)
    chosen = tuple(report.id for report in reports[:4])
    hits = library.search(question("raad water"), "", ReportFilter(reports=chosen), k=100)
    assert {hit.report for hit in hits} == set(chosen)


def test_many_reports_are_deleted_in_turns(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorstore.vectors.MOST_NUMBERS", 2)
    monkeypatch.setattr("vectorstore.writing.REMADE", 0)
    library.add_many([addition(random_report(i)) for i in range(30)])
    gone = [info.id for info in library.reports()[:5]]
    library.remove_many(gone)
    assert library.check().problems == ()
    assert len(library.reports()) == 25


def _never(*_: object) -> None:
    raise AssertionError("Chroma was asked")
