"""What the routes under /api/ answer, for the OpenAPI document; the answers themselves are made in ui/shapes.py."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="YYYY-MM-DD")]
Start = Annotated[int, Field(ge=0, description="`text[start:end]` of the report, in Unicode characters")]

T = TypeVar("T")


class Reply(BaseModel):
    """An answer, or a part of one: these fields and no other."""

    model_config = ConfigDict(extra="forbid")


class Hit(Reply):
    """A passage."""

    report: str
    title: str
    date: Day | None
    section: str
    page: int | None
    text: str
    start: Start
    end: int
    score: float


class Hits(Reply):
    """The passages that were found, best first."""

    hits: list[Hit]
    seconds: float


class Citation(Reply):
    """Where a quote stands. `quote` is `text[start:end]` of the report, to the letter."""

    number: int
    report: str
    title: str
    date: Day | None
    section: str
    page: int | None
    quote: str
    start: Start
    end: int
    footnotes: list[str]


class Claim(Reply):
    """A part of the answer with the numbers of its citations."""

    text: str
    citations: list[int]
    verified: bool


class Searched(Reply):
    """How many reports were searched, and the first and last of their meetings."""

    reports: int
    first: Day | None = Field(alias="from")
    last: Day | None = Field(alias="to")


class AnswerExtra(Reply):
    """What is told to a person beside the answer."""

    notices: list[str]
    note: str
    language: str
    understood: str = Field(
        description="The question as it was searched for, where it goes on from an earlier one."
    )
    failed: list[list[str]] = Field(description="Per claim, what of it its citations don't hold up.")
    quoted: Quotation | None = Field(description="Of a generated answer, the quotes that it was made from.")


class Quotation(Reply):
    """An answer in quotes."""

    text: str
    claims: list[Claim]


class Answer(Reply):
    """The answer: `text` has a mark such as [1] after what a citation supports; `closest` is for what wasn't found."""

    question: str
    status: Literal["answered", "partial", "not_found"]
    mode: Literal["quotes", "generated"]
    text: str
    claims: list[Claim]
    citations: list[Citation]
    searched: Searched
    closest: list[Hit]
    seconds: float
    extra: AnswerExtra


class ReportLine(Reply):
    """One report of the list; only what is ready is searched."""

    id: str
    title: str
    date: Day | None
    language: str
    passages: int
    source: str
    state: str


class Reports(Reply):
    """The reports of the library."""

    reports: list[ReportLine]


class State(Reply):
    """The library's counts, what is wrong with it, and the process that has it open."""

    reports: int
    passages: int
    vectors: int
    words: int
    problems: list[str]
    pid: int
    url: str | None


class Removed(Reply):
    """What was removed."""

    id: str
    title: str
    passages: int


class Rebuilt(Reply):
    """What was made again."""

    reports: int
    passages: int
    seconds: float


class Failure(Reply):
    """A file that was not taken in, and why."""

    path: str
    reason: str


class IngestExtra(Reply):
    """What is told to a person beside the counts."""

    notes: list[str]


class Ingested(Reply):
    """What was taken in."""

    added: int
    updated: int
    unchanged: int
    failed: list[Failure]
    passages: int
    seconds: float
    extra: IngestExtra


class Checked(Reply):
    """A sentence of the draft: what supports it, or what failed."""

    text: str
    verified: bool
    citations: list[Citation]
    failed: list[str]


class Verified(Reply):
    """The draft's sentences, in order."""

    sentences: list[Checked]


class Fault(Reply):
    """What went wrong: a key for programs, a line for people, and the command line's exit code for it."""

    key: str
    exit_code: int
    values: dict[str, str | int]
    message: str = ""


class Error(Reply):
    """An error."""

    error: Fault


class Result(Reply, Generic[T]):
    """The last line when all went well."""

    result: T


class ProgressLine(Reply):
    """How far the work is: done, total, what."""

    progress: tuple[int, int, str]


class AliveLine(Reply):
    """A sign of life, every five seconds without anything else."""

    alive: Literal[True]


class Health(Reply):
    """That the server answers, its version, and whether its library is open."""

    status: Literal["ok"]
    version: str
    library: Literal["open", "closed"]


class Feedback(Reply):
    """The rated questions, each an object that `wijzer eval` takes as a line."""

    questions: list[dict[str, object]]
