"""What of an earlier question is needed to go on from it: questions and places in reports, no report text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.types import Answer
from vectorstore.types import ReportFilter

EVERYTHING = ReportFilter()
Place = tuple[str, int, int]
"""Report id, start and end."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question: as asked, as searched for (`understood`), and where its answer stood.

    `status` is the answer's. `closest` are the nearest passages of a refusal. `where` is the filter that it
    was searched with.
    """

    question: str
    understood: str
    language: str
    status: str
    cited: tuple[Place, ...] = ()
    closest: tuple[Place, ...] = ()
    where: ReportFilter = EVERYTHING


def turn_of(question: str, answer: Answer, where: ReportFilter) -> Turn:
    """The turn that this question and its answer make; `where` is the filter that it was searched with."""
    return Turn(
        question, answer.understood or question, answer.language, answer.status,
        tuple((c.report, c.start, c.end) for c in answer.citations),
        tuple((h.report, h.start, h.end) for h in answer.closest),
        where,
    )  # fmt: skip


def to_plain(turn: Turn) -> dict[str, Any]:
    """The turn as dicts, lists, strings and numbers, for whatever keeps conversations."""
    where = turn.where
    return {
        "question": turn.question,
        "understood": turn.understood,
        "language": turn.language,
        "status": turn.status,
        "cited": [list(place) for place in turn.cited],
        "closest": [list(place) for place in turn.closest],
        "where": {
            "reports": list(where.reports),
            "since": where.since.isoformat() if where.since else "",
            "until": where.until.isoformat() if where.until else "",
            "language": where.language or "",
            "series": where.series or "",
        },
    }


def from_plain(plain: dict[str, Any]) -> Turn:
    """The turn that `to_plain` made this of."""
    where = plain["where"]
    return Turn(
        plain["question"], plain["understood"], plain["language"], plain["status"],
        tuple((id, start, end) for id, start, end in plain["cited"]),
        tuple((id, start, end) for id, start, end in plain["closest"]),
        ReportFilter(
            tuple(where["reports"]), _day(where["since"]), _day(where["until"]),
            where["language"] or None, where["series"] or None,
        ),
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
