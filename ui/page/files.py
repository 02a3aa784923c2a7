"""Files of a report: as it was taken in, to keep; and the pages of a PDF, as images. Never anything that is run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import Response, StreamingResponse

from ui.errors import NoReport, UserError
from ui.local import LocalService
from ui.page.sheet import Look, Offset, look, refusal

POLICY = "sandbox; default-src 'none'"
CHUNK = 1024 * 1024
IMAGE_SECONDS = 300
# Kinds that a browser hands to another program; all others travel as bytes without a kind.
TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
}


def file_routes(service: LocalService) -> APIRouter:
    """The original of a report, and the images of its pages, under /reader/."""
    router = APIRouter(prefix="/reader")

    @router.get("/{report}/original", response_model=None)
    def original(report: str, wanted: Look = Depends(look)) -> Response:  # noqa: B008
        try:
            path, name = service.original(report)
            file = path.open("rb")
        except OSError:
            return refusal(wanted, NoReport("reader.no_original", title=report))
        except UserError as error:
            return refusal(wanted, error)
        headers = {
            "Content-Disposition": disposition(name),
            "Content-Length": str(os.fstat(file.fileno()).st_size),
            "Content-Security-Policy": POLICY,
            "Cache-Control": "private, no-cache",
        }
        kind = TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
        return StreamingResponse(_chunks(file), headers=headers, media_type=kind)

    @router.get("/{report}/pages/{number:int}.png", response_model=None)
    def page(
        report: str,
        number: int,
        start: Offset = 0,
        end: Offset = 0,
        wanted: Look = Depends(look),  # noqa: B008
    ) -> Response:
        try:
            if number < 1:
                raise NoReport("reader.page_fault", reason=number)
            image = service.page_image(report, number, start, end)
        except UserError as error:
            return Response(wanted.say.error(error), 404, media_type="text/plain")
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": f"private, max-age={IMAGE_SECONDS}"}
        return Response(image.png, headers=headers, media_type="image/png")

    return router


def disposition(name: str) -> str:
    """The header that has a browser keep the file under this name (RFC 6266, with the name as RFC 5987 has it)."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='', errors='replace')}"


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
