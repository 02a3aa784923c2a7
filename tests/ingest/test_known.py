"""What the library has already, by content, place and likeness."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.known import KnownReports, text_digest
from tests.vectorstore.material import addition, make_report
from vectorstore.library import Library
from vectorstore.types import Report

SENTENCES = [f"De commissie besprak punt {n} van de agenda uitvoerig met alle leden." for n in range(12)]


def kept(library: Library, path: Path, report: Report) -> Report:
    """The report as the library has it, from this path with this content."""
    path.write_text("\n".join(SENTENCES), "utf-8")
    report = replace(report, source=str(path))
    stored = addition(report)
    library.add_many([stored])
    return stored[0]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_new_content_is_not_known(library: Library, files: Path) -> None:
    known = KnownReports(library)
    assert not known.unchanged(files / "new.md", "0" * 64)
    assert known.note(files / "new.md", "0" * 64) is None


def test_the_same_content_at_the_same_place_is_unchanged(library: Library, files: Path) -> None:
    report = kept(library, files / "a.txt", make_report("a", SENTENCES))
    known = KnownReports(library)
    assert known.unchanged(files / "a.txt", report.sha256)
    assert known.note(files / "a.txt", report.sha256) is None
    assert not known.unchanged(files / "a.txt", "1" * 64)


def test_the_same_content_elsewhere_is_a_copy_while_the_first_is_there(library: Library, files: Path) -> None:
    report = kept(library, files / "a.txt", make_report("a", SENTENCES))
    known = KnownReports(library)
    assert known.unchanged(files / "b.txt", report.sha256)
    assert str(files / "a.txt") in str(known.note(files / "b.txt", report.sha256))
    assert [info.source for info in library.reports()] == [str(files / "a.txt")]


def test_the_same_content_elsewhere_is_a_move_when_the_first_is_gone(library: Library, files: Path) -> None:
    report = kept(library, files / "a.txt", make_report("a", SENTENCES))
    (files / "a.txt").rename(files / "b.txt")
    known = KnownReports(library)
    assert known.unchanged(files / "b.txt", report.sha256)
    (info,) = library.reports()
    assert (info.id, info.source) == (report.id, str(files / "b.txt"))
    assert known.note(files / "b.txt", report.sha256) is None


@pytest.mark.parametrize("name", ["mail.eml", "lines.jsonl", "MAIL.EML"])
def test_files_of_several_reports_are_read_again(library: Library, files: Path, name: str) -> None:
    report = kept(library, files / name, make_report("a", SENTENCES))
    assert not KnownReports(library).unchanged(files / name, report.sha256)


def test_a_report_is_the_same_by_source_and_text(library: Library, files: Path) -> None:
    report = kept(library, files / "a.txt", make_report("a", SENTENCES))
    known = KnownReports(library)
    assert known.same_report(report)
    assert not known.same_report(replace(report, text=report.text + "Nog een zin."))
    assert not known.same_report(replace(report, source=str(files / "b.txt")))


def test_parts_of_a_file_are_told_from_those_of_another(library: Library, files: Path) -> None:
    for part in ("m.eml!een.md", "m.eml!twee.md", "m.emlx!drie.md", "m.eml"):
        kept(library, files / part, make_report(part, SENTENCES))
    gone = KnownReports(library).parts_of(files / "m.eml", {str(files / "m.eml!een.md")})
    assert [library.report(id).source for id in gone] == [str(files / "m.eml!twee.md")]


def test_a_likeness_needs_the_same_day_and_nearly_the_same_words(library: Library, files: Path) -> None:
    kept(library, files / "a.txt", make_report("a", SENTENCES, day=date(2025, 3, 4)))
    known = KnownReports(library)
    other = make_report("b", [*SENTENCES[:-1], "De voorzitter sloot af."], day=date(2025, 3, 4))
    note = known.twin(other)
    assert note is not None
    assert str(files / "a.txt") in note
    assert known.twin(replace(other, date=date(2025, 3, 5))) is None
    assert (
        known.twin(make_report("c", ["Over heel iets anders werd kort gesproken door de leden."] * 5)) is None
    )
    assert known.twin(make_report("d", ["Kort."])) is None


def test_what_goes_in_now_is_compared_too(library: Library) -> None:
    known = KnownReports(library)
    first, second = make_report("a", SENTENCES), make_report("b", SENTENCES)
    assert known.twin(first) is None
    assert known.add(first) is False
    assert first.source in str(known.twin(second))


def test_an_update_is_told_from_an_addition(library: Library, files: Path) -> None:
    report = kept(library, files / "a.txt", make_report("a", SENTENCES))
    assert KnownReports(library).add(report) is True


def test_odd_characters_have_a_digest() -> None:
    assert len(text_digest("\ud800 \x00 ❄")) == 64
    assert text_digest("a") != text_digest("b")
