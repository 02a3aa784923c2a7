"""The nouns of an evaluation: what is asked, what is right, what a system gave, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.evaluation.metrics import Span

Verdict = Literal[
    "answered_right",
    "answered_wrong",
    "not_judged",
    "refused_wrong",
    "refused_right",
    "answered_unanswerable",
]
"""The first four are of questions that have an answer, the last two of those that have none."""

Basis = Literal["", "evidence", "also", "elsewhere", "answer", "names", "report"]
"""What an answer was judged by: the evidence; a further place that is right too; the answer's text, quoted from another
place than the evidence; the answer's text where no evidence is known; its numbers and names; the report alone."""

ProblemKind = Literal[
    "report_unknown",
    "report_ambiguous",
    "evidence_missing",
    "evidence_partly",
    "evidence_outside",
    "evidence_alone",
]


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a report: a hit of a search, a passage, a quote. Offsets into the report's canonical text."""

    report: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands, as a person wrote it down.

    `part` tells the reports of one file apart (an attachment's name, the id of a line). `evidence` holds texts and
    offsets, `cells` what stands in this order in one line of the report: the cells of a table's row.
    """

    report: str = ""
    part: str = ""
    evidence: tuple[str | Span, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a question file. `places[0]` is where the answer stands, the others are right too."""

    id: str
    line: int
    text: str
    places: tuple[Place, ...] = ()
    answer: str = ""
    unanswerable: bool = False
    kind: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Located:
    """The evidence of one place in its report: `pieces[i]` are the spans where its i-th text stands, one as right as
    another. `also` marks the further places."""

    report: str
    pieces: tuple[tuple[Span, ...], ...]
    also: bool = False


@dataclass(frozen=True, slots=True)
class Gold:
    """What is right: the ids of the reports, the evidence that was located, and its first words for a person."""

    reports: tuple[str, ...] = ()
    places: tuple[Located, ...] = ()
    shown: str = ""

    def spans(self) -> list[Found]:
        """Every stretch of evidence."""
        return [
            Found(place.report, start, end)
            for place in self.places
            for piece in place.pieces
            for start, end in piece
        ]


@dataclass(frozen=True, slots=True)
class Problem:
    """What of a question could not be used: `value` is the report's name or the evidence."""

    id: str
    kind: ProblemKind
    value: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a system gave to one question.

    `hits` are best first. `status` is "answered", "partial" or "not_found" (refused). `quotes` are the places that the
    answer cites, with the footnotes that are shown with them; `quoted` their text, `text` the whole answer.
    """

    hits: tuple[Found, ...] = ()
    status: str = "not_found"
    quotes: tuple[Found, ...] = ()
    text: str = ""
    quoted: str = ""
    search_seconds: float = 0.0
    ask_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went. Ranks count from 1; None: not among the hits, or not known.

    `report_scores` and `passage_scores` are by the figure's name, None where no report or evidence is known.
    `precision` and `recall` count characters of the quotes and of the evidence, None for a refusal; `touched` is
    whether a quote overlaps the evidence.
    """

    question: Question
    gold: Gold
    given: Given
    verdict: Verdict
    basis: Basis = ""
    report_rank: int | None = None
    passage_rank: int | None = None
    report_scores: Mapping[str, float] | None = None
    passage_scores: Mapping[str, float] | None = None
    precision: float | None = None
    recall: float | None = None
    touched: bool | None = None
