"""The figures of `benchmarks.retrieval` as tables."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.judging import PASSAGE_FIGURES, REPORT_FIGURES
from benchmarks.peers import PEERS
from benchmarks.results import Json

ANSWER_FIGURES = {
    "touched": "quotes the evidence",
    "recall": "evidence quoted",
    "precision": "quoted is evidence",
    "names": "all names quoted",
    "refused_wrong": "refused wrongly",
    "refused_right": "refused rightly",
}
HEAD = """\
# Retrieval beside other pipelines

Written by `python -m benchmarks.retrieval`; what is compared and how stands in [the README](../README.md). In brackets:
95 % bootstrap intervals over the questions.
"""


def number(value: float) -> str:
    """A share as .87, and 1.00."""
    return f"{value:.2f}".removeprefix("0")


def with_interval(one: Json) -> str:
    """.87 [.83–.91]"""
    return f"{number(one['mean'])} [{number(one['low'])}–{number(one['high'])}]"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table, its first column to the left and the others to the right."""
    marks = ["---", *["---:"] * (len(heads) - 1)]
    return ["| " + " | ".join(cells) + " |" for cells in (heads, marks, *rows)]


def in_order(peers: Json) -> list[tuple[str, Json]]:
    """Those that ran, with their names for a person."""
    return [
        (label, peers[peer]) for peer, label in PEERS.items() if peer in peers and "failed" not in peers[peer]
    ]


def overview(result: Json, of: str, name: str) -> list[str]:
    """One figure of every peer on every set."""
    if of == "reports":
        result = {name: one for name, one in result.items() if one["reports"] > 1}
    peers = [peer for peer in PEERS if any(peer in one["peers"] for one in result.values())]
    rows = []
    for peer in peers:
        found = [one["peers"].get(peer, {}).get(of) for one in result.values()]
        rows.append([PEERS[peer], *[with_interval(one[name]) if one else "–" for one in found]])
    return table(["", *result], rows)


def quality(one: Json) -> list[str]:
    """What each peer found on a set."""
    of_reports = [] if one["reports"] == 1 else REPORT_FIGURES
    heads = [
        "",
        *[f"report {name}" for name in of_reports],
        *[f"passage {name}" for name in PASSAGE_FIGURES],
    ]
    rows = []
    for label, peer in in_order(one["peers"]):
        reports = [peer["reports"][name] for name in of_reports]
        passages = [peer["passages_found"][name] for name in PASSAGE_FIGURES]
        cells = [*map(with_interval, reports[:1]), *[number(found["mean"]) for found in reports[1:]]]
        cells += [*[number(found["mean"]) for found in passages[:-1]], with_interval(passages[-1])]
        rows.append([label, *cells])
    return table(heads, rows)


def cost(one: Json) -> list[str]:
    """What it took."""
    heads = [
        "", "passages", "characters each", "passages/s", "characters/s",
        "question p50, ms", "p95, ms", "peak, MB", "index, MB", "hits located",
    ]  # fmt: skip
    rows = [
        [
            label,
            f"{peer['passages']:,}",
            str(peer["characters_a_passage"]),
            str(peer["ingest"]["passages_per_second"]),
            f"{peer['ingest']['characters_per_second']:,}",
            str(peer["question_ms"]["p50"]),
            str(peer["question_ms"]["p95"]),
            f"{peer['peak_mb']:,}",
            str(peer["index_mb"]),
            f"{100 * peer['located']:.0f} %",
        ]
        for label, peer in in_order(one["peers"])
    ]
    return table(heads, rows)


def more(one: Json) -> list[str]:
    """By how much ours differs from each, question by question."""
    rows = [
        [label, *[signed(found) for found in peer["ours_more"].values()]]
        for label, peer in in_order(one["peers"])
        if "ours_more" in peer
    ]
    return table(["ours minus …", "report nDCG@10", "passage MRR"], rows) if rows else []


def signed(one: Json) -> str:
    """+.04 [+.01–+.07]"""
    low, mean, high = (f"{one[key]:+.2f}".replace("0.", ".", 1) for key in ("low", "mean", "high"))
    return f"{mean} [{low}–{high}]"


def answers(result: Json) -> list[str]:
    """What ours answered on every set."""
    rows = []
    for name, one in result.items():
        ours = one["peers"].get("ours", {})
        if found := ours.get("answers"):
            cells = [with_interval(found[key]) if key in found else "–" for key in ANSWER_FIGURES]
            rows.append([name, *cells, str(ours["answer_ms"]["p50"]), str(ours["answer_ms"]["p95"])])
    return table(["", *ANSWER_FIGURES.values(), "p50, ms", "p95, ms"], rows) if rows else []


def failures(one: Json) -> list[str]:
    """A line for each peer that didn't run."""
    return [
        f"Not measured: {PEERS[peer]}. {found['failed']}"
        for peer, found in one["peers"].items()
        if "failed" in found
    ]


def apart(one: Json) -> list[str]:
    """A line for each peer that ran in another run than the rest."""
    return [
        f"{PEERS[peer]} ran apart: commit {on['commit']}, {on['when'][:10]}, load {on['load_before']} before."
        for peer, found in one["peers"].items()
        if (on := found.get("apart"))
    ]


def section(name: str, one: Json) -> list[str]:
    """All of one set."""
    parts = [
        [f"{one['reports']} reports, {one['characters']:,} characters, {one['questions']} questions with an answer and "
         f"{one['unanswerable']} without."],
        quality(one), more(one), cost(one), failures(one),
    ]  # fmt: skip
    if on := one.get("machine"):
        where = (
            f"{on['cores']} cores ({on['processor']}), Python {on['python']}, load {on['load_before']} before"
        )
        parts.append([f"Commit {on['commit']}, {on['when'][:10]}, {where}."])
    parts.append(apart(one))
    return [f"## {name}", "", *joined(parts)]


def joined(parts: Sequence[Sequence[str]]) -> list[str]:
    """The parts that hold something, an empty line after each."""
    return [line for part in parts if part for line in [*part, ""]]


def markdown(result: Json) -> str:
    """The whole report."""
    parts = [
        ["Report found: nDCG@10."], overview(result, "reports", "nDCG@10"),
        ["Passage found: right in the first five."], overview(result, "passages_found", "hit@5"),
        ["What Verslagwijzer answers."], answers(result),
    ]  # fmt: skip
    text = [HEAD, *joined(parts)]
    for name, one in result.items():
        text += section(name, one)
    return "\n".join(text).rstrip() + "\n"


def lines(result: Json) -> list[str]:
    """The same for a terminal."""
    return [line for name, one in result.items() for line in section(name, one)] + joined([answers(result)])
