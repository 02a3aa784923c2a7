"""What came of an ingest."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a report inside one, that was not taken in, and why."""

    path: str
    reason: str


@dataclass(slots=True)
class IngestResult:
    """Counts of reports, not files: a mail with an attachment is two. `notes` are remarks for a person."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    passages: int = 0
    seconds: float = 0.0
    failed: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """Progress: `done` of `total` files are dealt with; `path` came out as `outcome` just now."""

    done: int
    total: int
    path: str
    outcome: str
