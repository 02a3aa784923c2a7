"""A rewrite by a language model may say only what the conversation says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from assistant.dialogue.faithful import is_faithful
from assistant.dialogue.turn import Turn, turn_of
from assistant.sources import Sources
from vectorstore.types import ReportFilter


@pytest.fixture
def turn(assistant: Assistant) -> Turn:
    question = "Wat is er op 9 december 2025 besloten over de drempel voor waarschuwingen?"
    return turn_of(question, assistant.ask(question), ReportFilter())


@pytest.mark.parametrize(
    ("question", "rewritten"),
    [
        ("Waarom?", "Waarom is er op 9 december 2025 besloten over de drempel voor waarschuwingen?"),
        (
            "En wat zei Pieter de Vries daarover?",
            "Wat zei Pieter de Vries over de drempel voor waarschuwingen?",
        ),
        ("Hoeveel millimeter is dat?", "Hoeveel millimeter is de drempel voor een waarschuwing?"),
        ("Tot wanneer geldt dat?", "Tot wanneer geldt de drempel van zeven millimeter?"),
        ("En in maart 2026?", "Wat is er in maart 2026 besloten over de drempel voor waarschuwingen?"),
    ],
)
def test_what_was_said_may_be_asked(turn: Turn, sources: Sources, question: str, rewritten: str) -> None:
    assert is_faithful(rewritten, question, [turn], sources)


@pytest.mark.parametrize(
    ("question", "rewritten"),
    [
        ("Waarom?", "Waarom besloot Duitsland over de drempel voor waarschuwingen?"),
        ("Waarom?", "Waarom is er op 10 december 2025 besloten over de drempel?"),
        ("Waarom?", "Waarom is de drempel 12 millimeter?"),
        ("Waarom?", "Waarom is de drempel voor sirenes verlaagd?"),
        ("Waarom?", "Why was the threshold for warnings changed?"),
        ("Waarom?", "Waarom is de drempel verhoogd? En wat is de drempel?"),
        ("Waarom?", "Waarom is de drempel verhoogd en wie besloot dat?"),
        ("Waarom?", "De drempel is verhoogd."),
        ("Waarom?", "Herschreven vraag:\nWaarom?"),
        ("Waarom?", ""),
        ("En Karin Blom?", "Wat zei Karin Bakkum over de drempel?"),
    ],
)
def test_what_was_not_said_may_not(turn: Turn, sources: Sources, question: str, rewritten: str) -> None:
    assert not is_faithful(rewritten, question, [turn], sources)


def test_words_of_a_report_that_is_gone_were_not_said(turn: Turn, sources: Sources) -> None:
    gone = replace(turn, cited=(("no-such-report", 0, 5),))
    assert not is_faithful(
        "Tot wanneer geldt de drempel van zeven millimeter?", "Tot wanneer?", [gone], sources
    )
