"""Questions in a conversation: the chat chain, with the turns that came before."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Any

from assistant.chain import REMEMBERED, Run, build, stream
from assistant.dialogue.kept import turn_of_message
from assistant.dialogue.turn import to_plain, turn_of
from assistant.plan import clean
from assistant.threads import Threads, config_of
from assistant.types import Answer, Draft
from vectorstore.errors import NoSuchConversation
from vectorstore.library import Library

# So many of the earlier questions that a stateless caller sends along are gone through again, a tenth of a second each.
REPLAYED = 3

Plain = dict[str, Any]


class Conversing:
    """The chat chain of one library, with its memory."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.threads = Threads(library.folder)
        conversations = [one.id for one in library.conversations.all()]
        self.threads.keep(conversations, [info.id for info in library.reports()])
        self._remembering = build(self.threads.saver)
        self._forgetting = build()

    def ask(
        self, asked: str, run: Run, thread: str | None, before: Sequence[str]
    ) -> Generator[Answer | Draft]:
        """The answer's events, in the thread, or else after the questions `before`."""
        if thread is None:
            yield from stream(
                self._forgetting, {"question": asked, "turns": self._replayed(before, run)}, run
            )
            return
        turns, config = self._turns(thread), config_of(thread)
        given: Any = {"question": asked, "turns": turns}
        events = stream(self._remembering, given, run, config)
        quotes: Answer | None = None
        finished = False
        try:
            for event in events:
                if quotes is None and isinstance(event, Answer):
                    quotes = event
                yield event
            finished = True
        finally:
            events.close()
            if quotes and not finished:  # whoever asked has seen the quotes, and may go on from them
                turn = to_plain(turn_of(asked, quotes, run.where))
                self._remembering.update_state(config, {"turns": [*turns, turn]}, as_node="remember")

    def close(self) -> None:
        """Close the memory."""
        self.threads.close()

    def _turns(self, thread: str) -> list[Plain]:
        """The thread's turns; those of a kept conversation that the memory lacks are read from its messages."""
        remembered = self.threads.turns(thread)
        try:
            messages = self._library.conversations.messages(thread)[-REMEMBERED:]
        except NoSuchConversation:
            return remembered
        if len(messages) == len(remembered):
            return remembered
        return [to_plain(turn_of_message(message)) for message in messages]

    def _replayed(self, before: Sequence[str], run: Run) -> list[Plain]:
        """The turns that these questions make when they are asked again."""
        turns: list[Plain] = []
        asking = replace(run, writer=None, alone=False)
        for question in before[-REPLAYED:]:
            asked = clean(question)
            *_, answer = stream(self._forgetting, {"question": asked, "turns": turns}, asking)
            assert isinstance(answer, Answer)
            turns.append(to_plain(turn_of(asked, answer, run.where)))
        return turns
