"""Follow-ups that move on in time, on the example reports."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assistant.dialogue.conftest import Converse
from vectorstore.types import ReportFilter

DIKE = "Wat is er in 2025 besloten over de dijkbewaking?"


@pytest.mark.parametrize("asked", ["en daarna?", "Daarna?", "en wat daarna", "En hierna dan?"])
def test_afterwards_is_after_the_newest_report_cited(converse: Converse, asked: str) -> None:
    read = converse(DIKE, asked)
    assert read.follows
    assert read.question == "Wat is er na 17 maart 2026 besloten over de dijkbewaking?"
    assert read.where == ReportFilter(since=date(2026, 3, 18))


def test_before_is_before_the_oldest_report_cited(converse: Converse) -> None:
    read = converse("What was said about the survey ship?", "And before that?")
    assert read.question.startswith("What was said about the survey ship before ")
    assert read.where.until


def test_the_readers_own_filter_holds(converse: Converse) -> None:
    where = ReportFilter(since=date(2026, 3, 20), until=date(2026, 12, 31))
    own = converse("Wat is er gezegd over het Veerkrachtfonds?", "en daarvoor?", where=where)
    assert own.where == ReportFilter(since=date(2026, 3, 20), until=date(2026, 3, 25))


def test_it_says_more_than_a_word_and_moves_nothing(converse: Converse) -> None:
    assert "over de sluis" in converse(DIKE, "Wat is er daarna over de sluis gezegd?").question
    assert not converse("Wat vond Atlantis van de aardappelmarkt?", "en daarna?").follows
