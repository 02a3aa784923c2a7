"""Boxes on an image, as with a marker pen: the print stays black, the paper turns yellow. And the image as a PNG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Mask = NDArray[np.bool_]

MARKER = (255, 226, 92)
EDGE = (138, 84, 0)
MARGIN, EDGE_WIDTH = 2, 2
WIDEST_SPACE = 1.2  # in line heights: what is between two words of one line


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels, the right and bottom ones not included."""

    left: int
    top: int
    right: int
    bottom: int


def boxed(pixels: Pixels, boxes: Iterable[Box]) -> Pixels:
    """A copy of the image (height, width, 3) with yellow over the boxes, and one dark edge around them together."""
    out = pixels.copy()
    inside = np.zeros(out.shape[:2], bool)
    lines = lines_of(boxes)
    for line in lines:
        _fill(inside, line, MARGIN)
    for seam in _seams(lines):
        _fill(inside, seam, 0)
    if not inside.any():
        return out
    marker = np.array(MARKER, np.uint16)
    out[inside] = (out[inside].astype(np.uint16) * marker // 255).astype(np.uint8)
    out[_widened(inside, EDGE_WIDTH) & ~inside] = EDGE
    return out


def lines_of(boxes: Iterable[Box]) -> list[Box]:
    """The boxes of characters as those of lines: what follows close behind on the same line is one."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _goes_on(lines[-1], box):
            last = lines[-1]
            lines[-1] = Box(
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            lines.append(box)
    return lines


def _goes_on(line: Box, box: Box) -> bool:
    height = max(1, min(line.bottom - line.top, box.bottom - box.top))
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    gap = max(box.left - line.right, line.left - box.right)
    return shared > 0.5 * height and gap <= WIDEST_SPACE * height


def _seams(lines: list[Box]) -> list[Box]:
    """What is between lines of one paragraph, so that they become one box."""
    seams = [
        Box(
            max(above.left, below.left) - MARGIN,
            above.bottom,
            min(above.right, below.right) + MARGIN,
            below.top,
        )
        for above, below in pairwise(lines)
    ]
    return [
        seam
        for seam, line in zip(seams, lines, strict=False)
        if seam.right > seam.left and 0 < seam.bottom - seam.top < line.bottom - line.top
    ]


def _fill(mask: Mask, box: Box, margin: int) -> None:
    top, left = max(0, box.top - margin), max(0, box.left - margin)
    mask[top : max(0, box.bottom + margin), left : max(0, box.right + margin)] = True


def _widened(mask: Mask, by: int) -> Mask:
    """The mask with `by` pixels more on every side."""
    out = mask.copy()
    for _ in range(by):
        grown = out.copy()
        grown[1:] |= out[:-1]
        grown[:-1] |= out[1:]
        grown[:, 1:] |= out[:, :-1]
        grown[:, :-1] |= out[:, 1:]
        out = grown
    return out


def png(pixels: Pixels) -> bytes:
    """The image (height, width, 3) as a PNG file (W3C PNG, third edition)."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), np.uint8)  # each row begins with its filter: none
    rows[:, 1:] = pixels.reshape(height, 3 * width)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
