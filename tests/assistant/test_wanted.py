"""Whether a sentence holds the sort of thing that was asked for."""

from __future__ import annotations

import pytest

from assistant.wanted import holds
from ingest.blocks import Block, Parsed, Part
from ingest.report import assemble

REPORT = assemble(
    Part("", Parsed("txt", (Block("paragraph", "Een zin."),))), source="/a", sha256="", file_name="a.txt"
)


@pytest.mark.parametrize(
    ("text", "is_spelled_out"),
    [
        ("Het Ukraine Comprehensive Assistance Package (UCAP) krijgt EUR 35 mln.", True),
        ("De NA (Noordzee Alliantie) vergaderde.", True),
        ("Nederland draagt bij aan PURL.", False),
        ("De bijdrage van Nederland (EUR) stijgt.", False),
    ],
)
def test_an_abbreviation_is_spelled_out(text: str, is_spelled_out: bool) -> None:
    assert holds("meaning", text, REPORT.sentences[0], REPORT) is is_spelled_out


@pytest.mark.parametrize(
    ("text", "says_how_long"),
    [
        ("The average repair time should fall from nineteen to eight days.", True),
        ("De storing duurde ruim twee uur.", True),
        ("De proef duurt een jaar.", True),
        ("It takes half a year.", True),
        ("De proef loopt tot 1 maart 2026.", True),
        ("De tunnel is 12 km lang.", True),
        ("Een uittreksel heeft geen vaste geldigheidsduur.", True),
        ("De proef loopt op 3 plaatsen.", False),
        ("The trial is on its way.", False),
    ],
)
def test_how_long(text: str, says_how_long: bool) -> None:
    assert holds("duration", text, REPORT.sentences[0], REPORT) is says_how_long


@pytest.mark.parametrize(
    ("text", "decides"),
    [
        ("Besluit 2025-03: De stuurgroep kiest voor radarbeelden.", True),
        ("De ministers stemden in met het voorstel.", True),
        ("De stuurgroep stelt de begroting van EUR 3,2 mln. vast.", True),
        ("Er is besloten om de proef te verlengen.", True),
        ("The committee agreed to carry the difference over.", True),
        ("Leg vast wie 's nachts beslist over het sluiten van een weg;", False),
        ("Is het voorstel aangenomen?", False),
        ("De verbinding met de kustwachten is nog niet goedgekeurd.", False),
        ("De Bondsdag heeft daarmee ingestemd.", True),
        ("De vergadering vond achter gesloten deuren plaats.", False),
    ],
)
def test_a_decision(text: str, decides: bool) -> None:
    assert holds("decision", text, REPORT.sentences[0], REPORT) is decides
