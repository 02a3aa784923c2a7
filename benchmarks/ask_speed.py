"""How long a question takes: warm at 3,000 and 100,000 passages, cold at the command line, and what serving costs.

The libraries are made of recombined real sentences (benchmarks/material.py says how). The questions are those of
../shared/data (kpapis and govbench), each asked once. Warm: in one process that has everything loaded. Cold: the whole
`wijzer ask` from the shell, Python's start included. Memory: `wijzer serve` and its children after it has answered the
same questions, resident (RSS, what the children share counted for each) and proportional (PSS, shared counted once).
"""

from __future__ import annotations

import multiprocessing
import random
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.results import (
    PROJECT,
    Json,
    arguments,
    machine,
    need,
    percentile,
    publish,
    read_jsonl,
    say,
    wijzer,
)

BATCH = 60
WARM_UP = 5
SERVE_PATIENCE = 120


def questions(count: int, seed: int) -> list[str]:
    """Real questions, drawn from both sets."""
    asked = [q["question"] for q in read_jsonl(need("kpapis") / "questions_templated.jsonl")]
    asked += [q["question"] for q in read_jsonl(need("govbench") / "questions.jsonl")]
    return random.Random(seed).sample(asked, min(count + WARM_UP, len(asked)))


def fill(folders: dict[int, Path], reports: int, seed: int) -> None:
    """Make the libraries of these many passages, but for those that are there already (`--keep`)."""
    from benchmarks.material import make_reports
    from benchmarks.pool import read_pool
    from vectorstore.embedding import stamp_of
    from vectorstore.library import Library

    missing = {
        passages: folder for passages, folder in folders.items() if not (folder / "catalogue.db").exists()
    }
    if not missing:
        return
    pool = read_pool(reports, seed)
    for passages, folder in missing.items():
        say(f"filling a library with {passages} passages from {len(pool.sentences)} sentences ...")
        with Library.open(folder, stamp_of()) as library:
            made = make_reports(pool, passages, seed)
            while batch := list(islice(made, BATCH)):
                library.add_many(batch)


def warm(folder: Path, asked: list[str]) -> Json:
    """Milliseconds of `ask` and `search` in a process that has everything loaded."""
    from assistant.assistant import Assistant
    from vectorstore.embedding import query_embedder
    from vectorstore.library import Library

    embedder = query_embedder()
    with Library.open(folder, embedder.stamp) as library:
        assistant = Assistant(library, embedder)
        result: Json = {"passages": sum(info.passages for info in library.reports())}
        for name, call in (("ask", assistant.ask), ("search", assistant.search)):
            for question in asked[:WARM_UP]:
                call(question)
            took = []
            for question in asked[WARM_UP:]:
                began = time.perf_counter()
                call(question)
                took.append(1000 * (time.perf_counter() - began))
            result[f"{name}_ms"] = {f"p{p}": round(percentile(took, p), 1) for p in (50, 95, 100)}
    return result


def cold(folder: Path, asked: list[str]) -> Json:
    """Seconds of a whole `wijzer ask` process."""
    took = []
    for question in asked:
        began = time.perf_counter()
        subprocess.run(
            wijzer("ask", question, "--library", folder, "--json"),
            check=True,
            capture_output=True,
            cwd=PROJECT,
        )
        took.append(time.perf_counter() - began)
    return {"p50": round(percentile(took, 50), 2), "worst": round(max(took), 2), "runs": len(took)}


def serving(folder: Path, asked: list[str]) -> Json:
    """Memory of `wijzer serve` in MB, and seconds of `wijzer ask` through it."""
    port = free_port()
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            wijzer("serve", "--library", folder, "--port", str(port)), stdout=log, stderr=log, cwd=PROJECT
        )
        try:
            began = time.perf_counter()
            wait_for(f"http://127.0.0.1:{port}/", server)
            ready = time.perf_counter() - began
            at_start = memory(server.pid)
            through = cold(folder, asked)
            return {
                "ready_seconds": round(ready, 1),
                "mb_at_start": at_start,
                "mb_after_questions": memory(server.pid),
                "wijzer_ask_seconds": through,
            }
        finally:
            server.terminate()
            server.wait(30)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the page answers, with whatever status."""
    for _ in range(10 * SERVE_PATIENCE):
        if server.poll() is not None:
            raise SystemExit(f"wijzer serve ended with status {server.returncode}")
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"wijzer serve did not answer within {SERVE_PATIENCE} s")


def memory(pid: int) -> Json:
    """Megabytes of the process and its descendants."""
    family = descendants(pid)
    return {
        "rss": sum(kilobytes(p, "Rss") for p in family) // 1000,
        "pss": sum(kilobytes(p, "Pss") for p in family) // 1000,
        "processes": len(family),
    }


def descendants(pid: int) -> list[int]:
    """The process and all that it started, directly or not."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def kilobytes(pid: int, name: str) -> int:
    """A line of /proc/PID/smaps_rollup."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0


def apart(function: Callable[..., Any], *values: Any) -> Any:
    """What the function gives, from a new process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *values).result()


def measure(folder: Path, passages: int, asked: list[str]) -> Json:
    """Everything at one size, each part in a process of its own: none sees what another loaded."""
    say(f"asking at {passages} passages ...")
    result: Json = apart(warm, folder, asked)
    result["cold_wijzer_ask_seconds"] = cold(folder, asked[:6])
    result["serve"] = serving(folder, asked[:20])
    result["library_mb"] = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) // 1_000_000
    return result


def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__)
    parser.add_argument(
        "--passages", type=int, nargs="+", default=[3000, 100_000], help="sizes (default: 3000 100000)"
    )
    parser.add_argument("--questions", type=int, default=100, help="how many (default: %(default)s)")
    parser.add_argument(
        "--pool", type=int, default=60, help="real reports to draw sentences from (default: %(default)s)"
    )
    parser.add_argument(
        "--keep", type=Path, help="make the libraries here and use them again (default: temporary)"
    )
    options = parser.parse_args()
    asked, on = questions(options.questions, options.seed), machine()
    result: Json = {}
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as scratch:
        folders = {passages: (options.keep or Path(scratch)) / f"{passages}" for passages in options.passages}
        apart(fill, folders, options.pool, options.seed)
        for passages, folder in folders.items():
            result[str(passages)] = measure(folder, passages, asked)
    lines = []
    for passages, one in result.items():
        ask, search, serve = one["ask_ms"], one["search_ms"], one["serve"]
        memory_mb = serve["mb_after_questions"]
        lines += [
            f"  {int(passages):,} passages ({one['library_mb']} MB on disk)",
            f"    warm ask       p50 {ask['p50']} ms, p95 {ask['p95']} ms",
            f"    warm search    p50 {search['p50']} ms, p95 {search['p95']} ms",
            f"    cold ask       p50 {one['cold_wijzer_ask_seconds']['p50']} s in total",
            f"    ask via serve  p50 {serve['wijzer_ask_seconds']['p50']} s in total",
            f"    wijzer serve   ready in {serve['ready_seconds']} s; {memory_mb['rss']} MB resident, "
            f"{memory_mb['pss']} MB proportional",
        ]
    publish("ask_speed", on, options, result, lines)


if __name__ == "__main__":
    main()
