"""How fast reports are taken in, against a straightforward LangChain pipeline with the same weights.

Wall-clock time counts; processor time, which other work on the machine disturbs less, is given beside it.

Both take the same folder of text files of real reports (../shared/data/kpapis) into a new library on disk, in turns,
with their models loaded beforehand; the median of the rounds counts. LangChain: RecursiveCharacterTextSplitter,
HuggingFaceEmbeddings in float32 with the model's prompts, langchain-chroma. Ours also finds titles, dates, sections
and sentences, keeps a vector per sentence, a catalogue and a word index. Passages differ in length between the two,
so characters of report per second is the plainer measure.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.results import Json, arguments, machine, need, publish, read_jsonl, say


@dataclass(frozen=True)
class Round:
    """One pipeline's turn: passages made, seconds on the clock and of the processor."""

    passages: int
    seconds: float
    processor: float


Pipeline = Callable[[Path, Path], int]
SPLITS = ((1000, 200), (700, 100))


def write_reports(folder: Path, count: int, seed: int) -> int:
    """Put `count` reports in `folder` as text files; how many characters they have together."""
    docs = read_jsonl(need("kpapis") / "docs.jsonl")
    chosen = random.Random(seed).sample(docs, min(count, len(docs)))
    for doc in chosen:
        (folder / f"{doc['doc_id']}.txt").write_text(doc["text"], encoding="utf-8")
    return sum(len(doc["text"]) for doc in chosen)


def ours() -> Pipeline:
    """`ingest_paths` into a new library."""
    from ingest.pipeline import ingest_paths
    from vectorstore.embedding import document_encoder
    from vectorstore.library import Library

    encoder = document_encoder()

    def take_in(reports: Path, into: Path) -> int:
        with Library.open(into, encoder.stamp) as library:
            return ingest_paths(library, encoder, [reports]).passages

    return take_in


def langchain(embeddings: Any, size: int, overlap: int) -> Pipeline:
    """Split, embed, store: as its documentation shows it."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=overlap)

    def take_in(reports: Path, into: Path) -> int:
        store = Chroma("reports", embeddings, persist_directory=str(into))
        texts = [
            Document(path.read_text(encoding="utf-8"), metadata={"source": str(path)})
            for path in sorted(reports.iterdir())
        ]
        chunks = splitter.split_documents(texts)
        store.add_documents(chunks)
        return len(chunks)

    return take_in


def huggingface() -> Any:
    """The same weights through HuggingFaceEmbeddings, in float32, with the prompts that the model was trained with."""
    from langchain_huggingface import HuggingFaceEmbeddings

    from vectorstore.embedding import prepare

    return HuggingFaceEmbeddings(
        model_name=str(prepare()),
        model_kwargs={"device": "cpu", "model_kwargs": {"dtype": "float32"}},
        encode_kwargs={"prompt_name": "document", "normalize_embeddings": True},
        query_encode_kwargs={"prompt_name": "query", "normalize_embeddings": True},
    )


def processor_seconds() -> float:
    """Of this process and of its children that have ended."""
    return sum(os.times()[:4])


def run(pipelines: dict[str, Pipeline], reports: Path, scratch: Path, rounds: int) -> dict[str, list[Round]]:
    """Per pipeline its rounds; the pipelines take turns."""
    outcomes: dict[str, list[Round]] = {name: [] for name in pipelines}
    for turn in range(rounds):
        for name, take_in in pipelines.items():
            began, worked = time.perf_counter(), processor_seconds()
            passages = take_in(reports, scratch / f"{name.replace('/', '-')} {turn}")
            one = Round(passages, time.perf_counter() - began, processor_seconds() - worked)
            outcomes[name].append(one)
            took = f"{one.seconds:.1f} s ({one.processor:.1f} s of processor)"
            say(f"round {turn + 1}, {name}: {passages} passages in {took}")
    return outcomes


def summary(rounds: list[Round], characters: int) -> Json:
    """Medians over the rounds."""
    seconds, passages = median(one.seconds for one in rounds), rounds[0].passages
    return {
        "passages": passages,
        "seconds": round(seconds, 2),
        "seconds_each": [round(one.seconds, 2) for one in rounds],
        "processor_seconds": round(median(one.processor for one in rounds), 2),
        "passages_per_second": round(passages / seconds, 1),
        "characters_per_second": round(characters / seconds),
    }


def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__)
    parser.add_argument("--reports", type=int, default=40, help="how many reports (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each (default: %(default)s)")
    options = parser.parse_args()
    need("kpapis")
    on = machine()
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as folder:
        reports, warm = Path(folder) / "reports", Path(folder) / "warm"
        reports.mkdir()
        warm.mkdir()
        characters = write_reports(reports, options.reports, options.seed)
        write_reports(warm, 2, options.seed)
        say("loading the models ...")
        embeddings = huggingface()
        pipelines = {"ours": ours(), **{f"LangChain {s}/{o}": langchain(embeddings, s, o) for s, o in SPLITS}}
        for name, take_in in pipelines.items():
            take_in(warm, Path(folder) / f"warm {name.replace('/', '-')}")
        outcomes = run(pipelines, reports, Path(folder), options.rounds)
    result: Json = {"reports": options.reports, "characters": characters}
    result |= {name: summary(rounds, characters) for name, rounds in outcomes.items()}
    publish("ingest_speed", on, options, result, table(result, list(pipelines)))


def table(result: Json, pipelines: list[str]) -> list[str]:
    """A line per pipeline; adds to `result` how many times as fast ours is."""
    lines = [
        "  ours is … times as fast, by passages, characters, and processor time a character:",
        f"  {'':<20} passages  seconds  processor  passages/s  characters/s",
    ]
    for name in pipelines:
        mine, one = result["ours"], result[name]
        ratios = {
            "passages": round(mine["passages_per_second"] / one["passages_per_second"], 2),
            "characters": round(mine["characters_per_second"] / one["characters_per_second"], 2),
            "processor": round(one["processor_seconds"] / mine["processor_seconds"], 2),
        }
        one["ours_times_as_fast"] = ratios
        times = ", ".join(map(str, ratios.values()))
        lines.append(
            f"  {name:<20} {one['passages']:>8} {one['seconds']:>8} {one['processor_seconds']:>10}"
            f" {one['passages_per_second']:>11} {one['characters_per_second']:>13}   {times}"
        )
    return lines


if __name__ == "__main__":
    main()
