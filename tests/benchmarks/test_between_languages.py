"""Libraries taken together, and what is told from questions in two languages."""

from __future__ import annotations

import pytest

from benchmarks.between_languages import APART, Found, cosines_lack, together, values
from benchmarks.sets import Question
from vectorstore.fusion import Signals
from vectorstore.places import Place
from vectorstore.searching import CANDIDATES

DOCS = {1: "dutch", 2: "english"}
A, B = Place(1, 0), Place(2, 0)


def found(foreign: int, **cosines: float) -> Found:
    near = {A: cosines["dutch"], B: cosines["english"]}
    signals = Signals(near, {}, {}, {}, frozenset({foreign}))
    return Found(Question("1", "Wie?", ("dutch",)), signals, DOCS)


def test_libraries_together_keep_the_best_candidates_and_whose_they_are() -> None:
    many = Signals({Place(1, at): 0.5 + at / 1000 for at in range(CANDIDATES)}, {}, {1: 0.4}, {1: 2.0})
    other = Signals({A: 0.9, B: 0.1}, {B: 3.0}, {1: 0.6, 2: 0.2}, {}, frozenset({1, 2}))
    both = together([many, other])
    assert max(both.dense, key=lambda place: both.dense[place]) == Place(APART + 1, 0)
    assert Place(1, 0) not in both.dense
    assert both.dense[Place(APART + 2, 0)] == 0.1
    assert both.whole == {1: 0.4, APART + 1: 0.6, APART + 2: 0.2}
    assert both.foreign == {APART + 1, APART + 2}


def test_what_a_cosine_lacks_is_half_of_what_turns_with_the_language() -> None:
    dutch = [found(2, dutch=0.85, english=0.80)]
    english = [found(1, dutch=0.81, english=0.82)]
    assert cosines_lack(dutch, english) == pytest.approx((0.04 + 0.02) / 2)


def test_a_report_in_the_other_language_rises_by_what_its_cosine_lacks() -> None:
    asked = [found(1, dutch=0.80, english=0.82)]
    assert values(asked, 0.03, as_known=True)[0] == 1.0
    assert values(asked, 0.0, as_known=True)[0] < 1.0
