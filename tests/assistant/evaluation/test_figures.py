"""Figures over all questions, and which of them a person should read."""

from __future__ import annotations

import pytest

from assistant.evaluation.evaluate import evaluate
from assistant.evaluation.figures import make_figures, worst
from assistant.evaluation.types import Found, Given, Gold, Located, Outcome, Question

RIGHT_PLACE = Found("a", 0, 40)
GOLD = Gold(("a",), (Located("a", (((0, 40),),)),))


class Scripted:
    """A system that gives what is written down."""

    def __init__(self, **given: Given) -> None:
        self._given = given

    def give(self, question: Question) -> Given:
        return self._given[question.id]

    def passages(self, report: str) -> list[Found]:
        return [Found(report, 0, 60), Found(report, 60, 90)]


def at_rank(rank: int) -> tuple[Found, ...]:
    """Hits with the right place at this rank; each before it is of a report of its own."""
    return (*(Found(f"other {i}", 0, 40) for i in range(rank - 1)), RIGHT_PLACE)


def run() -> list[Outcome]:
    system = Scripted(
        top=Given(at_rank(1), "answered", (RIGHT_PLACE,), search_seconds=0.1, ask_seconds=1),
        third=Given(at_rank(3), "answered", (RIGHT_PLACE,), search_seconds=0.2, ask_seconds=2),
        wrong=Given(at_rank(2), "answered", (Found("z", 0, 40),), search_seconds=0.3, ask_seconds=3),
        lost=Given((), "answered", (Found("z", 0, 40),), search_seconds=0.4, ask_seconds=4),
        shy=Given(at_rank(1), "not_found", search_seconds=0.5, ask_seconds=5),
        no=Given(at_rank(1), "not_found", search_seconds=0.6, ask_seconds=6),
        bold=Given(at_rank(1), "answered", (RIGHT_PLACE,), search_seconds=0.7, ask_seconds=7),
        open=Given(at_rank(1), "answered", (RIGHT_PLACE,), search_seconds=0.8, ask_seconds=8),
    )
    none = {"no", "bold"}
    kinds = {"top": "who", "third": "who"}
    questions = [
        Question(name, i, "?", unanswerable=name in none, kind=kinds.get(name, "other"))
        for i, name in enumerate(("top", "third", "wrong", "lost", "shy", "no", "bold", "open"))
    ]
    gold = [Gold() if question.id in none | {"open"} else GOLD for question in questions]
    seen: list[int] = []
    outcomes = evaluate(questions, gold, system, lambda done, _: seen.append(done))
    assert seen == list(range(8))
    return outcomes


def test_each_figure_is_over_the_questions_that_it_is_known_of() -> None:
    figures = make_figures(run())
    assert figures.reports["MRR"].n == figures.passages["MRR"].n == 5
    assert figures.passages["MRR"].value == pytest.approx((1 + 1 / 3 + 1 / 2 + 0 + 1) / 5)
    assert figures.passages["hit@1"].value == pytest.approx(2 / 5)
    assert {name: (figure.count, figure.n) for name, figure in figures.verdicts.items()} == {
        "answered_right": (2, 6), "answered_wrong": (2, 6), "refused_wrong": (1, 6), "not_judged": (1, 6),
        "refused_right": (1, 2), "answered_unanswerable": (1, 2),
    }  # fmt: skip
    assert (figures.evidence["touched"].value, figures.evidence["touched"].n) == (2 / 5, 5)
    assert (figures.evidence["recall"].value, figures.evidence["recall"].n) == (2 / 4, 4)
    assert figures.search.p50 == pytest.approx(0.45)
    assert figures.ask.p95 == pytest.approx(7.65)
    assert (figures.kinds["who"].questions, figures.kinds["who"].right) == (2, 2)
    assert (figures.kinds["other"].questions, figures.kinds["other"].right) == (6, 1)
    for figure in (*figures.reports.values(), *figures.passages.values(), *figures.verdicts.values()):
        assert figure.low <= figure.value <= figure.high


def test_the_worst_come_first_and_what_went_well_not_at_all() -> None:
    outcomes = run()
    assert [one.question.id for one in worst(outcomes, 20)] == [
        "bold",
        "lost",
        "wrong",
        "shy",
        "open",
        "third",
    ]
    assert [one.question.id for one in worst(outcomes, 2)] == ["bold", "lost"]
    assert worst(outcomes, 0) == []


def test_no_question_at_all_gives_empty_figures() -> None:
    figures = make_figures([])
    assert figures.reports == figures.passages == {}
    assert figures.verdicts["answered_right"].n == figures.evidence["touched"].n == 0
