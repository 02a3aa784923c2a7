"""The verifier's benchmark changes what it says that it changes, and rewords without changing."""

from __future__ import annotations

import random
from datetime import date

import pytest

from benchmarks import mutations, rewordings
from benchmarks.results import HERE, read_jsonl
from benchmarks.verifier import Count, as_said, shape
from vectorstore.language.dates import find_dates
from vectorstore.language.numbers import find_quantities

SENTENCE = "Nederland verhoogde zijn bijdrage op 3 december 2025 van EUR 15 mln. naar EUR 25 mln."


def values(text: str) -> set[tuple[str, str]]:
    """The figures of a text."""
    return {(str(q.value), q.unit) for q in find_quantities(text)}


@pytest.mark.parametrize("kind", ["number", "unit", "date", "country", "negation", "swapped figures"])
def test_a_mutation_changes_the_sentence(kind: str) -> None:
    changed = mutations.mutate(kind, SENTENCE.replace("verhoogde", "heeft verhoogd en"), "", random.Random(1))
    assert changed
    assert changed != SENTENCE


def test_a_changed_number_stands_nowhere_in_the_source() -> None:
    for seed in range(20):
        changed = mutations.mutate(
            "number", SENTENCE, "In het verslag staat ook 35 miljoen euro.", random.Random(seed)
        )
        assert changed is None or values(changed) - values(SENTENCE + " 35 miljoen euro")


def test_a_row_of_names_is_not_swapped() -> None:
    assert (
        mutations.mutate("swapped names", "Zweden en Finland steunden het plan.", "", random.Random(1))
        is None
    )


def test_a_second_denial_is_not_put_in() -> None:
    assert mutations.mutate("negation", "Het is niet zo dat niemand kwam.", "", random.Random(1)) is None


def test_a_rewording_keeps_the_figures() -> None:
    for seed in range(10):
        new = rewordings.reword("number notation", SENTENCE, date(2025, 12, 3), random.Random(seed))
        assert new
        assert values(new) == values(SENTENCE)


def test_a_rewording_keeps_the_date() -> None:
    for seed in range(10):
        new = rewordings.reword("date notation", SENTENCE, date(2025, 12, 3), random.Random(seed))
        assert new is None or [d.first for d in find_dates(new)] == [date(2025, 12, 3)]


def test_the_rewordings_by_hand_are_in_two_halves() -> None:
    lines = read_jsonl(HERE / "questions" / "paraphrases.jsonl")
    halves = [line["half"] for line in lines]
    assert len(lines) >= 80
    assert abs(halves.count("tuning") - halves.count("aside")) <= 1
    assert all(line["sentence"] != line["quote"] for line in lines)


def test_a_turn_s_number_is_no_part_of_the_sentence() -> None:
    assert as_said("[12] The Chair:  thank you.") == "The Chair: thank you."


def test_the_result_has_totals_and_kinds_and_no_sentences() -> None:
    whole = shape({"date": Count(4, 3, ["secret"]), "name": Count(1, 1)}, "all")
    assert (whole["cases"], whole["flagged"], whole["percent"]) == (5, 4, 80.0)
    assert "secret" not in str(whole)
