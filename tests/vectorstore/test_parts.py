"""The library's small parts: terms, fusion, packed vectors, seals, migrations."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import Signals, Weights, mix, stretch
from vectorstore.places import Place
from vectorstore.quantise import Bits, dot, pack, unit, unpack
from vectorstore.schema import MIGRATIONS, upgrade
from vectorstore.seals import Contents, break_seal, fault, set_seal
from vectorstore.terms import LONGEST, terms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("De Defensie-uitgaven", ["de", "defensieuitgaven", "defensie", "uitgaven"]),
        ("Kamerstuk 36 850, nr. X-2", ["kamerstuk", "36850", "36", "850", "nr", "x2", "2"]),
        ("€ 1.250.000", ["1250000", "1", "250", "000"]),
        ("21 501-02", ["21501", "2150102", "21", "501", "02"]),
        ("de N.A.V.O. vergadert", ["de", "navo", "vergadert"]),
        ("API's, coördinatie", ["apis", "api", "coordinatie"]),
        ("’s-Hertogenbosch", ["shertogenbosch", "hertogenbosch"]),
        ("www.nu.nl/snake_case", ["www", "nu", "nl", "snake", "case"]),
        ("zacht\u00adjes 2021", ["zachtjes", "2021"]),
        ("\ud800 \x00 😀 --- ...", []),
    ],
)
def test_terms(text: str, wanted: list[str]) -> None:
    assert terms(text) == wanted


@given(st.text(st.characters(), max_size=200))
def test_terms_are_short_and_of_letters_and_digits(text: str) -> None:
    for term in terms(text):
        assert term.isalnum()
        assert len(term) <= LONGEST
        assert terms(term) == [term]


A, B, C = Place(1, 0), Place(1, 1), Place(2, 0)


def test_mixing_counts_both_searches() -> None:
    signals = Signals({A: 0.9, B: 0.8, C: 0.7}, {C: 8.0, A: 2.0}, {}, {})
    fused = mix(signals, tuple, Weights(dense=0.7, whole=0.0, words=0.3, report_words=0.0))
    assert [one.place for one in fused] == [A, B, C]
    assert [one.score for one in fused] == pytest.approx([0.7 + 0.3 * 0.25, 0.35, 0.3])
    assert (fused[2].dense, fused[2].words) == (0.7, 8.0)


def test_mixing_without_words_is_the_dense_order() -> None:
    assert [one.place for one in mix(Signals({B: 0.1, A: 0.2}, {}, {}, {}), tuple)] == [A, B]
    assert mix(Signals({}, {}, {}, {}), tuple) == []


def test_what_only_the_words_found_is_there_too() -> None:
    assert {one.place for one in mix(Signals({A: 0.9}, {B: 1.0}, {}, {}), tuple)} == {A, B}


def test_a_passage_speaks_with_the_voice_of_its_report() -> None:
    near = {A: 0.80, B: 0.60, C: 0.80}
    by_vectors = mix(Signals(near, {}, {1: 0.5, 2: 0.7}, {}), tuple)
    assert [one.place for one in by_vectors] == [C, A, B]
    assert by_vectors[0].dense == 0.80
    by_words = mix(Signals(near, {}, {}, {2: 3.0}), tuple)
    assert [one.place for one in by_words] == [C, A, B]


def test_a_report_in_another_language_makes_up_for_its_lower_cosines() -> None:
    near, whole = {A: 0.80, C: 0.79}, {1: 0.70, 2: 0.70}
    assert mix(Signals(near, {}, whole, {}), tuple)[0].place == A
    fused = mix(Signals(near, {}, whole, {}, foreign={2}), tuple)
    assert [one.place for one in fused] == [C, A]
    assert fused[0].dense == 0.79
    alone = mix(Signals(near, {}, whole, {}, foreign={1, 2}), tuple)
    assert [one.score for one in alone] == [one.score for one in mix(Signals(near, {}, whole, {}), tuple)]


def test_between_languages_words_count_as_far_as_they_are_known() -> None:
    signals = Signals({A: 0.9, C: 0.8}, {C: 5.0}, {}, {}, known=0.5)
    weights = Weights(dense=0.6, whole=0.0, words=0.7, report_words=0.0, foreign=0.0)
    assert mix(signals, tuple, weights)[0].place == C
    assert mix(replace(signals, foreign={1, 2}), tuple, weights)[0].place == A
    assert mix(replace(signals, foreign={1, 2}, known=1.0), tuple, weights)[0].place == C


def test_equal_scores_come_in_the_given_order() -> None:
    scores = {C: 0.5, A: 0.5, B: 0.5 + 1e-9}
    fused = mix(Signals(scores, {}, {}, {}), lambda place: (-place.number, place))
    assert [one.place for one in fused] == [C, A, B]


def test_stretching() -> None:
    assert stretch({A: 2.0, B: 4.0, C: 3.0}) == {A: 0.0, B: 1.0, C: 0.5}
    assert stretch({A: 2.0, B: 2.0}) == {A: 1.0, B: 1.0}


@pytest.mark.parametrize(("bits", "near"), [(8, 3e-3), (16, 2e-5)])
def test_packed_vectors_come_back(bits: Bits, near: float) -> None:
    vectors = unit(np.random.default_rng(1).normal(size=(50, 384)).astype(np.float32))
    vectors[7] = 0
    packed = pack(vectors, bits)
    assert len(packed) == 50 * (4 + 384 * bits // 8)
    back = unpack(packed, 384, bits)
    assert np.abs(back @ vectors.T - vectors @ vectors.T).max() < near
    assert not back[7].any()
    assert np.array_equal(unpack(packed, 384, bits, slice(3, 9)), back[3:9])
    assert dot(packed, vectors[0], bits) == pytest.approx(back @ vectors[0], abs=1e-6)
    assert pack(back, bits) == packed
    assert unpack(pack(vectors[:0], bits), 384, bits).shape == (0, 384)


def test_a_vector_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        unit(np.array([[1.0, np.inf]], dtype=np.float32))


def test_a_seal_tells_any_change(tmp_path: Path) -> None:
    contents = Contents("state", 3, "format 1")
    (tmp_path / "inner").mkdir()
    file = tmp_path / "inner" / "data.bin"
    file.write_bytes(b"12345")
    assert fault(tmp_path, contents) == "not closed properly"
    set_seal(tmp_path, contents)
    assert fault(tmp_path, contents) is None
    for other in (
        Contents("other", 3, "format 1"),
        Contents("state", 4, "format 1"),
        Contents("state", 3, "format 2"),
    ):
        assert fault(tmp_path, other) == "not of this catalogue"
    file.write_bytes(b"12346")
    assert fault(tmp_path, contents) == "damaged"
    file.write_bytes(b"12345")
    (tmp_path / "extra").write_bytes(b"")
    assert fault(tmp_path, contents) == "damaged"
    (tmp_path / "extra").unlink()
    assert fault(tmp_path, contents) is None
    (tmp_path / "seal.json").write_text("[]")
    assert fault(tmp_path, contents) == "not of this catalogue"
    break_seal(tmp_path)
    break_seal(tmp_path)
    assert fault(tmp_path, contents) == "not closed properly"
    assert fault(tmp_path / "nowhere", contents) == "missing"


def test_an_older_catalogue_is_brought_up_to_date(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "catalogue.db", isolation_level=None)
    upgrade(connection, tmp_path / "catalogue.db", MIGRATIONS)
    newer = (*MIGRATIONS, "CREATE TABLE later (x); INSERT INTO later VALUES (1)")
    with pytest.raises(sqlite3.OperationalError):
        upgrade(connection, tmp_path / "catalogue.db", (*MIGRATIONS, "CREATE TABLE half (x); NONSENSE"))
    connection.rollback()
    upgrade(connection, tmp_path / "catalogue.db", newer)
    upgrade(connection, tmp_path / "catalogue.db", newer)
    assert connection.execute("SELECT x FROM later").fetchall() == [(1,)]
    assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall() == []
    connection.close()
