"""A hit is right when it shares enough with the evidence, in whatever shape a peer gives it."""

from __future__ import annotations

import pytest

from benchmarks.judging import (
    Locator,
    difference,
    figure,
    is_right,
    judge,
    judge_answers,
    judge_reports,
    squeeze,
)
from benchmarks.results import Json
from benchmarks.sets import Doc, Gold, Question, QuestionSet

TEXT = (
    "Inleiding\n"
    "De stuurgroep besprak de “voortgang” van het programma.[1] "
    "Zij besloot de meldkamer in Zwolle te vestigen, niet in Lelystad.\n"
    "- eerst een proef;\n"
    "- daarna het besluit.\n"
    "De kosten bedragen EUR 1,1 mln. per jaar, en worden gedeeld.\n"
)
DOC = Doc("a", "Verslag stuurgroep", "2025-01-01", "nl", TEXT)
OTHER = Doc(
    "b", "Ander verslag", None, "nl", "Iets heel anders, over de brug bij Oudewaard en haar onderhoud."
)
START = TEXT.index("besloot de meldkamer")
EVIDENCE = Gold("a", START, START + len("besloot de meldkamer in Zwolle te vestigen"))
QUESTION = Question("1", "Waar komt de meldkamer?", ("a",), (EVIDENCE,), names=("Zwolle",))
SET = QuestionSet("set", (DOC, OTHER), (QUESTION, Question("2", "Wie betaalt de brug?")))


def located(text: str, doc: str = "a") -> str | None:
    span = Locator(SET.docs).locate(doc, text)
    return TEXT[span[0] : span[1]] if span else None


def test_squeezed_text_keeps_letters_and_digits_and_knows_where_they_stand() -> None:
    squeezed, places = squeeze("É-1 ﬁn")
    assert squeezed == "e1fin"
    assert places == [0, 2, 4, 4, 5]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ('de  "voortgang"\nvan het programma', "de “voortgang” van het programma"),
        ("* eerst een proef\n* daarna het besluit", "eerst een proef;\n- daarna het besluit"),
        ("Verslag stuurgroep\nInleiding", "Inleiding"),
        ("iets dat er niet staat", None),
        ("…", None),
        ("", None),
    ],
)
def test_a_hit_is_found_whatever_its_marks(given: str, found: str | None) -> None:
    assert located(given) == found


def test_a_hit_without_the_marks_of_footnotes_is_found_by_its_ends() -> None:
    given = TEXT.split("\n")[1].replace("[1]", "")
    assert located(given) == TEXT.split("\n")[1][:-1]


def test_ends_that_lie_far_apart_are_not_one_hit() -> None:
    given = TEXT.split("\n")[1][:45] + " x " + TEXT.split("\n")[4][-45:]
    assert located(given) is None


def test_else_the_longest_line_counts() -> None:
    line = TEXT.split("\n")[4]
    assert located(f"Een kop van iemand anders die niet in het verslag staat\n{line}") == line[:-1]


def test_a_report_that_nobody_knows_holds_nothing() -> None:
    assert located("Inleiding", "c") is None


@pytest.mark.parametrize(
    ("doc", "shift", "right"), [("a", 0, True), ("a", -22, True), ("a", -23, False), ("b", 0, False)]
)
def test_twenty_characters_of_the_evidence_are_enough(doc: str, shift: int, right: bool) -> None:
    assert is_right(QUESTION, doc, (EVIDENCE.start + shift, EVIDENCE.end + shift)) is right


def test_of_short_evidence_half_is_enough() -> None:
    short = Question("1", "?", ("a",), (Gold("a", 10, 20),))
    assert is_right(short, "a", (5, 15))
    assert not is_right(short, "a", (5, 14))
    assert not is_right(short, "a", None)
    assert is_right(Question("1", "?", ("a",)), "a", None)


def test_a_report_counts_where_it_comes_first() -> None:
    found = judge_reports(QUESTION, ["b", "b", "a", "a"])
    assert found["MRR"] == 0.5
    assert found["recall@1"] == 0
    assert found["recall@5"] == 1
    assert found["nDCG@10"] == pytest.approx(0.6309, abs=1e-4)


def test_a_set_is_judged_by_its_questions_that_have_an_answer() -> None:
    hits = [
        {"doc": "a", "text": "eerst een proef"},
        {"doc": "a", "text": "Zij besloot de meldkamer in Zwolle te vestigen,"},
        {"doc": "b", "text": "niet te vinden"},
    ]
    judged = judge(SET, [{"id": "1", "hits": hits}, {"id": "2", "hits": []}])
    assert judged["reports"]["1"]["nDCG@10"] == 1
    assert judged["passages"] == {"1": {"hit@1": 0, "hit@5": 1, "hit@10": 1, "MRR": 0.5}}
    assert judged["located"] == pytest.approx(2 / 3, abs=1e-3)


def answers(status: str, *quotes: str) -> list[Json]:
    given: Json = {"id": "1", "status": status, "quotes": [{"doc": "a", "text": quote} for quote in quotes]}
    return [given, {"id": "2", "status": "not_found", "quotes": []}]


def test_answers_are_judged_by_what_they_quote() -> None:
    found = judge_answers(SET, answers("answered", "Zij besloot de meldkamer in Zwolle te vestigen,"))
    assert found["touched"] == [1]
    assert found["recall"] == [1]
    assert found["precision"][0] == pytest.approx(42 / 46)
    assert found["names"] == [1]
    assert found["refused_wrong"] == [0]
    assert found["refused_right"] == [1]


def test_a_refusal_quotes_nothing() -> None:
    found = judge_answers(SET, answers("not_found"))
    assert found["touched"] == found["recall"] == found["names"] == [0]
    assert "precision" not in found
    assert found["refused_wrong"] == [1]


def test_a_figure_is_a_mean_with_an_interval_around_it() -> None:
    found = figure([0, 1, 1, 1])
    assert found["mean"] == 0.75
    assert found["low"] < 0.75 < found["high"]
    assert found["n"] == 4


def test_a_difference_is_taken_question_by_question() -> None:
    ours, theirs = {"1": {"MRR": 1.0}, "2": {"MRR": 0.5}}, {"2": {"MRR": 0.5}, "1": {"MRR": 0.0}}
    assert difference(ours, theirs, "MRR")["mean"] == 0.5
