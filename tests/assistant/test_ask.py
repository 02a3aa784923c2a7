"""Questions about what the example reports say, and what they don't say."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.assistant import Assistant
from tests.assistant.asking import Asking, days, quoted

FACTS = [
    ("Hoeveel kilometer dijk moet het systeem bewaken?", "86 kilometer dijk"),
    ("Wie bood aan een oefening te organiseren in de haven van Rotterdam?", "Nederland bood aan"),
    ("Hoeveel van de 640 accu's zijn inmiddels vervangen?", "210 vervangen"),
    ("Welke thuishaven krijgt het reparatieschip?", "Stavanger als thuishaven"),
    ("Wat kostte de reparatie van de kabel die door muskusratten was beschadigd?", "EUR 27.000"),
    ("Waarom werd de meldkamer later geopend dan gepland?", "noodstroomaggregaat"),
    ("Hoeveel herstelklussen heeft het Zeekabelfonds betaald?", "drie herstelklussen"),
    ("Met hoeveel procent verlaagde de aangepaste software de loze waarschuwingen?", "60%"),
    ("Hoe lang duurde de landelijke storing van 112?", "ruim twee uur"),
    ("Waarom deed Frankrijk niet mee aan de intentieverklaring?", "eigen programma"),
    ("Na hoeveel uur worden de camerabeelden gewist?", "72 uur"),
    ("How many tide gauges deliver data every ten minutes?", "eleven of the fourteen"),
    ("Why was the earlier launch date of the website dropped?", "27 problems"),
    ("Where will the annual user day be held?", "Port of Esbjerg"),
    ("How much was spent in 2025, against which budget?", "EUR 486,000"),
]


@pytest.mark.parametrize(("question", "evidence"), FACTS)
def test_a_fact(ask: Asking, question: str, evidence: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert evidence in quoted(answer)


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("Which consultancy presented the interim evaluation?", "Adviesbureau Zeeklei"),
        ("Where was the cable damaged by muskrats?", "muskusratten"),
        ("Why did the Danish ship delay the patrol?", "in onderhoud"),
    ],
)
def test_a_question_in_the_other_language(ask: Asking, question: str, evidence: str) -> None:
    assert evidence in quoted(ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "Wat is er besloten over kernenergie?",
        "Wat zei Italië over het Veerkrachtfonds?",
        "Wat is het e-mailadres van Karin Blom?",
        "Hoeveel kostte de catering van de bewonersavond?",
        "Which company built the website of the Coastal Data Exchange?",
        "Waarom werd de meldkamer in Utrecht gesloten?",
        "Hoe oud is commissaris Lindqvist?",
        "What did Japan contribute to the Subsea Cable Fund?",
    ],
)
def test_what_is_not_there_is_refused(ask: Asking, question: str) -> None:
    answer = ask(question)
    assert answer.status == "not_found"
    assert answer.claims == ()
    assert "19" in answer.text
    assert answer.searched.reports == 19
    assert (answer.searched.first, answer.searched.last) == (date(2024, 3, 14), date(2026, 3, 26))
    assert 1 <= len(answer.closest) <= 3


def test_a_refusal_names_what_is_missing(ask: Asking) -> None:
    assert "Italië" in ask("Wat zei Italië over het Veerkrachtfonds?").text
    assert "Japan" in ask("What did Japan contribute to the Subsea Cable Fund?").text


def test_the_answer_is_in_the_language_of_the_question(ask: Asking) -> None:
    assert ask("Wat zei Italië over het Veerkrachtfonds?").language == "nl"
    answer = ask("What did Japan contribute to the Subsea Cable Fund?")
    assert answer.language == "en"
    assert "reports searched" in answer.text


@pytest.mark.parametrize(
    ("question", "evidence", "missing"),
    [
        ("Wanneer gaat de meldkamer open en wie betaalt de catering?", "1 februari 2026", "catering"),
        (
            "Welke thuishaven krijgt het reparatieschip en wat is het telefoonnummer van Joris Bakkum?",
            "Stavanger",
            "telefoonnummer",
        ),
        ("Where will the user day be, and what does the hotel cost?", "Port of Esbjerg", "hotel"),
    ],
)
def test_half_an_answer_says_which_half(ask: Asking, question: str, evidence: str, missing: str) -> None:
    answer = ask(question)
    assert answer.status == "partial"
    assert evidence in quoted(answer)
    assert any(missing in notice for notice in answer.notices)


def test_two_questions_get_two_answers(ask: Asking) -> None:
    answer = ask("Waar komt het meldcentrum en hoeveel medewerkers krijgt het?")
    assert answer.status == "answered"
    assert "Göteborg" in quoted(answer)
    assert "veertig medewerkers" in quoted(answer)


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Welke factuur hoort bij de reparatie door de muskusratten?", "KW-2025-118"),
        ("Op welke motie over radardekking boven windparken wijst de voetnoot?", "motie-Terpoorten"),
        ("Which document sets the terms of use for the dike programme?", "version 2.1, section 4"),
        ("In welk Kamerstuk staat het verslag van de oprichtingstop?", "36 941, nr. 1."),
    ],
)
def test_a_footnote_is_quoted_or_shown_with_its_sentence(ask: Asking, question: str, note: str) -> None:
    assert note in quoted(ask(question))


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("Welke lidstaten hebben al een nationaal aanspreekpunt aangewezen?", "Finland en Luxemburg"),
        (
            "Welke Nederlandse gemeenten doen mee aan de oefening Stille Lijn?",
            "Delfzijl, Venlo en Den Helder",
        ),
        ("Welke landen doen mee aan de proef met jonge technici?", "Nederland, Denemarken en Ierland"),
    ],
)
def test_a_list_in_a_sentence(ask: Asking, question: str, evidence: str) -> None:
    assert evidence in quoted(ask(question))


@pytest.mark.parametrize(
    ("question", "person", "day"),
    [
        (
            "Wie was afwezig bij de stuurgroep van 30 september 2025?",
            "Afwezig: Pieter de Vries",
            (2025, 9, 30),
        ),
        ("Wie was op 10 september 2024 de notulist?", "Sanne Wiersma", (2024, 9, 10)),
        ("Who sent apologies on 4 February 2026?", "Jonas Lindemann", (2026, 2, 4)),
    ],
)
def test_attendance(ask: Asking, question: str, person: str, day: tuple[int, int, int]) -> None:
    answer = ask(question)
    assert person in quoted(answer)
    assert days(answer) == {date(*day)}


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("Wie moet de bevoegdheden voor de nacht vastleggen?", ("A-13", "Karin Blom")),
        ("Wanneer moet actie A-12 klaar zijn?", ("1-6-2026",)),
        ("Who has to publish the terms of use in four languages?", ("Mateus Falcão", "1 April 2026")),
        ("Hoeveel heeft Noorwegen betaald aan het Zeekabelfonds?", ("Noorwegen", "12")),
    ],
)
def test_a_table_row(ask: Asking, question: str, cells: tuple[str, ...]) -> None:
    citations = ask(question).citations
    assert any(all(cell in citation.quote for cell in cells) for citation in citations)


def test_a_topic_is_told_per_meeting_newest_first(ask: Asking) -> None:
    answer = ask("Wat is er gezegd over het reparatieschip?")
    told = [citation.date for citation in answer.citations if citation.date]
    assert len(set(told)) >= 2
    assert told == sorted(told, reverse=True)
    assert date(2026, 2, 12) in told


def test_a_quotation_is_found_word_for_word(ask: Asking) -> None:
    said = "een stille dienst die zijn waarde nu al bewijst"
    answer = ask(f'Waar staat: "{said}"?')
    assert said in answer.citations[0].quote
    assert len(answer.citations) == 1


def test_the_newest_comes_first(ask: Asking) -> None:
    answer = ask("Hoe hoog is de totale begroting van het programma Dijkbewaking?")
    assert "EUR 4,1 mln." in answer.citations[0].quote
    assert answer.citations[0].date == date(2026, 3, 17)


def test_a_difference_between_meetings_is_said(ask: Asking) -> None:
    answer = ask("Hoeveel schepen telt de patrouille Zeewacht?")
    assert answer.citations[0].date == date(2026, 2, 12)
    assert len(days(answer)) > 1
    assert any("verschillen" in notice for notice in answer.notices)


def test_a_minister_is_told_from_a_namesake(ask: Asking) -> None:
    answer = ask("Wat zei de Duitse minister Lindemann?")
    assert "Lindemann" in quoted(answer)
    assert "Jonas" not in quoted(answer)


def test_slips_of_the_pen_are_forgiven(ask: Asking) -> None:
    answer = ask("hoeveel patrouileschepen stelt noorwgen extra beschikbaar")
    assert "patrouilleschepen beschikbaar" in quoted(answer)


def test_without_reports_the_way_to_get_them_is_told(empty_assistant: Assistant) -> None:
    answer = empty_assistant.ask("Wat is er besloten?")
    assert (answer.status, answer.searched.reports, answer.claims) == ("not_found", 0, ())
    assert "wijzer ingest" in answer.text
