"""One sentence against what it cites: what is held up passes, and what was changed, turned or added is named."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.checking.evidence import Evidence
from assistant.checking.sentence import failures
from vectorstore.language.detect import detect_language

MEETING = date(2025, 12, 3)
TITLE = "Verslag NAVO-bijeenkomst · 3 december 2025"


def found(sentence: str, quotes: list[str], beside: str = "", day: date | None = None) -> tuple[str, ...]:
    """What fails of the sentence, held against quotes from one meeting."""
    evidence = [Evidence(q, beside or TITLE, day or MEETING, detect_language(q)) for q in quotes]
    return failures(sentence, evidence, detect_language(sentence))


CASES = [
    json.loads(line) for line in (Path(__file__).parent / "sentences.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[f"{i} {case['sentence']}" for i, case in enumerate(CASES)])
def test_a_sentence_is_held_up_when_it_is_faithful_and_only_then(case: dict[str, Any]) -> None:
    day = date.fromisoformat(case["day"]) if "day" in case else None
    failed = found(case["sentence"], case["quotes"], case.get("beside", ""), day)
    assert (failed == ()) == case["held_up"], failed


@pytest.mark.parametrize(
    ("sentence", "quote", "reason"),
    [
        (
            "Er is 205 miljoen euro vrijgemaakt voor UCAP.",
            "EUR 250 mln. is vrijgemaakt voor UCAP.",
            "205 miljoen euro",
        ),
        ("De motie is verworpen.", "De motie is goedgekeurd.", "omgekeerde"),
        ("Nederland levert 40 drones.", "Nederland levert 40 schepen en 12 drones.", "schepen"),
        ("Het plan gaat na 1 juli 2026 in.", "Het plan gaat voor 1 juli 2026 in.", "voor 1 juli 2026"),
        ("Duitsland steunt Frankrijk.", "Frankrijk steunt Duitsland.", "wie wat doet"),
        ("Ministers met on 4 December 2025.", "Ministers met on 3 December 2025.", "4 December 2025"),
        ("The motion was not approved.", "The motion was approved.", "denies"),
    ],
)
def test_the_reason_names_what_fails_in_the_sentence_s_language(
    sentence: str, quote: str, reason: str
) -> None:
    assert any(reason in failed for failed in found(sentence, [quote]))


def test_several_citations_share_the_facts_out() -> None:
    quotes = ["De drempel is vijf millimeter.", "De begroting is EUR 4 mln."]
    sentence = "De drempel is 5 mm en de begroting € 4 miljoen."
    assert found(sentence, quotes) == ()
    assert all(found(sentence, [quote]) for quote in quotes)


def test_without_evidence_nothing_is_held_up() -> None:
    assert failures("De begroting is EUR 4 mln.", [], "nl")


def test_marks_of_citations_are_no_figures() -> None:
    assert found("De begroting is EUR 4 mln. [12]", ["De begroting is EUR 4 mln."]) == ()
