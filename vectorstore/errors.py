"""What can go wrong with a library. Each message says what, which value, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vectorstore.types import ModelStamp, ReportInfo


class LibraryError(Exception):
    """Any fault of a library; it goes on holding everything that was acknowledged."""


class NotALibrary(LibraryError):
    """The folder holds something else."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"{folder} is not a library: {reason}. Name another folder, or an empty one.")
        self.folder = folder


class LibraryInUse(LibraryError):
    """Another process has the library open; `url` and `token` say where to ask it, when it serves."""

    def __init__(
        self, folder: Path, pid: int | None, url: str | None = None, token: str | None = None
    ) -> None:
        owner = f"process {pid}" if pid else "another process"
        super().__init__(
            f"the library {folder} is in use by {owner}. Stop that one first, or ask it instead."
        )
        self.folder, self.pid, self.url, self.token = folder, pid, url, token


class ModelMismatch(LibraryError):
    """The library was made with another embedding model: open it with `library`'s, and rebuild it for `wanted`."""

    def __init__(self, library: ModelStamp, wanted: ModelStamp) -> None:
        super().__init__(
            f"the library was made with the model {library.name} ({library.dimension} dimensions), not with "
            f"{wanted.name} ({wanted.dimension}). Set that model again, or run `wijzer rebuild`."
        )
        self.library, self.wanted = library, wanted


class LibraryTooNew(LibraryError):
    """A newer version of the program made the library."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(f"{path} has version {version}, this program knows {known}. Update the program.")


class CatalogueDamaged(LibraryError):
    """The catalogue can't be trusted; unlike the indexes it can't be made again."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"the catalogue {path} is damaged ({reason}). Restore the library's folder from a backup, or move it "
            "away and take the reports in again."
        )
        self.path = path


class DiskFull(LibraryError):
    """There was no room; nothing of the unfinished work remains, and all that was in the library is still there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"no room left on the disk of {folder}. Free some space and repeat: what was in is still in."
        )


class InvalidReport(LibraryError, ValueError):
    """A report or its vectors don't fit together; nothing was stored."""


class LibraryClosed(LibraryError):
    """The library was closed."""

    def __init__(self) -> None:
        super().__init__("the library is closed")


class NoSuchReport(LibraryError, KeyError):
    """No report goes by this id, prefix or title."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no report {name!r} in the library. `wijzer reports` lists them.")
        self.name = name

    def __str__(self) -> str:
        return str(self.args[0])


class AmbiguousReport(LibraryError):
    """Several reports go by this name."""

    def __init__(self, name: str, candidates: Sequence[ReportInfo]) -> None:
        listed = "; ".join(f"{info.id} {info.title} ({info.date or 'no date'})" for info in candidates[:10])
        super().__init__(f"{name!r} can be any of {len(candidates)} reports: {listed}")
        self.name, self.candidates = name, tuple(candidates)


class NoSuchConversation(LibraryError, KeyError):
    """No conversation has this id."""

    def __init__(self, id: str) -> None:
        super().__init__(
            f"no conversation {id!r} in the library. It may have been deleted; start another one."
        )
        self.id = id

    def __str__(self) -> str:
        return str(self.args[0])


class NoSuchMessage(LibraryError, KeyError):
    """No message of any conversation has this id."""

    def __init__(self, id: str) -> None:
        super().__init__(f"no message {id!r} in the library. Its conversation may have been deleted.")
        self.id = id

    def __str__(self) -> str:
        return str(self.args[0])


class OutdatedAnswer(LibraryError):
    """Reports were removed while the answer was made, which may be of them; nothing was kept."""

    def __init__(self) -> None:
        super().__init__("reports were removed while the question was answered. Ask it again.")
