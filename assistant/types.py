"""What the assistant gives back: an answer made of claims, each held up by citations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from vectorstore.types import Hit, ReportFilter

Status = Literal["answered", "partial", "not_found"]
Mode = Literal["quotes", "generated"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one report: `quote` is `text[start:end]` of the report's canonical text, to the letter.

    `footnotes` are the texts of the notes that hang on the quoted sentence.
    """

    number: int
    report: str
    title: str
    date: date | None
    section: str
    page: int | None
    quote: str
    start: int
    end: int
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the answer, and the numbers of the citations that hold it up."""

    text: str
    citations: tuple[int, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched: how many reports, from when to when, and how the question narrowed it (empty: not at all)."""

    reports: int
    first: date | None
    last: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. `closest` are the nearest passages when nothing was found; `notices` are for the person."""

    question: str
    status: Status
    mode: Mode
    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    searched: Searched
    closest: tuple[Hit, ...] = ()
    notices: tuple[str, ...] = ()
    language: str = "nl"
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first, and which reports were searched."""

    hits: tuple[Hit, ...]
    where: ReportFilter
    seconds: float


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of somebody's draft held against the reports: what supports it, or what failed."""

    text: str
    verified: bool
    citations: tuple[Citation, ...]
    failed: tuple[str, ...]
