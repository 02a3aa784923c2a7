"""What the routes under /api/ take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from ui.commands.filters import make_checked
from vectorstore.types import ReportFilter


class Body(BaseModel):
    """A request's JSON; a field that isn't known is refused."""

    model_config = ConfigDict(extra="forbid")


class QuestionBody(Body):
    """A question with its filters."""

    question: str = Field(description="In Dutch or English; at most 10,000 characters.")
    reports: list[str] = Field(
        default=[],
        max_length=1000,
        description="Only these reports: an id, its beginning, or a title. Empty: all.",
    )
    since: date | None = Field(
        default=None, alias="from", description="Only meetings from this day on, YYYY-MM-DD."
    )
    until: date | None = Field(
        default=None, alias="to", description="Only meetings up to and including this day, YYYY-MM-DD."
    )
    language: str | None = Field(
        default=None, max_length=10, description="Only reports in this language: nl or en."
    )
    series: str | None = Field(
        default=None, max_length=1000, description="Only reports of this series of meetings."
    )

    def where(self) -> ReportFilter:
        """The filters; WrongUsage when the period ends before it begins."""
        checked = make_checked(tuple(self.reports), self.since, self.until)
        return replace(checked, language=self.language or None, series=self.series or None)


class AskBody(QuestionBody):
    """A question, the conversation that it belongs to, and whether a language model may write of the quotes."""

    conversation: str | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        pattern=r"^[A-Za-z0-9._-]+$",
        description="A name of your own for the conversation; the question may go on from earlier ones in it.",
    )
    before: list[str] = Field(
        default=[],
        max_length=100,
        description="The earlier questions, the first first: in the place of `conversation`, nothing is remembered.",
    )
    alone: bool = Field(default=False, description="Take the question as it is: it goes on from nothing.")
    quotes: bool = Field(default=False, description="Leave the language model out, where there is one.")


class SearchBody(QuestionBody):
    """A question, its filters and the number of hits."""

    k: int = Field(default=10, ge=1, le=1000, description="How many passages, best first.")


class ReportBody(Body):
    """The report that is meant."""

    report: str = Field(description="An id, its beginning, or a title.")


class TextBody(Body):
    """A draft."""

    text: str = Field(max_length=200_000, description="The draft whose sentences are looked up.")


class PathsBody(Body):
    """Files and folders on this machine."""

    paths: list[str] = Field(
        min_length=1, max_length=100_000, description="Absolute paths on the server's machine."
    )
