"""Which report a question file means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

SHORTEST_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Named:
    """By what a report may be named. `source` is a path, `path!attachment` or `path#id-of-the-line`."""

    id: str
    title: str
    source: str


class Names:
    """The reports of a library, found by what a person would type."""

    def __init__(self, reports: Iterable[Named]) -> None:
        self._reports = list(reports)
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._parts: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in self._reports:
            for name in _names(one):
                self._exact[name].add(one.id)
            for file, part in _splits(one.source):
                for name in _file_names(file):
                    self._parts[name, part.casefold()].add(one.id)

    def find(self, name: str, part: str = "") -> list[str]:
        """The ids that `name` can mean: one when it is clear, none when there is no such report.

        Tried in this order: an id, a title, a file's name or path, the id of a line of a jsonl file or the name of an
        attachment; the beginning of an id; the file alone; a part of a title. `part` is the attachment or line of the
        file `name`.
        """
        wanted, inner = name.strip().casefold(), part.strip().casefold()
        if not wanted:
            return []
        if inner:
            return sorted(self._parts.get((wanted, inner), ()))
        if wanted in self._exact:
            return sorted(self._exact[wanted])
        for found in (self._beginning(wanted), self._in_file(wanted), self._in_title(wanted)):
            if found:
                return found
        return []

    def _beginning(self, wanted: str) -> list[str]:
        if len(wanted) < SHORTEST_BEGINNING:
            return []
        return [one.id for one in self._reports if one.id.casefold().startswith(wanted)]

    def _in_file(self, wanted: str) -> list[str]:
        return sorted({id for (file, _), ids in self._parts.items() if file == wanted for id in ids})

    def _in_title(self, wanted: str) -> list[str]:
        return [one.id for one in self._reports if wanted in one.title.casefold()]


def _names(one: Named) -> set[str]:
    """All that names this report alone, case folded."""
    parts = {part.casefold() for _, part in _splits(one.source)}
    stems = {PurePath(part).stem for part in parts}
    return {one.id.casefold(), one.title.casefold(), *_file_names(one.source), *parts, *stems} - {""}


def _file_names(path: str) -> set[str]:
    file = PurePath(path)
    return {path.casefold(), file.name.casefold(), file.stem.casefold()}


def _splits(source: str) -> list[tuple[str, str]]:
    """The file and the part within it at each mark that can part them; a file's name may hold such a mark itself."""
    return [(source[: mark.start()], source[mark.end() :]) for mark in re.finditer(r"[#!]", source)]
