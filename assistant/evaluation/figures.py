"""The figures of an evaluation, and the questions that a person should read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.metrics import interval, mean, percentile
from assistant.evaluation.types import Outcome, Verdict

ANSWERABLE_VERDICTS: tuple[Verdict, ...] = (
    "answered_right",
    "answered_wrong",
    "refused_wrong",
    "not_judged",
)
UNANSWERABLE_VERDICTS: tuple[Verdict, ...] = ("refused_right", "answered_unanswerable")
RIGHT: tuple[Verdict, ...] = ("answered_right", "refused_right")
_WORST_FIRST: tuple[Verdict, ...] = (
    "answered_unanswerable",
    "answered_wrong",
    "refused_wrong",
    "not_judged",
    "answered_right",
    "refused_right",
)
_NOWHERE = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over `n` questions with its 95 % bootstrap confidence interval."""

    value: float
    low: float
    high: float
    n: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Figure:
        """The mean of these values, one a question."""
        return cls(mean(values), *interval(values), len(values))

    @property
    def count(self) -> int:
        """How many questions that is, when each counts 0 or 1."""
        return round(self.value * self.n)


@dataclass(frozen=True, slots=True)
class Seconds:
    """The median and the 95th percentile of a duration."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class KindCount:
    """The questions of one kind, and how many were answered or refused right."""

    questions: int
    right: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures by name. `verdicts` are shares of the questions that have an answer, or of those that have none."""

    reports: Mapping[str, Figure]
    passages: Mapping[str, Figure]
    verdicts: Mapping[Verdict, Figure]
    evidence: Mapping[str, Figure]
    search: Seconds
    ask: Seconds
    kinds: Mapping[str, KindCount]


def make_figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures over all these questions, each over those that it can be known of."""
    return Figures(
        reports=_means(one.report_scores for one in outcomes),
        passages=_means(one.passage_scores for one in outcomes),
        verdicts={
            **_shares(
                [one.verdict for one in outcomes if not one.question.unanswerable], ANSWERABLE_VERDICTS
            ),
            **_shares([one.verdict for one in outcomes if one.question.unanswerable], UNANSWERABLE_VERDICTS),
        },
        evidence={
            "touched": Figure.of([float(one.touched) for one in outcomes if one.touched is not None]),
            "precision": Figure.of([one.precision for one in outcomes if one.precision is not None]),
            "recall": Figure.of([one.recall for one in outcomes if one.recall is not None]),
        },
        search=_seconds([one.given.search_seconds for one in outcomes]),
        ask=_seconds([one.given.ask_seconds for one in outcomes]),
        kinds=_kinds(outcomes),
    )


def worst(outcomes: Sequence[Outcome], count: int) -> list[Outcome]:
    """At most `count` questions to read, the worst first; what is right with its evidence on top isn't among them.

    Answered although there is no answer, answered wrong, refused wrong, not judged, then right with the evidence (or,
    when that isn't known, the report) far down the hits; among equals the one with the lower rank first.
    """
    bad = [one for one in outcomes if one.verdict not in RIGHT or _depth(one) > 1]
    return sorted(bad, key=lambda one: (_WORST_FIRST.index(one.verdict), -_depth(one)))[:count]


def _depth(one: Outcome) -> int:
    """The rank of what was to be found; 0 when that isn't known."""
    if one.passage_scores is not None:
        return one.passage_rank or _NOWHERE
    if one.report_scores is not None:
        return one.report_rank or _NOWHERE
    return 0


def _means(scores: Iterable[Mapping[str, float] | None]) -> dict[str, Figure]:
    values: dict[str, list[float]] = defaultdict(list)
    for one in scores:
        for name, value in (one or {}).items():
            values[name].append(value)
    return {name: Figure.of(found) for name, found in values.items()}


def _shares(given: Sequence[Verdict], verdicts: Sequence[Verdict]) -> dict[Verdict, Figure]:
    return {verdict: Figure.of([float(one == verdict) for one in given]) for verdict in verdicts}


def _seconds(values: Sequence[float]) -> Seconds:
    return Seconds(percentile(values, 50), percentile(values, 95))


def _kinds(outcomes: Sequence[Outcome]) -> dict[str, KindCount]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        groups[one.question.kind].append(one)
    return {
        kind: KindCount(len(group), sum(one.verdict in RIGHT for one in group))
        for kind, group in groups.items()
    }
