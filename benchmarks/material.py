"""Large libraries made of real sentences, without hours of encoding.

Real reports are read and encoded by our own pipeline; their sentences, with their vectors, are then recombined into
as many reports as wanted: the passages have real lengths, a passage's vector is the mean of its sentences' vectors,
weighted by length (what the model itself comes to, within a cosine of about 0.98) plus a little noise, so that no two
are the same. So vectors lie as clustered as real ones do, which an index finds harder than random ones.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.results import PROJECT, SHARED, Json, read_jsonl, say
from vectorstore.embedding.types import Array
from vectorstore.library import Library
from vectorstore.types import Passage, Report, Section, Sentence

PASSAGES_A_REPORT = 33
PASSAGES_A_SECTION = 6
NOISE = 0.15
TELL_EVERY = 10.0
FIRST_DAY = date(2015, 1, 5)
BODIES = ("stuurgroep", "werkgroep", "programmaraad", "projectgroep", "klankbordgroep", "adviesraad")
THEMES = (
    "dijkbewaking",
    "datadeling",
    "woningbouw",
    "warmtenet",
    "havens",
    "archieven",
    "spoor",
    "drinkwater",
)


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


Made = tuple[Report, bytes, Array, Array]
"""A made report, its original, its passages' and its sentences' vectors: what `Library.add_many` wants."""


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


def grow(
    library: Library, made: Iterator[Made], passages: int, lap: Callable[[], Counter[str]], batched: int
) -> Iterator[Json]:
    """Add what is made, `batched` passages at a time, and tell tenth by tenth how fast that went.

    `lap` gives the nanoseconds per stage since it was called before; making the reports is not counted. The processor's
    seconds (both cores) say what it cost where a machine does other work as well.
    """
    spent, done, begun, tenth, told = Counter[str](), 0, 0, 1, time.monotonic()
    processor = 0.0
    while batch := list(islice(made, math.ceil(batched / PASSAGES_A_REPORT))):
        lap()
        worked = time.process_time()
        library.add_many(batch)
        processor += time.process_time() - worked
        spent += lap()
        done += sum(len(report.passages) for report, *_ in batch)
        rate = 1e9 * (done - begun) / spent.total()
        if time.monotonic() - told > TELL_EVERY:
            told = time.monotonic()
            say(f"  {done:,} of {passages:,} passages, {rate:,.0f} a second in this tenth")
        if done >= passages or (done * 10 >= passages * tenth and passages - done >= batched):
            yield {
                "passages": done,
                "seconds": round(spent.total() / 1e9, 3),
                "processor_seconds": round(processor, 3),
                "per_second": round(rate, 1),
                "microseconds": {name: round(took / (done - begun) / 1000) for name, took in spent.items()},
            }
            spent, begun, tenth, processor = Counter(), done, done * 10 // passages + 1, 0.0


def make_reports(pool: Pool, passages: int, seed: int) -> Iterator[Made]:
    """Reports with `passages` passages together, each as `Library.add_many` wants it."""
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    for number, at in enumerate(range(0, passages, PASSAGES_A_REPORT)):
        draft = _Draft(pool, chance, number)
        for _ in range(min(PASSAGES_A_REPORT, passages - at)):
            draft.add_passage()
        report = draft.report()
        sentences = pool.vectors[draft.chosen]
        yield report, report.text.encode(), _passage_vectors(report, sentences, noise), sentences


def _passage_vectors(report: Report, sentences: Array, noise: np.random.Generator) -> Array:
    weights = np.array([s.end - s.start for s in report.sentences], dtype=np.float32)[:, None]
    means = np.stack(
        [
            (sentences[p.first : p.last + 1] * weights[p.first : p.last + 1]).sum(axis=0)
            / weights[p.first : p.last + 1].sum()
            for p in report.passages
        ]
    )
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    shift = noise.standard_normal(means.shape).astype(np.float32)
    means += NOISE * shift / np.linalg.norm(shift, axis=1, keepdims=True)
    return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), dtype=np.float32)


class _Draft:
    """A report under construction: its text grows passage by passage."""

    def __init__(self, pool: Pool, chance: random.Random, number: int) -> None:
        self._pool, self._chance, self._number = pool, chance, number
        self._day = FIRST_DAY + timedelta(days=chance.randrange(4000))
        self._series = f"{chance.choice(BODIES)} {chance.choice(THEMES)}"
        self._text = ""
        self._starts: list[tuple[str, int, int]] = []
        self._sentences: list[Sentence] = []
        self._passages: list[Passage] = []
        self.chosen: list[int] = []

    def add_passage(self) -> None:
        """A passage of as many real sentences, drawn at random, as some real passage has."""
        if len(self._passages) % PASSAGES_A_SECTION == 0:
            heading = self._chance.choice(self._pool.headings)
            start = len(self._text)
            self._text += f"{heading}\n"
            self._starts.append((heading, start, len(self._text)))
        start, first, section = len(self._text), len(self._sentences), len(self._starts) - 1
        for _ in range(self._chance.choice(self._pool.lengths)):
            chosen = self._chance.randrange(len(self._pool.sentences))
            at = len(self._text) + (len(self._sentences) > first)
            self._text += (" " if len(self._sentences) > first else "") + self._pool.sentences[chosen]
            self._sentences.append(Sentence(at, len(self._text), "prose", section))
            self.chosen.append(chosen)
        context = f"{self._title()} · {self._day.isoformat()} · {self._starts[-1][0]}"
        last = len(self._sentences) - 1
        self._passages.append(Passage(start, len(self._text), section, first, last, context))
        self._text += "\n"

    def _title(self) -> str:
        return f"Verslag {self._series} {self._number}"

    def report(self) -> Report:
        """The finished report."""
        ends = [start for _, start, _ in self._starts[1:]] + [len(self._text)]
        source = f"/made/{self._number}.txt"
        return Report(
            id=hashlib.sha256(source.encode()).hexdigest()[:16],
            source=source,
            title=self._title(),
            date=self._day,
            language="nl",
            series=self._series,
            format="txt",
            sha256=hashlib.sha256(self._text.encode()).hexdigest(),
            text=self._text,
            sections=tuple(
                Section(heading, 1, (heading,), start, body, end)
                for (heading, start, body), end in zip(self._starts, ends, strict=True)
            ),
            sentences=tuple(self._sentences),
            passages=tuple(self._passages),
        )
