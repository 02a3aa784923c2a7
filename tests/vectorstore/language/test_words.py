"""Stems, compounds and folded letters."""

from __future__ import annotations

import pytest

from vectorstore.language.words import (
    content_stems,
    fold,
    joined_pairs,
    split_compound,
    stem,
    tokens,
    word_forms,
)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("vergadering", "vergaderingen", "nl"),
        ("bijdrage", "bijdragen", "nl"),
        ("uitgave", "uitgaven", "nl"),
        ("Oekraïne", "oekraine", "nl"),
        ("meeting", "meetings", "en"),
        ("decided", "decides", "en"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_tokens_keep_a_compound_whole() -> None:
    assert tokens("De defensie-uitgaven (3,5%) in art. 5") == [
        "De",
        "defensie-uitgaven",
        "3",
        "5",
        "in",
        "art",
        "5",
    ]


def test_fold_takes_case_and_accents() -> None:
    assert fold("Één Financiële ’s-Gravenhage") == "een financiele 's-gravenhage"


def test_a_hyphenated_compound_meets_both_other_spellings() -> None:
    hyphenated = set(content_stems("de defensie-uitgaven", "nl"))
    assert set(content_stems("defensieuitgaven", "nl")) <= hyphenated
    assert set(content_stems("uitgaven voor defensie", "nl")) <= hyphenated
    assert joined_pairs("defensie uitgaven", "nl") <= hyphenated


def test_stop_words_carry_no_meaning() -> None:
    assert content_stems("wat is er van de Raad", "nl") == [stem("raad", "nl")]


def test_a_word_of_one_part_has_one_form() -> None:
    assert word_forms("Landen", "nl") == (stem("landen", "nl"),)


@pytest.mark.parametrize(
    ("word", "vocabulary", "parts"),
    [
        ("defensieuitgaven", {"defensie", "uitgaven"}, ("defensie", "uitgaven")),
        ("veiligheidsklimaat", {"veiligheid", "klimaat"}, ("veiligheid", "klimaat")),
        ("landenlijst", {"land", "lijst"}, ("land", "lijst")),
        ("zeekabelherstelschip", {"zeekabel", "herstel", "schip"}, ("zeekabel", "herstel", "schip")),
        ("vergadering", {"verg", "vergader"}, ()),
        ("kort", {"kort"}, ()),
    ],
)
def test_a_compound_is_split_into_known_words(
    word: str, vocabulary: set[str], parts: tuple[str, ...]
) -> None:
    assert split_compound(word, vocabulary) == parts
