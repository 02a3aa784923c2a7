"""Prepare the default embedding model: `python -m vectorstore.embedding`. Does nothing when it is there already."""

from __future__ import annotations

import sys

from vectorstore.embedding import prepare

if __name__ == "__main__":
    folder = prepare(progress=lambda message: print(message, file=sys.stderr, flush=True))
    print(f"embedding model ready in {folder}", file=sys.stderr)
