"""`wijzer ask`, `search` and `verify`."""

from __future__ import annotations

import sys
from pathlib import Path

from ui.commands.answering import tell_answer, whole_answer
from ui.commands.batch import answer_file, checked_k
from ui.commands.exporting import export_path, write_export
from ui.commands.filters import filter_from
from ui.context import Context
from ui.errors import OK, UserError, WrongUsage
from ui.render import hit_lines, verify_lines
from ui.shapes import EXTRA, Json
from ui.text import check_unicode
from vectorstore.conversations import new_id
from vectorstore.types import ReportFilter

LEAVE = frozenset({"exit", "quit", "stop", "q", ":q"})
LARGEST_DRAFT = 200_000


def ask(context: Context) -> int:
    """Answer the question, each line of a file, or what is typed at a terminal."""
    arguments = context.arguments
    where = filter_from(arguments)
    export_to = export_path(context)
    if arguments.from_file:
        return answer_file(context, lambda question, own, _: whole_answer(context, question, own))
    if not arguments.question:
        return _converse(context, where)
    question = " ".join(arguments.question)
    found = _answer(context, question, where)
    if export_to:
        write_export(context, export_to, question, found)
    return OK


def search(context: Context) -> int:
    """Print the passages nearest to the question."""
    arguments = context.arguments
    where = filter_from(arguments)
    if arguments.from_file:
        return answer_file(context, lambda question, own, k: context.service().search(question, own, k))
    if not arguments.question:
        raise WrongUsage("error.no_question", command="search")
    found = context.service().search(" ".join(arguments.question), where, checked_k(arguments.k))
    if context.json:
        context.console.json(found)
    elif found["hits"]:
        context.console.lines(
            line for hit in found["hits"] for line in hit_lines(hit, context.console, context.say)
        )
    else:
        context.console.lines([context.say("search.nothing")])
    return OK


def verify(context: Context) -> int:
    """Say of each sentence of a text, or of the file of that name, whether it stands in the reports."""
    found = context.service().verify(_draft(context.arguments.draft))
    if context.json:
        context.console.json(found)
    else:
        context.console.lines(verify_lines(found, context.console, context.say))
    return OK


def _answer(context: Context, question: str, where: ReportFilter, thread: str | None = None) -> Json:
    if not context.json:
        return tell_answer(context, question, where, thread)
    found = whole_answer(context, question, where)
    _note_extra(context, found)
    context.console.json(found)
    return found


def _note_extra(context: Context, found: Json) -> None:
    for notice in found[EXTRA]["notices"]:
        context.console.note(notice)


def _converse(context: Context, where: ReportFilter) -> int:
    """Answer what is typed, question by question, until the input ends; it is one conversation."""
    if context.json or not sys.stdin.isatty():
        raise WrongUsage("error.no_question", command="ask")
    import readline  # noqa: F401 - gives input() line editing and history

    context.service()
    context.console.lines([context.say("ask.welcome")])
    thread = new_id()
    while True:
        try:
            question = input(context.say("ask.prompt"))
        except EOFError:
            context.console.lines([""])
            return OK
        if question.strip().lower() in LEAVE:
            return OK
        if question.strip():
            _answer_or_say_why(context, question, where, thread)


def _answer_or_say_why(context: Context, question: str, where: ReportFilter, thread: str) -> None:
    try:
        _answer(context, question, where, thread)
    except UserError as error:
        context.console.note(context.say.error(error))


def _draft(text_or_file: str) -> str:
    """The text itself, the content of the file that goes by this name, or of stdin for "-"."""
    if text_or_file == "-":
        return _checked(_from_stdin(), "-")
    try:
        is_file = len(text_or_file) < 4096 and Path(text_or_file).is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        text = text_or_file
    else:
        path = Path(text_or_file)
        if path.stat().st_size > LARGEST_DRAFT:
            raise WrongUsage("error.draft_too_large", path=path, largest=LARGEST_DRAFT)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise WrongUsage("error.draft_unreadable", path=path, reason=error) from None
    return _checked(text, "TEXT")


def _from_stdin() -> str:
    """No more of it than is taken, and a byte to tell that there is more."""
    try:
        return sys.stdin.buffer.read(4 * LARGEST_DRAFT + 1).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUsage("error.draft_unreadable", path="-", reason=error) from None


def _checked(text: str, name: str) -> str:
    check_unicode(text)
    if not text.strip():
        raise WrongUsage("error.draft_empty")
    if len(text) > LARGEST_DRAFT:
        raise WrongUsage("error.draft_too_large", path=name, largest=LARGEST_DRAFT)
    return text
