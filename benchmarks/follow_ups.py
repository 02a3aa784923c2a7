"""Are follow-up questions read as what they mean, and new questions as new?

Conversations of two or three questions on the examples, in Dutch and English; the last question of each is judged: is
it rightly read as going on from the earlier ones or as standing by itself; does the question that it was read as have
the words it must have and none that it must not; and does the assistant's own answer to that quote the evidence?
Half of the conversations were kept aside while the reading was written ("held").

Questions of other sets (govbench, kpapis, qmsum, the examples) stand by themselves: each is asked after an arbitrary
other question of its set, and counted when it is wrongly read as going on from that.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.assistant import Assistant
from assistant.dialogue.passages import summary_of, whole_passages
from assistant.dialogue.turn import Turn, turn_of
from assistant.dialogue.understand import Understood, understand
from assistant.select import Quoted
from assistant.sources import Sources
from benchmarks.results import HERE, Json, arguments, machine, publish, read_jsonl, say
from benchmarks.sets import EXAMPLES, read_sets
from benchmarks.tables import table
from ingest.pipeline import ingest_paths
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.embedding.process import ProcessEncoder
from vectorstore.embedding.types import QueryEmbedder
from vectorstore.language.words import fold
from vectorstore.library import Library
from vectorstore.types import ReportFilter

TODAY = date(2026, 4, 10)
ALONE = ("govbench", "kpapis", "qmsum", "examples-nl", "examples-en")
EVERYTHING = ReportFilter()


@dataclass(frozen=True)
class Asked:
    """A library with what asks it."""

    library: Library
    embedder: QueryEmbedder
    assistant: Assistant

    def sources(self) -> Sources:
        """A fresh view of the library."""
        return Sources(self.library, self.embedder)


@dataclass(frozen=True)
class Outcome:
    """How the last question of a conversation was read and answered; None where that isn't judged."""

    conversation: Json
    read: Understood
    follows: bool
    terms: bool | None
    evidence: bool | None


def converse(asked: Asked, conversation: Json) -> Outcome:
    """Ask the questions of a conversation in turn, and judge the last."""
    turns: list[Turn] = []
    read = Understood("", EVERYTHING, False)
    quotes = ""
    for question in conversation["turns"]:
        sources = asked.sources()
        read = understand(question, turns, EVERYTHING, sources, TODAY)
        if read.kind in ("whole", "summary"):
            made = whole_passages if read.kind == "whole" else summary_of
            quotes = _texts(made(read.places, sources))
            continue
        answer = asked.assistant.ask(read.question, read.where, today=TODAY)
        quotes = "\n".join(part for c in answer.citations for part in (c.quote, *c.footnotes))
        answer = replace(answer, understood=read.question if read.follows else "")
        turns.append(turn_of(question, answer, read.where))
    return judged(conversation, read, quotes)


def judged(conversation: Json, read: Understood, quotes: str) -> Outcome:
    """Hold the reading and the quotes against what the conversation says they should be."""
    follows = read.follows == conversation["follows"] and read.kind == conversation["kind"]
    words = fold(read.question)
    wanted, unwanted = conversation.get("wanted", []), conversation.get("unwanted", [])
    terms = all(fold(w) in words for w in wanted) and not any(fold(w) in words for w in unwanted)
    evidence = conversation.get("evidence")
    return Outcome(
        conversation, read, follows,
        follows and terms if wanted or unwanted else None,
        follows and evidence in quotes if evidence else None,
    )  # fmt: skip


def _texts(quotes: Sequence[Quoted]) -> str:
    return "\n".join(quote.text for quote in quotes)


def shares(outcomes: Sequence[Outcome]) -> Json:
    """Of how many each was judged and how many were right."""
    result: Json = {}
    for name in ("follows", "terms", "evidence"):
        values = [value for one in outcomes if (value := getattr(one, name)) is not None]
        result[name] = {"right": sum(values), "of": len(values)}
    return result


def read_alone(asked: Asked, name: str, questions: Sequence[str], seed: int) -> Json:
    """How many questions of a set are wrongly read as going on from an arbitrary other one."""
    rng = random.Random(seed)
    sources = asked.sources()
    infos = sources.infos(EVERYTHING)
    wrong: list[str] = []
    for question in questions:
        before = rng.choice([other for other in questions if other != question])
        report = sources.report(rng.choice(infos).id)
        cited = rng.choice(report.sentences)
        turn = Turn(before, before, "nl", "answered", ((report.id, cited.start, cited.end),))
        read = understand(question, [turn], EVERYTHING, sources, TODAY)
        if read.follows:
            say(f"{name}: {question!r} after {before!r} was read as {read.question!r}")
            wrong.append(question)
    return {"questions": len(questions), "wrong": len(wrong)}


def measured(library: Path, seed: int) -> Json:
    """All figures."""
    embedder = query_embedder()
    with Library.open(library, stamp_of()) as opened:
        if not opened.reports():
            with ProcessEncoder() as encoder:
                ingest_paths(opened, encoder, [EXAMPLES / "reports"])
        asked = Asked(opened, embedder, Assistant(opened, embedder))
        conversations = read_jsonl(HERE / "questions" / "follow-ups.jsonl")
        outcomes = [converse(asked, conversation) for conversation in conversations]
        for one in outcomes:
            if False in (one.follows, one.terms, one.evidence):
                say(_complaint(one))
        groups = {
            "follow-ups, developed on": [o for o in outcomes if o.conversation["split"] == "dev"],
            "follow-ups, held": [o for o in outcomes if o.conversation["split"] == "held"],
        }
        result: Json = {}
        for label, group in groups.items():
            result[label] = shares([o for o in group if o.conversation["follows"]])
            new = label.replace("follow-ups", "new subjects")
            result[new] = shares([o for o in group if not o.conversation["follows"]])
        alone = {
            one.name: read_alone(asked, one.name, [q.question for q in one.questions], seed)
            for one in read_sets(ALONE)
        }
    return {"conversations": result, "alone": alone}


def _complaint(one: Outcome) -> str:
    wrong = ", ".join(name for name in ("follows", "terms", "evidence") if getattr(one, name) is False)
    asked = " | ".join(one.conversation["turns"])
    return f"{one.conversation['id']} ({wrong}): {asked} => {one.read.kind} {one.read.question!r}"


def lines(result: Json) -> list[str]:
    """Two tables."""
    rows = [
        [label, *(f"{each['right']} of {each['of']}" if each["of"] else "" for each in figures.values())]
        for label, figures in result["conversations"].items()
    ]
    alone = [
        [name, str(each["questions"]), f"{each['wrong']} ({100 * each['wrong'] / each['questions']:.1f} %)"]
        for name, each in result["alone"].items()
    ]
    return [
        *table(["last question", "read as it is", "right words", "evidence quoted"], rows), "",
        *table(["set of stand-alone questions", "questions", "read as follow-ups"], alone),
    ]  # fmt: skip


def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__)
    parser.add_argument("--library", type=Path, help="a library of the examples (default: made anew)")
    options, on = parser.parse_args(), machine()
    with tempfile.TemporaryDirectory() as folder:
        result = measured(options.library or Path(folder) / "library", options.seed)
    publish("follow_ups", on, options, result, lines(result))


if __name__ == "__main__":
    main()
