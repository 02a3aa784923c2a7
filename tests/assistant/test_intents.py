"""What kind of answer a question asks for, in both languages."""

from __future__ import annotations

import pytest

from assistant.intents import kind_of, split_parts, wanted_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Welke verslagen heb je?", "reports"),
        ("What reports do you have about the steering group?", "reports"),
        ("Hoeveel verslagen zijn er?", "count_reports"),
        ("How many documents have you got?", "count_reports"),
        ("In hoeveel verslagen wordt Noorwegen genoemd?", "fact"),
        ("Vat het verslag van 3 maart samen", "summary"),
        ("Summarise the last meeting", "summary"),
        ("Wanneer was de laatste vergadering?", "meeting_date"),
        ("When was the last meeting of the steering group?", "meeting_date"),
        ("Wanneer is de volgende vergadering?", "fact"),
        ("Wat is er gezegd over drones?", "topic"),
        ("What was said about cables?", "topic"),
        ("Hoe zit het met de begroting?", "topic"),
        ("Welke landen stelden schepen beschikbaar?", "list"),
        ("Wie waren er aanwezig?", "list"),
        ("Hoeveel draagt Nederland bij?", "fact"),
    ],
)
def test_kind(question: str, kind: str) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Hoeveel geld gaat er naar het fonds?", "amount"),
        ("How much did Norway pledge?", "amount"),
        ("Hoeveel draagt Nederland bij?", "amount"),
        ("Hoeveel schepen zijn er?", "count"),
        ("Hoeveel heeft Nederland toegezegd?", "quantity"),
        ("hoe hoog is het vastrecht", "measure"),
        ("How large was the fund in 2025?", "measure"),
        ("Hoeveel is de drempel voor een waarschuwing?", "quantity"),
        ("Welk percentage van het bbp?", "percentage"),
        ("Tot wanneer loopt de proef?", "date"),
        ("By when must it be ready?", "date"),
        ("Hoe lang duurt de proef?", "duration"),
        ("How long should a repair take?", "duration"),
        ("Welke landen deden mee?", "country"),
        ("Wie is de notulist?", "person"),
        ("Waar is de volgende bijeenkomst?", "place"),
        ("Waarom is het uitgesteld?", "reason"),
        ("Naar welk Kamerstuk verwijst het verslag?", "reference"),
        ("Is het besluit genomen?", "any"),
        ("Wat is er besloten over de sluis?", "decision"),
        ("Welke afspraken zijn er gemaakt over de sluis?", "decision"),
        ("What was agreed on the lock?", "decision"),
        ("Wat vond de minister van het besluit?", "any"),
    ],
)
def test_wanted(question: str, wanted: str) -> None:
    assert wanted_of(question) == wanted


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Hoeveel gaat naar het fonds, en wanneer is de volgende top?", 2),
        ("Who attended and what was decided?", 2),
        ("Wie was de voorzitter? Waar werd vergaderd?", 2),
        ("Wat zeiden Noorwegen en Denemarken over kabels en havens?", 1),
        ("Wat is de stand van zaken?", 1),
    ],
)
def test_parts(question: str, parts: int) -> None:
    assert len(split_parts(question)) == parts


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wat vond Noorwegen van het plan?", "statement"),
        ("Hoe reageerde de minister op de kritiek?", "statement"),
        ("Wat is het standpunt van Nederland?", "statement"),
        ("What did Norway think of the plan when discussing the budget?", "statement"),
        ("Why did Finland disagree with the chair?", "statement"),
        ("What was the response of the council?", "statement"),
    ],
)
def test_what_somebody_thought_is_a_statement(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_a_discussion_of_the_budget_needs_no_amount() -> None:
    assert wanted_of("Summarize the discussion about the budget") == "any"
    assert wanted_of("Wat is het budget?") == "amount"


def test_the_occasion_is_no_second_question() -> None:
    question = "What did Norway say when talking about the budget and what the group should do?"
    assert split_parts(question) == [question]


@pytest.mark.parametrize(
    "question",
    [
        "wat betekent PURL?",
        "Wat is UCAP?",
        "Waar staat FMM voor?",
        "What does PURL stand for?",
        "What is the EU?",
    ],
)
def test_an_abbreviation_is_asked_what_it_means(question: str) -> None:
    assert wanted_of(question) == "meaning"


@pytest.mark.parametrize(
    "question", ["Wat is het besluit?", "What is the budget of PURL?", "Waar staat dat?"]
)
def test_other_words_are_not(question: str) -> None:
    assert wanted_of(question) != "meaning"
