"""What is it worth, where reports and questions are in two languages, to make up for what that does to the scores?

Cosines between two languages are lower than within one, and words meet only by way of a glossary. `Weights.foreign` and
`Signals.known` make up for it. They are tried on the examples, in both languages, and on every fourth question of
govbench, in Dutch as it is and put into English by us, among the English transcripts of QMSum, and on every fourth of
that set's own, which should keep finding those: two libraries whose candidates are taken together, which is what one
library of both would find but for the rarity of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.evaluation.metrics import mean
from benchmarks.candidates import prepared
from benchmarks.judging import figure, judge_reports
from benchmarks.late_interaction import TokenEncoder
from benchmarks.results import HERE, PROJECT, Json, arguments, machine, publish, read_jsonl
from benchmarks.sets import Question, QuestionSet, read_set
from benchmarks.tables import signed, table, with_interval
from vectorstore.embedding import query_embedder
from vectorstore.fusion import Signals, Weights, mix
from vectorstore.holdings import Holdings
from vectorstore.language.detect import detect_language
from vectorstore.places import Place
from vectorstore.searching import CANDIDATES, signals
from vectorstore.types import ReportFilter

TRIED = {
    "neither": (0.0, False),
    "cosines + .02": (0.02, False),
    "cosines + .03": (0.03, False),
    "cosines + .04": (0.04, False),
    "cosines + .06": (0.06, False),
    "words as far as known": (0.0, True),
    "+ .02 and as far as known": (0.02, True),
    "+ .03 and as far as known": (0.03, True),
}
"""What is added to cosines between languages, and whether words count only as far as reports have them."""
EVERY = 4
APART = 1_000_000
"""Report numbers of the second library begin here."""


@dataclass(frozen=True)
class Found:
    """A question with what was found for it, and the doc of each report."""

    question: Question
    signals: Signals
    docs: dict[int, str]


def find(questions: Sequence[Question], libraries: Sequence[Path]) -> list[Found]:
    """The candidates of all libraries together."""
    holdings = [Holdings(library) for library in libraries]
    docs: dict[int, str] = {}
    for at, one in enumerate(holdings):
        one.refresh()
        for number, version in one.now.ready.items():
            docs[at * APART + number] = version.info.source.rpartition("#")[2]
    embedder = query_embedder()
    result = []
    for question in questions:
        text, vector = question.question, embedder.embed_query(question.question)
        language = detect_language(text)
        each = [signals(one, one.now, vector, text, ReportFilter(), CANDIDATES, language) for one in holdings]
        result.append(Found(question, together(each), docs))
    for one in holdings:
        one.close()
    return result


def together(each: Sequence[Signals]) -> Signals:
    """The signals of several libraries as those of one: the best candidates of either search stay."""
    dense = {_apart(place, at): cosine for at, one in enumerate(each) for place, cosine in one.dense.items()}
    words = {_apart(place, at): score for at, one in enumerate(each) for place, score in one.words.items()}
    said = dict(sorted(words.items(), key=lambda item: -item[1])[:CANDIDATES])
    nearest = sorted(dense, key=lambda place: -dense[place])[:CANDIDATES]
    near = {place: dense[place] for place in (*nearest, *said) if place in dense}
    return Signals(
        near,
        said,
        {at * APART + number: value for at, one in enumerate(each) for number, value in one.whole.items()},
        {at * APART + number: value for at, one in enumerate(each) for number, value in one.report_words.items()},
        frozenset(at * APART + number for at, one in enumerate(each) for number in one.foreign),
        max(one.known for one in each),
    )  # fmt: skip


def _apart(place: Place, at: int) -> Place:
    return Place(at * APART + place.number, place.position)


def values(found: Sequence[Found], foreign: float, as_known: bool) -> list[float]:
    """nDCG@10 of the right reports, question by question."""
    weights = Weights(foreign=foreign)
    told = (one.signals if as_known else replace(one.signals, known=1.0) for one in found)
    ranked = (
        [one.docs[row.place.number] for row in mix(signals, tuple, weights)]
        for one, signals in zip(found, told, strict=True)
    )
    return [judge_reports(one.question, docs)["nDCG@10"] for one, docs in zip(found, ranked, strict=True)]


def cosines_lack(dutch: Sequence[Found], english: Sequence[Found]) -> float:
    """How much lower a cosine is between two languages, from questions in both: half of what turns round with them.

    It needs no right answers: only the same passages, once asked for in their own language and once in the other.
    """
    halves = []
    for own in (True, False):
        lower = [
            one.signals.dense[place] - other.signals.dense[place]
            for one, other in zip(dutch, english, strict=True)
            for place in one.signals.dense.keys() & other.signals.dense.keys()
            if (place.number in other.signals.foreign) is own
        ]
        halves.append(mean(lower) if own else -mean(lower))
    return sum(halves) / 2


def questions_in_english(one: QuestionSet) -> tuple[list[Question], list[Question]]:
    """Those of govbench that we have put into English, as they are and in English."""
    english = {
        line["id"]: line["question_en"] for line in read_jsonl(HERE / "questions" / "govbench-en.jsonl")
    }
    chosen = [question for question in one.questions if question.id in english]
    return chosen, [replace(question, question=english[question.id]) for question in chosen]


def measured(folder: Path) -> Json:
    """Each of TRIED on each set, and by how much that is more than neither."""
    encoder = TokenEncoder()
    libraries: dict[str, Path] = {}
    sets: dict[str, QuestionSet] = {}
    for name, where in (("govbench", "govbench"), ("qmsum", "qmsum"), ("examples-nl", "examples")):
        if one := read_set(name):
            prepared(one, folder / where, encoder)
            libraries[where], sets[where] = folder / where / "library", one
    dutch = [one for one in sets["examples"].questions if not one.unanswerable]
    in_english = read_set("examples-en")
    assert in_english is not None
    english = [one for one in in_english.questions if not one.unanswerable]
    found = {
        "examples-nl": find(dutch, [libraries["examples"]]),
        "examples-en": find(english, [libraries["examples"]]),
    }
    if "govbench" in sets:
        dutch, english = questions_in_english(sets["govbench"])
        found["govbench, English"] = find(english, [libraries["govbench"]])
        if "qmsum" in sets:
            both = [libraries["govbench"], libraries["qmsum"]]
            own = [question for question in sets["qmsum"].questions if not question.unanswerable][::EVERY]
            found |= {
                "both-nl": find(dutch, both),
                "both-en": find(english, both),
                "both-qmsum": find(own, both),
            }
    before = {name: values(each, *TRIED["neither"]) for name, each in found.items()}
    trials = {
        label: {
            name: {"figure": figure(now), "more": figure(list(np.subtract(now, before[name])))}
            for name, each in found.items()
            for now in [values(each, *tried)]
        }
        for label, tried in TRIED.items()
    }
    lack = cosines_lack(found["examples-nl"], found["examples-en"])
    return {"cosines_lack": round(lack, 4), "trials": trials}


def lines(result: Json) -> list[str]:
    """A table, and what cosines lack."""
    trials = result["trials"]
    names = list(next(iter(trials.values())))
    rows = [
        [label, *[f"{with_interval(one[name]['figure'])}, {signed(one[name]['more'])}" for name in names]]
        for label, one in trials.items()
    ]
    lack = f"A cosine between two languages is {result['cosines_lack']:.3f} lower than within one (examples)."
    return [*table(["", *names], rows), "", lack]


def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__)
    parser.add_argument(
        "--keep",
        type=Path,
        default=PROJECT / ".bench" / "second_stage",
        help="the libraries are kept here, and shared with benchmarks.second_stage",
    )
    options, on = parser.parse_args(), machine()
    result = measured(options.keep)
    publish("between_languages", on, options, result, lines(result))


if __name__ == "__main__":
    main()
