"""The service in this process: the library is opened here, and each heavy part when it is first needed."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ui import shapes
from ui.errors import NoReport, UserError
from ui.faults import explained
from ui.original import PageImages, file_name
from ui.progress import Progress, silent
from ui.settings import Settings
from ui.shapes import Json
from ui.suggested import Suggested, shown_in
from ui.text import check_unicode, clean_question
from ui.upkeep import make_again, opened, take_in
from ui.writer import set_writer
from ui.writings import Writings
from vectorstore.language.detect import Language
from vectorstore.types import Report, ReportFilter, ServingAt

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from ingest.page_image import PageImage
    from ui.talks import Talks
    from vectorstore.library import Library


class LocalService:
    """`Service` on a library of one's own; may be shared by threads.

    `serving` is written in the library's lock, so that others know where to ask.
    """

    def __init__(self, settings: Settings, serving: ServingAt | None = None) -> None:
        self._settings = settings
        self._serving = serving
        self._library: Library | None = None
        self._assistant: Assistant | None = None
        self._suggested = Suggested()
        self._writings = Writings()
        self._starting = threading.Lock()
        self._long_work = threading.Lock()
        self._images = PageImages()

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._settings.library

    def open(self, progress: Progress = silent, *, any_model: bool = False) -> None:
        """Open the library, and make it when it isn't there; LibraryInUse when another process has it.

        With `any_model` it is opened with whatever model it was made with, to be rebuilt.
        """
        self._library = opened(self._settings, self._serving, progress, any_model=any_model)

    @property
    def is_open(self) -> bool:
        """Whether the library is open."""
        return self._library is not None

    def warm(self) -> None:
        """Make ready what the first question would wait two seconds for."""
        with explained():
            self._open_library().warm()
            threading.Thread(target=self._ready_assistant().warm, name="wijzer-warm", daemon=True).start()

    def close(self) -> None:
        """Close the library, once an ingest or rebuild has ended."""
        with self._long_work:
            if self._assistant is not None:
                self._assistant.close()
                self._assistant = None
            if self._library is not None:
                self._library.close()
                self._library = None

    def ingest(self, paths: Sequence[str], progress: Progress = silent) -> Json:
        """Take in the reports at these absolute paths; the model runs in a child process, which ends afterwards."""
        with explained(), self._long_work:
            result = take_in(self._open_library(), self._settings.model, paths, progress)
            if self._serving:
                self._open_library().settle()
        return shapes.ingested(result)

    def search(self, question: str, where: ReportFilter, k: int) -> Json:
        """The `k` best passages."""
        asked = clean_question(question)
        with explained():
            found = self._ready_assistant().search(asked, self.resolved(where), k)
        return {"hits": [shapes.hit(hit) for hit in found.hits], "seconds": round(found.seconds, 3)}

    def ask(self, question: str, where: ReportFilter) -> Json:
        """The answer, with its citations."""
        asked = clean_question(question)
        with explained():
            return shapes.answer(self._ready_assistant().ask(asked, self.resolved(where)))

    def asking(
        self,
        question: str,
        where: ReportFilter,
        thread: str | None = None,
        *,
        before: Sequence[str] = (),
        alone: bool = False,
    ) -> Iterator[Json]:
        """The quotes at once, then what a language model writes of them, if there is one."""
        asked = clean_question(question)
        with explained():
            events = self._ready_assistant().asking(
                asked, self.resolved(where), thread=thread, before=before, alone=alone
            )
            for event in events:
                yield shapes.event(event)

    def forget(self, conversation: str) -> None:
        """Forget what a follow-up in a deleted conversation could go on from."""
        with explained():
            self._ready_assistant().forget_conversation(conversation)

    def suggestions(self, language: Language, where: ReportFilter, count: int = 4) -> Json:
        """{"questions"} that the newest reports answer; made once for each state of the library."""
        with explained():
            state = self._open_library().state
            made = self._suggested.get(state, language, self.resolved(where), count, self._ready_assistant)
            return {"questions": made}

    def follow_ups(self, answer: Json, where: ReportFilter, count: int = 3) -> Json:
        """{"questions"} to go on with after an answer, in the shape that `ask` gives."""
        with explained():
            shown = shown_in(answer)
            return {"questions": self._ready_assistant().follow_ups(shown, count, self.resolved(where))}

    def reports(self) -> Json:
        """The reports of the library."""
        with explained():
            return {"reports": [shapes.info(line) for line in self._open_library().reports(ReportFilter())]}

    def listed(self) -> list[Json]:
        """The lines of `reports`, each with its "series"."""
        with explained():
            lines = self._open_library().reports(ReportFilter())
        return [{**shapes.info(line), "series": line.series} for line in lines]

    def show(self, report: str) -> Json:
        """One report with all its parts."""
        with explained():
            library = self._open_library()
            return shapes.report(library.report(self._id(report)))

    def original(self, report: str) -> tuple[Path, str]:
        """Where the file as it was taken in is, and the name it had; NoReport when it is gone."""
        found, path = self._with_original(report)
        return path, file_name(found.source)

    def page_image(self, report: str, number: int, start: int, end: int) -> PageImage:
        """Page `number` of a PDF (0: the one with the quote) with the quote `text[start:end]` boxed."""
        return self._images.draw(*self._with_original(report), number, start, end)

    def remove(self, report: str, progress: Progress = silent) -> Json:
        """What was removed; both indexes are made again without it, 1,000 passages in about a second."""
        with explained():
            removed = self._open_library().remove(self._id(report), lambda text: progress(0, 0, text))
            self._ready_assistant().forget_report(removed.id)
        return {"id": removed.id, "title": removed.title, "passages": removed.passages}

    def rebuild(self, progress: Progress = silent) -> Json:
        """What was made again from the catalogue; every vector too, when the library is of another model."""
        began = time.monotonic()
        with explained(), self._long_work:
            check = make_again(self._open_library(), self._settings.model, progress)
        seconds = round(time.monotonic() - began, 3)
        return {"reports": check.reports, "passages": check.passages, "seconds": seconds}

    def verify(self, text: str) -> Json:
        """Which sentences of `text` stand in the reports."""
        check_unicode(text)
        with explained():
            checked = self._ready_assistant().verify(text)
        return {"sentences": [shapes.checked(sentence) for sentence in checked]}

    @property
    def talks(self) -> Talks:
        """The conversations."""
        from ui.talks import Talks

        return Talks(self._open_library(), self, self._writings)

    def feedback(self) -> Json:
        """The rated questions, as lines for `wijzer eval`."""
        return self.talks.feedback()

    def state(self) -> Json:
        """The library's counts, its problems and its owner."""
        with explained():
            check = self._open_library().check()
        url = self._serving.url if self._serving else None
        return {**shapes.state(check), "pid": os.getpid(), "url": url}

    def resolved(self, where: ReportFilter) -> ReportFilter:
        """The filter with the ids of the reports that it names."""
        if not where.reports:
            return where
        with explained():
            return replace(where, reports=tuple(self._id(name) for name in where.reports))

    def _open_library(self) -> Library:
        if self._library is None:
            raise UserError("error.closing")
        return self._library

    def _ready_assistant(self) -> Assistant:
        """The assistant, made once; the questions' embedder takes 0.2 s."""
        with self._starting:
            if self._assistant is None:
                from assistant.assistant import Assistant
                from vectorstore.embedding import query_embedder

                embedder = query_embedder(self._settings.model)
                self._assistant = Assistant(self._open_library(), embedder, set_writer(self._settings))
            return self._assistant

    def _with_original(self, report: str) -> tuple[Report, Path]:
        with explained():
            library = self._open_library()
            found = library.report(self._id(report))
            path = library.original(found.id)
        if path is None:
            raise NoReport("reader.no_original", title=found.title)
        return found, path

    def _id(self, name: str) -> str:
        check_unicode(name)
        return self._open_library().resolve(name)
