"""Many questions from a file of JSON lines: one line in, one line out, in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from ui.commands.filters import filter_from, filter_of_line
from ui.context import Context
from ui.errors import OK, PARTLY_FAILED, UserError, WrongUsage
from ui.shapes import Json
from vectorstore.types import ReportFilter

Answerer = Callable[[str, ReportFilter, int], Json]
LARGEST_K = 1000


def answer_file(context: Context, answer: Answerer) -> int:
    """Write an answer for each line; a line that can't be answered becomes {"id", "error"} and the rest go on."""
    if context.arguments.question:
        raise WrongUsage("error.from_file_usage")
    context.service()
    failed = 0
    with _open(context.arguments.from_file) as file, context.console.progress() as progress:
        for number, raw in enumerate(file, 1):
            if not raw.strip():
                continue
            result = _line(context, number, raw, answer)
            failed += "error" in result
            context.console.json(result)
            progress(number, 0, context.say("ask.line", number=number))
    return PARTLY_FAILED if failed else OK


def _line(context: Context, number: int, raw: bytes, answer: Answerer) -> Json:
    name: object = None
    try:
        line = _parsed(raw, number)
        name = line.get("id")
        question = line.get("question")
        if not isinstance(question, str):
            raise WrongUsage("error.bad_field", field="question", value=str(question)[:100])
        where = filter_of_line(line, filter_from(context.arguments))
        return {
            "id": name,
            **answer(question, where, checked_k(line.get("k", getattr(context.arguments, "k", 10)))),
        }
    except UserError as error:
        return {"id": name, "error": context.say.error(error)}


def checked_k(value: object) -> int:
    """How many hits; WrongUsage unless it is a number from 1 to 1000."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LARGEST_K:
        raise WrongUsage("error.bad_k", value=str(value)[:100], largest=LARGEST_K)
    return value


def _parsed(raw: bytes, number: int) -> Json:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise WrongUsage("error.bad_line", number=number, reason=error) from None
    if not isinstance(line, dict):
        raise WrongUsage("error.bad_line", number=number, reason=f"{type(line).__name__}, not an object")
    return line


@contextmanager
def _open(name: str) -> Iterator[BinaryIO]:
    """The file of that name, or stdin for "-"."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        content = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise WrongUsage("error.from_file_unreadable", path=name, reason=error) from None
    yield BytesIO(content)
