"""The indexes can be made again from the catalogue, for this model and for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vectorstore.material import MODEL, addition, embed, embed_report, question, random_report
from vectorstore.errors import ModelMismatch
from vectorstore.library import Library
from vectorstore.quantise import Vectors
from vectorstore.types import Hit, ModelStamp, Report

OTHER = ModelStamp("another", 16)
QUESTIONS = ["kenmerk r7v0", "minister dijk haven", "begroting raad", "kosten", "toegezegd onderzoek kosten"]


def answers(library: Library) -> list[Hit]:
    """What the library finds on some questions."""
    return [hit for asked in QUESTIONS for hit in library.search(question(asked), asked, k=25)]


def test_the_same_is_found_after_a_rebuild(either: Library) -> None:
    either.add_many([addition(random_report(i)) for i in range(30)])
    either.add_many([addition(random_report(i, version=1)) for i in range(5)])
    either.remove(random_report(11).id)
    either.rebuild()
    before = answers(either)
    told: list[str] = []
    outcome = either.rebuild(told.append)
    assert (outcome.reports, outcome.passages, outcome.vectors, outcome.words) == (29, 145, 145, 145)
    assert outcome.problems == ()
    assert answers(either) == before
    assert told == ["vectors: 145 of 145 passages", "words: 145 of 145 passages"]


def test_a_rebuild_cut_short_leaves_the_library_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i)) for i in range(10)])
        library.rebuild()
        before = answers(library)
        with monkeypatch.context() as patch:
            patch.setattr("vectorstore.words.WordsIndex.write", _cut_short)
            with pytest.raises(KeyboardInterrupt):
                library.rebuild()
        assert answers(library) == before
    with Library.open(folder, MODEL) as library:
        assert answers(library) == before
        assert library.check().problems == ()


def test_a_rebuild_for_another_model(folder: Path) -> None:
    def embed_other(report: Report) -> tuple[Vectors, Vectors]:
        return embed_report(report, OTHER.dimension)

    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i)) for i in range(10)])
        report = library.reports()[0].id
        assert library.rebuild(embed=embed_other, model=OTHER).problems == ()
        assert library.model == OTHER
        asked = embed(["kenmerk r3v0"], OTHER.dimension)[0]
        assert "r3v0" in library.search(asked, "kenmerk r3v0")[0].text
        assert library.sentences(report, 0, 0)[0].vector.shape == (OTHER.dimension,)
    with pytest.raises(ModelMismatch):
        Library.open(folder, MODEL)
    with Library.open(folder, OTHER) as library:
        assert library.check().problems == ()


def test_another_model_cut_short_leaves_the_present_one(folder: Path) -> None:
    done: list[str] = []

    def embed_some(report: Report) -> tuple[Vectors, Vectors]:
        if len(done) == 4:
            raise KeyboardInterrupt
        done.append(report.id)
        return embed_report(report, OTHER.dimension)

    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i)) for i in range(10)])
        before = answers(library)
        with pytest.raises(KeyboardInterrupt):
            library.rebuild(embed=embed_some, model=OTHER)
        assert answers(library) == before
    with Library.open(folder, MODEL) as library:
        assert answers(library) == before
        assert library.check().problems == ()


def test_a_model_without_its_embeddings_is_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="both"):
        library.rebuild(model=OTHER)


def _cut_short(*_: object) -> None:
    raise KeyboardInterrupt
