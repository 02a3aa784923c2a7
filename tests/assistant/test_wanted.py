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
