"""What the verifier lets through and what it flags: sentences of reports, changed, reworded or left as they are.

Each is held against the very sentence that it was made of. Changed ones (a figure, unit, date, name, country or denial;
two figures or names in each other's place) should be flagged, reworded ones not. Sentences come from the example
reports and, where they are, from real ones in ../shared/data, drawn by the seed; rewordings written by hand are in
questions/paraphrases.jsonl, half of which ("aside") nobody looked at while the rules were made. Those are changed too:
what is flagged there isn't flagged for being no copy.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from assistant.checking.evidence import Evidence, evidence_of
from assistant.checking.sentence import failures
from assistant.select import Quoted
from benchmarks import mutations, rewordings
from benchmarks.results import HERE, PROJECT, SHARED, Json, arguments, machine, publish, read_jsonl, say
from ingest.pipeline import ingest_paths
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.embedding.process import ProcessEncoder
from vectorstore.embedding.types import QueryEmbedder
from vectorstore.language.detect import detect_language
from vectorstore.library import Library
from vectorstore.types import Report

EACH = 30  # sentences of each kind, as far as the reports have so many
REAL_DUTCH, REAL_ENGLISH, LINES = 14, 8, 150
SHORTEST, LONGEST = 40, 400
_TURN = re.compile(r"^\[\d+\] ")
FLAGGED, SPARED = "at least 95 %", "at most 5 %"


@dataclass(frozen=True)
class Case:
    """A sentence as it would be in an answer, and what it cites."""

    sentence: str
    evidence: Evidence


@dataclass
class Count:
    """Of one kind: how many cases there were and how many were flagged; `odd` are those judged wrongly."""

    cases: int = 0
    flagged: int = 0
    odd: list[str] = field(default_factory=list)

    @property
    def percent(self) -> float:
        """The share that was flagged."""
        return 100 * self.flagged / max(self.cases, 1)


def material(folder: Path) -> list[Path]:
    """The files that sentences are drawn from; real ones are written to `folder`, the long ones cut short."""
    paths = [PROJECT / "examples" / "reports"]
    for name, most in (("kpapis", REAL_DUTCH), ("qmsum", REAL_ENGLISH)):
        source = SHARED / name / "docs.jsonl"
        if not source.exists():
            continue
        docs = sorted(read_jsonl(source), key=lambda doc: str(doc["doc_id"]))[:most]
        lines = [
            {"id": d["doc_id"], "title": d["title"], "date": d["date"] or "2020-05-27", "lang": d["lang"],
             "text": "\n".join(d["text"].splitlines()[:LINES])}
            for d in docs
        ]  # fmt: skip
        written = folder / f"{name}.jsonl"
        written.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
        paths.append(written)
    if (SHARED / "seed").exists():
        paths.append(SHARED / "seed")
    return paths


def evidence_at(library: Library, report: Report, index: int) -> Evidence:
    """A sentence of the library as evidence, with its vector."""
    stored = library.sentences(report.id, index, index)
    return evidence_of(Quoted(report, index), stored[0].vector if stored else None)


def drawn(library: Library, rng: random.Random) -> list[tuple[Report, int]]:
    """The sentences of running text that state something, the examples' and the real ones' taking turns."""
    groups: dict[bool, list[tuple[Report, int]]] = {True: [], False: []}
    for info in sorted(library.reports(), key=lambda one: Path(one.source).name):
        report = library.report(info.id)
        groups["examples" in info.source] += [
            (report, i) for i, s in enumerate(report.sentences)
            if s.kind == "prose" and SHORTEST <= s.end - s.start <= LONGEST
            and report.text[s.start : s.end].rstrip().endswith((".", "!"))
        ]  # fmt: skip
    for group in groups.values():
        rng.shuffle(group)
    example, real = groups[True], groups[False]
    turns = [one for pair in zip(example, real, strict=False) for one in pair]
    return turns + example[len(real) :] + real[len(example) :]


def changed(
    library: Library, sentences: Sequence[tuple[Report, int]], seed: int
) -> Iterator[tuple[str, Case]]:
    """Mutated sentences, each with its kind: at most so many of each."""
    for kind in mutations.KINDS:
        rng = random.Random(f"{seed} {kind}")
        made = (mutated(kind, library, report, index, rng) for report, index in sentences)
        yield from ((kind, case) for case in islice(filter(None, made), EACH))


def mutated(kind: str, library: Library, report: Report, index: int, rng: random.Random) -> Case | None:
    """A sentence changed in that way, with what it was made of, or None."""
    evidence = evidence_of(Quoted(report, index))
    new = mutations.mutate(kind, as_said(evidence.text), evidence.beside, rng)
    return Case(new, evidence_at(library, report, index)) if new else None


def reworded(
    library: Library, sentences: Sequence[tuple[Report, int]], seed: int
) -> Iterator[tuple[str, Case]]:
    """Sentences reworded by rule, each with its kind, and some left as they are."""
    for report, index in sentences[:EACH]:
        evidence = evidence_at(library, report, index)
        yield "unchanged", Case(as_said(evidence.text), evidence)
    for kind in rewordings.KINDS:
        rng = random.Random(f"{seed} {kind}")
        made = (rewritten(kind, library, report, index, rng) for report, index in sentences)
        yield from ((kind, case) for case in islice(filter(None, made), EACH))


def rewritten(kind: str, library: Library, report: Report, index: int, rng: random.Random) -> Case | None:
    """A sentence reworded in that way, with what it was made of, or None."""
    new = rewordings.reword(kind, as_said(Quoted(report, index).text), report.date, rng)
    return Case(new, evidence_at(library, report, index)) if new else None


def by_hand(library: Library) -> Iterator[tuple[Json, Case]]:
    """The rewordings that were written by hand, with the sentence that each is of."""
    reports = {info.source.rpartition("/")[2]: info.id for info in library.reports()}
    for line in read_jsonl(HERE / "questions" / "paraphrases.jsonl"):
        report = library.report(reports[line["report"]])
        spans = [" ".join(report.text[s.start : s.end].split()) for s in report.sentences]
        index = spans.index(" ".join(line["quote"].split()))
        yield line, Case(line["sentence"], evidence_at(library, report, index))


def as_said(text: str) -> str:
    """The sentence on one line, without the number of its turn in a transcript."""
    return _TURN.sub("", " ".join(text.split()))


def judge(case: Case, embedder: QueryEmbedder) -> tuple[str, ...]:
    """What the verifier says of the case."""
    return failures(case.sentence, [case.evidence], detect_language(case.sentence), embedder.embed_query)


def tally(table: dict[str, Count], kind: str, case: Case, failed: tuple[str, ...], wanted: bool) -> None:
    """Add a case to its kind; `wanted` is whether it should be flagged."""
    count = table[kind]
    count.cases += 1
    count.flagged += bool(failed)
    if bool(failed) != wanted:
        count.odd.append(f"{case.sentence}  «  {' '.join(case.evidence.text.split())}  {list(failed)}")


def measure(library: Library, embedder: QueryEmbedder, seed: int) -> dict[str, dict[str, Count]]:
    """The counts by kind of what was changed, reworded by rule, reworded by hand, and reworded by hand and changed."""
    sentences = drawn(library, random.Random(seed))
    names = ("changed", "reworded by rule", "reworded by hand", "by hand, changed")
    tables: dict[str, dict[str, Count]] = {name: defaultdict(Count) for name in names}
    for kind, case in changed(library, sentences, seed):
        tally(tables["changed"], kind, case, judge(case, embedder), True)
    for kind, case in reworded(library, sentences, seed):
        tally(tables["reworded by rule"], kind, case, judge(case, embedder), False)
    for line, case in by_hand(library):
        tally(
            tables["reworded by hand"], f"{line['half']}: {line['kind']}", case, judge(case, embedder), False
        )
        for kind in mutations.KINDS:
            rng = random.Random(f"{seed} {kind} {line['sentence']}")
            around = f"{case.evidence.text} {case.evidence.beside}"
            if new := mutations.mutate(kind, case.sentence, around, rng):
                other = Case(new, case.evidence)
                tally(
                    tables["by hand, changed"], f"{line['half']}: {kind}", other, judge(other, embedder), True
                )
    return tables


def shape(table: dict[str, Count], of: str) -> Json:
    """A table as JSON, with its total; without the sentences, which may be of real people."""
    kinds = {
        k: {"cases": c.cases, "flagged": c.flagged, "percent": round(c.percent, 1)} for k, c in table.items()
    }
    cases, flagged = sum(c.cases for c in table.values()), sum(c.flagged for c in table.values())
    return {
        "goal": of,
        "cases": cases,
        "flagged": flagged,
        "percent": round(100 * flagged / max(cases, 1), 1),
        "kinds": kinds,
    }


def lines_of(name: str, whole: Json) -> list[str]:
    """A table as it is printed."""
    lines = [
        f"{name}: {whole['flagged']} of {whole['cases']} flagged, {whole['percent']} % ({whole['goal']})"
    ]
    return lines + [
        f"  {k:<28} {c['flagged']:>3} of {c['cases']:<3} {c['percent']:5.1f} %"
        for k, c in whole["kinds"].items()
    ]


def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__)
    parser.add_argument("--library", type=Path, help="keep the library here, or use the one that is there")
    parser.add_argument("--odd", action="store_true", help="print the sentences that were judged wrongly")
    options = parser.parse_args()
    on = machine()
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as scratch:
        folder = options.library or Path(scratch) / "library"
        with Library.open(folder, stamp_of()) as library:
            if not library.reports():
                say("taking in the reports ...")
                with ProcessEncoder() as encoder:
                    ingest_paths(library, encoder, material(Path(scratch)))
            tables = measure(library, query_embedder(), options.seed)
    goals = dict.fromkeys(tables, SPARED) | {"changed": FLAGGED, "by hand, changed": FLAGGED}
    result = {name: shape(table, goals[name]) for name, table in tables.items()}
    lines = [line for name, whole in result.items() for line in lines_of(name, whole)]
    if options.odd:
        lines += [f"[{name}, {k}] {odd}" for name, t in tables.items() for k, c in t.items() for odd in c.odd]
    publish("verifier", on, options, result, lines)


if __name__ == "__main__":
    main()
