"""Files that come in through the page: kept in the library's folder until they are taken in, and deleted then."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import AsyncIterable
from pathlib import Path, PurePath
from typing import Protocol

from ui.errors import UserError, WrongUsage
from ui.paths import LARGEST_FILE
from ui.progress import Progress
from ui.shapes import Json

MOST_FILES = 200
LONGEST_NAME = 200
"""Bytes of a file's name; most file systems take 255."""

_BATCH = re.compile(r"[0-9a-f]{8,32}")


class Ingesting(Protocol):
    """What takes files in."""

    @property
    def folder(self) -> Path:
        """The library's folder."""
        ...

    def ingest(self, paths: list[str], progress: Progress) -> Json:
        """Take in the reports at these absolute paths."""
        ...


class Uploads:
    """Batches of files under way. A file's name is its source: the same name again is a newer version."""

    def __init__(self, service: Ingesting) -> None:
        self._service = service
        self._folder = service.folder / "uploads"
        self._taking_in = threading.Lock()
        shutil.rmtree(self._folder, ignore_errors=True)  # of a server that was killed

    async def keep(self, batch: str, name: str, content: AsyncIterable[bytes]) -> Json:
        """Write one file of the batch; its name as it was kept. Raises WrongUsage when it is too much."""
        folder = self._batch(batch)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if sum(1 for _ in folder.iterdir()) >= MOST_FILES:
            raise WrongUsage("error.too_many_files", most=MOST_FILES)
        path, size = _free(folder / safe_name(name)), 0
        try:
            with path.open("wb") as file:
                async for piece in content:
                    size += len(piece)
                    if size > LARGEST_FILE:
                        raise WrongUsage("error.file_too_large", name=path.name, megabytes=LARGEST_FILE >> 20)
                    file.write(piece)
        except WrongUsage:
            path.unlink()
            raise
        except OSError as error:
            path.unlink(missing_ok=True)
            raise UserError("error.upload", name=path.name, reason=error.strerror or error) from error
        return {"name": path.name}

    def take_in(self, batch: str, progress: Progress) -> Json:
        """What `wijzer ingest` gives, its files by the names they came with; the progress tells each outcome."""
        folder = self._batch(batch)
        if not folder.is_dir():
            raise WrongUsage("error.no_upload")
        with self._taking_in:
            paths = [self._folder / path.name for path in sorted(folder.iterdir())]
            try:
                for path in paths:
                    (folder / path.name).replace(path)
                result = self._service.ingest([str(path) for path in paths], self._named(progress))
            finally:
                for path in paths:
                    path.unlink(missing_ok=True)
                shutil.rmtree(folder, ignore_errors=True)
        for failure in result["failed"]:
            failure["path"] = self._without_folder(failure["path"])
        return result

    def _batch(self, batch: str) -> Path:
        if not _BATCH.fullmatch(batch):
            raise WrongUsage("error.no_upload")
        return self._folder / f"batch-{batch}"

    def _named(self, progress: Progress) -> Progress:
        return lambda done, total, what: progress(done, total, self._without_folder(what))

    def _without_folder(self, what: str) -> str:
        return what.removeprefix(f"{self._folder}/")


def _free(path: Path) -> Path:
    """The path, or one beside it when two files of a batch come to the same name."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free


def safe_name(name: str) -> str:
    """The last part of a file's name as the file system can hold it, its ending kept."""
    plain = "".join(
        c if c.isprintable() and c not in '/\\:*?"<>|' else "_"
        for c in PurePath(name.replace("\\", "/")).name
    )
    plain = plain.encode("utf-8", "replace").decode().strip().lstrip(".") or "file"
    stem, ending = PurePath(plain).stem, PurePath(plain).suffix
    while len(f"{stem}{ending}".encode()) > LONGEST_NAME:
        stem, ending = (stem[:-1], ending) if stem else ("file", ending[:20])
    return f"{stem}{ending}"


def examples_folder() -> Path | None:
    """The fictional reports that come with the source code; None where the program was installed without them."""
    folder = Path(__file__).resolve().parents[1] / "examples" / "reports"
    return folder if folder.is_dir() else None
