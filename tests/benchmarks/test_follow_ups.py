"""The conversations point at what the examples say, and are judged as they should be."""

from __future__ import annotations

from assistant.dialogue.understand import Understood
from benchmarks.follow_ups import judged, lines, shares
from benchmarks.results import HERE, read_jsonl
from benchmarks.sets import example_docs
from vectorstore.types import ReportFilter

CONVERSATIONS = read_jsonl(HERE / "questions" / "follow-ups.jsonl")
ONE = {
    "turns": ["Wat zei Nederland?", "En Duitsland?"],
    "follows": True,
    "kind": "ask",
    "wanted": ["Duitsland"],
    "unwanted": ["Nederland"],
    "evidence": "EUR 30 mln.",
}


def read(question: str, *, follows: bool = True) -> Understood:
    return Understood(question, ReportFilter(), follows)


def test_there_are_enough_conversations_of_every_sort() -> None:
    new = [one for one in CONVERSATIONS if not one["follows"]]
    assert len(CONVERSATIONS) >= 60
    assert len(new) >= len(CONVERSATIONS) * 0.3
    assert {one["language"] for one in new} == {"nl", "en"}
    assert len({one["id"] for one in CONVERSATIONS}) == len(CONVERSATIONS)
    held = sum(one["split"] == "held" for one in CONVERSATIONS)
    assert held == len(CONVERSATIONS) // 2
    assert {len(one["turns"]) for one in CONVERSATIONS} == {2, 3}


def test_the_evidence_stands_in_an_example() -> None:
    texts = [doc.text for doc in example_docs().values()]
    for one in CONVERSATIONS:
        if evidence := one.get("evidence"):
            assert any(evidence in text for text in texts), one["id"]


def test_a_reading_is_right_when_it_follows_with_the_wanted_words_alone() -> None:
    right = judged(ONE, read("Wat zei Duitsland?"), "Duitsland draagt EUR 30 mln. bij")
    assert (right.follows, right.terms, right.evidence) == (True, True, True)
    wrong = judged(ONE, read("Wat zei Nederland over Duitsland?"), "EUR 15 mln.")
    assert (wrong.follows, wrong.terms, wrong.evidence) == (True, False, False)
    missed = judged(ONE, read("En Duitsland?", follows=False), "EUR 30 mln.")
    assert (missed.follows, missed.terms, missed.evidence) == (False, False, False)


def test_what_is_not_judged_does_not_count() -> None:
    bare = {"turns": ["Wie?"], "follows": False, "kind": "ask"}
    figures = shares([judged(bare, read("Wie?", follows=False), ""), judged(ONE, read("Duitsland?"), "")])
    assert figures == {
        "follows": {"right": 2, "of": 2},
        "terms": {"right": 1, "of": 1},
        "evidence": {"right": 0, "of": 1},
    }
    shown = lines({"conversations": {"all": figures}, "alone": {"set": {"questions": 50, "wrong": 1}}})
    assert "| all | 2 of 2 | 1 of 1 | 0 of 1 |" in shown
    assert "| set | 50 | 1 (2.0 %) |" in shown
