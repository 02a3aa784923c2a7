"""Questions that once got a wrong answer: numbers of actions, withdrawn decisions, names run together, quotes."""

from __future__ import annotations

import pytest

from tests.assistant.asking import Asking
from vectorstore.types import ReportFilter


def quoted(ask: Asking, question: str) -> str:
    return "\n".join(citation.quote for citation in ask(question).citations)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Wie is verantwoordelijk voor actie A-14?", "Pieter de Vries"),
        ("Wie ontbrak er bij de stuurgroep van 30 september 2025?", "Afwezig: Pieter de Vries"),
        ("Wie maakte de notulen op 10 september 2024?", "Sanne Wiersma"),
        ("Wie verving Fatima El Amrani op 13 mei 2025?", "Ruben Claassen"),
        ("Wat zijn de hoofdpunten van het verslag uit Tallinn?", "Estwind"),
    ],
)
def test_what_is_there_is_found(ask: Asking, question: str, part: str) -> None:
    assert part in quoted(ask, question)


@pytest.mark.parametrize(
    "question",
    [
        "Wat zei minister Van Weel in Aberdeen?",
        "Who is the prime minister of Norway?",
        "Welke landen waren niet aanwezig in Aberdeen?",
        'Waar staat: "De nieuwe leden krijgen een rondleiding."',
    ],
)
def test_what_is_not_there_is_refused(ask: Asking, question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.citations) == ("not_found", ())


@pytest.mark.parametrize(
    "question", ["Geldt besluit 2025-02 nog?", "Waar komt de meldkamer?", "Wat is besluit 2025-02?"]
)
def test_a_withdrawn_decision_comes_with_its_withdrawal(ask: Asking, question: str) -> None:
    answer = ask(question)
    assert "Besluit 2025-02 wordt ingetrokken." in [citation.quote for citation in answer.citations]
    assert "Zwolle" in answer.text


def test_a_withdrawal_outside_the_filter_is_not_quoted(ask: Asking) -> None:
    everywhere = ask("Wat is besluit 2025-02?")
    decided = next(c for c in everywhere.citations if "2025-02: De meldkamer" in c.quote)
    answer = ask("Wat is besluit 2025-02?", ReportFilter(reports=(decided.report,)))
    assert {citation.report for citation in answer.citations} == {decided.report}


def test_a_sentence_that_is_quoted_is_found_whatever_its_case(ask: Asking) -> None:
    answer = ask("In welk verslag staat “besluit 2025-02 WORDT ingetrokken”?")
    assert [citation.quote for citation in answer.citations] == ["Besluit 2025-02 wordt ingetrokken."]


def test_what_is_quoted_but_not_there_is_named(ask: Asking) -> None:
    answer = ask('Waar staat "de alliantie stuurt tien schepen naar Mars"?')
    assert "“de alliantie stuurt tien schepen naar Mars”" in answer.text


@pytest.mark.parametrize(
    ("question", "decisions", "beside"),
    [
        (
            "Wat is er besloten over de dijkbewaking?",
            ("2026-01", "2025-03", "2025-01", "2024-02"),
            "wie 's nachts beslist",
        ),
        ("Wat is er besloten over radar?", ("2025-03",), "windparken"),
        ("What was decided about the submarine cables?", ("charter of a joint repair vessel",), "glasvezel"),
    ],
)
def test_what_was_decided_is_answered_by_decisions(
    ask: Asking, question: str, decisions: tuple[str, ...], beside: str
) -> None:
    found = quoted(ask, question)
    assert [decision for decision in decisions if decision not in found] == []
    assert beside not in found


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Hoeveel heeft Nederland in Kopenhagen toegezegd?", "EUR 15 mln."),
        ("Hoeveel is de drempel voor een waarschuwing?", "vijf millimeter"),
        ("Hoeveel heeft Noorwegen beschikbaar gesteld?", "Noorwegen"),
    ],
)
def test_how_much_of_nothing_in_particular_is_any_quantity(ask: Asking, question: str, part: str) -> None:
    assert part in quoted(ask, question)


def test_whose_figure_it_is_and_what_for_stand_together(ask: Asking) -> None:
    assert ask("Hoeveel droeg IJsland bij aan CoDEx?").status == "not_found"
    assert ask("Hoeveel droegen Duitsland en Estland bij aan het Zeekabelfonds?").status == "answered"
