"""The faults of the other packages as errors for a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ui.errors import FAULT, WRONG_USAGE, NoReport, UserError, WrongUsage
from vectorstore import errors as library
from vectorstore.embedding.types import ModelUnavailable

SHOWN_CANDIDATES = 5


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the library and the models raise into a UserError; the rest passes."""
    try:
        yield
    except library.LibraryInUse:
        raise
    except library.LibraryError as error:
        raise explain(error) from error
    except ModelUnavailable as error:
        raise UserError("error.model_unavailable", reason=error) from error


@contextmanager
def usable(folder: Path) -> Iterator[None]:
    """Turn what the system says of the library's folder (no right to write, no such disk) into a UserError."""
    try:
        yield
    except OSError as error:
        raise UserError(
            "error.library_folder", WRONG_USAGE, folder=folder, reason=error.strerror or error
        ) from error


def explain(error: library.LibraryError) -> UserError:
    """What a person is told of a library's fault."""
    match error:
        case library.NoSuchReport():
            return NoReport("error.no_report", name=error.name)
        case library.NoSuchConversation():
            return NoReport("talks.no_conversation", id=error.id)
        case library.NoSuchMessage():
            return NoReport("talks.no_turn", id=error.id)
        case library.OutdatedAnswer():
            return UserError("talks.outdated")
        case library.AmbiguousReport():
            shown = "; ".join(
                f"{info.id} ({info.title}, {info.date or '?'})"
                for info in error.candidates[:SHOWN_CANDIDATES]
            )
            return WrongUsage("error.ambiguous", name=error.name, count=len(error.candidates), shown=shown)
        case library.ModelMismatch():
            return UserError(
                "error.model_mismatch", WRONG_USAGE, library=error.library.name, wanted=error.wanted.name
            )
        case library.NotALibrary():
            return UserError("error.not_a_library", WRONG_USAGE, folder=error.folder, reason=error)
        case library.CatalogueDamaged():
            return UserError("error.catalogue_damaged", path=error.path, reason=error)
        case library.DiskFull():
            return UserError("error.disk_full", reason=error)
        case library.LibraryClosed():
            return UserError("error.closing")
        case _:
            return UserError("error.library", FAULT, reason=error)
