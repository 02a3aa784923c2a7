"""Would a second stage over the first fifty passages rank better?

Tried are late interaction over the same model's token vectors, mixed with the present score at several weights, and
small models of the product's own signals, trained on two of three sets and tested on the third. Each is held against
the present ranking, question by question. docs/decisions.md says what came of it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path

import numpy as np

from assistant.assistant import interleaved
from assistant.evaluation.metrics import mean
from benchmarks.candidates import DEPTH, FEATURES, LATE, Asked, Rows, Scope, candidates, prepared
from benchmarks.judging import figure, judge_passages, judge_reports
from benchmarks.late_interaction import TokenEncoder
from benchmarks.learning import Example, boosted, listwise
from benchmarks.results import PROJECT, Json, arguments, machine, publish, say
from benchmarks.sets import read_sets
from benchmarks.tables import number, signed, table
from vectorstore.types import Hit

FIGURES = {"govbench": "nDCG@10", "qmsum": "hit@10", "examples": "nDCG@10"}
"""Of the report; but for qmsum, whether a right turn is in the first ten passages."""
MEMBERS = {"govbench": ("govbench",), "qmsum": ("qmsum",), "examples": ("examples-nl", "examples-en")}
SHARES = (0.1, 0.2, 0.3, 0.5, 1.0)
HOLDS = (0.001, 0.01, 0.1, 1.0)
CHEAP = tuple(name for name in FEATURES if name not in LATE)

Scorer = Callable[[Rows], Rows]
"""Scores of passages from their features: the higher, the better."""
Sets = Mapping[str, Sequence[Asked]]
Trial = tuple[str, dict[str, Scorer], Json]
"""Its name, how it scores each set, and what is to be known of it."""


def chosen(rows: Rows, names: Sequence[str]) -> Rows:
    """These features only."""
    return rows[:, [FEATURES.index(name) for name in names]]


def feature(name: str) -> Scorer:
    """One of the features by itself; "fused" is the present ranking."""
    return lambda rows: chosen(rows, [name])[:, 0]


def mixed(one: Scorer, other: Scorer, part: float) -> Scorer:
    """`part` of the other and the rest of the one, both on a scale from 0 to 1."""
    return lambda rows: (1 - part) * scaled(one(rows)) + part * scaled(other(rows))


def scaled(scores: Rows) -> Rows:
    """From 0 to 1; all 0 when they are equal."""
    wide = float(np.ptp(scores)) if len(scores) else 0.0
    return (scores - scores.min()) / wide if wide > 1e-9 else np.zeros_like(scores)


def reordered(scope: Scope, scorer: Scorer) -> list[Hit]:
    """The scope's passages, the best first; equal ones stay as they stand."""
    if not scope.hits:
        return []
    return [scope.hits[i] for i in np.argsort(-scorer(scope.rows), kind="stable")]


def value(asked: Asked, name: str, scorer: Scorer) -> float:
    """The question's figure when its passages stand in this order."""
    first, *others = (reordered(scope, scorer) for scope in asked.scopes)
    hits = interleaved(first, [row for rows in others for row in rows], DEPTH, asked.soft)
    if name != "hit@10":
        return judge_reports(asked.question, [row.report for row in hits])[name]
    right = {
        (row.report, row.position): bool(yes)
        for scope in asked.scopes
        for row, yes in zip(scope.hits, scope.right, strict=True)
    }
    return judge_passages([right[row.report, row.position] for row in hits])[name]


def values(sets: Sets, name: str, scorer: Scorer) -> list[float]:
    """The set's figure, question by question."""
    return [value(asked, FIGURES[name], scorer) for asked in sets[name]]


def examples(asked: Sequence[Asked], names: Sequence[str]) -> list[Example]:
    """What a model learns from."""
    return [Example(chosen(scope.rows, names), scope.right) for one in asked for scope in one.scopes[:1]]


def trained_listwise(sets: Sets, names: Sequence[str]) -> Trial:
    """A linear model for each set, of the two others; how far it may go, too, is found on those."""
    scorers, told = {}, {}
    for tested in sets:
        others = [name for name in sets if name != tested]

        def model(trained: Sequence[str], hold: float) -> tuple[Scorer, Json]:
            found = listwise([examples(sets[name], names) for name in trained], names, hold)
            return lambda rows: found.score(chosen(rows, names)), found.weights

        def gain(hold: float, others: Sequence[str] = others) -> float:
            return sum(
                mean(values(sets, other, model([one], hold)[0])) for one, other in permutations(others, 2)
            )

        hold = max(HOLDS, key=gain)
        scorers[tested], weights = model(others, hold)
        told[tested] = {"hold": hold, "weights": weights}
    return f"linear, {len(names)} features", scorers, told


def trained_boosted(sets: Sets, names: Sequence[str], part: float) -> Trial:
    """Boosted trees for each set, of the two others, mixed with the present score."""

    def scorer(tested: str) -> Scorer:
        found = boosted([examples(asked, names) for name, asked in sets.items() if name != tested])
        return mixed(feature("fused"), lambda rows: found.score(chosen(rows, names)), part)

    return f"boosted trees, {len(names)} features, x {part}", {name: scorer(name) for name in sets}, {}


def trials(sets: Sets) -> Iterator[Trial]:
    """All that is tried, the present ranking first."""

    def same(name: str, scorer: Scorer) -> Trial:
        return name, dict.fromkeys(sets, scorer), {}

    yield same("present", feature("fused"))
    for name in (*LATE, "sentence", "terms", "terms_with_heading"):
        for part in SHARES if name in LATE else SHARES[:2]:
            yield same(f"{name} x {part}", mixed(feature("fused"), feature(name), part))
    yield trained_listwise(sets, FEATURES)
    yield trained_listwise(sets, CHEAP)
    for names in (FEATURES, CHEAP):
        for part in (0.5, 1.0):
            yield trained_boosted(sets, names, part)


def measured(sets: Sets) -> Json:
    """Per trial and set its figure, and by how much that is more than the present one."""
    result: Json = {}
    before: dict[str, list[float]] = {}
    for name, scorers, told in trials(sets):
        say(f"{name} ...")
        now = {one: values(sets, one, scorers[one]) for one in sets}
        before = before or now
        result[name] = {
            one: {"figure": figure(now[one]), "more": figure(list(np.subtract(now[one], before[one])))}
            for one in sets
        } | ({"learnt": told} if told else {})
    return result


def lines(result: Json) -> list[str]:
    """A table, and what it costs."""
    rows = [
        [
            name,
            *[
                f"{number(found[one]['figure']['mean'])[:5]} ({signed(found[one]['more'])})"
                for one in FIGURES
            ],
        ]
        for name, found in result["trials"].items()
    ]
    cost = f"{1000 * result['seconds_a_passage']:.1f} ms of processor time a passage for its token vectors"
    return [*table(["", *FIGURES], rows), "", cost]


def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__)
    parser.add_argument(
        "--keep",
        type=Path,
        default=PROJECT / ".bench" / "second_stage",
        help="the libraries and token vectors are kept here (default: .bench/second_stage)",
    )
    options, on = parser.parse_args(), machine()
    result = run(options)
    publish("second_stage", on, options, result, lines(result))


def run(options: argparse.Namespace) -> Json:
    """Everything, with one thread: what it costs is then processor time."""
    import torch

    torch.set_num_threads(1)
    encoder = TokenEncoder()
    sets: dict[str, list[Asked]] = {}
    for name, members in MEMBERS.items():
        found = read_sets(members)
        for one in found:
            tokens = prepared(one, options.keep / members[0], encoder)
            say(f"{one.name}: {len(one.questions)} questions ...")
            sets[name] = sets.get(name, []) + candidates(one, options.keep / members[0], tokens, encoder)
    return {"seconds_a_passage": cost(encoder), "trials": measured(sets)}


def cost(encoder: TokenEncoder) -> float:
    """What a passage of 700 characters takes to encode, one thread, 32 of them."""
    from vectorstore.embedding.types import PassageText

    text = ("De stuurgroep besluit het voorstel over de dijk te volgen en vraagt om een planning. " * 9)[:700]
    encoder.encode([PassageText("", text)])
    began = time.process_time()
    encoder.encode([PassageText("", f"{i} {text}") for i in range(32)])
    return round((time.process_time() - began) / 32, 5)


if __name__ == "__main__":
    main()
