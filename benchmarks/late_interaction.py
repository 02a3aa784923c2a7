"""Late interaction: a question's tokens each find their nearest token of a passage (Khattab and Zaharia 2020,
arXiv:2004.12832), with the embedding model as it is, which wasn't trained for it."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorstore.embedding import DEFAULT_MODEL, prepare
from vectorstore.embedding.transformer import TransformerEncoder
from vectorstore.embedding.types import Array, PassageText

QUERY_PROMPT = "query: "

Tokens = NDArray[np.float16]


def key_of(passage: PassageText) -> str:
    """By which a passage's tokens are kept."""
    whole = f"{passage.context}\n{passage.text}" if passage.context else passage.text
    return hashlib.sha256(whole.encode()).hexdigest()[:24]


class TokenEncoder(TransformerEncoder):
    """The document encoder of the ingest, which keeps the unit vectors of the tokens that it comes by."""

    def __init__(self) -> None:
        super().__init__(prepare(), DEFAULT_MODEL)
        self.kept: dict[str, Tokens] = {}
        self.seconds = 0.0
        self.texts = 0

    def question(self, text: str) -> Array:
        """Unit vectors of the question's tokens, without those of the prompt."""
        _, tokens, offsets = super()._forward([QUERY_PROMPT + text])
        return unit(_of_text(tokens[0], offsets[0], len(QUERY_PROMPT)))

    def _forward(self, texts: list[str]) -> tuple[Array, Array, NDArray[np.int64]]:
        began = time.process_time()
        vectors, tokens, offsets = super()._forward(texts)
        self.seconds += time.process_time() - began
        self.texts += len(texts)
        start = len(self._document_prompt)
        for i, text in enumerate(texts):
            own = unit(_of_text(tokens[i], offsets[i], start))
            self.kept[key_of(PassageText("", text[start:]))] = own.astype(np.float16)
        return vectors, tokens, offsets


def _of_text(tokens: Array, offsets: Any, start: int) -> Array:
    """The vectors of the tokens that stand behind `start`."""
    inside = (offsets[:, 1] > offsets[:, 0]) & (offsets[:, 1] > start)
    return np.asarray(tokens[inside], dtype=np.float32)


def unit(vectors: Array) -> Array:
    """Rows of length 1."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def max_sim(question: Array, passage: Array) -> float:
    """The mean, over the question's tokens, of the cosine with the nearest of the passage's: unit vectors, in rows."""
    if not len(question) or not len(passage):
        return 0.0
    return float((question @ passage.T).max(axis=1).mean())


def centred(vectors: Array, mean: Array) -> Array:
    """Unit vectors of what is left when the mean of all tokens is taken away."""
    return unit(vectors - mean)


def mean_token(kept: Mapping[str, Tokens]) -> Array:
    """The mean of all tokens of all passages."""
    total = sum(tokens.sum(axis=0, dtype=np.float64) for tokens in kept.values())
    return np.asarray(total / max(sum(map(len, kept.values())), 1), dtype=np.float32)


def write(kept: Mapping[str, Tokens], path: Path) -> None:
    """Keep the tokens in `path` and, beside it, where each passage's stand."""
    keys = list(kept)
    ends = np.cumsum([len(kept[key]) for key in keys]).tolist()
    np.save(path, np.concatenate([kept[key] for key in keys]))
    path.with_suffix(".json").write_text(json.dumps(dict(zip(keys, ends, strict=True))))


def read(path: Path) -> dict[str, Tokens]:
    """What `write` kept, from the disk where it is needed."""
    ends: dict[str, int] = json.loads(path.with_suffix(".json").read_text())
    whole = np.load(path, mmap_mode="r")
    starts: Sequence[int] = [0, *ends.values()]
    return {key: whole[start:end] for (key, end), start in zip(ends.items(), starts, strict=False)}
