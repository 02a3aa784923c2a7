"""Follow-up questions in full, and new questions left alone."""

from __future__ import annotations

import pytest

from assistant.dialogue.turn import Turn
from assistant.dialogue.understand import understand
from assistant.sources import Sources
from tests.assistant.asking import TODAY
from tests.assistant.dialogue.conftest import Converse
from vectorstore.library import Library
from vectorstore.types import ReportFilter

FUND = "Hoeveel zegde Nederland in Kopenhagen toe aan het Zeekabelfonds?"
ROOM = "Wat is er besloten over de meldkamer?"

READ_AS = [
    ((FUND, "En Duitsland?"), "Hoeveel zegde Duitsland in Kopenhagen toe aan het Zeekabelfonds?"),
    ((FUND, "en duitsland dan"), "Hoeveel zegde Duitsland in Kopenhagen toe aan het Zeekabelfonds?"),
    (
        (FUND, "En Duitsland?", "En Frankrijk?"),
        "Hoeveel zegde Frankrijk in Kopenhagen toe aan het Zeekabelfonds?",
    ),
    (("Wat kost variant A van het tracé?", "En B?"), "Wat kost variant B van het tracé?"),
    (("Wat kost variant A van het tracé?", "en variant b dan"), "Wat kost variant B van het tracé?"),
    (
        ("Is de begroting 2026 vastgesteld?", "Voor wanneer?"),
        "Voor wanneer is de begroting 2026 vastgesteld?",
    ),
    ((FUND, "En in Hamburg?"), "Hoeveel zegde Nederland in Hamburg toe aan het Zeekabelfonds?"),
    (
        ("Hoe ontwikkelde de Nederlandse bijdrage aan het Zeekabelfonds zich?", "En Noorwegen?"),
        "Hoe ontwikkelde de Noorse bijdrage aan het Zeekabelfonds zich?",
    ),
    (
        ("Wat zei Japan over het Zeekabelfonds?", "En Denemarken?"),
        "Wat zei Denemarken over het Zeekabelfonds?",
    ),
    (
        ("What did Norway say about the fund in 2024?", "and in 2026?"),
        "What did Norway say about the fund in 2026?",
    ),
    (("Wat is er besloten op 9 december 2025?", "En op 17 maart?"), "Wat is er besloten op 17 maart?"),
    (("Wat kost de bouw van de meldkamer?", "En voor de dijk?"), "Wat kost de bouw voor de dijk?"),
    ((ROOM, "En voor de dijk?"), "Wat is er besloten over de dijk?"),
    (("Wie was aanwezig op 17 maart 2026?", "en afwezig?"), "Wie was afwezig op 17 maart 2026?"),
    ((ROOM, "En wat zei Anke de Vries daarover?"), "Wat zei Anke de Vries over de meldkamer?"),
    ((ROOM, "wat vond karin blom ervan"), "Wat vond karin blom van de meldkamer?"),
    ((ROOM, "Wat is daar over gezegd?"), "Wat is over de meldkamer gezegd?"),
    ((ROOM, "Wat vond Nederland er van?"), "Wat vond Nederland van de meldkamer?"),
    ((ROOM, "Hoeveel kost dat?"), "Hoeveel kost de meldkamer?"),
    ((ROOM, "Klopt dat nog steeds?"), "Klopt dat nog steeds wat betreft de meldkamer?"),
    (
        ("Who pays for the survey ship?", "Is that still true?"),
        "Is that still true regarding the survey ship?",
    ),
    ((ROOM, "Hoeveel is daarvoer nodig?"), "Hoeveel is voor de meldkamer nodig?"),
    ((ROOM, "Wie gaat dat doen?"), "Wie gaat dat doen wat betreft de meldkamer?"),
    ((ROOM, "Waarom is dat besluit genomen?"), "Waarom is het besluit over de meldkamer genomen?"),
    ((ROOM, "and what did Norway say about it?"), "What did Norway say about de meldkamer?"),
    ((ROOM, "Waarom?"), "Waarom is er besloten over de meldkamer?"),
    (("Is de begroting 2026 vastgesteld?", "Tot wanneer?"), "Tot wanneer is de begroting 2026 vastgesteld?"),
    (("Wie stelde de begroting 2026 vast?", "Waarom?"), "Waarom stelde men de begroting 2026 vast?"),
    (
        ("Wil Noorwegen bijdragen aan het Zeekabelfonds?", "Onder welke voorwaarde?"),
        "Onder welke voorwaarde wil Noorwegen bijdragen aan het Zeekabelfonds?",
    ),
    (("Welke techniek koos de stuurgroep?", "Waarom?"), "Waarom koos de stuurgroep die techniek?"),
    (
        ("Was the accession of Ireland approved?", "By whom?"),
        "By whom was the accession of Ireland approved?",
    ),
    (
        ("Wat vond Pieter de Vries van de begroting?", "Wat zei hij over de dijk?"),
        "Wat zei Pieter de Vries over de dijk?",
    ),
    (
        ("Wat zei Tom Kuipers over de software?", "Wat was zijn voorstel?"),
        "Wat was het voorstel van Tom Kuipers?",
    ),
    (("What did Siobhan Keane say?", "When did she join?"), "When did Siobhan Keane join?"),
    (("Wat vond Nederland van de norm?", "En wat zei België?"), "Wat zei België over de norm?"),
    (("Wat vond Nederland van de norm?", "En wat vond België?"), "Wat vond België van de norm?"),
    (("Wat zei Mickel over de consultatie?", "En Jasper?"), "Wat zei Jasper over de consultatie?"),
    (
        ("Wat is het doel van de toets?", "Hoe wil men dat bereiken?"),
        "Hoe wil men het doel van de toets bereiken?",
    ),
    (("Is de begroting 2026 vastgesteld?", "Waarom is dat?"), "Waarom is de begroting 2026 vastgesteld?"),
    (
        ("Hoe is de opkomst bij de werkgroep?", "en hoeveel leden?"),
        "Hoeveel leden, wat betreft de opkomst bij de werkgroep?",
    ),
]


@pytest.mark.parametrize(("questions", "meant"), READ_AS)
def test_a_follow_up_is_put_in_full(converse: Converse, questions: tuple[str, ...], meant: str) -> None:
    read = converse(*questions)
    assert read.follows
    assert read.question == meant


ALONE = [
    "En wat is het budget van de havensluis?",
    "Wat is er besloten over de sluis?",
    "Wat is er over kernenergie gezegd?",
    "Wat is daar op tegen?",
    "Klopt het dat Ierland lid is van de alliantie?",
    "Wat betekent het dat de drempel naar zeven millimeter gaat?",
    "Wat was het besluit dat genomen is over de sluis?",
    "Welke landen die schepen leveren zijn er?",
    "Wie zei dat Noorwegen drie schepen levert?",
    "Is there a plan for boarding suspect vessels?",
    "Is it true that Ireland joined the Alliance?",
    "How long will it take to repair a cable?",
    "What is the reason that the summit was moved?",
    "Wat zei de minister over haar plannen met de haven?",
    "Hoe groot is het Veerkrachtfonds en hoe is dat bedrag gegroeid?",
    "vat het verslag van 9 december 2025 samen",
    "budget tussenevaluatie Zeeklei",
    "Wat is een reisdocument en welke gegevens staan op de chip hierin?",
    "Why did they take the regional programme as an example for schools?",
    "Would that be possible that children move to other schools?",
]


@pytest.mark.parametrize("question", ALONE)
def test_a_new_subject_stands_by_itself(converse: Converse, question: str) -> None:
    read = converse(ROOM, question)
    assert not read.follows
    assert read.question == question
    assert read.where == ReportFilter()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("vat dat samen", "summary"),
        ("kort samne aub", "summary"),
        ("in short?", "summary"),
        ("geef de hele alinea", "whole"),
        ("Wat staat er letterlijk?", "whole"),
        ("what exactly does it say", "whole"),
        ("en verder?", "more"),
        ("anything else?", "more"),
    ],
)
def test_what_was_shown_can_be_shown_in_another_way(converse: Converse, question: str, kind: str) -> None:
    read = converse(ROOM, question)
    assert (read.follows, read.kind, read.question) == (True, kind, ROOM)
    assert read.places


def test_a_summary_of_the_meeting_is_of_the_whole_report(converse: Converse, library: Library) -> None:
    read = converse("Wie was afwezig op 13 mei 2025?", "vat de vergadering samen")
    assert read.kind == "summary"
    assert [(start, end) for _, start, end in read.places] == [
        (0, len(library.report(read.places[0][0]).text))
    ]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wie was er afwezig bij die vergadering?", "de vergadering van 9 december 2025"),
        ("Wat is toen besloten?", "op 9 december 2025"),
        ("En wie was de notulist?", "op 9 december 2025"),
        ("Who took the minutes of that meeting?", "the meeting of 9 December 2025"),
        ("Hoeveel kost dat?", "begroting"),
    ],
)
def test_a_follow_up_stays_with_the_meeting(
    converse: Converse, library: Library, question: str, words: str
) -> None:
    read = converse("Wat is er besloten over de begroting op 9 december 2025?", question)
    assert read.follows
    assert words in read.question
    assert {str(library.report(id).date) for id in read.where.reports} == {"2025-12-09"}


def test_a_longer_period_goes_along(converse: Converse) -> None:
    read = converse("Wat is er in 2025 over de meldkamer besloten?", "Hoeveel kost dat?")
    assert read.question == "Hoeveel kost de meldkamer in 2025?"


def test_without_an_earlier_question_nothing_goes_on(sources: Sources) -> None:
    for question in ("En Duitsland?", "vat dat samen", "Waarom?", "Hoeveel kost dat?"):
        read = understand(question, [], ReportFilter(), sources, TODAY)
        assert (read.follows, read.question) == (False, question)


def test_what_was_cited_may_be_gone(sources: Sources) -> None:
    gone = Turn("Wat is er?", "Wat is er?", "nl", "answered", (("no-such-report", 0, 5),))
    for question in (
        "vat dat samen",
        "geef de hele zin",
        "wie was dat?",
        "Wat is daar besloten?",
        "Hoeveel kost dat?",
    ):
        assert understand(question, [gone], ReportFilter(), sources, TODAY).question


@pytest.mark.parametrize(
    "question",
    [
        "?!",
        "🙂 🙂",
        "'; DROP TABLE reports; --",
        "x" * 10_000,
        "dat " * 2_500,
        "",
        "  ",
        "en",
        "\x00",
        "{x}",
        "(.*)+$" * 50,
    ],
)
def test_anything_may_be_typed(converse: Converse, question: str) -> None:
    read = converse(ROOM, question)
    assert read.question == question
    assert not read.follows
