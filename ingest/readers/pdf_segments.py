"""A PDF page → segments: text on one baseline, with place, size and weight, in the order in which it is drawn."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2.raw as pdfium

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WIDE_GAP = 1.9
STEEPEST = math.radians(8)
MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Face:
    """How a character is set. `angle` is its direction in degrees, a multiple of 90; None for one that stands askew."""

    size: float
    bold: bool
    italic: bool
    white: bool
    angle: int | None


@dataclass(slots=True)
class Glyph:
    """A character with its place: left and right edge and baseline, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    base: float
    face: Face


@dataclass(slots=True)
class Segment:
    """Characters on one baseline without a wide gap. Raised digits are in the text as superscripts ("meldde¹")."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    white: bool = False
    page: int = 1
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def top(self) -> float:
        """The upper edge, roughly."""
        return self.base + 0.8 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge, roughly."""
        return self.base - 0.25 * self.size


def read_page(page: Any) -> tuple[list[Glyph], float, float]:
    """The page's characters in drawing order, set upright, with the width and height of the page as read.

    Most characters decide what upright is; those that stand askew to them (watermarks, margins) are left out.
    """
    text_page = page.get_textpage()
    try:
        glyphs = _glyphs(text_page.raw)
    finally:
        text_page.close()
    angles = Counter(
        glyph.face.angle for glyph in glyphs if glyph.text.strip() and glyph.face.angle is not None
    )
    turn = angles.most_common(1)[0][0] if angles else 0
    left, bottom, right, top = page.get_bbox()
    kept = [replace(glyph) for glyph in glyphs if glyph.face.angle == turn]
    shift = {90: (-bottom, right), 180: (right, top), 270: (top, -left)}.get(turn or 0, (-left, -bottom))
    for glyph in kept:
        glyph.left, glyph.right, glyph.base = (
            glyph.left + shift[0],
            glyph.right + shift[0],
            glyph.base + shift[1],
        )
    width, height = right - left, top - bottom
    return (kept, height, width) if turn in (90, 270) else (kept, width, height)


def segments_of(glyphs: Iterable[Glyph], number: int) -> list[Segment]:
    """The characters of page `number` as segments in drawing order."""
    groups: list[list[Glyph]] = []
    for glyph in glyphs:
        if groups and _goes_on(groups[-1], glyph):
            groups[-1].append(glyph)
        elif glyph.text.strip():
            groups.append([glyph])
    found = [_segment(group, number) for group in groups]
    return [segment for segment in found if segment.text]


def _glyphs(text_page: Any) -> list[Glyph]:
    """The characters as they are drawn, with pdfium's own spaces and line ends as spaces."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    faces: dict[int, Face] = {}
    out: list[Glyph] = []
    for index in range(min(pdfium.FPDFText_CountChars(text_page), MOST_CHARACTERS)):
        character = _character(pdfium.FPDFText_GetUnicode(text_page, index))
        if character in "\r\n ":
            if out:
                out.append(replace(out[-1], text=" ", left=out[-1].right))
            continue
        if not pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        owner = (
            ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value or -index - 1
        )
        if owner not in faces:
            faces[owner] = _face(text_page, index)
        out.append(
            _placed(
                character, faces[owner], (left.value, right.value, bottom.value, top.value), x.value, y.value
            )
        )
    return out


def _placed(text: str, face: Face, box: tuple[float, float, float, float], x: float, y: float) -> Glyph:
    """The character with its edges and baseline in the direction in which it is read."""
    left, right, bottom, top = box
    if face.angle == 90:
        return Glyph(text, bottom, top, -x, face)
    if face.angle == 180:
        return Glyph(text, -right, -left, -y, face)
    if face.angle == 270:
        return Glyph(text, -top, -bottom, x, face)
    return Glyph(text, left, right, y, face)


def _character(code: int) -> str:
    if code in (0x02, 0xAD, 0xFFFE):
        return "\u00ad"
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _face(text_page: Any, index: int) -> Face:
    matrix, angle = pdfium.FS_MATRIX(), 0.0
    size = pdfium.FPDFText_GetFontSize(text_page, index)
    if pdfium.FPDFText_GetMatrix(text_page, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        angle = math.atan2(matrix.b, matrix.a)
    quarter = round(angle / (math.pi / 2))
    straight = abs(angle - quarter * math.pi / 2) < STEEPEST
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, name, 200, flags)
    font = name.value.decode("utf-8", "replace").lower()
    bold = pdfium.FPDFText_GetFontWeight(text_page, index) >= 600 or any(
        word in font for word in ("bold", "black", "heavy", "semibd", "-bd")
    )
    italic = "italic" in font or "oblique" in font
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text_page, index, red, green, blue, alpha)
    white = min(red.value, green.value, blue.value) > 250 and alpha.value > 0
    return Face(round(abs(size), 1) or 1.0, bold, italic, white, quarter % 4 * 90 if straight else None)


def _goes_on(group: list[Glyph], glyph: Glyph) -> bool:
    """Whether the character stands on the same line as the group, close behind it; raised digits do."""
    last = group[-1]
    main = next((before for before in reversed(group) if before.text.isalpha()), last)
    size = max(main.face.size, glyph.face.size)
    gap = glyph.left - last.right
    if not -0.6 * size < gap < WIDE_GAP * size:
        return False
    shift = abs(glyph.base - main.base)
    smaller = min(glyph.face.size, main.face.size) < 0.85 * size
    return shift < 0.25 * size or (smaller and shift < 0.65 * size)


def _segment(group: list[Glyph], page: int) -> Segment:
    solid = [glyph for glyph in group if glyph.text.strip()]
    sizes = Counter(glyph.face.size for glyph in solid)
    main = max(sizes, key=lambda size: (sizes[size], size))
    base = next(glyph.base for glyph in solid if glyph.face.size == main)
    text = "".join(_shown(glyph, main, base) for glyph in group)
    letters = [glyph for glyph in solid if glyph.text.isalnum()] or solid
    return Segment(
        " ".join(text.split()),
        min(glyph.left for glyph in solid),
        max(glyph.right for glyph in solid),
        base,
        main,
        sum(glyph.face.bold for glyph in letters) > 0.9 * len(letters),
        sum(glyph.face.italic for glyph in letters) > 0.9 * len(letters),
        any(glyph.face.white for glyph in solid),
        page,
        solid,
    )


def _shown(glyph: Glyph, size: float, base: float) -> str:
    """The character, as a superscript when it is a digit that is smaller and raised."""
    raised = glyph.text.isdigit() and glyph.face.size < 0.85 * size and glyph.base > base + 0.12 * size
    return glyph.text.translate(_SUPERSCRIPT) if raised else glyph.text
