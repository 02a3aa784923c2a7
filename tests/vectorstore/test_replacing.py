"""A new version replaces the old one whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tests.vectorstore.material import addition, question, random_report
from vectorstore import writing
from vectorstore.catalogue import Catalogue
from vectorstore.library import Library


def test_only_the_new_version_is_found(either: Library) -> None:
    either.add_many([addition(random_report(i)) for i in range(6)])
    old = either.original(random_report(2).id)
    either.add(*addition(random_report(2, version=1)))
    texts = [hit.text for hit in either.search(question("kenmerk"), "kenmerk r2v0 r2v1", k=100)]
    assert any("r2v1" in text for text in texts)
    assert not any("r2v0" in text for text in texts)
    assert len(either.reports()) == 6
    assert either.check().problems == ()
    assert old is not None
    assert not old.exists()


def test_the_same_again_changes_nothing(either: Library) -> None:
    for _ in range(3):
        either.add_many([addition(random_report(i)) for i in range(4)])
    assert (len(either.reports()), either.check().passages, either.check().problems) == (4, 20, ())


def test_what_comes_from_the_same_source_keeps_its_id(library: Library) -> None:
    first = library.add(*addition(random_report(1)))
    assert library.add(*addition(replace(random_report(2), source=random_report(1).source))) == first
    assert [info.id for info in library.reports()] == [first]
    assert "r2v0" in library.report(first).text


def test_a_moved_report_is_not_replaced_by_what_comes_in_its_place(library: Library) -> None:
    moved = library.add(*addition(random_report(1)))
    library.move(moved, "/elsewhere/r1.txt")
    new = library.add(*addition(random_report(1, version=1)))
    assert new != moved
    assert "r1v0" in library.report(moved).text
    assert "r1v1" in library.report(new).text
    assert library.add(*addition(random_report(1, version=2))) == new
    assert len(library.reports()) == 2


def test_of_two_in_one_batch_the_last_counts(library: Library) -> None:
    library.add_many([addition(random_report(1, version)) for version in range(3)])
    assert "r1v2" in library.report(random_report(1).id).text
    assert library.check().problems == ()


def test_two_reports_share_an_original(library: Library) -> None:
    first, original, passages, sentences = addition(random_report(1))
    twin = replace(first, id="twin", source="/reports/twin.txt")
    library.add_many([(one, original, passages, sentences) for one in (first, twin)])
    library.remove(first.id)
    kept = library.original("twin")
    assert kept is not None
    assert kept.read_bytes() == original


def test_chroma_is_made_again_after_much_replacing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "CHURN", 0.0)
    library.add_many([addition(random_report(i)) for i in range(4)])
    first = list((library.folder / "vectors").iterdir())
    for version in range(1, 5):
        library.add_many([addition(random_report(i, version)) for i in range(4)])
    now = list((library.folder / "vectors").iterdir())
    assert (len(first), len(now)) == (1, 1)
    assert first != now
    assert library.check().problems == ()
    assert "r3v4" in library.search(question("kenmerk r3v4"), "kenmerk r3v4")[0].text


def test_an_interrupt_just_after_the_last_step_loses_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add_many([addition(random_report(i)) for i in range(4)])
    finish = Catalogue.finish

    def interrupted(self: Catalogue, numbers: Iterable[int]) -> list[int]:
        finish(self, numbers)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Catalogue, "finish", interrupted)
        with pytest.raises(KeyboardInterrupt):
            library.add(*addition(random_report(2, version=1)))
    assert "r2v1" in library.search(question("kenmerk r2v1"), "kenmerk r2v1")[0].text
    library.add(*addition(random_report(9)))
    assert len(library.reports()) == 5
    assert library.check().problems == ()


def test_a_failure_halfway_leaves_the_old_version(either: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    either.add_many([addition(random_report(i)) for i in range(6)])

    def fails(*_: object) -> None:
        raise RuntimeError("halfway")

    with monkeypatch.context() as patch:
        patch.setattr("vectorstore.words.WordsIndex.write", fails)
        with pytest.raises(RuntimeError, match="halfway"):
            either.add_many([addition(random_report(2, version=1)), addition(random_report(9))])
    assert "r2v0" in either.search(question("kenmerk r2v0"), "kenmerk r2v0")[0].text
    assert len(either.reports()) == 6
    assert either.check().problems == ()
    either.add(*addition(random_report(9)))
    assert either.check().problems == ()
