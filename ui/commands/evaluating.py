"""`wijzer eval`: questions with known answers, put to the library by way of its service."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from assistant.evaluation.evaluate import evaluate
from assistant.evaluation.figures import make_figures, worst
from assistant.evaluation.gold import GoldMaker
from assistant.evaluation.naming import Named, Names
from assistant.evaluation.questions import BadQuestion, read_questions
from assistant.evaluation.types import Found, Given, Question
from ui.commands.batch import checked_k
from ui.commands.evaluated import Evaluated, evaluated_lines, evaluated_shape, warning_lines
from ui.commands.filters import filter_of_line, text_of_line
from ui.context import Context
from ui.errors import OK, WRONG_USAGE, UserError, WrongUsage
from ui.messages import Messages
from ui.service import Service
from ui.shapes import Json
from ui.text import clean_question
from vectorstore.types import ReportFilter

FEWEST_HITS = 50
KEPT_REPORTS = 16
FILTERS = frozenset({"from", "to", "report", "reports", "language", "series"})
FAULTS = {
    "json": "eval.bad_json",
    "object": "eval.bad_object",
    "no_question": "eval.bad_question",
    "field": "eval.bad_field",
}
WANTED = {
    "unanswerable": "eval.want_flag",
    "cells": "eval.want_cells",
    "also": "eval.want_also",
    "evidence": "eval.want_evidence",
    "filters": "eval.want_filters",
}


def eval(context: Context) -> int:
    """Put every question to the library and print the figures."""
    arguments, say = context.arguments, context.say
    hits = max(FEWEST_HITS, checked_k(arguments.k))
    if arguments.worst < 0:
        raise WrongUsage("error.bad_worst", value=arguments.worst)
    questions = _questions(arguments.questions, arguments.field, say)
    service = context.service()
    infos = [one for one in service.reports()["reports"] if one["state"] == "ready"]
    if not infos:
        raise UserError("reports.none", WRONG_USAGE, library=context.settings.library)
    library = Evaluand(service, infos, hits)
    for question in questions:
        with _of_line(question, arguments.questions, say):
            library.admit(question, say)
    maker = GoldMaker(library)
    with context.console.progress() as progress:
        gold = [maker.make(question) for question in questions]
        library.warm(questions[0])
        outcomes = evaluate(
            questions,
            gold,
            library,
            lambda done, question: progress(done, len(questions), say("eval.question", id=question.id)),
        )
    found = Evaluated(
        outcomes, make_figures(outcomes), maker.problems, worst(outcomes, arguments.worst), len(infos)
    )
    for line in warning_lines(found.problems, say):
        context.console.note(line)
    if context.json:
        context.console.json(evaluated_shape(found))
    else:
        context.console.lines(evaluated_lines(found, context.console, say, show_worst=arguments.worst > 0))
    return OK


class Evaluand:
    """The library as an evaluation sees it: names of reports, their texts and passages, hits and answers."""

    def __init__(self, service: Service, infos: Sequence[Json], hits: int) -> None:
        self._service = service
        self._infos = infos
        self._hits = hits
        self._names = Names(Named(one["id"], one["title"], one["source"]) for one in infos)
        self._where: dict[str, ReportFilter] = {}
        self._show = lru_cache(KEPT_REPORTS)(service.show)

    def find(self, name: str, part: str) -> list[str]:
        """The ids that the name can mean."""
        return self._names.find(name, part)

    def text(self, report: str) -> str:
        """The canonical text."""
        return str(self._show(report)["text"])

    def passages(self, report: str) -> list[Found]:
        """The report's passages."""
        return [Found(report, one["start"], one["end"]) for one in self._show(report)["passages"]]

    def admit(self, question: Question, say: Messages) -> None:
        """Make the question's filter ready; WrongUsage when the question or the filter can't be used."""
        clean_question(question.text)
        filters = dict(question.filters)
        if unknown := sorted(set(filters) - FILTERS):
            raise WrongUsage("eval.bad_filter", value=unknown[0], wanted=say("eval.want_filters"))
        where = filter_of_line(filters, ReportFilter())
        reports = [self._only(name) for name in where.reports]
        if language := filters.get("language"):
            reports = [
                one["id"]
                for one in self._infos
                if one["language"] == language and (not reports or one["id"] in reports)
            ]
            if not reports:
                raise WrongUsage("eval.no_filter_language", value=language)
        self._where[question.id] = ReportFilter(
            tuple(reports), where.since, where.until, series=text_of_line(filters, "series")
        )

    def warm(self, question: Question) -> None:
        """Load what the first question would wait for, so that its seconds are like those of the others."""
        self._service.ask(question.text, self._where[question.id])

    def give(self, question: Question) -> Given:
        """The hits and the answer; the seconds are those of the service's calls."""
        where = self._where[question.id]
        began = time.perf_counter()
        hits = self._service.search(question.text, where, self._hits)["hits"]
        searched = time.perf_counter()
        answer = self._service.ask(question.text, where)
        answered = time.perf_counter()
        citations = answer["citations"]
        return Given(
            hits=tuple(Found(hit["report"], hit["start"], hit["end"]) for hit in hits),
            status=answer["status"],
            quotes=tuple(found for citation in citations for found in self._quotes(citation)),
            text=answer["text"],
            quoted="\n".join(part for one in citations for part in (one["quote"], *one["footnotes"])),
            search_seconds=searched - began,
            ask_seconds=answered - searched,
        )

    def _quotes(self, citation: Json) -> list[Found]:
        """The quote, and the footnotes that are shown with it."""
        report = citation["report"]
        quotes = [Found(report, citation["start"], citation["end"])]
        if citation["footnotes"]:
            whole = self._show(report)
            spans = [(note["start"], note["end"]) for note in whole["footnotes"]]
            quotes += [Found(report, *span) for span in spans if _cut(whole, span) in citation["footnotes"]]
        return quotes

    def _only(self, name: str) -> str:
        found = self._names.find(name)
        if len(found) != 1:
            raise WrongUsage("eval.no_filter_report", value=name, count=len(found))
        return found[0]


def _cut(report: Json, span: tuple[int, int]) -> str:
    return str(report["text"][span[0] : span[1]])


@contextmanager
def _of_line(question: Question, path: str, say: Messages) -> Iterator[None]:
    """Say of which line of the file it was when it can't be used."""
    try:
        yield
    except WrongUsage as error:
        raise WrongUsage("error.questions", line=question.line, path=path, problem=say.error(error)) from None


def _questions(path: str, field: str, say: Messages) -> list[Question]:
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise WrongUsage("error.from_file_unreadable", path=path, reason=error) from None
    try:
        return read_questions(content, field)
    except BadQuestion as bad:
        if bad.fault == "empty":
            raise WrongUsage("error.no_questions", path=path) from None
        wanted = say(WANTED.get(bad.field, "eval.want_text"))
        problem = say(FAULTS[bad.fault], field=bad.field, value=bad.value, wanted=wanted)
        raise WrongUsage("error.questions", line=bad.line, path=path, problem=problem) from None
