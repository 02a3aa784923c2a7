"""An answer at the command line: the quotes at once, then what a language model writes, sentence by sentence."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence

from ui.context import Context
from ui.errors import UserError
from ui.halted import broken_off, stopped
from ui.pieces import Piece, drafted, pieces
from ui.render import answer_lines, written_head, written_lines
from ui.shapes import EXTRA, Json
from vectorstore.types import ReportFilter


def whole_answer(context: Context, question: str, where: ReportFilter) -> Json:
    """The answer once all of it is there; the quotes, when the writing failed."""
    answer: Json = {}
    try:
        for event in _events(context, question, where, None):
            answer = event.get("answer", answer)
    except Exception as error:
        if not answer:
            raise
        answer = _failed(context, answer, error)
    return answer


def tell_answer(context: Context, question: str, where: ReportFilter, thread: str | None) -> Json:
    """Print the answer as it comes, and give it. Ctrl-C, once the quotes stand, stops the writing and no more."""
    telling, events = _Telling(context), _events(context, question, where, thread)
    try:
        for event in events:
            telling.hear(event)
    except KeyboardInterrupt:
        if not telling.answer:
            raise
        if isinstance(events, Generator):
            events.close()
        telling.end(stopped(telling.answer, telling.draft))
    except Exception as error:
        if not telling.answer:
            raise
        telling.end(_failed(context, telling.answer, error))
    return telling.ended()


def _events(context: Context, question: str, where: ReportFilter, thread: str | None) -> Iterator[Json]:
    if context.arguments.quotes:
        return iter([{"answer": context.service().ask(question, where)}])
    return context.service().asking(question, where, thread)


def _failed(context: Context, answer: Json, error: Exception) -> Json:
    """The quotes, once it is said on stderr what went wrong."""
    say = context.say
    if isinstance(error, UserError):
        context.console.note(say.error(error))
    else:
        context.console.note(say("error.fault", kind=type(error).__name__, reason=error))
    return broken_off(answer)


class _Telling:
    """What of an answer was printed. A terminal can't put what comes later above the quotes, so it goes below."""

    def __init__(self, context: Context) -> None:
        self.answer: Json = {}
        self._console, self._say = context.console, context.say
        self.draft: Json | None = None
        self._headed = False
        self._told: list[Piece] = []
        self._notices: list[str] = []

    def hear(self, event: Json) -> None:
        """Print what is new in the event."""
        if "draft" in event:
            self.draft = event["draft"]
            self._tell(drafted(event["draft"]))
            self._console.fleeting(f"{event['draft']['pending']} … {self._say('writing.interrupt')}")
            return
        first, self.answer, self.draft = not self.answer, event["answer"], None
        if first:
            self._notices = list(self.answer[EXTRA]["notices"])
            self._console.lines(answer_lines(self.answer, self._console, self._say))
        if self.answer["mode"] == "generated":
            self._tell([piece for piece in pieces(self.answer) if piece.claim])
        self._tell_notices()

    def end(self, answer: Json) -> None:
        """This is the answer, of which the sentences were printed as far as there are any."""
        self.answer = answer
        self._tell_notices()

    def ended(self) -> Json:
        """The answer, once nothing more comes."""
        self._console.fleeting("")
        return self.answer

    def _tell(self, sentences: Sequence[Piece]) -> None:
        """Print those that weren't; all of them again when what was printed has changed."""
        self._console.fleeting("")
        if not self._headed or list(sentences[: len(self._told)]) != self._told:
            self._console.lines(written_head(self._console, self._say))
            self._headed, self._told = True, []
        self._console.lines(written_lines(sentences[len(self._told) :], self._console, self._say))
        self._told = list(sentences)

    def _tell_notices(self) -> None:
        self._console.fleeting("")
        new = [notice for notice in self.answer[EXTRA]["notices"] if notice not in self._notices]
        self._notices += new
        if self._told and self.answer["mode"] == "quotes":
            new, self._told = [*new, self._say("writing.void")], []
        if new:
            self._console.lines(["", *(line for one in new for line in self._console.wrap(one, 2, "! "))])
