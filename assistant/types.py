"""What the assistant gives back: an answer made of claims, each held up by citations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from vectorstore.types import Hit, ReportFilter

THREADS = "threads.db"
"""The file in the library's folder that remembers conversations."""

Status = Literal["answered", "partial", "not_found"]
Mode = Literal["quotes", "generated"]
State = Literal["verified", "not_verified", "no_source"]


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
    """A sentence of the answer, and the numbers of the citations that hold it up.

    `failed` says, in the answer's language, what of a generated sentence its citations don't hold up.
    """

    text: str
    citations: tuple[int, ...]
    verified: bool
    failed: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """Held up by what it cites, not held up by it, or citing nothing."""
        if self.verified:
            return "verified"
        return "not_verified" if self.citations else "no_source"


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched: how many reports, from when to when, and how the question narrowed it (empty: not at all)."""

    reports: int
    first: date | None
    last: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. `closest` are the nearest passages when nothing was found; `notices` are for the person.

    `understood` is the question as it was searched for, when it was read as going on from an earlier one; else empty.
    Of a generated answer `text` and `claims` are what the model wrote, and `quoted` is the answer in quotes
    that it was made from; `citations` are those of both.
    """

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
    understood: str = ""
    quoted: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """The text of an answer in quotes, and its claims."""

    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A generated answer while it is being written: the sentences that are finished and checked, and what comes after.

    Marks in `pending` are those of known citations, "[2]"; the numbers are the answer's.
    """

    claims: tuple[Claim, ...]
    pending: str


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
