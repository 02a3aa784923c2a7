"""What people thought of answers, as questions for `wijzer eval` (docs/evaluation.md)."""

from __future__ import annotations

from typing import Any

from ui.shapes import Json

UP, DOWN = "thumbs_up", "thumbs_down"


def line_of(turn: Json, where: Json) -> Json | None:
    """The line of a rated turn, asked again with the filter `where`; None when what was right isn't there any more.

    A thumb up on an answer makes its quotes the evidence; on a refusal, it says that the reports don't tell. A thumb
    down says that the answer was wrong, not what is right: the person's remark goes along, to be read.
    """
    answer = turn["answer"]
    line: dict[str, Any] = {"id": turn["id"], "question": turn["question"], "kind": UP}
    if turn["rating"] < 0:
        line["kind"] = DOWN
    elif answer["status"] != "not_found":
        places = _places(answer)
        if not places:
            return None
        line |= places[0]
        if places[1:]:
            line["also"] = places[1:]
    elif answer["searched"]["reports"]:
        line["unanswerable"] = True
    else:
        return None
    if filters := {name: value for name, value in where.items() if value}:
        line["filters"] = filters
    return line | {"rating": turn["rating"], "remark": turn["remark"], "asked": turn["asked"]}


def _places(answer: Json) -> list[Json]:
    """By report, in the order of the answer, what was quoted from it."""
    quotes: dict[str, list[str]] = {}
    for citation in answer["citations"]:
        if not citation.get("removed"):
            quotes.setdefault(citation["report"], []).append(citation["quote"])
    return [{"report": report, "evidence": evidence} for report, evidence in quotes.items()]
