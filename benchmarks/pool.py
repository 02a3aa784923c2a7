"""Real reports as a pool of sentences with their vectors, and real questions about them."""

from __future__ import annotations

import json
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.results import PROJECT, SHARED, read_jsonl, say
from vectorstore.embedding.types import Array
from vectorstore.types import Report


@dataclass(frozen=True)
class Pool:
    """Real sentences with their unit vectors, real headings, and how many sentences real passages have.

    `rate` is how many of those passages were encoded a second.
    """

    sentences: list[str]
    vectors: Array
    headings: list[str]
    lengths: list[int]
    rate: float = 0.0


def real_texts() -> list[tuple[str, str]]:
    """File names and texts of real Dutch reports and pages; of the example reports where ../shared/data is missing."""
    lent = [SHARED / name / "docs.jsonl" for name in ("kpapis", "govbench")]
    if all(path.exists() for path in lent):
        return [(f"{doc['doc_id']}.txt", doc["text"]) for path in lent for doc in read_jsonl(path)]
    sources = sorted((PROJECT / "examples" / "sources").glob("*.md"))
    return [(path.name, path.read_text(encoding="utf-8")) for path in sources]


def real_questions(count: int, seed: int) -> list[str]:
    """At most `count` questions that people could ask about `real_texts`, in random order."""
    lent = (SHARED / "kpapis" / "questions_templated.jsonl", SHARED / "govbench" / "questions.jsonl")
    if all(path.exists() for path in lent):
        asked = [one["question"] for path in lent for one in read_jsonl(path)]
    else:
        examples = read_jsonl(PROJECT / "examples" / "questions.jsonl")
        asked = [one[key] for one in examples for key in ("question", "question_en") if one.get(key)]
    return random.Random(seed).sample(asked, min(count, len(asked)))


def kept_pool(folder: Path, reports: int, seed: int) -> Pool:
    """What `read_pool` gives, kept in `folder` for the next time."""
    texts, vectors = (folder / f"pool-{reports}-{seed}.{ending}" for ending in ("json", "npy"))
    if not texts.exists():
        pool = read_pool(reports, seed)
        folder.mkdir(parents=True, exist_ok=True)
        np.save(vectors, pool.vectors)
        texts.write_text(json.dumps({name: value for name, value in vars(pool).items() if name != "vectors"}))
    return Pool(vectors=np.load(vectors), **json.loads(texts.read_text()))


def read_pool(reports: int, seed: int) -> Pool:
    """Read and encode that many of `real_texts`."""
    from ingest.pipeline import encode_reports
    from ingest.report import assemble
    from ingest.sandbox import Readers
    from vectorstore.embedding import document_encoder

    texts = real_texts()
    chosen = random.Random(seed).sample(texts, min(reports, len(texts)))
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as folder:
        paths = []
        for name, text in chosen:
            paths.append(Path(folder) / name)
            paths[-1].write_text(text, encoding="utf-8")
        with Readers() as readers:
            read = [
                assemble(part, source=path.name, sha256="", file_name=path.name)
                for path, parts in readers.read_all(paths)
                if isinstance(parts, list)
                for part in parts
            ]
    say(f"encoding {len(read)} real reports ...")
    encoder = document_encoder()
    began = time.perf_counter()
    encoded = encode_reports(encoder, read)
    seconds = time.perf_counter() - began
    return _pool(read, encoded, sum(len(report.passages) for report in read) / seconds)


def _pool(reports: list[Report], encoded: list[tuple[Array, Array]], rate: float) -> Pool:
    sentences, vectors, headings, lengths = [], [], [], []
    for report, (_, own) in zip(reports, encoded, strict=True):
        headings += [section.heading for section in report.sections if section.heading]
        for passage in report.passages:
            lengths.append(passage.last - passage.first + 1)
            for i in range(passage.first, passage.last + 1):
                sentences.append(report.text[report.sentences[i].start : report.sentences[i].end])
                vectors.append(own[i])
    return Pool(sentences, np.stack(vectors), headings or ["Verslag"], lengths, rate)
