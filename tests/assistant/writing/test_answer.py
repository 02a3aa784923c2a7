"""The generated answer: each sentence checked, withdrawn when its core fails, numbered as the quotes are."""

from __future__ import annotations

import pytest

from assistant.types import Answer
from assistant.writing.faults import WriterFault
from assistant.writing.phrases import say, say_fault
from tests.assistant.writing.building import Scripted, answer_of, quoted, write

QUOTES = quoted(
    "De brug wordt in 2027 vervangen.",
    "De kosten zijn 3 miljoen euro.",
    "Wethouder Janssen leidt het werk.",
    "De oude brug gaat in maart dicht.",
)
ANSWER = answer_of(QUOTES[:2])


def written_by(text: str, **named: object) -> Answer:
    return write(ANSWER, Scripted(text), QUOTES[2:])[1]


def is_quotes(found: Answer, notice: str) -> bool:
    return (found.mode, found.text, found.claims, found.notices, found.quoted) == (
        "quotes", ANSWER.text, ANSWER.claims, (notice,), None,
    )  # fmt: skip


def test_every_sentence_is_a_claim_with_its_citation() -> None:
    found = written_by("De brug wordt vervangen in 2027 [#1]. Dat kost 3 miljoen euro, de kosten [#2].")
    assert found.mode == "generated"
    assert [(c.text, c.citations, c.verified) for c in found.claims] == [
        ("De brug wordt vervangen in 2027.", (1,), True),
        ("Dat kost 3 miljoen euro, de kosten.", (2,), True),
    ]
    assert found.citations == ANSWER.citations
    assert found.quoted is not None
    assert (found.quoted.text, found.quoted.claims) == (ANSWER.text, ANSWER.claims)
    assert found.notices == ()


def test_a_further_sentence_that_is_cited_gets_the_next_number() -> None:
    found = written_by("De oude brug gaat in maart dicht [#4]. De kosten zijn 3 miljoen euro [#2].")
    assert [claim.citations for claim in found.claims] == [(3,), (2,)]
    assert [c.number for c in found.citations] == [1, 2, 3]
    assert found.citations[:2] == ANSWER.citations
    assert found.citations[2].quote == "De oude brug gaat in maart dicht."


def test_a_further_sentence_that_is_not_cited_is_no_citation() -> None:
    assert written_by("De brug wordt vervangen in 2027 [#1].").citations == ANSWER.citations


def test_a_minority_that_fails_stays_and_is_marked() -> None:
    found = written_by("De brug wordt in 2027 vervangen [#1]. De kosten zijn 5 miljoen euro [#2].")
    assert [claim.state for claim in found.claims] == ["verified", "not_verified"]
    assert found.claims[1].failed == ("5",)
    assert found.text.endswith("De kosten zijn 5 miljoen euro. (niet geverifieerd)")
    assert found.notices == (say("unverified", "nl"),)


def test_a_sentence_without_citation_has_no_source() -> None:
    found = written_by("De brug wordt in 2027 vervangen [#1]. Dat is goed nieuws voor iedereen.")
    assert [claim.state for claim in found.claims] == ["verified", "no_source"]


@pytest.mark.parametrize(
    "text",
    [
        "De brug wordt in 2031 vervangen [#1]. De kosten zijn 3 miljoen euro [#2].",
        "Bruggen gaan gemiddeld tachtig jaar mee. De kosten zijn 3 miljoen euro [#2].",
        "De brug wordt in 2027 vervangen [#1]. Het regent vaak. De burgemeester is boos.",
        "De brug wordt in 2027 vervangen [z9].",
        "De brug wordt in 2027 vervangen [1].",
    ],
)
def test_an_answer_whose_core_fails_is_withdrawn(text: str) -> None:
    assert is_quotes(written_by(text), say("withdrawn", "nl"))


def test_what_failed_at_its_first_sentence_is_not_read_on() -> None:
    writer = Scripted("De burgemeester is boos. " + "De kosten zijn 3 miljoen euro [#2]. " * 100)
    drafts, _ = write(ANSWER, writer)
    assert writer.closed
    assert max(len(draft.claims) for draft in drafts) == 1


@pytest.mark.parametrize(
    "text",
    [
        "GEEN ANTWOORD",
        "Geen antwoord.",
        "Dat staat niet in de gegeven zinnen.",
        "Ik kan deze vraag niet beantwoorden [#1].",
        "De verslagen bevatten geen informatie hierover.",
        "The sentences do not mention this.",
        "I can't answer that from the reports.",
    ],
)
def test_a_model_that_cannot_answer_leaves_the_quotes(text: str) -> None:
    assert is_quotes(written_by(text), say("no_answer", "nl"))


def test_a_report_that_says_that_something_is_not_there_can_be_quoted() -> None:
    quotes = quoted("In het verslag staat niet wie er tegen was.")
    found = write(answer_of(quotes), Scripted("In het verslag staat niet wie er tegen was [#1]."))[1]
    assert found.mode == "generated"


def test_an_announcement_is_left_out() -> None:
    found = written_by("Hier is het antwoord:\nDe brug wordt in 2027 vervangen [#1].")
    assert [claim.text for claim in found.claims] == ["De brug wordt in 2027 vervangen."]


def test_repeating_stops_it_and_is_told() -> None:
    found = written_by("De brug wordt in 2027 vervangen [#1]. " * 50)
    assert [claim.citations for claim in found.claims] == [(1,)]
    assert found.notices == (say_fault("endless", "nl", unfinished=True),)


@pytest.mark.parametrize("kind", ["down", "slow", "busy", "refused", "broken", "empty"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_fault_before_anything_leaves_the_quotes(kind: str, language: str) -> None:
    answer = answer_of(QUOTES[:2], language=language)
    found = write(answer, Scripted("", WriterFault(kind)))[1]  # type: ignore[arg-type]
    assert (found.mode, found.notices) == ("quotes", (say_fault(kind, language),))  # type: ignore[arg-type]


def test_a_fault_in_the_midst_keeps_what_was_whole_and_says_so() -> None:
    text = "De brug wordt in 2027 vervangen [#1]. De kosten zijn 3 mil"
    found = write(ANSWER, Scripted(text, WriterFault("cut", partial=True)))[1]
    assert found.text == "De brug wordt in 2027 vervangen. [1] …"
    assert found.notices == (say_fault("cut", "nl", unfinished=True),)


def test_cancelling_leaves_the_quotes() -> None:
    answers = iter([False] * 5 + [True] * 100)
    found = write(
        ANSWER, Scripted("De brug wordt in 2027 vervangen [#1]. En."), cancelled=lambda: next(answers)
    )[1]
    assert is_quotes(found, say_fault("cancelled", "nl"))


def test_drafts_grow_and_their_marks_are_whole() -> None:
    drafts, found = write(
        ANSWER, Scripted("De brug wordt in 2027 vervangen [#1]. De kosten zijn 3 miljoen euro [#2].")
    )
    counts = [len(draft.claims) for draft in drafts]
    assert counts == sorted(counts)
    assert all("[" not in d.pending.replace("[1]", "").replace("[2]", "") for d in drafts)
    assert drafts[-1].claims == found.claims[: len(drafts[-1].claims)]


def test_the_answers_own_notices_and_status_stay() -> None:
    from dataclasses import replace

    answer = replace(ANSWER, status="partial", notices=("Over de weg is niets gevonden.",))
    found = write(answer, Scripted("De brug wordt in 2027 vervangen [#1]."))[1]
    assert (found.status, found.notices, found.mode) == ("partial", answer.notices, "generated")
