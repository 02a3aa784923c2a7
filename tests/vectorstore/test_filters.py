"""Filters leave out exactly what they should, inside both searches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vectorstore.conftest import by_way
from tests.vectorstore.material import MODEL, addition, embed, question, random_report
from vectorstore.library import Library
from vectorstore.types import Report, ReportFilter

REPORTS = [random_report(i) for i in range(48)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of 48 reports over six years, in three series and two languages, some without a date."""
    with Library.open(tmp_path_factory.mktemp("filters") / "library", MODEL) as library:
        library.add_many([addition(report) for report in REPORTS])
        yield library


def lets_through(where: ReportFilter, report: Report) -> bool:
    """The rule of `ReportFilter`, said another way."""
    if (where.since or where.until) and report.date is None:
        return False
    day = report.date or date.min
    return all(
        (
            not where.reports or report.id in where.reports,
            not where.language or report.language == where.language,
            not where.series or report.series == where.series,
            not where.since or day >= where.since,
            not where.until or day <= where.until,
        )
    )


days = st.none() | st.dates(date(2019, 6, 1), date(2026, 6, 1))
filters = st.builds(
    ReportFilter,
    reports=st.just(()) | st.lists(st.sampled_from([r.id for r in REPORTS]), max_size=6).map(tuple),
    since=days,
    until=days,
    language=st.sampled_from([None, "nl", "en"]),
    series=st.sampled_from([None, None, "raad", "commissie", "nergens"]),
)


@pytest.mark.parametrize("way", ["exact", "chroma"])
@settings(max_examples=40, deadline=None)
@given(where=filters, words=st.sampled_from(["minister dijk", "kenmerk r12v0", "", "begroting van de haven"]))
def test_a_search_finds_only_and_all_of_what_the_filter_allows(
    filled: Library, way: str, where: ReportFilter, words: str
) -> None:
    allowed = [report for report in REPORTS if lets_through(where, report)]
    with pytest.MonkeyPatch.context() as patch:
        by_way(patch, way)
        hits = filled.search(question(words or "water"), words, where, k=20)
    assert {hit.report for hit in hits} <= {report.id for report in allowed}
    assert len(hits) == min(20, sum(len(report.passages) for report in allowed))
    assert {info.id for info in filled.reports(where)} == {report.id for report in allowed}


def test_both_ways_of_finding_agree(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for way in ("exact", "chroma"):
        by_way(monkeypatch, way)
        hits = filled.search(
            question("raad water kosten"), "raad water kosten", ReportFilter(language="nl"), 30
        )
        found.append([(hit.report, hit.position, pytest.approx(hit.score, abs=1e-4)) for hit in hits])
    assert found[0] == found[1]


def test_the_nearest_are_the_nearest(filled: Library) -> None:
    asked = question("voorzitter notulen onderzoek")
    texts = [report.text[p.start : p.end] for report in REPORTS for p in report.passages]
    best = np.sort(embed(texts) @ asked)[::-1][:10]
    hits = sorted(filled.search(asked, "", k=100), key=lambda hit: -hit.dense)[:10]
    assert [hit.dense for hit in hits] == pytest.approx(list(best), abs=1e-3)
