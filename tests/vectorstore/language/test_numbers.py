"""Amounts, percentages and counts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.language.numbers import find_quantities


def quantities(text: str) -> list[tuple[Decimal, str]]:
    return [(quantity.value, quantity.unit) for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    "text",
    [
        "EUR 250 mln. aan steun", "€ 250 miljoen", "250 million euro", "€250m", "250 mln. euro", "EUR 250.000.000",
        "250,000,000 euros", "EUR 0,25 mld.", "een kwart: 250 miljoen euro", "€250.000.000,-", "EUR 250 000 000",
    ],
)  # fmt: skip
def test_one_amount_in_many_spellings(text: str) -> None:
    assert quantities(text) == [(Decimal(250_000_000), "EUR")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3,5%", "3.5", "%"),
        ("3.5 per cent", "3.5", "%"),
        ("25 procent", "25", "%"),
        ("$2.5bn", "2500000000", "USD"),
        ("anderhalf miljoen euro", "1500000", "EUR"),
        ("een miljard", "1000000000", ""),
        ("32 bondgenoten", "32", ""),
        ("90.000 huishoudens", "90000", ""),
        ("1,500 people", "1500", ""),
        ("€ 1.250,50", "1250.5", "EUR"),
        ("1,234,567.89 dollars", "1234567.89", "USD"),
        ("tweeëntwintig mensen", "22", ""),
        ("twenty-two people", "22", ""),
        ("twee schepen", "2", ""),
        ("meer dan 500 meter", "500", ""),
        ("100.000 euro's", "100000", "EUR"),
    ],
)
def test_one_quantity(text: str, value: str, unit: str) -> None:
    assert quantities(text) == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "op 7 en 8 juli 2026", "in 2035", "Kamerstuk 36 850, nr. X-2", "21501-02, nr. 2345", "artikel 5", "§ 2",
        "om 14.00 uur", "13.30 - 15.20 uur", "COVID-19", "5G", "the 14th meeting", "v2.0", "half the people",
        "een besluit",
    ],
)  # fmt: skip
def test_numbers_that_count_nothing(text: str) -> None:
    assert quantities(text) == []


def test_all_quantities_of_a_sentence() -> None:
    text = "In 2035 gaat 5% van het BBP (3,5% kern) naar 32 landen, ofwel EUR 35 mln. Dat is veel."
    found = [(str(value), unit) for value, unit in quantities(text)]
    assert found == [("5", "%"), ("3.5", "%"), ("32", ""), ("35000000", "EUR")]


@given(st.integers(1, 10**9))
def test_dutch_and_english_thousands_are_the_same_number(value: int) -> None:
    dutch = f"EUR {value:,}".replace(",", ".")
    assert quantities(dutch) == quantities(f"EUR {value:,}") == [(Decimal(value), "EUR")]


def test_a_year_before_an_amount_has_no_currency() -> None:
    found = find_quantities("dat in 2024 EUR 240.000 is uitgegeven")
    assert [(q.value, q.unit) for q in found] == [(Decimal(240000), "EUR")]
