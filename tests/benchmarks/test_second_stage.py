"""What a second stage is scored by: late interaction, the order that comes of a score, and what models learn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import late_interaction as late
from benchmarks.candidates import FEATURES, Asked, Scope
from benchmarks.learning import Example, boosted, listwise, telling
from benchmarks.second_stage import feature, mixed, scaled, value
from benchmarks.sets import Gold, Question
from vectorstore.embedding.types import PassageText
from vectorstore.types import Hit

QUESTION = Question("1", "Wie?", ("a",), (Gold("a", 0, 4),))


def hit(doc: str, position: int) -> Hit:
    return Hit(doc, position, "", None, "nl", "", None, "", 0, 0, 0.0)


def scope(docs: str, right: str, **columns: list[float]) -> Scope:
    rows = np.zeros((len(docs), len(FEATURES)))
    for name, values in columns.items():
        rows[:, FEATURES.index(name)] = values
    hits = tuple(hit(doc, at) for at, doc in enumerate(docs))
    return Scope(hits, np.array([mark == "+" for mark in right]), rows)


def test_each_token_of_the_question_finds_its_nearest() -> None:
    question, passage = np.eye(3, dtype=np.float32)[:2], np.eye(3, dtype=np.float32)[[0, 2]]
    assert late.max_sim(question, passage) == pytest.approx(0.5)
    assert late.max_sim(question, question) == pytest.approx(1.0)
    assert late.max_sim(question, passage[:0]) == 0.0


def test_what_all_tokens_share_is_taken_away() -> None:
    alike = late.unit(np.array([[1.0, 0.1], [1.0, -0.1]], dtype=np.float32))
    mean = late.mean_token({"a": alike.astype(np.float16)})
    assert late.max_sim(alike[:1], alike[1:]) > 0.9
    assert late.max_sim(late.centred(alike[:1], mean), late.centred(alike[1:], mean)) < -0.9


def test_tokens_come_back_as_they_were_kept(tmp_path: Path) -> None:
    kept = {key: np.full((length, 4), length, dtype=np.float16) for key, length in (("a", 2), ("b", 3))}
    late.write(kept, tmp_path / "tokens.npy")
    found = late.read(tmp_path / "tokens.npy")
    assert {key: tokens.tolist() for key, tokens in found.items()} == {
        key: tokens.tolist() for key, tokens in kept.items()
    }


def test_a_passage_is_known_by_context_and_text() -> None:
    assert late.key_of(PassageText("Verslag", "De dijk.")) == late.key_of(
        PassageText("", "Verslag\nDe dijk.")
    )
    assert late.key_of(PassageText("", "De dijk.")) != late.key_of(PassageText("", "De dijk"))


def test_a_better_score_of_the_right_passage_is_a_better_figure() -> None:
    one = scope("ba", "-+", fused=[1.0, 0.6], late=[0.0, 1.0])
    asked = Asked(QUESTION, (one,), soft=False)
    assert value(asked, "nDCG@10", feature("fused")) < 1.0
    assert value(asked, "nDCG@10", mixed(feature("fused"), feature("late"), 0.6)) == 1.0
    assert value(asked, "hit@10", feature("fused")) == 1.0


def test_the_first_scope_stays_before_the_others_whatever_the_scores() -> None:
    narrow, wide = scope("b", "-", fused=[0.1]), scope("ca", "-+", fused=[0.2, 0.9])
    asked = Asked(QUESTION, (narrow, wide), soft=False)
    assert value(asked, "nDCG@10", feature("fused")) == pytest.approx(1 / np.log2(3))


def test_equal_scores_are_on_no_scale_and_change_no_order() -> None:
    assert scaled(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]
    assert scaled(np.array([1.0, 3.0])).tolist() == [0.0, 1.0]
    asked = Asked(QUESTION, (scope("ab", "+-", fused=[1.0, 0.5]),), soft=False)
    assert value(asked, "nDCG@10", feature("late")) == 1.0


def made(seed: int, count: int = 40) -> list[Example]:
    """The second feature says which passage is right; the first, the present score, knows nothing of it."""
    chance = np.random.default_rng(seed)
    result = []
    for _ in range(count):
        rows = chance.random((10, 3))
        result.append(Example(rows, rows[:, 1] == rows[:, 1].max()))
    return result


def test_models_learn_which_feature_tells() -> None:
    sets, unseen = [made(1), made(2)], made(3)
    for model in (listwise(sets, ("fused", "tells", "noise"), 0.001), boosted(sets)):
        right = [one.right[int(np.argmax(model.score(one.rows)))] for one in unseen]
        assert np.mean(right) > 0.5  # one in ten by chance


def test_a_model_that_is_held_keeps_to_the_present_score() -> None:
    sets = [made(1), made(2)]
    held = listwise(sets, ("fused", "tells", "noise"), 1000.0)
    free = listwise(sets, ("fused", "tells", "noise"), 0.001)
    rows = sets[0][0].rows
    spread = [abs(np.corrcoef(model.score(rows), rows[:, 1])[0, 1]) for model in (held, free)]
    assert spread[0] < spread[1]


def test_nothing_is_learnt_where_all_or_none_are_right() -> None:
    rows = np.zeros((2, 1))
    marks = [np.array(right) for right in ([True, True], [False, False], [True, False])]
    assert len(telling([Example(rows, right) for right in marks])) == 1
