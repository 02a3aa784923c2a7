"""Every sentence that the code can remark about a file or report: found in its syntax trees, its holes filled."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import PROJECT

SOURCES = [*sorted((PROJECT / "ingest").rglob("*.py")), PROJECT / "vectorstore/embedding/__init__.py"]
# Calls of which an argument is a remark, and the argument's place.
CALLS = {
    "UnreadableFile": 0, "Found": 1, "Failure": 1, "_fail": 1, "_step": 1, "_count_unchanged": 1, "progress": 0,
}  # fmt: skip
# Functions that return a remark, and names to which remarks are assigned, added or appended.
GIVERS = re.compile(r"(?:^|_)reason|cause_of_death|^note$|^twin$|^decode$")
LISTS = re.compile(r"(?:^|\.)(?:warnings|odd|reason|_result\.notes)$")
# What stands in a hole, by what the code says there.
NUMBERS = r"\.0f$|:[,g]$|number|code|len\(|1024|MOST|DEEPEST|SECONDS|LONGEST|1_?000_?000|memory_mb|MEMORY_MB|^count$"
FILLINGS = {
    r"_spoken\(": ("13 May 2025",),
    r"^(?:problem|warning|reason|warnings\[0\])$": ("there is no text in it", "line 3 was left out: it is not JSON"),
    r"strerror": ("Permission denied",),
    NUMBERS: ("1,234",),
    r"suffix": (".xyz",),
}  # fmt: skip
ANYTHING = ("/map: 1/iets: met (haakjes)",)
# Refused by a sentence of their own, which the code chooses at the same place.
NEVER_SAID = {"images"}


@dataclass(frozen=True)
class Remark:
    """A sentence of the code, filled in, and where it stands."""

    text: str
    place: str


def all_remarks() -> list[Remark]:
    """Every remark about a file or report, once for each way to fill it."""
    return [remark for path in SOURCES for remark in _File(path).remarks()]


class _File:
    """A file's syntax tree, and the texts that each of its names may stand for."""

    def __init__(self, path: Path) -> None:
        self.name = str(path.relative_to(PROJECT))
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.named: dict[str, list[str]] = {}
        for node in ast.walk(self.tree):
            match node:
                case (
                    ast.Assign(targets=[ast.Name(id=name)], value=value)
                    | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
                ):
                    self.named.setdefault(name, []).extend(_constants(value))
        for node in ast.walk(self.tree):
            match node:
                case ast.For(target=ast.Tuple(elts=[ast.Name(id=name), _]), iter=ast.Call(func=function)):
                    self.named.setdefault(name, []).extend(self._keys(ast.unparse(function)))

    def remarks(self) -> Iterator[Remark]:
        """The remarks of the file."""
        for node in ast.walk(self.tree):
            for expression in _said_at(node):
                for text in filter(None, self._texts(expression)):
                    yield Remark(text, f"{self.name}:{expression.lineno}")

    def _texts(self, expression: ast.expr) -> list[str]:
        """The texts that an expression can be; none where it only passes on what another place says."""
        match expression:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.JoinedStr(values=parts):
                choices = (
                    self._hole(part) if isinstance(part, ast.FormattedValue) else self._texts(part)
                    for part in parts
                )
                return ["".join(chosen) for chosen in itertools.product(*choices)]
            case ast.IfExp(body=first, orelse=second):
                return self._texts(first) + self._texts(second)
            case ast.BoolOp(values=values) | ast.List(elts=values) | ast.Tuple(elts=values):
                return [text for value in values for text in self._texts(value)]
            case ast.Starred(value=value) | ast.ListComp(elt=value):
                return self._texts(value)
        return []

    def _hole(self, hole: ast.FormattedValue) -> list[str]:
        form = "".join(self._texts(hole.format_spec)) if hole.format_spec else ""
        return self._fillings(hole.value, f":{form}" if form else "")

    def _fillings(self, expression: ast.expr, form: str) -> list[str]:
        """What an expression in a hole may come out as."""
        match expression:
            case ast.Constant() | ast.JoinedStr():
                return self._texts(expression)
            case ast.BoolOp(values=values):
                return [text for value in values for text in self._fillings(value, form)]
            case ast.IfExp(body=first, orelse=second):
                return self._fillings(first, form) + self._fillings(second, form)
        names = [node.id for node in ast.walk(expression) if isinstance(node, ast.Name)]
        if found := [text for name in names for text in self.named.get(name, []) if text not in NEVER_SAID]:
            return found
        said = ast.unparse(expression) + form
        return list(
            next((texts for pattern, texts in FILLINGS.items() if re.search(pattern, said)), ANYTHING)
        )

    def _keys(self, function: str) -> list[str]:
        """The keys of a table of the file, for `function` that gives its items."""
        for node in ast.walk(self.tree):
            match node:
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict(keys=keys)) if (
                    function == f"{name}.items"
                ):
                    return [text for key in keys if key is not None for text in _constants(key)]
        return []


def _said_at(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that become a remark at this node."""
    match node:
        case ast.Call(func=function, args=arguments, keywords=keywords):
            owner, _, called = ast.unparse(function).rpartition(".")
            place = 0 if called == "append" and LISTS.search(owner) else CALLS.get(called)
            yield from arguments[place : place + 1] if place is not None else ()
            yield from (word.value for word in keywords if word.arg == "warnings")
        case ast.Assign(targets=[target], value=value) | ast.AugAssign(target=target, value=value):
            if LISTS.search(ast.unparse(target)):
                yield value
        case ast.FunctionDef(name=name) if GIVERS.search(name):
            for inner in ast.walk(node):
                match inner:
                    case ast.Return(value=ast.Tuple(elts=[_, warnings])):
                        yield warnings
                    case ast.Return(value=ast.expr() as value):
                        yield value


def _constants(value: ast.expr) -> list[str]:
    """The texts that a constant, a choice between constants or a table of them holds."""
    match value:
        case ast.Constant(value=str(text)):
            return [text] if text else []
        case ast.IfExp(body=first, orelse=second):
            return _constants(first) + _constants(second)
        case ast.Dict(values=values):
            return [text for one in values for text in _constants(one)]
    return []
