"""What can be found at one moment. A search keeps the snapshot it began with; a write puts another in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from vectorstore.errors import AmbiguousReport, NoSuchReport
from vectorstore.places import Selection
from vectorstore.records import Version
from vectorstore.types import Fingerprint, ReportFilter, ReportInfo


@dataclass(frozen=True)
class Snapshot:
    """The ready versions by number, and the numbers that the indexes may hold although they are not ready."""

    ready: Mapping[int, Version] = field(default_factory=dict)
    strays: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {one.info.id: one for one in self.ready.values()})
        object.__setattr__(self, "passages", sum(one.info.passages for one in self.ready.values()))

    _by_id: Mapping[str, Version] = field(init=False, repr=False)
    passages: int = field(init=False)

    def version(self, id: str) -> Version:
        """The report with this id; NoSuchReport when there is none."""
        try:
            return self._by_id[id]
        except KeyError:
            raise NoSuchReport(id) from None

    def chosen(self, where: ReportFilter) -> list[Version]:
        """The versions that `where` lets through."""
        if where.is_empty:
            return list(self.ready.values())
        return [one for one in self.ready.values() if matches(one.info, where)]

    def listed(self, where: ReportFilter) -> list[ReportInfo]:
        """The reports that `where` lets through, the newest meeting first, those without a date last."""
        infos = [one.info for one in self.chosen(where)]
        infos.sort(key=lambda info: (info.title.casefold(), info.id))
        return sorted(infos, key=lambda info: info.date.toordinal() if info.date else 0, reverse=True)

    def fingerprints(self) -> dict[str, Fingerprint]:
        """By source: what tells an unchanged report, a moved one, and the same text in another format."""
        return {
            one.info.source: Fingerprint(one.info.id, one.info.sha256, one.text_sha256, one.info.state)
            for one in self.ready.values()
        }

    def selection(self, chosen: Iterable[Version]) -> Selection:
        """`chosen` as the indexes understand it."""
        numbers = frozenset(one.number for one in chosen)
        return Selection(None, self.strays) if len(numbers) == len(self.ready) else Selection(numbers)

    def counts(self) -> Counter[int]:
        """How many passages each version has, without those that have none."""
        return Counter({number: one.info.passages for number, one in self.ready.items() if one.info.passages})

    def resolve(self, name: str) -> str:
        """The id of the one report whose id, beginning of an id, title, file name or part of a title is `name`.

        A report out of a jsonl file also goes by its id there, one out of a mail by its own file name.
        """
        wanted = name.strip().casefold()
        if wanted:
            infos = [one.info for one in self.ready.values()]
            for fits in (_is_id, _begins_id, _is_title, _is_in_title):
                candidates = [info for info in infos if fits(info, wanted)]
                if len(candidates) == 1:
                    return candidates[0].id
                if candidates:
                    raise AmbiguousReport(name, candidates)
        raise NoSuchReport(name)


def matches(info: ReportInfo, where: ReportFilter) -> bool:
    """Whether `where` lets the report through."""
    if where.reports and info.id not in where.reports:
        return False
    if where.language and info.language != where.language:
        return False
    if where.series and info.series.casefold() != where.series.casefold():
        return False
    if where.since or where.until:
        return info.date is not None and not (
            (where.since and info.date < where.since) or (where.until and info.date > where.until)
        )
    return True


def _is_id(info: ReportInfo, wanted: str) -> bool:
    return info.id.casefold() == wanted


def _begins_id(info: ReportInfo, wanted: str) -> bool:
    return len(wanted) >= 4 and info.id.casefold().startswith(wanted)


def _is_title(info: ReportInfo, wanted: str) -> bool:
    file = PurePath(info.source)
    names = [info.title, info.source, file.name, file.stem]
    if part := re.search(r"[#!]([^#!]+)\Z", info.source):  # of a jsonl file, of a mail
        names.append(part[1])
    return wanted in (name.casefold() for name in names)


def _is_in_title(info: ReportInfo, wanted: str) -> bool:
    return wanted in info.title.casefold()
