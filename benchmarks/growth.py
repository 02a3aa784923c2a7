"""How the library behaves as it grows: filling, disk, opening, searching, asking, memory and removing at each size.

The libraries are made of recombined real sentences (benchmarks/material.py): their own rate is measured, the one with
the encoder reckoned. Each measurement has a process of its own; of the stages a second counts for the innermost. `year`
and `half` are date filters that leave 9 % and half of the reports. With --keep a library is made once and used again.
"""

from __future__ import annotations

import functools
import json
import pkgutil
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from benchmarks.ask_speed import apart
from benchmarks.growth_figures import figures, plot, table
from benchmarks.material import grow, make_reports
from benchmarks.pool import kept_pool, real_questions
from benchmarks.results import HERE, PROJECT, Json, arguments, machine, percentile, publish, say
from ingest.pipeline import BATCH_PASSAGES
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.library import Library
from vectorstore.types import ReportFilter

WARM_UP, SLOWEST, TODAY = 5, 0.05, date(2026, 1, 1)
FILTERS = {
    "": ReportFilter(),
    "_year": ReportFilter(since=date(2020, 1, 1), until=date(2020, 12, 31)),
    "_half": ReportFilter(since=date(2020, 7, 1)),
}
WRITING = {
    "originals": ["vectorstore.originals:Originals store"],
    "catalogue": ["vectorstore.catalogue:Catalogue add_pending"],
    "replacing": ["vectorstore.catalogue:Catalogue finish"],
    "vectors": ["vectorstore.vectors:VectorsIndex write"],
    "words": ["vectorstore.words:WordsIndex write"],
    "counting": ["vectorstore.vectors:VectorsIndex count", "vectorstore.words:WordsIndex count"],
    "listing": ["vectorstore.holdings:Holdings refresh"],
}
ASKING = {
    "understanding": ["assistant.chain resolve", "assistant.assistant make_plan"],
    "listing": ["vectorstore.library:Library reports", "vectorstore.snapshot:Snapshot chosen"],
    "embedding": ["vectorstore.embedding.nano:NanoEmbedder embed_query"],
    "words": ["vectorstore.words:WordsIndex search", "vectorstore.words:WordsIndex frequency"],
    "vectors": ["vectorstore.nearest:Nearest search", "vectorstore.searching complete"],
    "whole reports": ["vectorstore.wholes:Wholes near", "vectorstore.words:WordsIndex search_reports"],
    "fetching": ["vectorstore.holdings:ReportCache get", "vectorstore.library:Library sentences"],
    "weighing": ["assistant.chain weigh"],
    "composing": ["assistant.chain compose", "assistant.chain verify"],
}


class Stages:
    """Stopwatches around functions ("module:Class name" or "module name"), for as long as the process lives."""

    def __init__(self, stages: Mapping[str, Sequence[str]]) -> None:
        self._running, self._since, self._spent = ["rest"], time.perf_counter_ns(), Counter[str]()
        for stage, targets in stages.items():
            for owner, name in map(str.split, targets):
                self._watch(pkgutil.resolve_name(owner), name, stage)

    def lap(self) -> Counter[str]:
        """Nanoseconds per stage since the lap before."""
        self._turn()
        spent, self._spent = self._spent, Counter()
        return spent

    def _watch(self, owner: Any, name: str, stage: str) -> None:
        function = getattr(owner, name)

        @functools.wraps(function)
        def timed(*values: Any, **named: Any) -> Any:
            self._turn()
            self._running.append(stage)
            try:
                return function(*values, **named)
            finally:
                self._turn()
                self._running.pop()

        setattr(owner, name, timed)

    def _turn(self) -> None:
        now = time.perf_counter_ns()
        self._spent[self._running[-1]] += now - self._since
        self._since = now


def filling(folder: Path, passages: int, pool_size: int, seed: int, batched: int) -> Json:
    """What it took to fill the library in `folder`; filled now, unless it is whole already."""
    record = folder / "filled.json"
    if not record.exists():
        shutil.rmtree(folder, ignore_errors=True)  # one that was broken off
        on, pool = machine(), kept_pool(folder.parent, pool_size, seed)
        with Library.open(folder / "library", stamp_of()) as library:
            library.warm()
            tenths = list(
                grow(library, make_reports(pool, passages, seed), passages, Stages(WRITING).lap, batched)
            )
            reports, began = len(library.reports()), time.perf_counter()
        rate = passages / sum(tenth["seconds"] for tenth in tenths)
        result = {
            "reports": reports,
            "batched": batched,
            "per_second": round(rate, 1),
            "with_encoder_per_second": round(1 / (1 / rate + 1 / pool.rate), 1),
            "closing_seconds": round(time.perf_counter() - began, 2),
            "first_tenth": tenths[0],
            "last_tenth": tenths[-1],
            "tenths": tenths,
            **memory(),
            "on": f"{on['when']}, commit {on['commit']}, load {on['load_before']}",
        }
        record.write_text(json.dumps(result))
    Library.open(folder / "library", stamp_of()).close()  # makes an index again that is of an older format
    return dict(json.loads(record.read_text()))


def asking(folder: Path, call: str, where: str, asked: Sequence[str]) -> Json:
    """Opening the library, the first question and the others, in a process that hasn't done anything else."""
    embedder, stages, took = query_embedder(), Stages(ASKING), []
    began = time.perf_counter()
    with Library.open(folder, embedder.stamp) as library:
        opened, ask = time.perf_counter() - began, getattr(Assistant(library, embedder), call)
        for question in asked:
            stages.lap()
            ask(question, FILTERS[where], today=TODAY)
            took.append(stages.lap())
        result = {"open_seconds": round(opened, 2), "first_ms": round(took[0].total() / 1e6, 1), **memory()}
    warm = sorted(took[WARM_UP:], key=Counter.total)
    result |= {f"p{p}_ms": round(percentile([one.total() for one in warm], p) / 1e6, 1) for p in (50, 95)}
    for name, laps in (("mean_ms", warm), ("slowest_ms", warm[-max(1, round(SLOWEST * len(warm))) :])):
        spent = sum(laps, Counter[str]())
        result[name] = {stage: round(spent[stage] / len(laps) / 1e6, 2) for stage in (*ASKING, "rest")}
    return result


def removing(folder: Path, passages: int, pool_size: int, seed: int) -> Json:
    """Taking out one report, which is put back after it."""
    made = next(make_reports(kept_pool(folder.parent.parent, pool_size, seed), passages, seed))
    with Library.open(folder, stamp_of()) as library:
        if made[0].id not in {info.id for info in library.reports()}:  # broken off before it was put back
            library.add_many([made])
        library.warm()
        began = time.perf_counter()
        library.remove(made[0].id)
        result = {"seconds": round(time.perf_counter() - began, 2), **memory()}
        library.add_many([made])
    return result


def memory() -> Json:
    """Resident megabytes of this process, now and at most."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    now, most = (int(status[name].split()[0]) // 1000 for name in ("VmRSS", "VmHWM"))
    return {"rss_mb": now, "peak_mb": most}


def measure(
    folder: Path, passages: int, pool_size: int, seed: int, batched: int, asked: Sequence[str]
) -> Json:
    """Everything at one size; removing comes last, for it changes the library."""
    result: Json = {"filling": apart(filling, folder, passages, pool_size, seed, batched)}
    library, sizes = folder / "library", Counter[str]()
    for path in library.rglob("*"):
        sizes[path.relative_to(library).parts[0].partition(".")[0]] += path.is_file() * path.stat().st_size
    result["disk_mb"] = {part: round(size / 1e6, 1) for part, size in sizes.items() if size > 1000}
    for call in ("search", "ask"):
        for where in FILTERS:
            say(f"{passages:,} passages: {call}{where} ...")
            result[call + where] = apart(asking, library, call, where, asked)
    result["removing"] = apart(removing, library, passages, pool_size, seed)
    return result


def main() -> None:
    """Measure and report; what was measured before a fault is kept."""
    parser = arguments(__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10**3, 10**4, 10**5, 10**6], help="passages")
    parser.add_argument("--questions", type=int, default=200, help="how many (default: %(default)s)")
    parser.add_argument("--pool", type=int, default=150, help="real reports to draw sentences from")
    parser.add_argument("--batch", type=int, default=BATCH_PASSAGES, help="passages taken in together")
    parser.add_argument("--keep", type=Path, help="folder for the libraries (default: a temporary one)")
    options = parser.parse_args()
    asked, on, result = real_questions(options.questions + WARM_UP, options.seed), machine(), Json()
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as scratch:
        keep = (options.keep or Path(scratch)).absolute()
        apart(kept_pool, keep, options.pool, options.seed)
        try:
            for passages in sorted(options.sizes):
                folder = keep / f"{passages}-{options.pool}-{options.seed}"
                result[str(passages)] = measure(
                    folder, passages, options.pool, options.seed, options.batch, asked
                )
        finally:
            if columns := {int(size): dict(figures(one)) for size, one in result.items()}:
                (HERE / "results" / "growth.md").write_text("\n".join(lines := table(columns)) + "\n")
                (PROJECT / "docs" / "growth.svg").write_text(plot(columns))
                publish("growth", on, options, result, lines)


if __name__ == "__main__":
    main()
