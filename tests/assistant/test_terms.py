"""Which words of a question count, and how a text has them."""

from __future__ import annotations

import pytest

from assistant.asked import key_terms
from assistant.terms import TextIndex, index_of, matches, share


def test_asking_words_are_no_terms() -> None:
    assert [t.text for t in key_terms("Wat is er gezegd over drones?")] == ["drones"]
    assert key_terms("Wat zei hij daarover?") == ()


def test_names_and_numbers_are_told_from_words() -> None:
    kinds = {t.text: t.kind for t in key_terms("Hoeveel F-16's levert Denemarken in 2027 aan Kyiv?")}
    assert kinds["Denemarken"] == "name"
    assert kinds["2027"] == "number"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Wat zei Duitsland?", "De Duitse minister benadrukte het belang."),
        ("What did Germany say?", "De Duitse minister benadrukte het belang."),
        ("defensieuitgaven", "De defensie-uitgaven stijgen."),
        ("defensie-uitgaven", "De defensieuitgaven stijgen."),
        ("begrotingen", "De begroting is vastgesteld."),
        ("Wat zei Terpstra?", "Dhr. Terpstra licht toe."),
        ("What is the deadline?", "Gereed: 1 maart 2026"),
        ("Wat zei Orkaine?", "De steun aan Oekraine gaat door."),
    ],
)
def test_a_text_has_the_term_under_another_form(question: str, text: str) -> None:
    [term] = [t for t in key_terms(question) if t.text not in ("Wat", "What")]
    assert TextIndex(text).match(term) >= 0.6


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("België", "De Duitse minister benadrukte het belang."),
        ("soldaten", "Nederland levert winteruitrusting."),
        ("2027", "In 2026 is het gereed."),
        ("afwezig", "aanwezig: mevrouw Jansen"),
    ],
)
def test_a_text_without_the_term_does_not_have_it(question: str, text: str) -> None:
    [term] = key_terms(question)
    assert TextIndex(text).match(term) == 0


def test_the_share_is_by_weight() -> None:
    terms = key_terms("Hoeveel schepen levert Noorwegen?")
    assert share(terms, matches(terms, "Noorwegen levert twee schepen.")) == pytest.approx(1.0)
    assert 0 < share(terms, matches(terms, "Denemarken levert twee schepen.")) < 0.6
    assert share((), ()) == 1.0


def test_a_country_is_no_slip_of_another() -> None:
    [ireland] = key_terms("Ierland")
    assert TextIndex("IJsland verlaat het overleg.").match(ireland) == 0


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Krijgt Oekraïne steun?", ["Oekraïne"]),
        ("Houden de AIVD en MIVD dat bij?", ["AIVD", "MIVD"]),
        ("Steunt Rutte het plan?", ["Rutte"]),
        ("NAVO-top: waar is die?", ["NAVO"]),
        ("Andrii Sybiha over Patriots", ["Andrii Sybiha", "Patriots"]),
    ],
)
def test_a_verb_that_opens_a_question_is_no_part_of_a_name(question: str, names: list[str]) -> None:
    assert [term.text for term in key_terms(question) if term.kind == "name"] == names


def test_the_occasion_weighs_half_and_the_subject_is_marked() -> None:
    terms = {t.text: t for t in key_terms("What did Norway say about cables when discussing the harbours?")}
    assert terms["cables"].about
    assert not terms["harbours"].about
    assert terms["harbours"].weight < terms["cables"].weight


def test_a_verb_and_its_particle_are_found_apart() -> None:
    (term,) = [t for t in key_terms("toezeggingen van schepen") if t.text == "toezeggingen"]
    assert TextIndex("Frankrijk zegde in Dublin twee schepen toe.").match(term) == 1.0
    assert TextIndex("Toe was hij nog niet; hij zegde niets.").match(term) < 1.0


def test_words_for_the_sort_of_answer_weigh_little() -> None:
    assert all(
        t.light for t in key_terms("Welke bezwaren en problemen?") if t.text in ("bezwaren", "problemen")
    )


@pytest.mark.parametrize(
    "question", ["What did the minster pledge in Dublin?", "Wat zegde de minsiter in Dublin toe?"]
)
def test_a_slip_of_the_pen_is_no_known_word_because_a_particle_follows(question: str) -> None:
    slip = next(term for term in key_terms(question) if term.text in ("minster", "minsiter"))
    assert not slip.known
    assert index_of("De minister sprak.").match(slip) > 0
