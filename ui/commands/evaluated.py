"""What `wijzer eval` prints: figures as a table or as JSON, the questions to read, and the warnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from assistant.evaluation.figures import Figure, Figures
from assistant.evaluation.types import Outcome, Problem, ProblemKind, Verdict
from ui.console import Console
from ui.messages import Messages
from ui.shapes import Json
from ui.text import printable

LABEL = 36
COLUMNS = (10, 18, 12)
SHOWN_IDS = 10
SHOWN_ANSWER = 160
PROBLEMS: dict[ProblemKind, str] = {
    "report_unknown": "eval.report_unknown",
    "report_ambiguous": "eval.report_ambiguous",
    "evidence_missing": "eval.evidence_missing",
    "evidence_partly": "eval.evidence_partly",
    "evidence_outside": "eval.evidence_outside",
    "evidence_alone": "eval.evidence_alone",
}
VERDICTS: dict[Verdict, str] = {
    "answered_right": "eval.answered_right",
    "answered_wrong": "eval.answered_wrong",
    "refused_wrong": "eval.refused_wrong",
    "not_judged": "eval.not_judged",
    "refused_right": "eval.refused_right",
    "answered_unanswerable": "eval.answered_unanswerable",
}
OF_ANSWERABLE: tuple[Verdict, ...] = ("answered_right", "answered_wrong", "refused_wrong", "not_judged")
OF_UNANSWERABLE: tuple[Verdict, ...] = ("refused_right", "answered_unanswerable")


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A whole evaluation, of so many reports."""

    outcomes: Sequence[Outcome]
    figures: Figures
    problems: Sequence[Problem]
    worst: Sequence[Outcome]
    reports: int


def warning_lines(problems: Sequence[Problem], say: Messages) -> Iterator[str]:
    """One line per problem: how many questions, and which."""
    ids: dict[ProblemKind, dict[str, None]] = defaultdict(dict)
    for problem in problems:
        ids[problem.kind][problem.id] = None
    for kind, found in ids.items():
        shown = ", ".join([*list(found)[:SHOWN_IDS], *(["…"] if len(found) > SHOWN_IDS else [])])
        yield say.count("eval.warning", len(found), problem=say(PROBLEMS[kind]), ids=shown)


def evaluated_shape(found: Evaluated) -> Json:
    """The object that `--json` prints."""
    figures = found.figures
    verdicts = {name: {"count": figure.count, **_figure(figure)} for name, figure in figures.verdicts.items()}
    evidence = {f"evidence_{name}": _figure(figure) for name, figure in figures.evidence.items()}
    return {
        "questions": len(found.outcomes),
        "kinds": {kind: asdict(count) for kind, count in figures.kinds.items()},
        "reports": {name: _figure(figure) for name, figure in figures.reports.items()},
        "passages": {name: _figure(figure) for name, figure in figures.passages.items()},
        "answers": verdicts | evidence,
        "seconds": {
            name: {part: round(value, 4) for part, value in asdict(seconds).items()}
            for name, seconds in (("search", figures.search), ("ask", figures.ask))
        },
        "warnings": [{"id": one.id, "problem": one.kind, "value": one.value} for one in found.problems],
        "worst": [_to_read(one) for one in found.worst],
        "each": [_one(one) for one in found.outcomes],
    }


def _figure(figure: Figure) -> Json:
    return {name: round(value, 4) for name, value in asdict(figure).items()}


def _one(one: Outcome) -> Json:
    overlap = None
    if one.precision is not None and one.recall is not None:
        overlap = {"precision": round(one.precision, 4), "recall": round(one.recall, 4)}
    return {
        "id": one.question.id,
        "kind": one.question.kind,
        "status": one.given.status,
        "report_rank": one.report_rank,
        "passage_rank": one.passage_rank,
        "verdict": one.verdict,
        "basis": one.basis,
        "overlap": overlap,
        "seconds": {
            "search": round(one.given.search_seconds, 4),
            "ask": round(one.given.ask_seconds, 4),
        },
    }


def _to_read(one: Outcome) -> Json:
    return {
        "id": one.question.id,
        "question": one.question.text,
        "verdict": one.verdict,
        "status": one.given.status,
        "given": one.given.text[:SHOWN_ANSWER],
        "expected": {
            "report": one.question.places[0].report if one.question.places else "",
            "evidence": one.gold.shown,
            "answer": one.question.answer,
        },
        "report_rank": one.report_rank,
        "passage_rank": one.passage_rank,
    }


def evaluated_lines(found: Evaluated, console: Console, say: Messages, *, show_worst: bool) -> Iterator[str]:
    """The figures as a table, then the questions to read."""
    figures = found.figures
    unanswerable = sum(one.question.unanswerable for one in found.outcomes)
    yield say(
        "eval.head",
        questions=len(found.outcomes),
        answerable=len(found.outcomes) - unanswerable,
        unanswerable=unanswerable,
        reports=found.reports,
    )
    yield from _means("eval.reports", figures.reports, console, say)
    yield from _means("eval.passages", figures.passages, console, say)
    yield from _counts("eval.answers", OF_ANSWERABLE, figures, console, say)
    evidence = {
        say(key): figures.evidence[name]
        for name, key in (
            ("touched", "eval.touched"),
            ("precision", "eval.precision"),
            ("recall", "eval.recall"),
        )
    }
    yield from _means("eval.evidence", evidence, console, say)
    yield from _counts("eval.refusals", OF_UNANSWERABLE, figures, console, say)
    yield from _seconds(figures, console, say)
    if len(figures.kinds) > 1:
        yield from _head(console, say("eval.kinds"))
        for kind, count in sorted(figures.kinds.items()):
            yield _row(printable(kind), f"{count.right} / {count.questions}")
    if show_worst:
        yield from _worst(found.worst, console, say)


def _head(console: Console, title: str, *columns: str) -> Iterator[str]:
    yield ""
    yield (
        console.bold(f"{title:<{LABEL + 2}}") + console.dim(_columns(columns))
        if columns
        else console.bold(title)
    )


def _row(label: str, *columns: str) -> str:
    return f"  {label:<{LABEL}}{_columns(columns)}"


def _columns(columns: Sequence[str]) -> str:
    return "".join(f"{text:>{width}}" for text, width in zip(columns, COLUMNS, strict=False))


def _means(title: str, figures: Mapping[str, Figure], console: Console, say: Messages) -> Iterator[str]:
    """Means between 0 and 1; nothing where they are of no question."""
    if not any(figure.n for figure in figures.values()):
        return
    yield from _head(console, say(title), say("eval.mean"), say("eval.interval"), say("eval.of"))
    for name, figure in figures.items():
        yield _row(name, f"{figure.value:.3f}", f"{figure.low:.3f} – {figure.high:.3f}", str(figure.n))


def _counts(
    title: str, verdicts: Sequence[Verdict], figures: Figures, console: Console, say: Messages
) -> Iterator[str]:
    """Shares in per cent with their counts; nothing where they are of no question."""
    if not figures.verdicts[verdicts[0]].n:
        return
    yield from _head(console, say(title), say("eval.share"), say("eval.interval"), say("eval.of"))
    for verdict in verdicts:
        figure = figures.verdicts[verdict]
        interval = f"{100 * figure.low:.1f} – {100 * figure.high:.1f} %"
        count = f"{figure.count} / {figure.n}"
        yield _row(say(VERDICTS[verdict]), f"{100 * figure.value:.1f} %", interval, count)


def _seconds(figures: Figures, console: Console, say: Messages) -> Iterator[str]:
    yield from _head(console, say("eval.seconds"), say("eval.median"), say("eval.percentile"))
    for key, seconds in (("eval.search", figures.search), ("eval.ask", figures.ask)):
        yield _row(say(key), f"{seconds.p50:.3f}", f"{seconds.p95:.3f}")


def _worst(outcomes: Sequence[Outcome], console: Console, say: Messages) -> Iterator[str]:
    yield ""
    if not outcomes:
        yield say("eval.worst_none")
        return
    yield console.bold(say("eval.worst"))
    for one in outcomes:
        yield ""
        head = [one.question.id, say(VERDICTS[one.verdict]), *_ranks(one, say)]
        yield from console.wrap(" · ".join(head), 2, "")
        yield from console.wrap(one.question.text, 4, "  ? ")
        yield from console.wrap(say("eval.given", text=_line(one.given.text)), 4, "  ")
        expected = [
            one.question.places[0].report if one.question.places else "",
            one.gold.shown,
            one.question.answer,
        ]
        if shown := " · ".join(_line(part) for part in expected if part):
            yield from console.wrap(say("eval.expected", text=shown), 4, "  ")


def _ranks(one: Outcome, say: Messages) -> Iterator[str]:
    if one.report_scores is not None:
        rank = one.report_rank
        yield say("eval.rank_report", rank=rank) if rank else say("eval.rank_none_report")
    if one.passage_scores is not None:
        rank = one.passage_rank
        yield say("eval.rank_passage", rank=rank) if rank else say("eval.rank_none_passage")


def _line(text: str) -> str:
    return " ".join(text[:SHOWN_ANSWER].split())
