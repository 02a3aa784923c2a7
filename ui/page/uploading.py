"""Reports that are dropped on the page: each file is sent on its own, then the batch is taken in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request

from ui.api.lines import LinesResponse, lines_of
from ui.errors import WrongUsage
from ui.local import LocalService
from ui.messages import Messages
from ui.page.answers import PageRoute, spoken, told_in
from ui.progress import Progress
from ui.remarks import spoken as in_language
from ui.shapes import Json
from ui.uploads import Uploads, examples_folder

Name = Annotated[str, Query(min_length=1, max_length=1000)]


def upload_routes(service: LocalService, stopping: threading.Event) -> APIRouter:
    """Everything under /page/upload and /page/examples."""
    router = APIRouter(prefix="/page", include_in_schema=False, route_class=PageRoute)
    uploads = Uploads(service)

    @router.post("/upload/{batch}")
    async def upload(batch: str, name: Name, request: Request) -> Json:
        return await uploads.keep(batch, name, request.stream())

    @router.post("/upload/{batch}/take-in")
    def take_in(batch: str, request: Request) -> LinesResponse:
        return _told(lambda progress: uploads.take_in(batch, progress), spoken(request))

    @router.post("/examples")
    def examples(request: Request) -> LinesResponse:
        folder = examples_folder()
        if folder is None:
            raise WrongUsage("error.no_examples")
        return _told(lambda progress: service.ingest([str(folder)], progress), spoken(request))

    def _told(ingest: Callable[[Progress], Json], say: Messages) -> LinesResponse:
        """The stream of an ingest, with what it says of files in the visitor's language."""

        def work(progress: Progress) -> Json:
            result = ingest(progress)
            for failure in result["failed"]:
                failure["reason"] = in_language(failure["reason"], say)
            return result

        return LinesResponse(lines_of(work, stopping, told_in(say)))

    return router
