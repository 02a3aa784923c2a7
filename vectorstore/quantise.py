"""Unit vectors as whole numbers with a scale each: a quarter or half of float32, and quicker to unpack than float16.

Measured on 99,000 vectors of 384: unpacking float16 takes 294 ms (numpy converts one by one), int16 16 ms, and int16
is the more exact. int8 moves a cosine by about 0.0006.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Bits = Literal[8, 16]

_DTYPES: dict[Bits, str] = {8: "<i1", 16: "<i2"}
_LARGEST: dict[Bits, int] = {8: 127, 16: 32767}


def unit(vectors: Vectors) -> Vectors:
    """`vectors` (n, dimension) as float32 of length 1; zero ones stay zero. ValueError when one isn't finite."""
    wanted: Vectors = np.asarray(vectors, dtype=np.float32)
    if not np.isfinite(wanted).all():
        raise ValueError("a vector holds a value that is not a number")
    lengths = np.sqrt((wanted * wanted).sum(axis=-1, keepdims=True))
    result: Vectors = (wanted / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return result


def pack(vectors: Vectors, bits: Bits) -> bytes:
    """`vectors` (n, dimension) as bytes: n float32 scales, then n rows of integers."""
    scales = (np.abs(vectors).max(axis=1, initial=0.0) / _LARGEST[bits]).astype("<f4")
    divisors = np.where(scales > 0, scales, 1.0)[:, None]
    return bytes(scales.tobytes() + np.rint(vectors / divisors).astype(_DTYPES[bits]).tobytes())


def unpack(packed: bytes, dimension: int, bits: Bits, rows: slice | list[int] | None = None) -> Vectors:
    """The vectors in `packed`, or only its `rows`, as float32 (n, dimension)."""
    scales, integers = _split(packed, dimension, bits)
    if rows is not None:
        scales, integers = scales[rows], integers[rows]
    unpacked: Vectors = integers.astype(np.float32)
    unpacked *= scales[:, None]
    return unpacked


def dot(packed: bytes, vector: Vectors, bits: Bits) -> Vectors:
    """The inner products (n,) of the vectors in `packed` with `vector`."""
    scales, integers = _split(packed, len(vector), bits)
    products: Vectors = (integers.astype(np.float32) @ vector) * scales
    return products


def _split(packed: bytes, dimension: int, bits: Bits) -> tuple[Vectors, NDArray[np.signedinteger]]:
    dtype = np.dtype(_DTYPES[bits])
    count = len(packed) // (4 + dimension * dtype.itemsize)
    integers = np.frombuffer(packed, dtype, count * dimension, offset=4 * count)
    return np.frombuffer(packed, "<f4", count), integers.reshape(count, dimension)
