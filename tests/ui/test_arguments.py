"""What people type: dates, filters, questions; and what comes of hostile ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.commands.batch import checked_k
from ui.commands.filters import filter_of_line, make_filter
from ui.dates import day_from
from ui.errors import UserError, WrongUsage
from ui.messages import messages
from ui.parser import build, language_asked
from ui.text import LONGEST_QUESTION, clean_question, printable
from vectorstore.types import ReportFilter

TODAY = date(2025, 12, 10)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2025-12-03", date(2025, 12, 3), date(2025, 12, 3)),
        (" 3-12-2025 ", date(2025, 12, 3), date(2025, 12, 3)),
        ("3/12/2025", date(2025, 12, 3), date(2025, 12, 3)),
        ("3 december 2025", date(2025, 12, 3), date(2025, 12, 3)),
        ("December 3, 2025", date(2025, 12, 3), date(2025, 12, 3)),
        ("december 2025", date(2025, 12, 1), date(2025, 12, 31)),
        ("februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("3 december", date(2025, 12, 3), date(2025, 12, 3)),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, first: date, last: date) -> None:
    assert day_from(typed, last=False, today=TODAY) == first
    assert day_from(typed, last=True, today=TODAY) == last


@pytest.mark.parametrize(
    "typed", ["", "x", "31-02-2025", "2025-13-01", "3 december 2025 of zo", "2025 2024", "9" * 5000]
)
def test_what_is_not_a_date_is_refused(typed: str) -> None:
    with pytest.raises(WrongUsage):
        day_from(typed, last=False, today=TODAY)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UserError, match="dates_reversed"):
        make_filter([], "2025-02-01", "2025-01-01")


def test_a_line_overrules_the_command_line() -> None:
    default = ReportFilter(reports=("a",), since=date(2025, 1, 1))
    assert filter_of_line({}, default) == default
    assert filter_of_line({"report": "b", "from": "2025-03"}, default) == ReportFilter(
        ("b",), date(2025, 3, 1)
    )
    assert filter_of_line({"reports": ["b", "c"]}, default).reports == ("b", "c")
    assert filter_of_line({"to": "2025-03"}, default).until == date(2025, 3, 31)


@pytest.mark.parametrize("line", [{"report": 3}, {"reports": [1]}, {"from": 2025}, {"to": "x"}])
def test_a_line_with_a_wrong_field_is_refused(line: dict[str, object]) -> None:
    with pytest.raises(WrongUsage):
        filter_of_line(line, ReportFilter())


@pytest.mark.parametrize("value", [0, 1001, -1, "3", True, None, 1.5])
def test_a_wrong_number_of_hits_is_refused(value: object) -> None:
    with pytest.raises(WrongUsage):
        checked_k(value)


@pytest.mark.parametrize("asked", ["", "  \n\t", "\x00\x01", "\u3000"])
def test_an_empty_question_is_refused(asked: str) -> None:
    with pytest.raises(WrongUsage, match="question_empty"):
        clean_question(asked)


def test_too_long_and_broken_questions_are_refused() -> None:
    with pytest.raises(WrongUsage, match="question_too_long"):
        clean_question("x" * 100_000)
    with pytest.raises(WrongUsage, match="not_unicode"):
        clean_question("wat\udc80")
    assert len(clean_question("x" * LONGEST_QUESTION)) == LONGEST_QUESTION


@given(st.text(max_size=200))
def test_a_question_comes_out_as_one_printable_line_or_not_at_all(text: str) -> None:
    try:
        cleaned = clean_question(text)
    except WrongUsage:
        return
    assert cleaned == cleaned.strip()
    assert not set(cleaned) & set("\n\r\t\x00\x1b\x9b")
    assert clean_question(cleaned) == cleaned


def test_nothing_printed_steers_the_terminal() -> None:
    shown = printable("a\x1b]0;titel\x07b\u202etxt\x9b31m\nc\td")
    assert shown == "a\ufffd]0;titel\ufffdb\ufffdtxt\ufffd31m\nc\td"


def test_common_options_may_stand_before_and_after_the_command() -> None:
    parser = build(messages("en"), "1")
    for given_arguments in (["--library", "x", "reports"], ["reports", "--library", "x"]):
        assert parser.parse_args(given_arguments).library == "x"


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "nl"], "nl"),
        (["ask", "--lang=en", "x"], "en"),
        (["ask", "--", "--lang", "nl"], None),
        (["--lang"], None),
    ],
)
def test_the_language_is_known_before_the_options_are_read(
    arguments: list[str], language: str | None
) -> None:
    assert language_asked(arguments) == language


@pytest.mark.parametrize(
    "arguments", [["aks"], ["ask", "--k"], ["show"], ["search", "--k", "x"], ["ask", "x", "--nee"]]
)
def test_wrong_usage_is_told_in_dutch(arguments: list[str]) -> None:
    say = messages("nl")
    with pytest.raises(WrongUsage) as caught:
        build(say, "1").parse_args(arguments)
    line = say.error(caught.value)
    assert "Zie: wijzer" in line
    for english in ("argument", "invalid", "required", "expected", "unrecognized"):
        assert english not in line.replace("onbekend argument", "")
