"""Turns are kept as plain values."""

from __future__ import annotations

import json
from datetime import date

from assistant.assistant import Assistant
from assistant.dialogue.turn import Turn, from_plain, to_plain, turn_of
from vectorstore.types import ReportFilter


def test_a_turn_comes_back_from_plain_values() -> None:
    turn = Turn(
        "En dan?", "Wat is er?", "nl", "partial", (("a", 1, 2), ("b", 3, 4)), (("c", 5, 6),),
        ReportFilter(("a",), date(2025, 1, 2), None, "nl", "stuurgroep"),
    )  # fmt: skip
    assert from_plain(json.loads(json.dumps(to_plain(turn)))) == turn
    empty = Turn("Wie?", "Wie?", "en", "not_found")
    assert from_plain(to_plain(empty)) == empty


def test_a_turn_points_at_what_was_cited_or_nearest(assistant: Assistant) -> None:
    answer = assistant.ask("Welke thuishaven krijgt het reparatieschip?")
    turn = turn_of("Welke thuishaven?", answer, ReportFilter())
    assert turn.status == "answered"
    assert turn.understood == "Welke thuishaven?"
    assert turn.cited == tuple((c.report, c.start, c.end) for c in answer.citations) != ()
    refused = turn_of("x", assistant.ask("Wat is er besloten over kernenergie?"), ReportFilter())
    assert (refused.status, refused.cited) == ("not_found", ())
    assert refused.closest
