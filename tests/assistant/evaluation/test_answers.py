"""Whether a quote holds an answer that somebody wrote down."""

from __future__ import annotations

import pytest

from assistant.evaluation.answers import holds_names, holds_text

QUOTE = (
    "Op 3 maart besloot minister Van Dam dat de 90.000 huishoudens EUR 1,5 mln. krijgen; “geen cent meer”."
)


@pytest.mark.parametrize(
    ("answer", "held"),
    [
        ("EUR 1,5 mln.", True),
        ("Minister van Dam", True),
        ('"Geen cent meer."', True),
        ("90.000  huishoudens", True),
        ("Van Da", False),
        ("1,5 mln. euro", False),
        ("", False),
        (" . ", False),
    ],
)
def test_an_answer_stands_there_word_for_word(answer: str, held: bool) -> None:
    assert holds_text(QUOTE, answer) is held


@pytest.mark.parametrize(
    ("answer", "held"),
    [
        ("Van Dam gaf 90000 huishoudens 1.5 miljoen", True),
        ("Van Dam gaf 80.000 huishoudens geld", False),
        ("De regering, namelijk Jansen", False),
        ("Ongeveer 90 000 huishoudens.", True),
        ("Omdat het te duur was.", None),
        ("Dam.", True),
        ("Jansen.", False),
        ("", None),
    ],
)
def test_or_at_least_its_numbers_and_names(answer: str, held: bool | None) -> None:
    assert holds_names(QUOTE, answer) is held
