"""The nouns of the project: what a report is made of, how it is searched, and what a search finds.

Every `start` and `end` below is an offset, in characters, into the report's canonical text: `text[start:end]` is
exactly what the reader shows there and exactly what a citation quotes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SentenceKind = Literal["prose", "item", "row", "heading", "footnote"]
ReportState = Literal["pending", "ready", "removing"]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under one heading; text before the first heading is a section with an empty heading.

    `path` holds the headings from the outermost to this one. `start` is where the heading's line begins, `body` where
    the text under it begins, `end` where the next section starts (of whatever level: sections don't overlap).
    """

    heading: str
    level: int
    path: tuple[str, ...]
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest thing that can be quoted: a sentence, a list item without full stop, a table row, a footnote.

    `section` is an index in `Report.sections`; `footnotes` the numbers of the footnotes whose marks hang on it.
    """

    start: int
    end: int
    kind: SentenceKind
    section: int
    page: int | None = None
    footnotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note: its text stands at `start:end` (at the end of the canonical text), its mark at `anchor` in the body."""

    number: int
    anchor: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of a parliamentary paper. `dossier` and `number` are normalised: ("36850", "X-2")."""

    dossier: str
    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more whole sentences of one section: what is embedded and searched.

    `first` and `last` are indexes (inclusive) in `Report.sentences`. `context` is put before the text when it is
    embedded or indexed (title · date · heading path, table header) and is never shown or quoted.
    """

    start: int
    end: int
    section: int
    first: int
    last: int
    context: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report as the library keeps it.

    `id` is a hash of `source`, the canonical source: an absolute path, `path!attachment` or `path#id-in-jsonl`.
    `series` names the meeting without its date ("stuurgroep kennisplatform api's"), lower case, for filters.
    `sha256` is of the original's bytes. `pages[i]` is the offset where page i+1 begins; empty where the format has
    none. `warnings` are what was odd, for a person: "file name says 4 September 2018, the text 6 November 2018".
    """

    id: str
    source: str
    title: str
    date: date | None
    language: Literal["nl", "en"]
    series: str
    format: str
    sha256: str
    text: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    footnotes: tuple[Footnote, ...] = ()
    references: tuple[Reference, ...] = ()
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """A line in the list of reports."""

    id: str
    title: str
    date: date | None
    language: str
    series: str
    format: str
    source: str
    sha256: str
    passages: int
    state: ReportState
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Which reports a search may look in: empty fields don't restrict. Dates are inclusive.

    A report without a date is only found when neither `since` nor `until` is given.
    """

    reports: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    language: str | None = None
    series: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether this restricts nothing."""
        return self == ReportFilter()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, best first. `score` orders the hits of one search and means nothing beyond it.

    `position` is the passage's index in its report, `section` its heading path joined with " › ", `dense` the cosine
    with the question (0 when only the words found it), `words` the BM25 score (0 when only the vector did).
    """

    report: str
    position: int
    title: str
    date: date | None
    language: str
    section: str
    page: int | None
    text: str
    start: int
    end: int
    score: float
    dense: float = 0.0
    words: float = 0.0


@dataclass(frozen=True, slots=True)
class ModelStamp:
    """Which embedding model a library was made with."""

    name: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Removed:
    """What `Library.remove` took out."""

    id: str
    title: str
    passages: int


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of holding the derived indexes against the catalogue: `problems` is empty when all is well."""

    reports: int
    passages: int
    vectors: int
    words: int
    problems: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, eq=False)
class StoredSentence:
    """A sentence as a search wants it: its index in `Report.sentences`, its own text, and its unit vector.

    The vector is float32 of shape (dimension,), zero for a sentence that no passage holds.
    """

    index: int
    sentence: Sentence
    text: str
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """By what a report is recognised: SHA-256 of its original's bytes and of its canonical text, in hex."""

    id: str
    sha256: str
    text_sha256: str
    state: ReportState


@dataclass(frozen=True, slots=True)
class ServingAt:
    """Where the process that has the library open can be asked instead."""

    url: str
    token: str
