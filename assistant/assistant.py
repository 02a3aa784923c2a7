"""The way in: ask, search and verify over one library."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.phrases import say
from assistant.plan import clean, make_plan
from assistant.sources import Sources
from assistant.types import THREADS, Answer, CheckedSentence, Draft, Searched, SearchResult
from vectorstore.embedding.types import QueryEmbedder
from vectorstore.language.detect import Language, detect_language
from vectorstore.library import Library
from vectorstore.types import Hit, ReportFilter

if TYPE_CHECKING:
    from assistant.conversing import Conversing
    from assistant.suggesting.follow import Shown
    from assistant.writing.models import Writer

EVERYTHING = ReportFilter()
log = logging.getLogger(__name__)


def interleaved(first: Sequence[Hit], others: Sequence[Hit], k: int, mixed: bool) -> list[Hit]:
    """`k` hits without doubles: the first ones before the others, or, `mixed`, two of them to one other."""
    rows, rest = list(first), list(others)
    if mixed:
        ordered = [
            hit for i in range(len(rows) + len(rest)) for hit in (*rows[2 * i : 2 * i + 2], *rest[i : i + 1])
        ]
    else:
        ordered = rows + rest
    distinct: dict[tuple[str, int], Hit] = {}
    for hit in ordered:
        distinct.setdefault((hit.report, hit.position), hit)
    return list(distinct.values())[:k]


class Assistant:
    """Answers questions over a library. May be shared by threads of the program.

    Without a `writer` answers are quotes; with one it writes an answer from them. What it remembers of conversations
    is in the library's folder; `close` when done.
    """

    def __init__(self, library: Library, embedder: QueryEmbedder, writer: Writer | None = None) -> None:
        self._library = library
        self._embedder = embedder
        self._writer = writer
        self._starting = threading.Lock()
        self._started: Conversing | None = None

    def warm(self) -> None:
        """Make the language model ready, if there is one: seconds, for a model on this machine."""
        if self._writer is None:
            return
        from assistant.writing.faults import BadWriter, WriterFault

        try:
            self._writer.warm()
        except (BadWriter, WriterFault) as fault:
            log.warning("the language model isn't ready: %s", fault)

    def close(self) -> None:
        """End the language model, and close the memory."""
        if self._writer:
            self._writer.close()
        if self._started:
            self._started.close()

    def ask(
        self,
        question: str,
        where: ReportFilter = EVERYTHING,
        *,
        today: date | None = None,
        before: Sequence[str] = (),
        write: bool = False,
    ) -> Answer:
        """The answer, with its citations, or a refusal that says what was searched. `today` dates "last year".

        `before` are earlier questions that it may go on from. It is in quotes; with `write` what the language
        model makes of them.
        """
        *_, last = self.asking(question, where, today=today, before=before, write=write)
        assert isinstance(last, Answer)
        return last

    def asking(
        self,
        question: str,
        where: ReportFilter = EVERYTHING,
        *,
        today: date | None = None,
        thread: str | None = None,
        before: Sequence[str] = (),
        alone: bool = False,
        write: bool = True,
    ) -> Iterator[Answer | Draft]:
        """The answer in quotes at once; with a language model then drafts while it writes, and the whole answer last.

        `thread` names the conversation that the question may go on from, or `before` has its earlier questions, the
        first first; `alone` takes it as it is nevertheless. Closing the generator stops the writing.
        """
        sources = Sources(self._library, self._embedder)
        asked = clean(question)
        if not any(c.isalnum() for c in asked) or not sources.infos(where):
            yield self._nothing_to_do(asked, where, sources)
            return
        from assistant.chain import Run

        stopped = threading.Event()
        writer = self._writer if write else None
        run = Run(where, sources, today or date.today(), alone, writer, stopped.is_set)
        events = self._conversing.ask(asked, run, thread, before)
        try:
            for event in events:  # noqa: UP028 - `yield from` would close the chain, which waits for the model, first
                yield event
        finally:
            stopped.set()
            events.close()

    def forget_report(self, report: str) -> None:
        """Forget the conversations' turns that are about a report that was removed."""
        if self._remembers:
            self._conversing.threads.forget_report(report)

    def forget_conversation(self, conversation: str) -> None:
        """Forget the turns of a conversation that was deleted."""
        if self._remembers:
            self._conversing.threads.forget([conversation])

    @property
    def _remembers(self) -> bool:
        return (self._library.folder / THREADS).exists()

    @property
    def _conversing(self) -> Conversing:
        """The chat chain, made when it is first needed: langgraph takes 0.8 s to import."""
        with self._starting:
            if self._started is None:
                from assistant.conversing import Conversing

                self._started = Conversing(self._library)
            return self._started

    def search(
        self, question: str, where: ReportFilter = EVERYTHING, k: int = 10, *, today: date | None = None
    ) -> SearchResult:
        """The `k` best passages. What the question's dates point at comes first, and the rest follows: every third
        already when the dates may not be the meeting's ("from 1 January 2026")."""
        began = time.monotonic()
        sources = Sources(self._library, self._embedder)
        asked = clean(question)
        if not asked:
            return SearchResult((), where, 0.0)
        plan = make_plan(
            asked, where, sources.infos(where), today=today or date.today(), rarity=sources.rarity
        )
        ways = plan.parts[0].scopes
        first = sources.search(asked, asked, ways[0].where, k, plan.language)
        wider = ways[1:] if ways[0].soft or len(first) < k else ()
        others = [hit for way in wider for hit in sources.search(asked, asked, way.where, k, plan.language)]
        hits = interleaved(first, others, k, ways[0].soft)
        return SearchResult(tuple(hits), ways[0].where, round(time.monotonic() - began, 4))

    def suggestions(
        self,
        language: Language,
        count: int = 4,
        where: ReportFilter = EVERYTHING,
        *,
        today: date | None = None,
    ) -> list[str]:
        """At most `count` questions that the newest reports answer, each asked first; about fifteen asks at most."""
        from assistant.suggesting.suggest import suggestions

        day = today or date.today()
        sources = Sources(self._library, self._embedder)
        return suggestions(sources, lambda q: self.ask(q, where, today=day), language, count, where, day)

    def follow_ups(
        self,
        shown: Answer | Shown,
        count: int = 3,
        where: ReportFilter = EVERYTHING,
        *,
        today: date | None = None,
    ) -> list[str]:
        """At most `count` questions to go on with after an answer, each asked first and answered by other quotes."""
        from assistant.suggesting.follow import shown_of
        from assistant.suggesting.suggest import follow_ups

        day = today or date.today()
        sources = Sources(self._library, self._embedder)
        seen = shown_of(shown) if isinstance(shown, Answer) else shown
        return follow_ups(sources, lambda q: self.ask(q, where, today=day), seen, count, where, day)

    def verify(self, text: str) -> list[CheckedSentence]:
        """Each sentence of a draft, with the quotes that support it or what failed."""
        from assistant.checking.verify import check_draft

        return check_draft(text, Sources(self._library, self._embedder))

    def _nothing_to_do(self, asked: str, where: ReportFilter, sources: Sources) -> Answer:
        language = detect_language(asked) if asked else "nl"
        everything = sources.infos(EVERYTHING)
        if any(c.isalnum() for c in asked):
            text = (
                say("not_found", language, searched=say("none", language))
                if everything
                else say("empty", language)
            )
        else:
            text = say("no_question", language)
        return Answer(
            question=asked, status="not_found", mode="quotes", text=text, claims=(), citations=(),
            searched=sources.searched(where, "") if everything else Searched(0, None, None), language=language,
        )  # fmt: skip
