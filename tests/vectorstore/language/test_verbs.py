"""Forms of irregular verbs meet in one stem."""

from __future__ import annotations

import pytest

from vectorstore.language.verbs import infinitive
from vectorstore.language.words import stem


@pytest.mark.parametrize(
    ("form", "other", "language"),
    [
        ("verving", "vervangen", "nl"),
        ("ontbrak", "ontbreken", "nl"),
        ("besloot", "besluiten", "nl"),
        ("toegezegd", "toezeggen", "nl"),
        ("besproken", "bespreken", "nl"),
        ("overgenomen", "overnemen", "nl"),
        ("ingediend", "indienen", "nl"),
        ("Koos", "kiezen", "nl"),
        ("chosen", "choose", "en"),
        ("took", "take", "en"),
        ("paid", "pay", "en"),
    ],
)
def test_forms_of_one_verb_have_one_stem(form: str, other: str, language: str) -> None:
    assert stem(form, language) == stem(other, language)


@pytest.mark.parametrize(
    "noun", ["uitgaven", "bijlagen", "afspraken", "opnamen", "week", "leden", "bond", "uitvoer", "namen"]
)
def test_a_noun_that_looks_like_a_verb_is_left_alone(noun: str) -> None:
    assert infinitive(noun, "nl") == noun
