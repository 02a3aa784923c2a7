"""Made-up reports and a made-up embedding model for the library's tests: all of it follows from a seed."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date
from typing import Literal

import numpy as np

from vectorstore.library import Addition
from vectorstore.quantise import Vectors
from vectorstore.types import ModelStamp, Passage, Report, Section, Sentence

MODEL = ModelStamp("made-up", 24)

_VOCABULARY = (  # noqa: SIM905
    "minister vergadering besluit verslag dijk haven begroting commissie kamer veiligheid energie water raad "
    "voorstel planning aanbesteding gemeente provincie uitgaven project voorzitter notulen actie besproken "
    "toegezegd onderzoek oplevering kosten termijn overleg"
).split()


def make_report(
    name: str,
    sentences: list[str],
    *,
    day: date | None = date(2025, 3, 4),
    language: Literal["nl", "en"] = "nl",
    series: str = "stuurgroep dijken",
    title: str = "",
    per_passage: int = 2,
) -> Report:
    """A report of one section with these sentences, `per_passage` to a passage."""
    title = title or f"Verslag {name}"
    text, spans = title + "\n", []
    for sentence in sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + "\n"
    made = tuple(Sentence(start, end, "prose", 0) for start, end in spans)
    passages = tuple(
        Passage(spans[first][0], spans[last][1], 0, first, last, f"{title} · {day} · Besluiten")
        for first in range(0, len(spans), per_passage)
        for last in [min(first + per_passage, len(spans)) - 1]
    )
    return Report(
        id=hashlib.sha256(name.encode()).hexdigest()[:12],
        source=f"/reports/{name}.txt",
        title=title,
        date=day,
        language=language,
        series=series,
        format="txt",
        sha256=hashlib.sha256(original_of(name, sentences)).hexdigest(),
        text=text,
        sections=(Section("Besluiten", 1, ("Verslag", "Besluiten"), 0, len(title) + 1, len(text)),),
        sentences=made,
        passages=passages,
    )


def original_of(name: str, sentences: list[str]) -> bytes:
    """The bytes of the made-up report's file."""
    return "\n".join([name, *sentences]).encode("utf-8", "surrogatepass")


def random_report(number: int, version: int = 0, passages: int = 5) -> Report:
    """The `version`th version of made-up report `number`."""
    source = random.Random(f"{number}/{version}")
    sentences = [" ".join(source.choices(_VOCABULARY, k=9)).capitalize() + "." for _ in range(2 * passages)]
    sentences[0] = f"Kenmerk r{number}v{version} staat hier."
    day = date(2020 + number % 6, 1 + number % 12, 1 + number % 28) if number % 7 else None
    series = ("stuurgroep dijken", "raad", "commissie")[number % 3]
    return make_report(
        f"r{number}", sentences, day=day, language="en" if number % 5 == 0 else "nl", series=series
    )


def body(report: Report) -> list[str]:
    """The report's sentences."""
    return [report.text[sentence.start : sentence.end] for sentence in report.sentences]


def addition(report: Report) -> Addition:
    """What `Library.add_many` takes."""
    original = original_of(report.source.removeprefix("/reports/").removesuffix(".txt"), body(report))
    report = replace(report, sha256=hashlib.sha256(original).hexdigest())
    return (report, original, *embed_report(report))


def embed_report(report: Report, dimension: int = MODEL.dimension) -> tuple[Vectors, Vectors]:
    """The made-up vectors of a report's passages and sentences."""
    passages = [report.text[passage.start : passage.end] for passage in report.passages]
    return embed(passages, dimension), embed(body(report), dimension)


def embed(texts: list[str], dimension: int = MODEL.dimension) -> Vectors:
    """Unit vectors (n, dimension): the sum of a random vector per word, so that like texts are near each other."""
    rows = np.zeros((len(texts), dimension), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.lower().replace(".", "").split():
            row += np.random.default_rng(
                int(hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()[:8], 16)
            ).normal(size=dimension)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def question(text: str) -> Vectors:
    """The made-up vector of a question."""
    vector: Vectors = embed([text])[0]
    return vector
