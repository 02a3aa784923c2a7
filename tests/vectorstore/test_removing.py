"""What is removed is in no file any more."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import tantivy

from tests.vectorstore.material import MODEL, addition, make_report, question, random_report
from vectorstore import writing
from vectorstore.errors import NoSuchReport
from vectorstore.library import Library
from vectorstore.types import Removed, Report

CANARIES = ("Kanarievogeltjes", "zwaluwnésten", "nachtegaalbesluit")
TRACES = ("kanarievogel", "zwaluwn", "nachtegaal", "ooievaar", "pelikaan", "roodborst")
"""Beginnings that survive stemming, lower case and the loss of accents."""


def canary(number: int = 0) -> Report:
    """A report whose every part can be recognised in a file."""
    sentences = [f"De {word} van {number} zijn besproken." for word in CANARIES] * 4
    return make_report(f"ooievaar{number}", sentences, title=f"Pelikaan {number}", series="roodborstraad")


def traces(folder: Path, canaries: tuple[str, ...] = TRACES) -> dict[str, set[str]]:
    """By file, which canaries its bytes hold, in whatever case and common encoding."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            folded = [content.lower(), content.decode("utf-16-le", "ignore").lower().encode()]
            here = {word for word in canaries if any(word.encode() in one for one in folded)}
            here |= {word for word in canaries if word in path.name.lower()}
            if here:
                found[str(path.relative_to(folder))] = here
    return found


def terms_of(folder: Path, beginning: str) -> list[str]:
    """The terms in the words index that begin so: in its files they are not plain to see."""
    (generation,) = (folder / "words").iterdir()
    searchers = [tantivy.Index.open(str(generation / kind)).searcher() for kind in ("passages", "reports")]
    return [
        term
        for searcher in searchers
        for field in ("exact", "nl")
        for term, _ in searcher.terms_with_prefix(field, beginning)
    ]


def test_a_removed_report_is_gone_from_every_file(either: Library, folder: Path) -> None:
    either.add_many([addition(random_report(i)) for i in range(20)])
    report = canary()
    either.add(*addition(report))
    either.add_many([addition(random_report(i)) for i in range(20, 30)])
    assert set.union(*traces(folder).values()) == set(TRACES)
    assert terms_of(folder, "zwaluwnest")
    asked = report.text[report.passages[0].start : report.passages[0].end]
    assert either.search(question(asked), asked)[0].report == report.id
    assert either.remove(report.id) == Removed(report.id, report.title, len(report.passages))
    assert traces(folder) == {}
    assert not any(terms_of(folder, word) for word in TRACES)
    assert terms_of(folder, "vergader")
    assert all(hit.report != report.id for hit in either.search(question(asked), asked, k=50))
    with pytest.raises(NoSuchReport):
        either.report(report.id)
    assert len(either.reports()) == 30
    assert either.check().problems == ()
    either.close()
    assert traces(folder) == {}
    told: list[str] = []
    with Library.open(folder, MODEL, progress=told.append) as again:
        assert len(again.reports()) == 30
    assert told == []


def test_a_hundred_canaries_among_others(library: Library, folder: Path) -> None:
    source = random.Random(5)
    order = [addition(canary(i)) for i in range(100)] + [addition(random_report(i)) for i in range(50)]
    source.shuffle(order)
    for start in range(0, len(order), 25):
        library.add_many(order[start : start + 25])
    for i in range(0, 100, 10):
        library.move(canary(i).id, f"/reports/verhuisd-ooievaar{i}.txt")
    ids = [canary(i).id for i in range(100)]
    library.remove(ids[0])
    assert len(library.remove_many(ids[1:])) == 99
    assert traces(folder) == {}
    assert library.check().problems == ()
    assert len(library.reports()) == 50


def test_an_older_version_and_an_older_path_go_with_it(library: Library, folder: Path) -> None:
    library.add_many([addition(random_report(i)) for i in range(5)])
    report = canary()
    library.add(*addition(report))
    changed = make_report("ooievaar0", ["Niets."], title="Iets anders", series="raad")
    library.add(*addition(changed))
    library.move(changed.id, "/reports/anders.txt")
    library.remove(changed.id)
    assert traces(folder) == {}


def test_a_large_library_keeps_its_chroma(
    either: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "REMADE", 0)
    either.add_many([addition(random_report(i)) for i in range(20)])
    either.add(*addition(canary()))
    before = list((folder / "vectors").iterdir())
    either.remove(canary().id)
    assert list((folder / "vectors").iterdir()) == before
    assert traces(folder) == {}
    assert either.check().problems == ()
    either.close()
    told: list[str] = []
    with Library.open(folder, MODEL, progress=told.append) as again:
        assert again.check().problems == ()
    assert told == []


def test_the_last_report(either: Library, folder: Path) -> None:
    report = canary()
    either.add(*addition(report))
    either.remove(report.id)
    assert either.search(question("iets"), "iets") == []
    assert traces(folder) == {}
    either.add(*addition(report))
    assert either.search(question("iets"), "besproken")[0].report == report.id
    assert either.check().problems == ()


def test_a_removal_cut_short_is_finished_at_opening(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i)) for i in range(5)])
        library.add(*addition(canary()))
        with monkeypatch.context() as patch:
            patch.setattr("vectorstore.writing.remake_vectors", _cut_short)
            with pytest.raises(KeyboardInterrupt):
                library.remove(canary().id)
        assert len(library.reports()) == 5
    with Library.open(folder, MODEL) as library:
        assert traces(folder) == {}
        assert len(library.reports()) == 5
        assert library.check().problems == ()


def _cut_short(*_: object) -> None:
    raise KeyboardInterrupt
