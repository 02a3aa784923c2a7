"""What is right: reports and evidence as the library has them, and what could not be used."""

from __future__ import annotations

from assistant.evaluation.gold import GoldMaker
from assistant.evaluation.types import Gold, Located, Place, Problem, Question

TEXTS = {
    "a": "De pomp is stuk. De pomp is oud.",
    "b": "Kop\nRij: 1 | Wie: Jan\nEen hele lange regel die er staat.",
}


class Shelf:
    def find(self, name: str, part: str) -> list[str]:
        return {"a": ["a"], "b": ["b"], "ab": ["a", "b"]}.get(name, [])

    def text(self, report: str) -> str:
        return TEXTS[report]


def make(*places: Place, unanswerable: bool = False) -> tuple[Gold, list[Problem]]:
    maker = GoldMaker(Shelf())
    return maker.make(Question("q", 1, "Wat?", places, unanswerable=unanswerable)), maker.problems


def test_evidence_becomes_offsets() -> None:
    gold, problems = make(
        Place("a", evidence=("De pomp", (17, 32))),
        Place("b", cells=("1", "Jan")),
        Place("a", evidence=("stuk",)),
    )
    assert gold == Gold(
        ("a", "b"),
        (Located("a", (((0, 7), (17, 24)), ((17, 32),))), Located("b", (((9, 21),),), also=True),
         Located("a", (((11, 15),),), also=True)),
        "De pomp",
    )  # fmt: skip
    assert problems == []


def test_what_cannot_be_used_is_kept_apart_and_the_rest_counts() -> None:
    gold, problems = make(
        Place("a", evidence=("De dijk is stuk",)),
        Place("weg", evidence=("De pomp",)),
        Place("ab"),
        Place(evidence=("De pomp",)),
        Place("b", evidence=((0, 999), "Een hele lange regel die er staat.\nEen lange regel die er niet staat.")),
        Place("b", cells=("2", "Jan")),
    )  # fmt: skip
    assert gold.reports == ("a", "b")
    assert gold.places == (Located("b", (((22, 56),),), also=True),)
    assert [one.kind for one in problems] == [
        "evidence_missing", "report_unknown", "report_ambiguous", "evidence_alone",
        "evidence_outside", "evidence_partly", "evidence_missing",
    ]  # fmt: skip
    assert problems[0] == Problem("q", "evidence_missing", "De dijk is stuk")


def test_evidence_stands_in_for_cells_that_are_not_found() -> None:
    gold, problems = make(Place("b", evidence=("Jan",), cells=("2", "Jan")))
    assert gold.places == (Located("b", (((18, 21),),)),)
    assert problems == []


def test_a_question_without_answer_has_no_gold() -> None:
    assert make(Place("weg"), unanswerable=True) == (Gold(), [])


def test_evidence_that_is_not_found_is_shown_as_it_was_given() -> None:
    assert make(Place("weg", evidence=("Zo stond het er.",)))[0].shown == "Zo stond het er."
