"""The folder of a library: whether it is one, a new one made, and one opened."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from vectorstore.catalogue import Catalogue
from vectorstore.disk import clear_when_full
from vectorstore.errors import CatalogueDamaged, ModelMismatch, NotALibrary
from vectorstore.holdings import Holdings
from vectorstore.lock import OwnerLock
from vectorstore.recovery import recover
from vectorstore.types import ModelStamp, ServingAt

CATALOGUE = "catalogue.db"
_OURS = {"lock", CATALOGUE, f"{CATALOGUE}-wal", f"{CATALOGUE}-shm", "originals", "vectors", "words"}


def open_holdings(
    folder: Path, model: ModelStamp, serving: ServingAt | None, progress: Callable[[str], None]
) -> tuple[Holdings, OwnerLock]:
    """What the folder holds, brought into agreement, and the lock that makes it ours; see `Library.open`."""
    prepare_folder(folder)
    lock = OwnerLock(folder, serving)
    try:
        holdings = Holdings(folder)
        try:
            check_model(holdings.catalogue, model)
            with clear_when_full(folder):
                recover(holdings, progress)
        except BaseException:
            holdings.close()
            raise
    except BaseException:
        lock.release()
        raise
    return holdings, lock


def prepare_folder(folder: Path) -> None:
    """Make the folder when absent; NotALibrary when it holds something else, CatalogueDamaged without its catalogue."""
    if folder.exists() and not folder.is_dir():
        raise NotALibrary(folder, "it is a file")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    catalogue = folder / CATALOGUE
    if catalogue.exists() and catalogue.stat().st_size:
        return
    if foreign := sorted(
        path.name for path in folder.iterdir() if path.name not in _OURS and not path.name.startswith(".")
    ):
        raise NotALibrary(folder, f"it holds {foreign[0]!r} and no {CATALOGUE}")
    if any((folder / part).exists() for part in ("originals", "vectors", "words")):
        raise CatalogueDamaged(catalogue, "it is missing or empty, and the rest of the library is there")


def check_model(catalogue: Catalogue, wanted: ModelStamp) -> None:
    """Stamp a new catalogue with the model; ModelMismatch when an older one has another."""
    have = catalogue.model
    if have is None:
        catalogue.keep(
            {"model": wanted.name, "dimension": str(wanted.dimension), "state": secrets.token_hex(8)}
        )
    elif have != wanted:
        raise ModelMismatch(have, wanted)
