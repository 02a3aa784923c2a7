"""The entry point of `wijzer`: reads the command line, runs the command, and turns every fault into one line."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
import warnings
from argparse import Namespace
from collections.abc import Sequence

from ui.errors import FAULT, INTERRUPTED, OK, UserError
from ui.messages import Messages, choose_language, messages

# Which module holds the command's function; imported only when it is the one asked for.
COMMANDS = {
    "ask": "ui.commands.asking",
    "search": "ui.commands.asking",
    "verify": "ui.commands.asking",
    "eval": "ui.commands.evaluating",
    "feedback": "ui.commands.rated",
    "ingest": "ui.commands.keeping",
    "reports": "ui.commands.keeping",
    "show": "ui.commands.keeping",
    "remove": "ui.commands.keeping",
    "rebuild": "ui.commands.keeping",
    "serve": "ui.commands.running",
    "doctor": "ui.commands.running",
}
BROKEN_PIPE = 141  # what a shell shows for a process that SIGPIPE ended


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of one run of `wijzer` with these arguments."""
    from ui.parser import language_asked

    # `requests` hides this when it is imported, but in a thread beside another's catch_warnings that is undone.
    warnings.filterwarnings("ignore", message="SOCKS support in urllib3")
    given = sys.argv[1:] if argv is None else list(argv)
    say = messages(choose_language(language_asked(given) or os.environ.get("WIJZER_LANG"), os.environ))
    try:
        return _run(given, say)
    except UserError as error:
        if _debugging():
            traceback.print_exc()
        return _tell(say.error(error), error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes stdout once more when it ends; give it somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return BROKEN_PIPE
    except Exception as error:
        if _debugging():
            traceback.print_exc()
        return _tell(say("error.fault", kind=type(error).__name__, reason=error), FAULT)


def _run(given: Sequence[str], say: Messages) -> int:
    from ui.parser import build
    from ui.version import version

    parser = build(say, version())
    arguments = parser.parse_args(given)
    if arguments.command is None:
        parser.print_help()
        return OK
    return _command(arguments, say)


def _command(arguments: Namespace, say: Messages) -> int:
    from ui.console import machine_console, person_console
    from ui.context import Context
    from ui.settings import load

    settings = load(
        {
            "library": getattr(arguments, "library", None),
            "lang": getattr(arguments, "lang", None),
            "serve.host": getattr(arguments, "host", None),
            "serve.port": getattr(arguments, "port", None),
        }
    )
    for_a_program = any(getattr(arguments, name, None) for name in ("json", "text", "from_file", "lines"))
    console = machine_console() if for_a_program else person_console()
    run = getattr(importlib.import_module(COMMANDS[arguments.command]), arguments.command)
    with Context(arguments, settings, say, console) as context:
        code: int = run(context)
        console.out.flush()
        return code


def _tell(line: str, code: int) -> int:
    from ui.text import printable

    try:
        print(printable(" ".join(line.split())), file=sys.stderr, flush=True)
    except BrokenPipeError:
        return BROKEN_PIPE
    return code


def _debugging() -> bool:
    return os.environ.get("WIJZER_DEBUG", "").lower() in ("1", "true", "yes", "on")
