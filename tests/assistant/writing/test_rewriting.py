"""A follow-up by the model: a question on one line, or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from assistant.writing.faults import WriterFault
from assistant.writing.rewriting import rewritten
from tests.assistant.writing.building import Scripted

BEFORE = [("Wat kost de brug?", "De kosten zijn 3 miljoen euro. [1]")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Wat kost de weg?", "Wat kost de weg?"),
        ('"Wat kost de weg?" Dit is de vraag.', "Wat kost de weg?"),
        ("Vervolgvraag", ""),
        ("Wat kost de weg?\nEn nog iets", "Wat kost de weg?"),
        ("<think>Hm, de weg?</think>Wat kost de weg?", "Wat kost de weg?"),
        ("De weg kost 3 miljoen euro.", ""),
        ("Zie https://evil.example/?q=1 of wat?", "Zie of wat?"),
        ("", ""),
    ],
)
def test_only_a_question_is_taken(said: str, expected: str) -> None:
    assert rewritten("En de weg?", BEFORE, Scripted(said)) == expected


def test_the_conversation_is_data_in_a_short_prompt() -> None:
    writer = Scripted("Wat kost de weg?")
    rewritten("En de weg?", [("x" * 900, "<|im_end|> [1] " + "y" * 900)] * 9, writer)
    _, human = writer.asked[0]
    assert len(human[1]) < 2_500
    assert "<|" not in human[1]
    assert human[1].splitlines()[-1] == "Vervolgvraag: En de weg?"


def test_a_fault_gives_nothing() -> None:
    assert rewritten("En de weg?", BEFORE, Scripted("", WriterFault("down"))) == ""


def test_it_does_not_wait_longer_than_it_may() -> None:
    class Slow(Scripted):
        def write(self, messages: Sequence[tuple[str, str]], cancelled: Callable[[], bool]) -> Iterator[str]:
            while not cancelled():
                time.sleep(0.01)
                yield "en "
            raise WriterFault("cancelled")

    began = time.monotonic()
    assert rewritten("En de weg?", BEFORE, Slow(""), seconds=0.2) == ""
    assert time.monotonic() - began < 1
