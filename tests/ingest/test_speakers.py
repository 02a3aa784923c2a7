"""Who has the floor in verbatim minutes."""

from __future__ import annotations

from ingest.blocks import Block, Parsed, Part
from ingest.readers import text
from ingest.readers.draft import Manuscript
from ingest.report import assemble
from vectorstore.types import Report

LONG = "Wij hebben de dijken bij Zwolle dit jaar drie keer gemeten en niets gevonden dat zorgen baart. " * 12
MINUTES = f"""Commissie Waterstaat

De voorzitter: Ik open de vergadering en heet u welkom.

De heer Bakkum (Waterschap): {LONG}

De voorzitter: Dank u wel. Mevrouw De Vries?

Mevrouw De Vries: Is er al een planning?

De heer Bakkum (Waterschap): Die volgt in mei.

De voorzitter: Dan sluit ik de vergadering.
"""


def read(content: str) -> Report:
    parsed = text.parse(content, "txt", Manuscript())
    return assemble(Part("", parsed), source="/a.txt", sha256="", file_name="a.txt")


def test_a_passage_in_the_middle_of_a_turn_has_its_speaker_above_it() -> None:
    report = read(MINUTES)
    middles = [p for p in report.passages if report.text[p.start :].startswith("Wij hebben")]
    assert middles
    assert all(p.context.endswith("De heer Bakkum") for p in middles)


def test_a_passage_that_begins_with_a_turn_needs_no_speaker() -> None:
    report = read(MINUTES)
    begins = [p for p in report.passages if "De voorzitter: Ik open" in report.text[p.start : p.end]]
    assert [p.context for p in begins] == ["Commissie Waterstaat"]


def test_a_short_turn_is_no_heading() -> None:
    assert not [section.heading for section in read(MINUTES).sections if ": " in section.heading]


def test_labels_make_no_speakers() -> None:
    rows = [
        "Datum: 3 mei 2025",
        "Plaats: Zwolle",
        "Actie: Anke maakt een plan",
        "Besluit: akkoord",
        "Gast: geen",
    ]
    blocks = tuple(Block("paragraph", line) for line in [*rows, LONG, LONG])
    report = assemble(Part("", Parsed("docx", blocks)), source="/b", sha256="", file_name="b.docx")
    assert all("Actie" not in p.context and "Gast" not in p.context for p in report.passages)
