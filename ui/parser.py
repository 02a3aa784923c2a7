"""The command line: which commands and options there are, with help in the reader's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from ui.errors import WrongUsage
from ui.messages import Messages

# What argparse says, in English only, and our word for it. Its `%s` become the groups.
ARGPARSE_ERRORS = (
    (r"the following arguments are required: (?P<what>.*)", "usage.required"),
    (r"unrecognized arguments: (?P<what>.*)", "usage.unknown"),
    (r"argument (?P<name>.*?): expected (one|at least one) argument", "usage.no_value"),
    (r"argument (?P<name>.*?): invalid choice: (?P<what>.*?) \(choose from (?P<known>.*)\)", "usage.choice"),
    (r"argument (?P<name>.*?): invalid int value: (?P<what>.*)", "usage.number"),
)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that speaks the reader's language and whose faults are WrongUsage."""

    def __init__(self, say: Messages, **named: Any) -> None:
        super().__init__(
            formatter_class=lambda prog: Formatter(prog, f"{say('usage.usage')} "),
            add_help=False,
            allow_abbrev=False,
            **named,
        )
        self.say = say

    def error(self, message: str) -> NoReturn:
        """Raise WrongUsage for what argparse says."""
        for pattern, key in ARGPARSE_ERRORS:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                message = self.say(key, **match.groupdict())
                break
        raise WrongUsage("error.usage", problem=message, command=self.prog)


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help under our word for "usage"."""

    def __init__(self, prog: str, usage: str) -> None:
        super().__init__(prog, max_help_position=30)
        self._word = usage

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the usage line under our word for it."""
        super().add_usage(usage, actions, groups, self._word if prefix is None else prefix)


def language_asked(arguments: Sequence[str]) -> str | None:
    """The value of `--lang`, needed before the options can be read: their help is in that language."""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return None


def build(say: Messages, version: str) -> Parser:
    """The parser of `wijzer`."""
    return _Builder(say).build(version)


class _Builder:
    def __init__(self, say: Messages) -> None:
        self.say = say

    def build(self, version: str) -> Parser:
        say = self.say
        top = Parser(say, prog="wijzer", description=say("help.wijzer"), epilog=say("help.epilog"))
        self.commands = top.add_subparsers(
            title=say("help.commands"), dest="command", metavar=say("help.command_name")
        )
        self._common(top).add_argument(
            "--version", action="version", version=f"wijzer {version}", help=say("help.version")
        )
        self._asking()
        self._keeping()
        self._serving()
        return top

    def _asking(self) -> None:
        say = self.say
        ask = self._command("ask", say("help.ask"))
        ask.add_argument("question", nargs="*", metavar=say("help.question_name"), help=say("help.question"))
        ask.add_argument("--quotes", action="store_true", help=say("help.quotes"))
        ask.add_argument("--export", metavar="FILE", help=say("export.help_export"))
        ask.add_argument("--overwrite", action="store_true", help=say("export.help_overwrite"))
        search = self._command("search", say("help.search"))
        search.add_argument("question", nargs="*", metavar=say("help.question_name"), help=say("help.words"))
        search.add_argument("--k", type=int, default=10, metavar="N", help=say("help.k"))
        for command in (ask, search):
            command.add_argument(
                "--report", action="append", default=[], metavar="ID", help=say("help.report_filter")
            )
            command.add_argument(
                "--from", dest="since", metavar=say("help.date_name"), help=say("help.since")
            )
            command.add_argument("--to", dest="until", metavar=say("help.date_name"), help=say("help.until"))
            command.add_argument("--from-file", metavar="FILE.jsonl", help=say("help.from_file"))
        self._evaluating()
        self._command("feedback", say("talks.help")).set_defaults(lines=True)
        verify = self._command("verify", say("help.verify"))
        verify.add_argument("draft", metavar=say("help.text_name"), help=say("help.verify_text"))

    def _evaluating(self) -> None:
        say = self.say
        evaluate = self._command("eval", say("help.eval"))
        evaluate.add_argument("questions", metavar="QUESTIONS.jsonl", help=say("help.eval_questions"))
        evaluate.add_argument("--field", default="question", metavar="F", help=say("help.eval_field"))
        evaluate.add_argument("--worst", type=int, default=0, metavar="N", help=say("help.eval_worst"))
        evaluate.add_argument("--k", type=int, default=10, metavar="N", help=say("help.eval_k"))

    def _keeping(self) -> None:
        say = self.say
        ingest = self._command("ingest", say("help.ingest"))
        ingest.add_argument("paths", nargs="+", metavar=say("help.path_name"), help=say("help.paths"))
        self._command("reports", say("help.reports"))
        show = self._command("show", say("help.show"))
        show.add_argument("report", metavar=say("help.report_name"), help=say("help.report"))
        show.add_argument("--text", action="store_true", help=say("help.show_text"))
        remove = self._command("remove", say("help.remove"))
        remove.add_argument("report", metavar=say("help.report_name"), help=say("help.report"))
        remove.add_argument("--yes", action="store_true", help=say("help.yes"))
        self._command("rebuild", say("help.rebuild"))

    def _serving(self) -> None:
        say = self.say
        serve = self._command("serve", say("help.serve"), json=False)
        serve.add_argument("--host", help=say("help.host"))
        serve.add_argument("--port", type=int, metavar="N", help=say("help.port"))
        serve.add_argument("--open", action="store_true", help=say("help.open"))
        self._command("doctor", say("help.doctor"))

    def _command(self, name: str, summary: str, *, json: bool = True) -> argparse._ArgumentGroup:
        """A command's group of own arguments; the common options come after it."""
        parser = self.commands.add_parser(name, say=self.say, help=summary, description=summary)
        own = parser.add_argument_group(self.say("help.arguments"))
        common = self._common(parser)
        if json:
            common.add_argument("--json", action="store_true", help=self.say("help.json"))
        return own

    def _common(self, parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
        """The options that may stand before the command as well as after it."""
        say = self.say
        group = parser.add_argument_group(say("help.options"))
        absent = argparse.SUPPRESS
        group.add_argument(
            "--library", default=absent, metavar=say("help.folder_name"), help=say("help.library")
        )
        group.add_argument("--lang", default=absent, choices=("nl", "en"), help=say("help.lang"))
        group.add_argument("-h", "--help", action="help", help=say("help.help"))
        return group
