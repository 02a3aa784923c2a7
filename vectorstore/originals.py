"""The reports' original files, kept by their SHA-256."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Set
from pathlib import Path

from vectorstore.errors import InvalidReport


class Originals:
    """A folder of originals: the same bytes are kept once, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the original with this SHA-256 is, or would be."""
        return self._folder / sha256[:2] / sha256

    def store(self, sha256: str, original: bytes | Path) -> None:
        """Keep `original`; InvalidReport when its bytes aren't those of `sha256` (the file changed meanwhile)."""
        kept = self.path(sha256)
        if kept.exists():
            return
        kept.parent.mkdir(exist_ok=True)
        draft = kept.with_suffix(".draft")
        try:
            if isinstance(original, bytes):
                draft.write_bytes(original)
            else:
                shutil.copyfile(original, draft)
            with draft.open("rb+") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    raise InvalidReport(
                        f"{original if isinstance(original, Path) else sha256}: changed while being read"
                    )
                os.fsync(file.fileno())
            draft.rename(kept)
        finally:
            draft.unlink(missing_ok=True)

    def keep_only(self, wanted: Set[str]) -> None:
        """Delete every file but the originals `wanted`."""
        for folder in self._folder.iterdir():
            if folder.is_dir():
                for file in folder.iterdir():
                    if file.name not in wanted:
                        file.unlink()
