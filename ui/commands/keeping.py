"""`wijzer ingest`, `reports`, `show`, `remove` and `rebuild`."""

from __future__ import annotations

import os
import sys

from ui.context import Context
from ui.errors import OK, PARTLY_FAILED, UserError, WrongUsage
from ui.remarks import spoken
from ui.render import ingest_lines, report_lines, show_lines
from ui.shapes import EXTRA


def ingest(context: Context) -> int:
    """Take in files and folders."""
    paths = [os.path.abspath(os.path.expanduser(path)) for path in context.arguments.paths]
    service = context.service()
    with context.console.progress(each=True) as progress:
        progress(0, 0, context.say("ingest.starting"))
        result = service.ingest(
            paths, lambda done, total, what: progress(done, total, spoken(what, context.say))
        )
    for note in result[EXTRA]["notes"]:
        context.console.note(spoken(note, context.say))
    if context.json:
        context.console.json(result)
    else:
        context.console.lines(ingest_lines(result, context.console, context.say))
    return PARTLY_FAILED if result["failed"] else OK


def reports(context: Context) -> int:
    """List the reports."""
    found = context.service().reports()
    if context.json:
        context.console.json(found)
    elif found["reports"]:
        context.console.lines(report_lines(found["reports"], context.console, context.say))
    else:
        context.console.note(context.say("reports.none", library=context.settings.library))
    return OK


def show(context: Context) -> int:
    """Print one report: its canonical text exactly, its parts, or a readable page."""
    if context.json and context.arguments.text:
        raise WrongUsage("error.text_or_json")
    found = context.service().show(context.arguments.report)
    if context.json:
        context.console.json(found)
    elif context.arguments.text:
        context.console.exact(found["text"])
    else:
        context.console.lines(show_lines(found, context.console, context.say))
    return OK


def remove(context: Context) -> int:
    """Remove one report for good, after asking at a terminal."""
    service = context.service()
    name = context.arguments.report
    if not context.arguments.yes and sys.stdin.isatty() and not context.json:
        report = service.show(name)
        name = report["id"]
        day = context.say.day(report["date"])
        sure = input(context.say("remove.sure", title=report["title"], date=day))
        if sure.strip().lower() not in context.say("remove.yes").split():
            raise UserError("error.not_removed", title=report["title"])
    with context.console.progress() as progress:
        removed = service.remove(name, progress)
    if context.json:
        context.console.json(removed)
    else:
        context.console.lines(
            [context.say("remove.done", title=removed["title"], passages=removed["passages"])]
        )
    return OK


def rebuild(context: Context) -> int:
    """Make the indexes again from the catalogue, and the vectors too when another model is set."""
    service = context.service(any_model=True)
    with context.console.progress() as progress:
        result = service.rebuild(progress)
    if context.json:
        context.console.json(result)
    else:
        context.console.lines([context.say("rebuild.done", **result)])
    return OK
