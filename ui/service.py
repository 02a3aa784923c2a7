"""What the commands, the page and the HTTP API ask of the program, wherever the library is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from ui.errors import UserError
from ui.progress import Progress, silent
from ui.settings import Settings
from ui.shapes import Json
from vectorstore.types import ReportFilter

__all__ = ["Json", "Service", "open_service"]


class Service(Protocol):
    """Every method gives a JSON-able dict in the shape of DESIGN.md section 6, and raises UserError.

    `ReportFilter.reports` and `report` may hold whatever a person would type: an id, its beginning, a title.
    """

    def ingest(self, paths: Sequence[str], progress: Progress = silent) -> Json:
        """Take in the reports at these absolute paths."""
        ...

    def search(self, question: str, where: ReportFilter, k: int) -> Json:
        """The `k` best passages."""
        ...

    def ask(self, question: str, where: ReportFilter) -> Json:
        """The answer, with its citations."""
        ...

    def asking(
        self,
        question: str,
        where: ReportFilter,
        thread: str | None = None,
        *,
        before: Sequence[str] = (),
        alone: bool = False,
    ) -> Iterator[Json]:
        """{"answer": …} with the quotes at once; with a language model then {"draft": …} while it writes, and the
        whole {"answer": …} last.

        `thread` names the conversation that the question may go on from, or `before` has its earlier questions, the
        first first; `alone` takes it as it is nevertheless.
        """
        ...

    def reports(self) -> Json:
        """The reports of the library."""
        ...

    def show(self, report: str) -> Json:
        """One report with all its parts."""
        ...

    def remove(self, report: str, progress: Progress = silent) -> Json:
        """What was removed: {"id", "title", "passages"}."""
        ...

    def rebuild(self, progress: Progress = silent) -> Json:
        """What was made again from the catalogue: {"reports", "passages", "seconds"}."""
        ...

    def verify(self, text: str) -> Json:
        """Which sentences of `text` stand in the reports."""
        ...

    def feedback(self) -> Json:
        """The rated questions as lines for `wijzer eval`: {"questions": [...]}."""
        ...

    def state(self) -> Json:
        """The library's part of `doctor`: its counts, what is wrong with it, and who has it open."""
        ...

    def close(self) -> None:
        """Let go of the library."""
        ...


def open_service(settings: Settings, progress: Progress = silent, *, any_model: bool = False) -> Service:
    """The library opened here, or a line to the `wijzer serve` that has it open; UserError when neither can be.

    With `any_model` a library of another embedding model is opened as well, to be rebuilt.
    """
    from ui.local import LocalService
    from vectorstore.errors import LibraryInUse

    local = LocalService(settings)
    try:
        local.open(progress, any_model=any_model)
    except LibraryInUse as error:
        if not error.url:
            raise UserError("error.in_use", library=settings.library, pid=error.pid or "?") from error
        from ui.remote import RemoteService

        return RemoteService(error.url, error.token or "", error.pid or 0)
    return local
