"""A whole report as the routes under /api/ answer it, for the OpenAPI document."""

from __future__ import annotations

from ui.api.replies import Day, Reply, Start


class Section(Reply):
    """A heading with what is under it; `body` is where the text after the heading begins."""

    heading: str
    level: int
    path: list[str]
    start: Start
    body: int
    end: int


class Sentence(Reply):
    """A sentence, with the index of its section and the numbers of the footnotes that hang on it."""

    start: Start
    end: int
    kind: str
    section: int
    page: int | None
    footnotes: list[int]


class Passage(Reply):
    """What is searched: whole sentences of one section."""

    start: Start
    end: int
    section: int
    page: int | None


class Footnote(Reply):
    """A footnote's text, and at `anchor` where it hangs."""

    number: int
    anchor: int
    start: Start
    end: int


class Reference(Reply):
    """A reference to a parliamentary paper."""

    dossier: str
    number: str
    start: Start
    end: int


class Report(Reply):
    """A report with its canonical text and all its parts."""

    id: str
    title: str
    date: Day | None
    language: str
    series: str
    format: str
    source: str
    sha256: str
    text: str
    sections: list[Section]
    sentences: list[Sentence]
    passages: list[Passage]
    footnotes: list[Footnote]
    references: list[Reference]
    pages: list[int]
    warnings: list[str]
