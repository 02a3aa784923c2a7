"""A draft held against the reports: what is there passes with its place, what was changed is flagged with a reason."""

from __future__ import annotations

import pytest

from assistant.types import CheckedSentence
from tests.assistant.asking import Asking

LITERAL = [
    "Nederland zegde een bijdrage van EUR 15 mln. toe.",
    "De stuurgroep is daar enthousiast over.",
    "The public website will be launched on 15 May 2026.",
    "Adviesbureau Zeeklei presenteert de tussenevaluatie.",
    "Staatssecretaris Dekkers zegde toe dat alle noodaccu's in Nederland voor 1 juli 2026 worden vervangen.",
]


def check(ask: Asking, draft: str) -> CheckedSentence:
    """The one sentence of the draft, checked; its quotes are there to the letter."""
    (checked,) = ask.assistant.verify(draft)
    for citation in checked.citations:
        report = ask.library.report(citation.report)
        assert report.text[citation.start : citation.end] == citation.quote
    return checked


@pytest.mark.parametrize("sentence", LITERAL)
def test_a_literal_sentence_passes_with_its_place(ask: Asking, sentence: str) -> None:
    checked = check(ask, sentence)
    assert checked.verified
    assert checked.failed == ()
    assert [citation.quote for citation in checked.citations] == [sentence]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Duitsland draagt EUR 35 mln. bij en Estland EUR 2 mln.", "35"),
        ("De begroting stijgt van EUR 3,2 mln. naar EUR 3,9 mln.", "3,9"),
        ("De aangepaste software heeft het aantal loze waarschuwingen met 70% verlaagd.", "70"),
        ("The public website will be launched on 15 June 2026.", "15 June 2026"),
        ("De meldkamer gaat op 1 maart 2026 open.", "1 maart 2026"),
        ("Karin Blom presenteert de begroting van EUR 3,2 mln. voor de jaren 2024 tot en met 2027.", "Blom"),
        ("Zweden zegde een bijdrage van EUR 15 mln. toe.", "Zweden"),
        ("De stuurgroep is daar niet enthousiast over.", "ontkent"),
        ("The public website will not be launched on 15 May 2026.", "denies"),
        ("Ondersteunende diensten in Drachten bestellen voortaan elke dag verse bloemen.", ""),
    ],
)
def test_what_was_changed_is_flagged_with_the_reason(ask: Asking, sentence: str, reason: str) -> None:
    checked = check(ask, sentence)
    assert not checked.verified
    assert any(reason in failed for failed in checked.failed)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("De uitgaven in 2025 bedroegen EUR 486.000, bij een budget van EUR 520.000.", "EUR 486,000"),
        ("Anke de Vries stelt voor de meldkamer in Lelystad onder te brengen.", "Anke de Vries stelt voor"),
        ("Norway will make three additional patrol vessels available.", "three additional patrol vessels"),
    ],
)
def test_a_faithful_rewording_passes(ask: Asking, sentence: str, source: str) -> None:
    checked = check(ask, sentence)
    assert checked.verified, checked.failed
    assert source in checked.citations[0].quote


def test_each_sentence_is_judged_by_itself(ask: Asking) -> None:
    draft = f"{LITERAL[1]} De drempel gaat naar negentig millimeter. {LITERAL[3]}"
    checked = ask.assistant.verify(draft)
    assert [one.verified for one in checked] == [True, False, True]
    assert " ".join(one.text for one in checked) == draft


def test_spaces_make_no_difference(ask: Asking) -> None:
    assert check(ask, "Adviesbureau  Zeeklei presenteert\u00a0de\ttussenevaluatie.").verified


@pytest.mark.parametrize("draft", ["", "   ", "\n\n", "…", "\x00"])
def test_an_empty_draft_verifies_nothing(ask: Asking, draft: str) -> None:
    assert not any(one.verified for one in ask.assistant.verify(draft))


def test_a_long_draft_is_checked_to_its_end(ask: Asking) -> None:
    checked = ask.assistant.verify(" ".join([LITERAL[0]] * 40))
    assert len(checked) == 40
    assert all(one.verified for one in checked)


def test_two_sentences_of_one_report_may_hold_a_summary_up_together(ask: Asking) -> None:
    checked = check(
        ask, "De reparatie kostte EUR 27.000, nadat muskusratten de kabel op twee plaatsen hadden beschadigd."
    )
    assert checked.verified, checked.failed
    assert len(checked.citations) == 2


def test_headings_and_greetings_of_a_brief_are_left_out(ask: Asking) -> None:
    brief = f"# Stand van zaken\n\nBeste collega's,\n\nDit is besproken:\n\n- **{LITERAL[0]}** [1]\n- {LITERAL[1]}\n"
    checked = ask.assistant.verify(brief)
    assert [one.verified for one in checked] == [True, True]
