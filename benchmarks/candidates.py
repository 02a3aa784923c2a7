"""The passages that a second stage could put in another order: the first fifty of each question, with all that the
product knows of them when it ranks."""

from __future__ import annotations

import math
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.plan import clean, make_plan
from assistant.sources import Sources
from assistant.terms import Term, matches, share
from benchmarks import late_interaction as late
from benchmarks.judging import Locator, is_right
from benchmarks.results import say
from benchmarks.retrieval import write_input
from benchmarks.sets import Question, QuestionSet
from ingest.pipeline import ingest_paths, passage_text
from vectorstore.embedding import Array, query_embedder
from vectorstore.fusion import WEIGHTS, Fused, Signals, mix, stretch
from vectorstore.holdings import Holdings
from vectorstore.library import Library
from vectorstore.places import Place
from vectorstore.searching import CANDIDATES, hit, in_order, signals
from vectorstore.types import Hit, Report, ReportFilter

DEPTH = 50
TODAY = date(2026, 11, 23)
FEATURES = (
    "fused", "near", "dense", "whole", "words", "report_words", "dense_rank", "words_rank", "fused_rank",
    "sentence", "terms", "terms_with_heading", "numbers", "names", "length", "place", "same_report",
    "late", "late_centred",
)  # fmt: skip
LATE = ("late", "late_centred")
RANK_OFFSET = 10

Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Scope:
    """The best passages within one understanding of a question, in the present order; features in rows.

    `Hit.report` is the id of the set's doc.
    """

    hits: tuple[Hit, ...]
    right: NDArray[np.bool_]
    rows: Rows


@dataclass(frozen=True)
class Asked:
    """A question with its scopes; `soft`: hits of the others stand between those of the first."""

    question: Question
    scopes: tuple[Scope, ...]
    soft: bool


@dataclass(frozen=True)
class _Way:
    where: ReportFilter
    terms: tuple[Term, ...]


def prepared(one: QuestionSet, folder: Path, encoder: late.TokenEncoder) -> dict[str, late.Tokens]:
    """The tokens of all passages; makes the library `folder`/library with them when it isn't there yet."""
    tokens = folder / "tokens.npy"
    if not tokens.with_suffix(".json").exists():
        say(f"{one.name}: reading {len(one.docs)} reports ...")
        shutil.rmtree(folder, ignore_errors=True)
        write_input(one, folder / "input")
        encoder.kept.clear()
        with Library.open(folder / "library", encoder.stamp) as library:
            result = ingest_paths(library, encoder, [folder / "input" / "docs.jsonl"])
        if result.failed:
            raise SystemExit(f"not taken in: {result.failed}")
        late.write(encoder.kept, tokens)
        encoder.kept.clear()
    return late.read(tokens)


def candidates(
    one: QuestionSet, folder: Path, tokens: Mapping[str, late.Tokens], encoder: late.TokenEncoder
) -> list[Asked]:
    """Every question that has an answer, with its first passages."""
    questions = [question for question in one.questions if not question.unanswerable]
    embedder = query_embedder()
    ways: dict[str, tuple[list[_Way], bool, str]] = {}
    with Library.open(folder / "library", encoder.stamp) as library:
        sources = Sources(library, embedder)
        infos = sources.infos(ReportFilter())
        for question in questions:
            plan = make_plan(
                clean(question.question), ReportFilter(), infos, today=TODAY, rarity=sources.rarity
            )
            part = plan.parts[0]
            found = [_Way(way.where, terms) for way, terms in zip(part.scopes, part.terms, strict=True)]
            ways[question.id] = found, part.scopes[0].soft, plan.language
    holdings = Holdings(folder / "library")
    holdings.refresh()
    docs = {one.info.id: one.info.source.rpartition("#")[2] for one in holdings.now.ready.values()}
    locator, mean = Locator(one.docs), late.mean_token(tokens)
    result = []
    for question in questions:
        text = clean(question.question)
        vector, asked = embedder.embed_query(text), encoder.question(text)
        found, soft, language = ways[question.id]
        scopes = []
        for way in found:
            rows = _Rows(holdings, tokens, mean, asked, vector)
            told = signals(holdings, holdings.now, vector, text, way.where, CANDIDATES, language)
            found_here, features = rows.of(told, way.terms)
            hits = tuple(replace(row, report=docs[row.report]) for row in found_here)
            right = [is_right(question, row.report, locator.locate(row.report, row.text)) for row in hits]
            scopes.append(Scope(hits, np.array(right, dtype=bool), features))
        result.append(Asked(question, tuple(scopes), soft))
    holdings.close()
    return result


class _Rows:
    """The features of one question's passages."""

    def __init__(
        self,
        holdings: Holdings,
        tokens: Mapping[str, late.Tokens],
        mean: Array,
        asked: Array,
        vector: Array,
    ) -> None:
        self._holdings, self._tokens, self._mean = holdings, tokens, mean
        self._asked, self._vector = asked, vector
        self._asked_centred = late.centred(asked, mean)

    def of(self, told: Signals, terms: tuple[Term, ...]) -> tuple[list[Hit], Rows]:
        """The first passages, with their features in the order of FEATURES."""
        order = in_order(self._holdings.now)
        fused = mix(told, order)[:DEPTH]
        if not fused:
            return [], np.zeros((0, len(FEATURES)))
        columns = _ranking(told, fused)
        places = [row.place for row in fused]
        reports = [self._report(place) for place in places]
        own = [self._own(place, report, terms) for place, report in zip(places, reports, strict=True)]
        for name in own[0]:
            columns[name] = [row[name] for row in own]
        for name in ("sentence", *LATE):
            columns[name] = list(stretch(dict(zip(places, columns[name], strict=True))).values())
        hits = [
            hit(report, row.place.position, row.score, row.dense, row.words)
            for row, report in zip(fused, reports, strict=True)
        ]
        return hits, np.array([columns[name] for name in FEATURES], dtype=np.float64).T

    def _report(self, place: Place) -> Report:
        return self._holdings.reports.get(self._holdings.now.ready[place.number])

    def _own(self, place: Place, report: Report, terms: tuple[Term, ...]) -> dict[str, float]:
        """What the passage itself says."""
        passage = report.passages[place.position]
        text = report.text[passage.start : passage.end]
        found = matches(terms, text)
        sentences = self._holdings.catalogue.sentence_vectors(
            place.number, slice(passage.first, passage.last + 1)
        )
        own = np.asarray(self._tokens[late.key_of(passage_text(report, place.position))], dtype=np.float32)
        return {
            "sentence": float((sentences @ self._vector).max(initial=0.0)),
            "terms": share(terms, found),
            "terms_with_heading": share(terms, matches(terms, f"{passage.context}\n{text}")),
            **{
                f"{kind}s": share([term for term in terms if term.kind == kind],
                                  tuple(v for t, v in zip(terms, found, strict=True) if t.kind == kind))
                for kind in ("number", "name")
            },
            "length": math.log(max(len(text), 1)) / 7,
            "place": place.position / len(report.passages),
            "late": late.max_sim(self._asked, own),
            "late_centred": late.max_sim(self._asked_centred, late.centred(own, self._mean)),
        }  # fmt: skip


def _ranking(told: Signals, fused: list[Fused]) -> dict[str, list[float]]:
    """What the present ranking is mixed from, each stretched over all candidates, and the ranks in it."""
    lowest = min(told.dense.values(), default=0.0)
    everything = {*told.dense, *told.words}
    dense = {place: told.dense.get(place, lowest) for place in everything}
    whole = {place: told.whole.get(place.number, 0.0) for place in everything}
    words = {place: told.words.get(place, 0.0) for place in everything}
    of_report = {place: told.report_words.get(place.number, 0.0) for place in everything}
    lift = dict.fromkeys(told.foreign, WEIGHTS.foreign)
    near = {
        place: dense[place] + WEIGHTS.whole * whole[place] + lift.get(place.number, 0.0)
        for place in everything
    }
    named = {"near": near, "dense": dense, "whole": whole, "words": words, "report_words": of_report}
    places = [row.place for row in fused]
    columns: dict[str, list[float]] = {"fused": [row.score for row in fused]}
    for name, scores in named.items():
        scale = stretch(scores) if any(scores.values()) else scores
        columns[name] = [scale[place] for place in places]
    for name, scores in (("dense", dense), ("words", words)):
        rank = {place: at for at, place in enumerate(sorted(scores, key=lambda p: -scores[p]))}
        columns[f"{name}_rank"] = [RANK_OFFSET / (RANK_OFFSET + rank[place]) for place in places]
    columns["fused_rank"] = [RANK_OFFSET / (RANK_OFFSET + at) for at in range(len(places))]
    columns["same_report"] = [
        sum(other.number == place.number for other in places) / len(places) for place in places
    ]
    return columns
