"""Dutch or English, from three words or from a report."""

from __future__ import annotations

import pytest

from vectorstore.language.detect import detect_language

DUTCH = [
    "Wie was notulist?", "Wat zei Duitsland over PURL?", "defensie-uitgaven", "PURL", "", "12 345",
    "Steun aan Oekraïne", "en Nederland?", "volgende vergadering", "hoeveel geld", "welke landen",
    "The Hague is in het verslag genoemd als plaats van de volgende bijeenkomst.",
]  # fmt: skip
ENGLISH = [
    "who attended?", "Defence spending?", "What did Germany say?", "and the Netherlands?", "Next meeting",
    "When was the last meeting?", "list all decisions on maritime security", "How is the Zeekabelfonds financed?",
]  # fmt: skip


@pytest.mark.parametrize("text", DUTCH)
def test_dutch(text: str) -> None:
    assert detect_language(text) == "nl"


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert detect_language(text) == "en"
