"""What goes into a library comes out of it, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.vectorstore.material import MODEL, addition, body, embed, make_report, question, random_report
from vectorstore.errors import AmbiguousReport, InvalidReport, LibraryClosed, NoSuchReport
from vectorstore.library import Library
from vectorstore.types import Fingerprint, Footnote, Reference


def test_a_report_comes_back_exactly(library: Library) -> None:
    plain = make_report("een", ["De dijk is af.", "Het ‘écht’ — \x00 én \ud800 é̈."])
    report = replace(
        plain,
        footnotes=(Footnote(1, 5, 3, 9),),
        references=(Reference("36850", "X-2", 0, 4),),
        pages=(0, 12),
        warnings=("bestandsnaam zegt 4 mei",),
        sentences=tuple(replace(one, page=2, footnotes=(1,)) for one in plain.sentences),
    )
    library.add(*addition(report))
    kept = library.report(report.id)
    assert replace(kept, sha256=report.sha256) == report


def test_a_report_comes_back_after_reopening(folder: Path) -> None:
    report = addition(random_report(3))[0]
    with Library.open(folder, MODEL) as library:
        library.add(*addition(report))
    with Library.open(folder, MODEL) as library:
        assert library.report(report.id) == report


def test_the_original_is_kept(library: Library, tmp_path: Path) -> None:
    report, original, passages, sentences = addition(random_report(1))
    assert isinstance(original, bytes)
    file = tmp_path / "file.txt"
    file.write_bytes(original)
    library.add(report, file, passages, sentences)
    kept = library.original(report.id)
    assert kept is not None
    assert kept.read_bytes() == original


def test_hits_quote_the_canonical_text(either: Library) -> None:
    reports = [random_report(i) for i in range(8)]
    either.add_many([addition(report) for report in reports])
    hits = either.search(question("minister dijk haven"), "minister dijk haven", k=20)
    assert len(hits) == 20
    for hit in hits:
        report = either.report(hit.report)
        assert report.text[hit.start : hit.end] == hit.text
        assert (hit.title, hit.date, hit.section) == (report.title, report.date, "Verslag › Besluiten")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_an_exact_sentence_is_found_first(either: Library) -> None:
    reports = [random_report(i) for i in range(30)]
    either.add_many([addition(report) for report in reports])
    for report in reports[::7]:
        passage = report.passages[2]
        words = report.text[passage.start : passage.end]
        best = either.search(question(words), words, k=1)[0]
        assert (best.report, best.position) == (report.id, 2)
        assert best.dense == pytest.approx(1.0, abs=1e-3)


def test_dense_is_the_cosine_even_when_only_words_found_it(either: Library) -> None:
    either.add_many([addition(random_report(i)) for i in range(40)])
    asked = question("kosten termijn")
    for hit in either.search(asked, "kenmerk r33v0", k=30):
        assert hit.dense == pytest.approx(float(embed([hit.text])[0] @ asked), abs=1e-3)


def test_an_empty_library_answers(either: Library) -> None:
    assert either.search(question("iets"), "iets") == []
    assert either.reports() == []
    assert either.check().problems == ()


def test_a_report_without_passages_is_listed_and_never_found(either: Library) -> None:
    empty = make_report("leeg", [])
    either.add_many([addition(empty), addition(random_report(1))])
    assert {info.id for info in either.reports()} == {empty.id, random_report(1).id}
    assert all(hit.report != empty.id for hit in either.search(question("leeg"), "leeg"))
    assert either.check().problems == ()


@pytest.mark.parametrize(
    "words",
    ["", " ", "😀", "\x00", "AND OR NOT (", 'title:"x" +y -z *', "a" * 100_000, "ab " * 40_000, "\ud800"],
)
def test_hostile_words_find_politely(either: Library, words: str) -> None:
    either.add_many([addition(random_report(i)) for i in range(3)])
    assert len(either.search(question("minister"), words, k=5)) == 5


def test_a_zero_vector_searches_by_words(either: Library) -> None:
    either.add_many([addition(random_report(i)) for i in range(9)])
    hits = either.search(np.zeros(MODEL.dimension, np.float32), "kenmerk r7v0")
    assert hits[0].report == random_report(7).id


def test_reports_come_newest_meeting_first(library: Library) -> None:
    days = [date(2024, 1, 2), None, date(2026, 5, 6), date(2025, 3, 4)]
    library.add_many([addition(make_report(f"v{i}", ["Iets."], day=day)) for i, day in enumerate(days)])
    assert [info.date for info in library.reports()] == [
        date(2026, 5, 6),
        date(2025, 3, 4),
        date(2024, 1, 2),
        None,
    ]


def test_sentences_with_their_vectors(library: Library) -> None:
    report = random_report(4)
    library.add(*addition(report))
    found = library.sentences(report.id, 2, 5)
    assert [one.index for one in found] == [2, 3, 4, 5]
    assert [one.text for one in found] == body(report)[2:6]
    assert [one.sentence for one in found] == list(report.sentences[2:6])
    wanted = embed(body(report)[2:6])
    cosines = (np.stack([one.vector for one in found]) * wanted).sum(axis=1)
    assert cosines == pytest.approx(np.ones(4), abs=2e-3)
    assert found[0].vector.dtype == np.float32
    assert library.sentences(report.id, 8, 99)[-1].index == 9
    assert library.sentences(report.id, -3, 0)[0].index == 0


def test_neighbours_of_a_hit(library: Library) -> None:
    library.add(*addition(random_report(4)))
    hits = {hit.position: hit for hit in library.search(question("dijk"), "dijk")}
    assert [hit.position for hit in library.passages_around(hits[2])] == [1, 3]
    assert [hit.position for hit in library.passages_around(hits[0], 2, 2)] == [1, 2]
    assert [hit.position for hit in library.passages_around(hits[4], 3, 0)] == [1, 2, 3]


def test_fingerprints_and_moving(library: Library) -> None:
    report = addition(random_report(4))[0]
    library.add(*addition(report))
    prints = library.fingerprints()
    assert list(prints) == [report.source]
    assert isinstance(prints[report.source], Fingerprint)
    assert (prints[report.source].id, prints[report.source].sha256) == (report.id, report.sha256)
    library.report(report.id)
    library.move(report.id, "/elsewhere/r4.txt")
    assert list(library.fingerprints()) == ["/elsewhere/r4.txt"]
    assert library.report(report.id).source == "/elsewhere/r4.txt"
    assert library.search(question("dijk"), "dijk")[0].report == report.id


def test_a_source_that_is_no_utf8(library: Library) -> None:
    report = replace(random_report(4), source="/reports/\udce9t\udce9.txt")
    library.add(*addition(report))
    assert list(library.fingerprints()) == [report.source]


def test_names_for_the_command_line(library: Library) -> None:
    first = make_report("a", ["Iets."], title="Stuurgroep dijken 4 maart")
    second = make_report("b", ["Iets."], title="Stuurgroep dijken 9 mei")
    library.add_many([addition(first), addition(second)])
    for name in (first.id, first.id[:6], "stuurgroep dijken 4 maart", "4 maart", "a.txt", "/reports/a.txt"):
        assert library.resolve(name) == first.id
    with pytest.raises(AmbiguousReport, match=second.id) as caught:
        library.resolve("stuurgroep")
    assert {info.id for info in caught.value.candidates} == {first.id, second.id}
    for name in ("nergens", "", " "):
        with pytest.raises(NoSuchReport):
            library.resolve(name)


def test_unknown_reports(library: Library) -> None:
    for ask in (library.report, library.original, library.remove):
        with pytest.raises(NoSuchReport, match="wijzer reports"):
            ask("nergens")


def test_what_does_not_fit_is_refused_whole(library: Library) -> None:
    good, (report, original, passages, sentences) = addition(random_report(1)), addition(random_report(2))
    broken = passages.copy()
    broken[0, 0] = np.nan
    for bad in (
        (report, original, passages[1:], sentences),
        (report, original, passages, sentences[:, 1:]),
        (report, original, broken, sentences),
        (replace(report, text="kort"), original, passages, sentences),
        (report, b"other bytes", passages, sentences),
    ):
        with pytest.raises(InvalidReport):
            library.add_many([good, bad])
    assert library.reports() == []
    assert list((library.folder / "originals").rglob("*.*")) == []
    library.add_many([good])
    assert library.check().problems == ()


def test_a_closed_library_says_so(folder: Path) -> None:
    library = Library.open(folder, MODEL)
    library.close()
    library.close()
    for ask in (library.reports, library.check, lambda: library.search(question("x"), "x")):
        with pytest.raises(LibraryClosed):
            ask()
