"""Real reports of a steering group, as a folder of docx, odt and pdf: are they in, dated, found and answered right?

Reads ../shared/data/kpapis through the command line, in its JSON shapes. The questions are made by a script from
attendance tables ("Wie waren er aanwezig bij …"); 30 ask for a meeting that no report is of. A meeting's date is
right when it is the one in the text, also where the file's name says another.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.results import Json, arguments, machine, need, publish, read_jsonl, run_wijzer, say

READABLE = {".docx", ".odt", ".pdf"}


@dataclass
class Tally:
    """How often something was right, and what was wrong: by its key (kept) and in words (printed, never kept:
    the reports name real people)."""

    what: str
    goal: str
    right: int = 0
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def percent(self) -> float:
        """How much of it was right."""
        return 100 * self.right / max(self.total, 1)

    @property
    def total(self) -> int:
        """How many cases there were."""
        return self.right + len(self.wrong)

    def count(self, right: bool, key: str, otherwise: str) -> None:
        """Add one case."""
        if right:
            self.right += 1
        else:
            self.wrong[key] = otherwise

    def line(self) -> str:
        """The tally as a row of the table."""
        return f"  {self.what:<58} {self.right:>3} of {self.total:<3} {self.percent:5.1f} %  ({self.goal})"

    def shape(self) -> Json:
        """The tally as JSON."""
        return {
            "right": self.right,
            "of": self.total,
            "percent": round(self.percent, 1),
            "goal": self.goal,
            "wrong": sorted(self.wrong),
        }


def is_document(name: str) -> bool:
    """Whether a file of the folder is a report rather than a lock file or an index of thumbnails."""
    return Path(name).suffix.lower() in READABLE and not name.rpartition("__")[2].startswith("~$")


def file_of(source: str) -> str:
    """The name of the file that a report's source names."""
    return Path(source.split("!")[0]).name


def check_intake(raw: Path, outcome: Json, reports: list[Json]) -> list[Tally]:
    """Every document is in, and every other file is named with a reason."""
    documents = Tally("documents that are in", "all")
    others = Tally("other files named with a reason", "all")
    taken = {file_of(report["source"]) for report in reports if report["state"] == "ready"}
    named = {Path(failure["path"]).name: failure["reason"] for failure in outcome["failed"]}
    for path in sorted(raw.iterdir()):
        if is_document(path.name):
            documents.count(path.name in taken, path.name, named.get(path.name, "not mentioned"))
        else:
            others.count(bool(named.get(path.name)), path.name, "not mentioned")
    return [documents, others]


def check_dates(docs: list[Json], reports: list[Json]) -> list[Tally]:
    """The meeting dates, and apart those where the file's name and the text disagree."""
    found = {file_of(report["source"]): report["date"] for report in reports}
    plain = Tally("meeting dates", "95 %")
    torn = Tally("  of which file name and text disagree: the text's date", "reported")
    for doc in docs:
        name = doc["path"].replace("/", "__")
        if name not in found:
            continue
        expected = doc["date_in_text"] if doc.get("date_conflict") else doc["date"]
        wrong = doc["doc_id"], f"{name}: {found[name]} instead of {expected}"
        plain.count(found[name] == expected, *wrong)
        if doc.get("date_conflict"):
            torn.count(found[name] == expected, *wrong)
    return [plain, torn]


def names(answer: str) -> list[str]:
    """The people in "Frank Terpstra (Geonovum), Henri Korver (VNG Realisatie)"."""
    people = re.split(r"[,;\u00b8]", re.sub(r"\([^)]*\)", "", answer))
    return [" ".join(person.split()) for person in people if person.strip()]


def check_search(
    questions: list[Json], files: dict[str, str], found: list[Json], sources: dict[str, str]
) -> Tally:
    """Whether one of the five best passages is of the report that was asked for."""
    tally = Tally("right report in the top 5", "85 %; plain BM25: 68 %")
    for question, outcome in zip(questions, found, strict=True):
        first = [sources.get(hit["report"], "?") for hit in outcome["hits"][:5]]
        right = files[question["doc_id"]] in first
        tally.count(right, question["id"], f"{question['question']} → {sorted(set(first))}")
    return tally


def check_answers(
    questions: list[Json], files: dict[str, str], given: list[Json], sources: dict[str, str]
) -> list[Tally]:
    """Refusals where nothing is known; elsewhere all asked names in quotes from the right report."""
    refused = Tally("unanswerable questions refused, without citation", "27 of 30")
    named = Tally("quotes of the right report hold all the names asked for", "75 %")
    some = Tally("quotes of the right report hold at least one of them", "reported")
    for question, answer in zip(questions, given, strict=True):
        if question["type"] == "unanswerable":
            said_no = answer["status"] == "not_found" and not answer["citations"]
            refused.count(said_no, question["id"], f"{question['question']} → {answer['text'][:150]}")
            continue
        right = [
            c["quote"] for c in answer["citations"] if sources.get(c["report"]) == files[question["doc_id"]]
        ]
        quoted = " ".join(" ".join(right).split())
        missing = [name for name in names(question["answer"]) if name not in quoted]
        wrong = f"{question['question']} [{answer['status']}] lacks {', '.join(missing)}; quotes: {quoted[:200]!r}"
        named.count(not missing, question["id"], wrong)
        some.count(len(missing) < len(names(question["answer"])), question["id"], wrong)
    return [named, some, refused]


def ask_all(library: Path, command: str, questions: list[Json], *options: str) -> list[Json]:
    """One outcome per question, in order, from one process."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for question in questions:
            file.write(json.dumps({"id": question["id"], "question": question["question"]}) + "\n")
        file.flush()
        lines = run_wijzer(command, "--library", library, "--from-file", file.name, *options, "--json")
    return [json.loads(line) for line in lines.splitlines()]


def quotes_exact(library: Path, answers: list[Json]) -> Tally:
    """Whether each quote is, to the letter, what the report's text holds at its place."""
    tally = Tally("quotes equal to text[start:end]", "all")
    texts: dict[str, str] = {}
    for citation in (c for answer in answers for c in answer["citations"]):
        report = citation["report"]
        if report not in texts:
            texts[report] = json.loads(run_wijzer("show", report, "--library", library, "--json"))["text"]
        exact = texts[report][citation["start"] : citation["end"]] == citation["quote"]
        tally.count(exact, f"{report}:{citation['start']}:{citation['end']}", repr(citation["quote"][:80]))
    return tally


def measure(library: Path, folder: Path) -> tuple[Json, list[Tally]]:
    """The whole way: ingest, dates, search, answers."""
    say("taking in the folder ...")
    raw = folder / "raw"
    outcome = json.loads(run_wijzer("ingest", raw, "--library", library, "--json", statuses=(0, 3)))
    reports = json.loads(run_wijzer("reports", "--library", library, "--json"))["reports"]
    docs, questions = read_jsonl(folder / "docs.jsonl"), read_jsonl(folder / "questions_templated.jsonl")
    sources = {report["id"]: file_of(report["source"]) for report in reports}
    files = {doc["doc_id"]: doc["path"].replace("/", "__") for doc in docs}
    answerable = [q for q in questions if q["type"] != "unanswerable"]
    say("searching and asking ...")
    found = ask_all(library, "search", answerable, "--k", "5")
    given = ask_all(library, "ask", questions)
    tallies = [
        *check_intake(raw, outcome, reports),
        *check_dates(docs, reports),
        check_search(answerable, files, found, sources),
        *check_answers(questions, files, given, sources),
        quotes_exact(library, given),
    ]
    return {key: outcome[key] for key in ("added", "passages", "seconds")}, tallies


def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__)
    parser.add_argument("--library", type=Path, help="keep the library here (default: a temporary folder)")
    options = parser.parse_args()
    folder, on = need("kpapis"), machine()
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as scratch:
        ingested, tallies = measure(options.library or Path(scratch) / "library", folder)
    result = {"ingest": ingested, **{tally.what.strip(): tally.shape() for tally in tallies}}
    lines = [tally.line() for tally in tallies]
    for tally in tallies:
        if tally.wrong:
            lines += [
                "",
                f"Wrong: {tally.what.strip()}",
                *(f"  {key}: {case}" for key, case in tally.wrong.items()),
            ]
    publish("kpapis", on, options, result, lines)


if __name__ == "__main__":
    main()
