"""`wijzer serve` and `doctor`."""

from __future__ import annotations

from ui.context import Context
from ui.doctor import examine
from ui.errors import FAULT, OK
from ui.render import doctor_lines


def serve(context: Context) -> int:
    """Serve the page and the API until somebody ends it."""
    from ui.server import serve as run

    run(context.settings, context.say, context.console, open_page=context.arguments.open)
    return OK


def doctor(context: Context) -> int:
    """Say what is there, what is missing and what to do."""
    found = examine(context.settings, context.say, context.service)
    if context.json:
        context.console.json(found)
    else:
        context.console.lines(doctor_lines(found, context.console, context.say))
    return OK if found["ok"] else FAULT
