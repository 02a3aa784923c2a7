"""`--export FILE`: the answer as a file, beside what is printed."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ui.context import Context
from ui.errors import UserError, WrongUsage
from ui.shapes import Json

if TYPE_CHECKING:
    from ui.export import Kind


def export_path(context: Context) -> Path | None:
    """The file that the answer goes to, if any; WrongUsage, before anything is asked, when it can't."""
    arguments = context.arguments
    if arguments.export is None:
        return None
    if arguments.from_file or not arguments.question:
        raise WrongUsage("export.one_question")
    path = Path(arguments.export).expanduser()
    kind(path)
    try:
        there, folder = path.exists() or path.is_symlink(), path.parent.is_dir()
    except (OSError, ValueError) as error:
        raise WrongUsage("export.unwritable", path=path, reason=error) from None
    if not folder:
        raise WrongUsage("export.no_folder", folder=path.parent)
    if there and (not arguments.overwrite or path.is_dir()):
        raise WrongUsage("export.exists", path=path)
    return path


def kind(path: Path) -> Kind:
    """The format that the file's name ends in."""
    from ui.export import KINDS

    for known in KINDS:
        if path.suffix.lower() == f".{known}":
            return known
    raise WrongUsage("export.bad_ending", path=path, known=", ".join(f".{one}" for one in KINDS))


def write_export(context: Context, path: Path, question: str, answer: Json) -> None:
    """Write the answer, whole or not at all, and say so on stderr."""
    from ui.export import export

    asked = datetime.now().astimezone().isoformat()
    turn = {"question": question, "asked": asked, "answer": answer}
    content = export(question, [turn], kind(path), context.say)
    try:
        _put(path, content, replace=context.arguments.overwrite)
    except FileExistsError:
        raise WrongUsage("export.exists", path=path) from None
    except OSError as error:
        raise UserError("export.unwritable", path=path, reason=error.strerror or error) from error
    context.console.note(context.say("export.written", path=path))


def _put(path: Path, content: bytes, *, replace: bool) -> None:
    """Make the file, or put a finished one in its place."""
    target = path.with_name(f".{path.name}.{os.getpid()}") if replace else path
    with target.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            if replace:
                target.replace(path)
        except OSError:
            target.unlink()
            raise
