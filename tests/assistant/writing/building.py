"""Reports, answers in quotes and scripted writers to try the generated mode with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.compose import cite, claims_of, text_of
from assistant.select import Quoted
from assistant.types import Answer, Citation, Draft, Searched
from assistant.writing.answer import written
from assistant.writing.faults import WriterFault
from assistant.writing.models import Writer
from vectorstore.types import Report, Sentence

WORD = re.compile(r"\w+(?:[.,]\d+)*")


def quoted(*texts: str, day: date | None = date(2025, 12, 3), language: str = "nl") -> list[Quoted]:
    """These sentences as those of one report, in order."""
    sentences: list[Sentence] = []
    whole = ""
    for text in texts:
        sentences.append(Sentence(len(whole), len(whole) + len(text), "prose", 0))
        whole += text + "\n"
    report = Report(
        id="r1", source="/r1", title="Verslag", date=day, language="en" if language == "en" else "nl", series="",
        format="txt", sha256="", text=whole, sections=(), sentences=tuple(sentences), passages=(),
    )  # fmt: skip
    return [Quoted(report, i) for i in range(len(texts))]


def answer_of(
    quotes: Sequence[Quoted], question: str = "Wat is er besloten over de brug?", language: str = "nl"
) -> Answer:
    """The answer in quotes that consists of these."""
    citations = cite(quotes)
    return Answer(
        question=question, status="answered", mode="quotes", text=text_of(citations, language),
        claims=claims_of(citations), citations=citations, searched=Searched(1, None, None), language=language,
    )  # fmt: skip


def stand_in_check(text: str, citations: Sequence[Citation]) -> tuple[str, ...]:
    """What of the sentence its quotes lack: numbers, names within it, and half of its longer words (by their begin)."""
    source = " ".join(c.quote for c in citations).lower()
    words = WORD.findall(text)
    there = {word[:5] for word in WORD.findall(source)}
    failed = [word for word in words if any(c.isdigit() for c in word) and word not in source]
    failed += [word for word in words[1:] if word[0].isupper() and word.lower() not in source]
    long = [word.lower()[:5] for word in words if len(word) > 4]
    if sum(word in there for word in long) * 2 < len(long):
        failed.append("words")
    return tuple(failed)


@dataclass
class Scripted:
    """A writer that says these pieces, and then fails when a fault is given; it keeps what it was asked."""

    text: str
    fault: WriterFault | None = None
    asked: list[Sequence[tuple[str, str]]] = field(default_factory=list)
    closed: bool = False

    def write(self, messages: Sequence[tuple[str, str]], cancelled: Callable[[], bool]) -> Iterator[str]:
        self.asked.append(messages)
        code = codes(messages)
        text = re.sub(r"#(\d+)", lambda m: code[int(m[1]) - 1], self.text)
        try:
            for piece in re.findall(r".{1,3}", text, re.DOTALL):
                if cancelled():
                    raise WriterFault("cancelled", partial=True)
                yield piece
            if self.fault is not None:
                raise self.fault
        finally:
            self.closed = True

    def warm(self) -> None:
        """Always ready."""

    def close(self) -> None:
        """Nothing to close."""


def codes(messages: Sequence[tuple[str, str]]) -> list[str]:
    """The codes that a prompt gives, in order."""
    return re.findall(r"^\[(\w+)\]", messages[-1][1], re.MULTILINE)


def write(
    answer: Answer, writer: Writer, more: Sequence[Quoted] = (), cancelled: Callable[[], bool] = lambda: False
) -> tuple[list[Draft], Answer]:
    """The drafts, and the answer that comes last."""
    drafts: list[Draft] = []
    for found in written(answer, more, writer, stand_in_check, cancelled):
        if isinstance(found, Answer):
            return drafts, found
        drafts.append(found)
    raise AssertionError("no answer came")
