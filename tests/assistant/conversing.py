"""What the tests of conversations share: a question to go on from, and a way to ask that keeps what was said."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.assistant import Assistant
from assistant.types import Answer, Draft
from tests.assistant.asking import TODAY, check_answer
from vectorstore.library import Library

PLEDGE = "Hoeveel zegde Nederland in Kopenhagen toe aan het Zeekabelfonds?"
AFTER = "Hoeveel zegde Nederland in Rotterdam toe aan het Zeekabelfonds?"


def last(events: Iterator[Answer | Draft]) -> Answer:
    """The answer that ends them."""
    *_, answer = events
    assert isinstance(answer, Answer)
    return answer


def said(library: Library, assistant: Assistant, question: str, thread: str, kept: bool = True) -> Answer:
    """The answer in the thread, kept in the library as the page does."""
    answer = last(assistant.asking(question, today=TODAY, thread=thread))
    check_answer(answer, library)
    if kept:
        begin = thread not in [one.id for one in library.conversations.all()]
        library.conversations.add(thread, question, stored(answer), {}, begin=begin)
    return answer


def stored(answer: Answer) -> dict[str, object]:
    """The answer as the library keeps it, as far as a follow-up needs it."""
    return {
        "status": answer.status, "text": answer.text, "claims": [], "closest": [],
        "citations": [
            {"number": c.number, "report": c.report, "start": c.start, "end": c.end, "quote": c.quote, "date": None}
            for c in answer.citations
        ],
        "extra": {"language": answer.language, "understood": answer.understood, "notices": [], "note": ""},
    }  # fmt: skip
