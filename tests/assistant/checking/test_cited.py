"""What a written sentence cites, held against the rest of the answer: newer reports, whole lists. On the examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checking.cited import failures_of
from assistant.sources import Sources
from assistant.types import Citation
from vectorstore.embedding import query_embedder
from vectorstore.library import Library

Check = Callable[[str, list[str], list[str]], tuple[str, ...]]

NOW = "Actie: Draaiboek voor hoogwater opstellen | Wie: Willem Terlingen"
THEN = "Actie: Draaiboek voor hoogwater opstellen | Wie: Anke de Vries | Gereed: 1-3-2026"
LIST = [
    "een gezamenlijke lijst van verdachte schepen, bijgehouden door het meldcentrum;",
    "één aanspreekpunt per land dat dag en nacht bereikbaar is;",
    "een halfjaarlijkse rapportage aan de ministers.",
]


@pytest.fixture
def check(library: Library) -> Check:
    """What fails of a sentence citing the sentences with `parts`, in an answer that also quotes those of `beside`."""
    reports = [library.report(info.id) for info in library.reports()]

    def citation(part: str) -> Citation:
        report, found = next(
            (report, one)
            for report in reports
            for one in report.sentences
            if part in report.text[one.start : one.end]
        )
        quote = report.text[found.start : found.end]
        return Citation(1, report.id, report.title, report.date, "", None, quote, found.start, found.end)

    def failed(sentence: str, parts: list[str], beside: list[str]) -> tuple[str, ...]:
        cited = [citation(part) for part in parts]
        quoted = [*cited, *(citation(part) for part in beside)]
        return failures_of(Sources(library, query_embedder()), "nl", quoted)(sentence, cited)

    return failed


STALE = "Anke de Vries moet het draaiboek voor hoogwater opstellen, gereed op 1-3-2026."


def test_an_older_report_does_not_hold_up_what_a_newer_quote_has_otherwise(check: Check) -> None:
    (failed,) = check(STALE, [THEN], [NOW])
    assert "17 maart 2026" in failed
    assert "Anke de Vries" in failed


@pytest.mark.parametrize(
    ("sentence", "cited", "beside"),
    [
        (STALE, [THEN], []),
        (STALE, [THEN], [LIST[0]]),
        ("Willem Terlingen moet het draaiboek voor hoogwater opstellen.", [NOW], [THEN]),
        ("Op 9 december 2025 moest Anke de Vries het draaiboek voor hoogwater opstellen.", [THEN], [NOW]),
        ("Het draaiboek moet Willem Terlingen opstellen, en niet meer Anke de Vries.", [NOW, THEN], []),
    ],
)
def test_what_is_current_dated_or_cites_both_is_let_through(
    check: Check, sentence: str, cited: list[str], beside: list[str]
) -> None:
    assert not any("anders" in failed for failed in check(sentence, cited, beside))


def test_a_part_of_a_list_is_not_what_it_consists_of(check: Check) -> None:
    sentence = "Het stappenplan bestaat uit een gezamenlijke lijst van verdachte schepen."
    (failed,) = check(sentence, LIST[:1], LIST[1:])
    assert "één aanspreekpunt" in failed
    assert check(sentence.replace("bestaat uit", "vraagt om"), LIST[:1], LIST[1:]) == ()


def test_the_whole_list_is(check: Check) -> None:
    sentence = (
        "Het stappenplan bestaat uit een lijst van verdachte schepen, één aanspreekpunt per land en een "
        "halfjaarlijkse rapportage aan de ministers."
    )
    assert not any("opsomming" in failed for failed in check(sentence, LIST, []))
    assert not any("opsomming" in failed for failed in check(sentence, LIST[:1], []))
