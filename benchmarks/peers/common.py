"""The protocol: what a peer is given, what it gives back, and how it is measured. Nothing but the standard library.

Given: a folder with docs.jsonl ({"id", "title", "date", "lang", "text"} a line) and questions.jsonl ({"id",
"question"}), the folder of the embedding model for sentence-transformers, and an empty folder for the index. Given
back, as one JSON object: {"peer", "versions", "settings", "passages", "passage_characters", "ingest_seconds",
"ingest_processor_seconds", "index_bytes", "peak_rss_mb", "questions": [{"id", "seconds", "hits": [{"doc", "text"}]}]}.

The clock of an ingest starts when libraries and model are loaded. Each question is asked once, after a few others.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

# Before anything reads them: no peer may look for a hub or report its use.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
os.environ["LOGFIRE_IGNORE_NO_CONFIG"] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

HITS = 50
WARM_UP = ("Wat is er besloten?", "Who attended the meeting?", "Wanneer is de volgende bijeenkomst?")
SAMPLE_SECONDS = 0.1

Json = dict[str, Any]
Hit = tuple[str, str]
"""A report's id and a text from it."""


@dataclass(frozen=True)
class Job:
    """What a peer is given."""

    docs: list[Json]
    questions: list[Json]
    source: Path
    model: Path
    index: Path


class Pipeline(Protocol):
    """A peer, its libraries and model loaded."""

    def take_in(self) -> None:
        """Index the job's docs."""
        ...

    def lengths(self) -> list[int]:
        """How many characters each passage has."""
        ...

    def search(self, question: str, k: int) -> list[Hit]:
        """The `k` best passages, best first."""
        ...

    def close(self) -> Json:
        """Write to disk what isn't there yet; what else is to be given back."""
        ...


def content(doc: Json) -> str:
    """The report as a file would hold it: its title, then its text."""
    title, text = str(doc["title"]), str(doc["text"])
    return text if text.startswith(title) else f"{title}\n{text}"


def chunks(text: str, size: int = 700) -> list[str]:
    """The text in pieces of at most `size` characters: whole lines as long as they fit, else whole words."""
    pieces: list[str] = []
    current = ""
    for line in text.splitlines(keepends=True):
        for part in _broken(line, size):
            if len(current) + len(part) > size and current.strip():
                pieces.append(current.strip())
                current = ""
            current += part
    return [*pieces, current.strip()] if current.strip() else pieces


def _broken(line: str, size: int) -> list[str]:
    if len(line) <= size:
        return [line]
    parts = [""]
    for word in line.split(" "):
        if len(parts[-1]) + len(word) + 1 > size and parts[-1]:
            parts.append("")
        parts[-1] += f"{word} "
    return parts


class Memory:
    """The most memory that this process and those it started had together, sampled. Shared pages count for each."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self.peak_mb = max(self.peak_mb, sum(map(_resident, _family(os.getpid()))) / 1e6)
            if self._ended.wait(SAMPLE_SECONDS):
                return


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:  # it ended meanwhile
            continue
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def folder_bytes(folder: Path) -> int:
    """What all files in it hold."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def processor_seconds() -> float:
    """Of this process and of its children that have ended."""
    return sum(os.times()[:4])


def read_lines(path: Path) -> list[Json]:
    """One object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _job() -> tuple[Job, Path]:
    parser = argparse.ArgumentParser()
    for name in ("input", "model", "index", "output"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    given.index.mkdir(parents=True, exist_ok=True)
    source = given.input / "docs.jsonl"
    questions = read_lines(given.input / "questions.jsonl")
    return Job(read_lines(source), questions, source, given.model, given.index), given.output


def _version(package: str) -> str:
    """With the build ("+cpu"), which torch tells only when it is loaded."""
    return str(getattr(sys.modules.get(package), "__version__", None) or version(package))


def ask(pipeline: Pipeline, questions: Sequence[Json]) -> list[Json]:
    """The hits of each question, and its seconds."""
    for question in WARM_UP:
        pipeline.search(question, HITS)
    given = []
    for line in questions:
        began = time.perf_counter()
        hits = pipeline.search(line["question"], HITS)
        seconds = time.perf_counter() - began
        found = [{"doc": doc, "text": text} for doc, text in hits]
        given.append({"id": line["id"], "seconds": round(seconds, 5), "hits": found})
    return given


def main(name: str, packages: Sequence[str], settings: Json, load: Callable[[Job], Pipeline]) -> None:
    """Run a peer as its command line says."""
    job, output = _job()
    with Memory() as memory:
        pipeline = load(job)
        began, worked = time.perf_counter(), processor_seconds()
        pipeline.take_in()
        seconds, processor = time.perf_counter() - began, processor_seconds() - worked
        lengths = pipeline.lengths()
        questions = ask(pipeline, job.questions)
        more = pipeline.close()
    result = {
        "peer": name,
        "versions": {package: _version(package) for package in packages},
        "settings": settings,
        "passages": len(lengths),
        "passage_characters": sum(lengths),
        "ingest_seconds": round(seconds, 3),
        "ingest_processor_seconds": round(processor, 3),
        "index_bytes": folder_bytes(job.index),
        "peak_rss_mb": round(memory.peak_mb),
        "questions": questions,
        **more,
    }
    output.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
