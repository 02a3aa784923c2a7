"""One question held against what is right, with figures worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.scoring import count_relevant, judge, score
from assistant.evaluation.types import Found, Given, Gold, Located, Outcome, Place, Question

QUESTION = Question("q", 1, "Hoeveel?", (Place("a"),))
# 40 characters in report a, or 30 in report b.
GOLD = Gold(("a", "b"), (Located("a", (((100, 140),),)), Located("b", (((0, 30),),))))
HITS = (Found("c", 0, 90), Found("a", 300, 390), Found("a", 90, 180), Found("b", 5, 95), Found("c", 100, 140))


def test_ranks_and_figures_by_hand() -> None:
    outcome = score(QUESTION, GOLD, Given(HITS), passages=3)
    assert (outcome.report_rank, outcome.passage_rank) == (2, 3)
    assert outcome.report_scores == pytest.approx(
        {
            "recall@1": 0, "recall@5": 1, "recall@10": 1, "MRR": 1 / 2,
            "nDCG@10": (1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3)),
        }
    )  # fmt: skip
    assert outcome.passage_scores == pytest.approx(
        {
            "hit@1": 0, "hit@5": 1, "hit@10": 1, "recall@1": 0, "recall@5": 2 / 3, "recall@10": 2 / 3, "MRR": 1 / 3,
            "nDCG@10": (1 / math.log2(4) + 1 / math.log2(5)) / (1 + 1 / math.log2(3) + 1 / math.log2(4)),
        }
    )  # fmt: skip


def test_a_systems_own_passages_are_counted() -> None:
    passages = [
        Found("a", 0, 119),
        Found("a", 119, 125),
        Found("a", 120, 200),
        Found("b", 0, 200),
        Found("c", 100, 140),
    ]
    assert count_relevant(passages, GOLD) == 3  # the first shares 19 characters of 40
    assert count_relevant(passages, Gold()) == 0


def test_characters_of_quotes_and_evidence() -> None:
    outcome = score(
        QUESTION, GOLD, answered(Found("a", 110, 160), Found("a", 110, 130), Found("c", 0, 50)), 3
    )
    assert outcome.precision == pytest.approx(30 / 100)
    assert outcome.recall == pytest.approx(30 / 40)
    both = score(QUESTION, GOLD, answered(Found("a", 110, 160), Found("b", 0, 30)), 3)
    assert both.recall == 1  # one place is enough
    refused = score(QUESTION, GOLD, Given(HITS), 3)
    assert (refused.precision, refused.recall, refused.touched) == (None, None, False)


def test_of_a_text_that_stands_at_two_places_one_is_enough() -> None:
    gold = Gold(("a",), (Located("a", (((0, 20), (100, 120)), ((50, 60),))),))
    assert score(QUESTION, gold, answered(Found("a", 100, 120)), 1).recall == pytest.approx(20 / 30)


def test_what_is_not_known_is_not_scored() -> None:
    outcome = score(QUESTION, Gold(), answered(Found("a", 0, 9)), 0)
    assert (outcome.report_scores, outcome.passage_scores) == (None, None)
    assert (outcome.touched, outcome.recall) == (None, None)
    assert score(QUESTION, Gold(("a",)), Given(HITS), 0).report_rank == 2


def answered(*quotes: Found, text: str = "", quoted: str = "") -> Given:
    return Given(HITS, "answered", quotes, text or quoted, quoted)


NOWHERE = Found("c", 0, 50)
EVIDENCE = Gold(("a",), (Located("a", (((100, 140),),)),))
WITH_ALSO = Gold(("a", "b"), (*EVIDENCE.places, Located("b", (((0, 30),),), also=True)))


@pytest.mark.parametrize(
    ("answer", "gold", "given_answer", "verdict"),
    [
        ("", EVIDENCE, answered(Found("a", 100, 120)), ("answered_right", "evidence")),
        ("", EVIDENCE, answered(Found("a", 100, 119), NOWHERE), ("answered_right", "evidence")),  # all of a short quote
        ("", WITH_ALSO, answered(Found("b", 0, 30)), ("answered_right", "also")),
        ("", WITH_ALSO, answered(Found("b", 0, 30), Found("a", 100, 140)), ("answered_right", "evidence")),
        ("", EVIDENCE, answered(Found("a", 60, 119)), ("answered_wrong", "evidence")),
        ("", EVIDENCE, answered(Found("b", 100, 140)), ("answered_wrong", "evidence")),
        ("Jan Bos", EVIDENCE, answered(NOWHERE, quoted="notulist: Jan Bos"), ("answered_right", "elsewhere")),
        ("Jan Bos", EVIDENCE, answered(NOWHERE, text="Jan Bos", quoted="Jan"), ("answered_wrong", "evidence")),
        ("Jan Bos", Gold(("a",)), answered(NOWHERE, quoted="door Jan Bos"), ("answered_right", "answer")),
        ("Jan Bos in 2025", Gold(), answered(NOWHERE, quoted="In 2025: J. Bos (Jan)"), ("answered_right", "names")),
        ("Jan Bos in 2025", Gold(("c",)), answered(NOWHERE, quoted="Jan Bos"), ("answered_wrong", "names")),
        ("omdat het duur is", Gold(("c",)), answered(NOWHERE, quoted="Te duur."), ("answered_right", "report")),
        ("", Gold(("a",)), answered(NOWHERE), ("answered_wrong", "report")),
        ("", Gold(), answered(NOWHERE), ("not_judged", "")),
        ("", EVIDENCE, Given(HITS), ("refused_wrong", "")),
        ("", Gold(), Given(HITS), ("refused_wrong", "")),
    ],
)  # fmt: skip
def test_verdicts(answer: str, gold: Gold, given_answer: Given, verdict: tuple[str, str]) -> None:
    assert judge(Question("q", 1, "?", answer=answer), gold, given_answer) == verdict


def test_a_question_without_answer_is_to_be_refused() -> None:
    nothing = Question("q", 1, "?", unanswerable=True)
    assert judge(nothing, Gold(), Given(HITS)) == ("refused_right", "")
    assert judge(nothing, Gold(), answered(NOWHERE)) == ("answered_unanswerable", "")
    assert judge(nothing, Gold(), Given(status="partial")) == ("answered_unanswerable", "")


founds = st.lists(
    st.builds(lambda r, s, n: Found(r, s, s + n), st.sampled_from("abc"), st.integers(0, 200), st.integers(1, 80)),
    max_size=12,
)  # fmt: skip


@given(founds, founds, st.integers(0, 9), st.sampled_from(["answered", "partial", "not_found"]))
def test_every_figure_is_between_none_and_all(
    hits: list[Found], quotes: list[Found], passages: int, status: str
) -> None:
    outcome: Outcome = score(QUESTION, GOLD, Given(tuple(hits), status, tuple(quotes)), passages)
    assert outcome.report_scores is not None
    assert outcome.passage_scores is not None
    values = [*outcome.report_scores.values(), *outcome.passage_scores.values()]
    values += [value for value in (outcome.precision, outcome.recall) if value is not None]
    assert all(0 <= value <= 1 for value in values)
    assert (outcome.passage_rank is None) == (outcome.passage_scores["MRR"] == 0)
    assert (outcome.precision is None) == (status == "not_found")
