"""A follow-up question as one that stands by itself, by the model: a proposal that the caller checks."""

from __future__ import annotations

import time
from collections.abc import Sequence

from assistant.writing.context import as_data
from assistant.writing.faults import WriterFault
from assistant.writing.models import Writer
from assistant.writing.prompts import prompt
from assistant.writing.reading import closed
from assistant.writing.stream import shown
from vectorstore.language.detect import detect_language

SECONDS = 5.0
TURNS, LONGEST = 3, 300

_FRAME = {
    "nl": ("Eerdere vraag: ", "Antwoord: ", "Vervolgvraag: "),
    "en": ("Earlier question: ", "Answer: ", "Follow-up: "),
}


def rewritten(
    question: str, before: Sequence[tuple[str, str]], writer: Writer, seconds: float = SECONDS
) -> str:
    """The follow-up as a question that stands by itself, "" when the model doesn't give one in time.

    `before` are the earlier questions with their answers, the oldest first.
    """
    language = detect_language(question)
    asked, answered, follow_up = _FRAME["en" if language == "en" else "nl"]
    lines = []
    for earlier, answer in before[-TURNS:]:
        lines += [asked + as_data(earlier, LONGEST), answered + as_data(answer, LONGEST)]
    lines.append(follow_up + as_data(question, LONGEST))
    until = time.monotonic() + seconds
    messages = (("system", prompt("rewrite", language)), ("human", "\n".join(lines)))
    raw = ""
    try:
        with closed(writer.write(messages, lambda: time.monotonic() > until)) as pieces:
            for piece in pieces:
                raw += piece
                if ("?" in piece and _line(raw)) or len(raw) > 10 * LONGEST:
                    break
    except WriterFault:
        return ""
    return _line(raw)


def _line(raw: str) -> str:
    """The question on the first line of what was written, "" when there is none."""
    line = shown(raw, lambda code: None, final=True).text.strip().partition("\n")[0].strip(" \"'“”‘’")
    return line if line.endswith("?") and 3 <= len(line) <= LONGEST else ""
