"""Which sentences of a draft are checked."""

from __future__ import annotations

import pytest

from assistant.checking.draft import statements


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("# Kop\n\nDe begroting is vastgesteld.", ["De begroting is vastgesteld."]),
        ("Kop zonder hekje\n\nDe begroting is vastgesteld.", ["De begroting is vastgesteld."]),
        ("Kop\n===\nDe begroting is vastgesteld.", ["De begroting is vastgesteld."]),
        ("Geachte minister,\n\nHet verslag is af.\n\nMet vriendelijke groet,", ["Het verslag is af."]),
        (
            "Dit is besproken:\n- De dijk is hoog.\n* De drempel is 5 mm.",
            ["De dijk is hoog.", "De drempel is 5 mm."],
        ),
        ("1. De dijk is veilig.\n2) De drempel is 5 mm.", ["De dijk is veilig.", "De drempel is 5 mm."]),
        ("**De dijk** is [veilig](https://x.example).", ["De dijk is veilig."]),
        (
            "De dijk is veilig. [1] De drempel is 5 mm.[2][3]",
            ["De dijk is veilig. [1]", "De drempel is 5 mm.[2][3]"],
        ),
        ("| Land | Bedrag |\n|---|---|\n| Zweden | 12 |", ["Zweden, 12"]),
        ("Op 3 dec. jl. sprak dhr. De Vries o.a. met EUR 2 mln. aan plannen.", None),
        ("", []),
        ("---\n\n***\n```\n", []),
    ],
)
def test_statements_are_taken_and_what_claims_nothing_is_left(draft: str, expected: list[str] | None) -> None:
    assert [one.asked for one in statements(draft)] == ([draft] if expected is None else expected)
