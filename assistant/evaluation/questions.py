"""Question files: one JSON object a line, read and checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from assistant.evaluation.metrics import Span
from assistant.evaluation.types import Place, Question

Fault = Literal["json", "object", "no_question", "field", "empty"]
Line = Mapping[str, Any]

REPORT_FIELDS = ("report", "report_id", "doc_id", "document_id")
ANSWERABLE, UNANSWERABLE = "answerable", "unanswerable"
LONGEST_VALUE = 100


class BadQuestion(ValueError):
    """A line that can't be used: its number (0: the file as a whole), what is wrong, which field, and its value."""

    def __init__(self, line: int, fault: Fault, field: str = "", value: object = "") -> None:
        super().__init__(line, fault, field, value)
        self.line = line
        self.fault = fault
        self.field = field
        self.value = str(value)[:LONGEST_VALUE]


def read_questions(content: bytes, field: str = "question") -> list[Question]:
    """The questions of a file, its `field` being what is asked. Empty lines are left out.

    An id that occurs twice gets the number of its line behind it. BadQuestion for the first line that can't be used,
    and for a file without questions.
    """
    questions: list[Question] = []
    ids: set[str] = set()
    for number, raw in enumerate(content.split(b"\n"), 1):
        if not raw.strip():
            continue
        question = _question(_parsed(raw, number), number, field)
        if question.id in ids:
            question = replace(question, id=f"{question.id} (line {number})")
        ids.add(question.id)
        questions.append(question)
    if not questions:
        raise BadQuestion(0, "empty")
    return questions


def _parsed(raw: bytes, number: int) -> Line:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadQuestion(number, "json", value=error) from None
    if not isinstance(line, dict):
        raise BadQuestion(number, "object", value=type(line).__name__)
    return line


def _question(line: Line, number: int, field: str) -> Question:
    asked = line.get(field)
    if not isinstance(asked, str) or not asked.strip():
        raise BadQuestion(number, "no_question", field, "" if asked is None else asked)
    kind = _text(line, "kind", number) or _text(line, "type", number)
    unanswerable = _flag(line, number) or kind.casefold() == UNANSWERABLE
    main = _place(line, number)
    others = [_place(other, number) for other in _objects(line, "also", number)]
    filters = line.get("filters")
    if filters is not None and not isinstance(filters, dict):
        raise BadQuestion(number, "field", "filters", filters)
    return Question(
        id=_text(line, "id", number) or str(number),
        line=number,
        text=asked,
        places=tuple(place for place in (main, *others) if place != Place()),
        answer=_text(line, "answer", number),
        unanswerable=unanswerable,
        kind=UNANSWERABLE if unanswerable else kind or ANSWERABLE,
        filters=filters or {},
    )


def _place(line: Line, number: int) -> Place:
    cells = line.get("cells")
    if cells is not None and not (
        isinstance(cells, list) and all(isinstance(cell, (str, int, float)) for cell in cells)
    ):
        raise BadQuestion(number, "field", "cells", cells)
    return Place(
        report=next((name for field in REPORT_FIELDS if (name := _text(line, field, number))), ""),
        part=_text(line, "part", number),
        evidence=_evidence(line.get("evidence"), number),
        cells=tuple(str(cell).strip() for cell in cells or () if str(cell).strip()),
    )


def _evidence(value: object, number: int) -> tuple[str | Span, ...]:
    """A text, a list of texts, offsets as [start, end] or {"start", "end"}, or a list of those."""
    if value is None:
        return ()
    if not isinstance(value, list) or _is_span(value):
        return _piece(value, number)
    return tuple(piece for one in value for piece in _piece(one, number))


def _piece(value: object, number: int) -> tuple[str | Span, ...]:
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    span = [value.get("start"), value.get("end")] if isinstance(value, dict) else value
    if isinstance(span, list) and _is_span(span):
        start, end = span
        if 0 <= start < end:
            return ((start, end),)
    raise BadQuestion(number, "field", "evidence", value)


def _is_span(value: list[Any]) -> bool:
    return len(value) == 2 and all(isinstance(one, int) and not isinstance(one, bool) for one in value)


def _text(line: Line, field: str, number: int) -> str:
    """The field as text, stripped; a number is taken as it is written, absent and null are empty."""
    value = line.get(field)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise BadQuestion(number, "field", field, value)
    return str(value).strip()


def _flag(line: Line, number: int) -> bool:
    value = line.get(UNANSWERABLE)
    if value is not None and not isinstance(value, bool):
        raise BadQuestion(number, "field", UNANSWERABLE, value)
    return bool(value)


def _objects(line: Line, field: str, number: int) -> list[Line]:
    value = line.get(field)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise BadQuestion(number, "field", field, value)
    return value
