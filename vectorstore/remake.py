"""The indexes made again from the catalogue: beside the present ones, and put in their place in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from vectorstore.catalogue import PASSAGE_BITS
from vectorstore.holdings import Holdings
from vectorstore.places import Place, WordsEntry
from vectorstore.quantise import Vectors, unit, unpack
from vectorstore.records import validate
from vectorstore.types import ModelStamp, Report

Progress = Callable[[str], None]
Embed = Callable[[Report], tuple[Vectors, Vectors]]
"""A report's passage vectors (n, dimension) and sentence vectors (m, dimension)."""

EVERY = 2_000
"""Passages between two lines of progress."""

_Item = TypeVar("_Item")


def remake_vectors(holdings: Holdings, progress: Progress) -> None:
    """Make the vectors index again."""
    generation = _make_vectors(holdings, progress, holdings.catalogue.space)
    holdings.catalogue.keep({holdings.vectors.name: generation, "churn": "0"})
    holdings.vectors.adopt()


def remake_words(holdings: Holdings, progress: Progress) -> None:
    """Make the words index again; nothing that was removed is left in its files."""
    holdings.catalogue.keep({holdings.words.name: _make_words(holdings, progress)})
    holdings.words.adopt()


def re_embed(holdings: Holdings, progress: Progress, embed: Embed, model: ModelStamp) -> None:
    """Give every report the vectors of `model`; the present ones count until all are there."""
    catalogue, now = holdings.catalogue, holdings.now
    catalogue.drop_other_spaces()
    space, done = catalogue.space + 1, 0
    for number, version in now.ready.items():
        report = catalogue.report(version)
        passages, sentences = (unit(vectors) for vectors in embed(report))
        validate(report, passages, sentences, model)
        catalogue.stage(space, [(number, passages, sentences)])
        done += len(report.passages)
        progress(f"embedded: {done} of {now.passages} passages")
    generation = _make_vectors(holdings, progress, space, model.dimension)
    stamp = {"space": str(space), "model": model.name, "dimension": str(model.dimension)}
    catalogue.keep({holdings.vectors.name: generation, **stamp})
    holdings.vectors.adopt()
    catalogue.drop_other_spaces()


def words_entries(number: int, report: Report) -> Iterator[WordsEntry]:
    """The report's passages as the words index takes them."""
    for position, passage in enumerate(report.passages):
        text = report.text[passage.start : passage.end]
        yield WordsEntry(Place(number, position), report.language, passage.context, text)


def _make_vectors(holdings: Holdings, progress: Progress, space: int, dimension: int | None = None) -> str:
    catalogue, now = holdings.catalogue, holdings.now
    wide = dimension or int(catalogue.setting("dimension"))
    packed = catalogue.packed_passages(list(now.ready), space)
    vectors = ((number, unpack(one, wide, PASSAGE_BITS)) for number, one in packed)
    counted = _told(vectors, lambda item: len(item[1]), "vectors", now.passages, progress)
    return holdings.vectors.make(lambda index: index.write(counted))


def _make_words(holdings: Holdings, progress: Progress) -> str:
    catalogue, now = holdings.catalogue, holdings.now
    entries = (
        entry for number, one in now.ready.items() for entry in words_entries(number, catalogue.report(one))
    )
    counted = _told(entries, lambda _: 1, "words", now.passages, progress)
    return holdings.words.make(lambda index: index.write(counted))


def _told(
    items: Iterable[_Item], passages: Callable[[_Item], int], what: str, total: int, progress: Progress
) -> Iterator[_Item]:
    """`items`, with a line of progress every `EVERY` passages."""
    done = told = 0
    for item in items:
        yield item
        done += passages(item)
        if done - told >= EVERY or done == total:
            told = done
            progress(f"{what}: {done} of {total} passages")
