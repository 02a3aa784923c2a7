"""What is right for a question: its reports as the library knows them, its evidence as offsets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from assistant.evaluation.matching import Plain, find_cells, locate, make_plain
from assistant.evaluation.metrics import Span
from assistant.evaluation.types import Gold, Located, Place, Problem, ProblemKind, Question

# Questions about one report mostly stand together in a file.
KEPT_REPORTS = 16
SHOWN_CHARACTERS = 120


class Reports(Protocol):
    """The reports that the questions are about."""

    def find(self, name: str, part: str) -> list[str]:
        """The ids that `name` (and `part` of that file) can mean."""
        ...

    def text(self, report: str) -> str:
        """The canonical text."""
        ...


class GoldMaker:
    """Looks up what is right; keeps what could not be used in `problems`."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports
        self._text = lru_cache(KEPT_REPORTS)(self._read)
        self.problems: list[Problem] = []

    def make(self, question: Question) -> Gold:
        """The gold of one question; empty for one that has no answer."""
        if question.unanswerable:
            return Gold()
        ids: list[str] = []
        located: list[Located] = []
        for number, place in enumerate(question.places):
            report = self._report(question, place)
            if report is None:
                continue
            ids.append(report)
            if pieces := self._pieces(question, place, report):
                located.append(Located(report, tuple(pieces), also=number > 0))
        return Gold(tuple(dict.fromkeys(ids)), tuple(located), self._shown(question, located))

    def _report(self, question: Question, place: Place) -> str | None:
        if not place.report:
            self._note(question, "evidence_alone", place.evidence)
            return None
        found = self._reports.find(place.report, place.part)
        if len(found) == 1:
            return found[0]
        name = f"{place.report} ({place.part})" if place.part else place.report
        self._note(question, "report_ambiguous" if found else "report_unknown", name)
        return None

    def _pieces(self, question: Question, place: Place, report: str) -> list[tuple[Span, ...]]:
        """Where the cells stand when they are given, else each of the texts and offsets."""
        if not place.cells and not place.evidence:
            return []
        text, plain = self._text(report)
        if place.cells:
            if rows := find_cells(place.cells, text):
                return [rows]
            if not place.evidence:
                self._note(question, "evidence_missing", " | ".join(place.cells))
        pieces: list[tuple[Span, ...]] = []
        for wanted in place.evidence:
            if isinstance(wanted, str):
                found, complete = locate(wanted, plain)
                pieces += found
                if not complete:
                    self._note(question, "evidence_partly" if found else "evidence_missing", wanted)
            elif wanted[1] <= len(text):
                pieces.append((wanted,))
            else:
                self._note(question, "evidence_outside", wanted)
        return pieces

    def _shown(self, question: Question, located: Sequence[Located]) -> str:
        """The first words of the evidence: as they stand in the report, or else as they were given."""
        if located:
            text, _ = self._text(located[0].report)
            start, end = located[0].pieces[0][0]
            return text[start : min(end, start + SHOWN_CHARACTERS)]
        given = (one for place in question.places for one in place.evidence if isinstance(one, str))
        return next(given, "")[:SHOWN_CHARACTERS]

    def _note(self, question: Question, kind: ProblemKind, value: object) -> None:
        self.problems.append(Problem(question.id, kind, str(value)[:SHOWN_CHARACTERS]))

    def _read(self, report: str) -> tuple[str, Plain]:
        text = self._reports.text(report)
        return text, make_plain(text)
