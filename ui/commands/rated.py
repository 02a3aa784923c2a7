"""`wijzer feedback`."""

from __future__ import annotations

from ui.context import Context
from ui.errors import OK


def feedback(context: Context) -> int:
    """Print the rated questions, a line each, as `wijzer eval` takes them; with `--json` as one object."""
    found = context.service().feedback()
    if context.json:
        context.console.json(found)
        return OK
    for line in found["questions"]:
        context.console.json(line)
    if not found["questions"]:
        context.console.note(context.say("talks.none_rated"))
    return OK
