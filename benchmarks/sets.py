"""The question sets: reports, questions about them, and where in the reports the answers stand.

| set | reports | questions | evidence |
|---|---|---|---|
| govbench | 179 answers of the Dutch government to citizens | 179, Dutch | the whole answer |
| kpapis | 110 real reports of a steering group, Dutch | 76, and 30 that ask for a meeting that never was | a line |
| qmsum | 30 transcripts of committees, English | 351, all asked of all meetings at once | turns |
| seed | one real report, Dutch | 18, and 6 that it doesn't answer, ours | a clause |
| examples-nl, examples-en | our 19 invented reports | 40, and 12 without answer; in Dutch, in English | a sentence |

All but the examples is lent material in ../shared/data: a set of which the folder isn't there is absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks.results import HERE, PROJECT, SHARED, Json, read_jsonl

EXAMPLES = PROJECT / "examples"
SEED_DATE = "2025-12-03"
TURN = re.compile(r"^\[(\d+)\] ", re.MULTILINE)


@dataclass(frozen=True)
class Doc:
    """A report as everyone gets it."""

    id: str
    title: str
    date: str | None
    lang: str
    text: str


@dataclass(frozen=True)
class Gold:
    """Where evidence stands: `text[start:end]` of the doc."""

    doc: str
    start: int
    end: int


@dataclass(frozen=True)
class Question:
    """A question; `names` are what a right answer holds to the letter, where the set knows that."""

    id: str
    question: str
    docs: tuple[str, ...] = ()
    spans: tuple[Gold, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def unanswerable(self) -> bool:
        """Whether no report answers it."""
        return not self.docs


@dataclass(frozen=True)
class QuestionSet:
    """Reports and what is asked about them."""

    name: str
    docs: tuple[Doc, ...]
    questions: tuple[Question, ...]

    def first(self, count: int) -> QuestionSet:
        """The first `count` reports, the questions about them, and the same share of those without answer."""
        docs = self.docs[:count]
        known = {doc.id for doc in docs}
        about = [one for one in self.questions if one.docs and known.issuperset(one.docs)]
        without = [one for one in self.questions if one.unanswerable]
        share = -(-len(without) * len(docs) // len(self.docs))
        return QuestionSet(self.name, docs, (*about, *without[:share]))


def read_set(name: str) -> QuestionSet | None:
    """The set, or None where its material isn't on this machine."""
    maker, folder = SETS[name]
    return checked(maker()) if folder.exists() else None


def checked(one: QuestionSet) -> QuestionSet:
    """The set itself; ValueError when an id occurs twice, or a question points outside of its reports."""
    lengths = {doc.id: len(doc.text) for doc in one.docs}
    if len(lengths) != len(one.docs) or len({q.id for q in one.questions}) != len(one.questions):
        raise ValueError(f"{one.name}: an id occurs twice")
    for question in one.questions:
        if not lengths.keys() >= set(question.docs):
            raise ValueError(f"{one.name}: question {question.id} is about a report that isn't there")
        for span in question.spans:
            if span.doc not in question.docs or not 0 <= span.start < span.end <= lengths[span.doc]:
                raise ValueError(f"{one.name}: question {question.id} has evidence outside of its report")
    return one


def _read_docs(folder: Path) -> dict[str, Doc]:
    docs: dict[str, Doc] = {}
    for line in read_jsonl(folder / "docs.jsonl"):
        found = Doc(line["doc_id"], line["title"], line["date"], line["lang"], line["text"])
        docs.setdefault(found.id, found)
    return docs


def _find(doc: Doc, evidence: str) -> Gold:
    """Where the evidence stands first; ValueError when it doesn't."""
    start = doc.text.find(evidence)
    if start < 0 or not evidence:
        raise ValueError(f"{doc.id} doesn't hold {evidence[:60]!r}")
    return Gold(doc.id, start, start + len(evidence))


def govbench() -> QuestionSet:
    """A question and its answer are there twice under one id: each counts once."""
    docs = _read_docs(SHARED / "govbench")
    questions: dict[str, Question] = {}
    for line in read_jsonl(SHARED / "govbench" / "questions.jsonl"):
        gold = (_find(docs[line["doc_id"]], line["evidence"]),)
        questions[line["id"]] = Question(line["id"], line["question"], (line["doc_id"],), gold)
    return QuestionSet("govbench", tuple(docs.values()), tuple(questions.values()))


def kpapis() -> QuestionSet:
    """Two reports can be of one day; the one of the steering group, which the question names, is right."""
    from benchmarks.kpapis import names

    docs = _read_docs(SHARED / "kpapis")
    questions = []
    for line in read_jsonl(SHARED / "kpapis" / "questions_templated.jsonl"):
        asked = Question(line["id"], line["question"])
        if line["type"] != "unanswerable":
            gold = (_find(docs[line["doc_id"]], line["evidence"]),)
            asked = replace(asked, docs=(line["doc_id"],), spans=gold, names=tuple(names(line["answer"])))
        questions.append(asked)
    return QuestionSet("kpapis", tuple(docs.values()), tuple(questions))


def turns(text: str) -> dict[int, tuple[int, int]]:
    """Where each turn "[7] Speaker: …" stands."""
    starts = [(int(found[1]), found.start()) for found in TURN.finditer(text)]
    ends = [start for _, start in starts[1:]] + [len(text)]
    return {
        number: (start, len(text[:end].rstrip())) for (number, start), end in zip(starts, ends, strict=True)
    }


def qmsum() -> QuestionSet:
    """Many of its questions don't say which meeting they are about, so that nobody finds them all."""
    docs = _read_docs(SHARED / "qmsum")
    places = {doc.id: turns(doc.text) for doc in docs.values()}
    questions = []
    for line in read_jsonl(SHARED / "qmsum" / "questions.jsonl"):
        doc = line["doc_id"]
        gold = tuple(
            Gold(doc, places[doc][first][0], places[doc][last][1]) for first, last in line["evidence_turns"]
        )
        questions.append(Question(line["id"], line["question"], (doc,), gold))
    return QuestionSet("qmsum", tuple(docs.values()), tuple(questions))


def seed() -> QuestionSet:
    """One report, so that only which passage is found can differ."""
    path = next((SHARED / "seed").glob("*.txt"))
    text = path.read_text(encoding="utf-8")
    doc = Doc(path.stem, text.split("\n", 1)[0].strip(), SEED_DATE, "nl", text)
    questions = []
    for line in read_jsonl(HERE / "questions" / "seed.jsonl"):
        gold = tuple(_find(doc, evidence) for evidence in line.get("evidence", []))
        questions.append(Question(line["id"], line["question"], (doc.id,) if gold else (), gold))
    return QuestionSet("seed", (doc,), tuple(questions))


@cache
def example_docs() -> dict[str, Doc]:
    """Our example reports as our readers read them, by the name of their file and part ("mail.eml!minutes.docx")."""
    from ingest.report import assemble
    from ingest.sandbox import Readers

    docs: dict[str, Doc] = {}
    with Readers() as readers:
        for path, parts in readers.read_all(sorted((EXAMPLES / "reports").iterdir())):
            if not isinstance(parts, list):
                raise ValueError(f"{path}: {parts}")
            for part in parts:
                mark = "#" if part.parsed.format == "jsonl" else "!"
                name = f"{path.name}{mark}{part.name}" if part.name else path.name
                report = assemble(part, source=name, sha256="", file_name=part.name or path.name)
                day = report.date.isoformat() if report.date else None
                docs[name] = Doc(f"d{len(docs):02}", report.title, day, report.language, report.text)
    return docs


def _example_place(docs: dict[str, Doc], place: Json) -> Gold:
    """The evidence, or the table row that holds all of its cells."""
    names = [place["report"] + mark + place.get("part", "") for mark in ("!", "#")]
    if "part" not in place:
        names = [place["report"]]
    doc = next(docs[name] for name in names if name in docs)
    if "cells" not in place:
        return _find(doc, place["evidence"])
    rows = [line for line in doc.text.split("\n") if all(cell in line for cell in place["cells"])]
    return _find(doc, min(rows, key=len, default=""))


def _examples(name: str, field: str) -> QuestionSet:
    docs = example_docs()
    questions = []
    for line in read_jsonl(EXAMPLES / "questions.jsonl"):
        places = [] if line.get("unanswerable") else [line, *line.get("also", [])]
        gold = tuple(_example_place(docs, place) for place in places)
        about = tuple(dict.fromkeys(span.doc for span in gold))
        questions.append(Question(line["id"], line[field], about, gold))
    return QuestionSet(name, tuple(docs.values()), tuple(questions))


def examples_nl() -> QuestionSet:
    """Our questions in Dutch, on reports most of which are Dutch."""
    return _examples("examples-nl", "question")


def examples_en() -> QuestionSet:
    """The same questions in English, on the same reports."""
    return _examples("examples-en", "question_en")


SETS: dict[str, tuple[Callable[[], QuestionSet], Path]] = {
    "govbench": (govbench, SHARED / "govbench"),
    "kpapis": (kpapis, SHARED / "kpapis"),
    "qmsum": (qmsum, SHARED / "qmsum"),
    "seed": (seed, SHARED / "seed"),
    "examples-nl": (examples_nl, EXAMPLES),
    "examples-en": (examples_en, EXAMPLES),
}


def read_sets(names: Iterable[str]) -> list[QuestionSet]:
    """Those of the sets that are on this machine."""
    return [found for name in names if (found := read_set(name)) is not None]
