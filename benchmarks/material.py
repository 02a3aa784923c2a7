"""Large libraries made of real sentences, without hours of encoding.

Real reports are read and encoded by our own pipeline; their sentences, with their vectors, are then recombined into
as many reports as wanted: the passages have real lengths, a passage's vector is the mean of its sentences' vectors,
weighted by length (what the model itself comes to, within a cosine of about 0.98) plus a little noise, so that no two
are the same. So vectors lie as clustered as real ones do, which an index finds harder than random ones.
"""

from __future__ import annotations

import hashlib
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

import numpy as np

from benchmarks.pool import Pool
from benchmarks.results import Json, say
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

Made = tuple[Report, bytes, Array, Array]
"""A made report, its original, its passages' and its sentences' vectors: what `Library.add_many` wants."""


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
