"""The parts of the benchmarks that could make a figure wrong."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.kill9 import Contents, acknowledged, compare
from benchmarks.kpapis import Tally, is_document, names
from benchmarks.material import make_reports
from benchmarks.pool import Pool
from benchmarks.results import percentile


def test_percentile_interpolates() -> None:
    assert percentile([4, 1, 3, 2], 50) == 2.5
    assert percentile([1, 2], 100) == 2
    assert percentile([7], 95) == 7


def test_names_leave_out_organisations_and_empty_places() -> None:
    assert names("Jan de Wit (Kadaster), An Bos,\n Pieter  van Dam (VNG),") == [
        "Jan de Wit",
        "An Bos",
        "Pieter van Dam",
    ]


def test_lock_files_and_thumbnails_are_no_documents() -> None:
    assert is_document("a__Verslag 1.docx")
    assert not is_document("a__~$rslag 1.docx")
    assert not is_document("a__Thumbs.db")


def test_a_tally_counts_and_keeps_what_was_wrong_by_key_only() -> None:
    tally = Tally("found", "all")
    tally.count(True, "a", "")
    tally.count(False, "b", "a person's name")
    assert tally.percent == 50
    assert tally.shape()["wrong"] == ["b"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[3/61] /x/Verslag: deel 2.docx: added\n", "Verslag: deel 2.docx"),
        ("[3/61] /x/Verslag: deel 2.docx: not taken in: a lock file\n", None),
        ("[3/61] /x/other.docx: added\n", None),
        ("preparing the embedding model\n", None),
    ],
)
def test_only_what_was_added_is_acknowledged(line: str, expected: str | None) -> None:
    assert acknowledged(line, {"Verslag: deel 2.docx"}) == expected


def test_a_kill_that_lost_or_halved_a_report_is_a_fault() -> None:
    whole = Contents({"a": ("text", 2), "b": ("text", 3)}, ())
    assert compare(Contents({"a": ("text", 2)}, ()), whole, {"a"}, "kill 1") == []
    assert compare(Contents({}, ()), whole, {"a"}, "kill 1") == ["kill 1: a was acknowledged and is gone"]
    assert compare(Contents({"b": ("text", 2)}, ()), whole, set(), "kill 1") == [
        "kill 1: b differs from the undisturbed one"
    ]
    assert compare(Contents({}, ("vectors: 3 too few",)), whole, set(), "kill 1") == [
        "kill 1: vectors: 3 too few"
    ]


def test_made_reports_point_into_their_text_and_hold_the_asked_number_of_passages() -> None:
    vectors = np.eye(4, dtype=np.float32)
    pool = Pool(["Een.", "Twee is meer.", "Drie?", "Vier!"], vectors, ["Opening"], [1, 3])
    made = list(make_reports(pool, 40, seed=1))
    assert sum(len(report.passages) for report, *_ in made) == 40
    for report, _, passage_vectors, sentence_vectors in made:
        assert passage_vectors.shape == (len(report.passages), 4)
        assert sentence_vectors.shape == (len(report.sentences), 4)
        assert np.allclose(np.linalg.norm(passage_vectors, axis=1), 1, atol=1e-5)
        for i, sentence in enumerate(report.sentences):
            wanted = pool.sentences[int(sentence_vectors[i].argmax())]
            assert report.text[sentence.start : sentence.end] == wanted
        for passage in report.passages:
            first, last = report.sentences[passage.first], report.sentences[passage.last]
            assert (passage.start, passage.end) == (first.start, last.end)
            section = report.sections[passage.section]
            assert section.body <= passage.start <= passage.end <= section.end
