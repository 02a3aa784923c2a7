"""All questions put to one system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.evaluation.scoring import count_relevant, score
from assistant.evaluation.types import Found, Given, Gold, Outcome, Question

Progress = Callable[[int, Question], None]


class System(Protocol):
    """What is evaluated."""

    def give(self, question: Question) -> Given:
        """The hits and the answer, with the seconds that each took."""
        ...

    def passages(self, report: str) -> Sequence[Found]:
        """The passages of a report as the system splits it; none when it doesn't know the report."""
        ...


def evaluate(
    questions: Sequence[Question], gold: Sequence[Gold], system: System, progress: Progress | None = None
) -> list[Outcome]:
    """How each question went, in their order. `progress` is called before each with the number that is done."""
    outcomes: list[Outcome] = []
    for question, right in zip(questions, gold, strict=True):
        if progress:
            progress(len(outcomes), question)
        places = {place.report for place in right.places}
        passages = [passage for report in places for passage in system.passages(report)]
        outcomes.append(score(question, right, system.give(question), count_relevant(passages, right)))
    return outcomes
