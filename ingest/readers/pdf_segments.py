"""A PDF page → segments: stretches of text on one baseline, with place, size and weight, in the order they are drawn."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WIDE_GAP = 1.9
STEEPEST = math.radians(8)
MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Face:
    """How a character is set."""

    size: float
    bold: bool
    italic: bool
    white: bool
    tilted: bool


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


def segments_of(page: Any, number: int) -> list[Segment]:
    """The page's segments in drawing order; tilted text (watermarks, margins) is left out."""
    text_page = page.get_textpage()
    try:
        glyphs = _glyphs(text_page.raw, _turn(page))
    finally:
        text_page.close()
    groups: list[list[Glyph]] = []
    for glyph in glyphs:
        if groups and _goes_on(groups[-1], glyph):
            groups[-1].append(glyph)
        elif glyph.text.strip():
            groups.append([glyph])
    found = [_segment(group, number) for group in groups]
    return [segment for segment in found if segment.text]


def _turn(page: Any) -> tuple[int, float, float]:
    """The page's rotation with its size, for setting rotated pages upright."""
    return int(page.get_rotation()), float(page.get_width()), float(page.get_height())


def _glyphs(text_page: Any, turn: tuple[int, float, float]) -> list[Glyph]:
    """The characters that can be read, with pdfium's own spaces and line ends as spaces."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    faces: dict[int, Face] = {}
    out: list[Glyph] = []
    for index in range(min(pdfium.FPDFText_CountChars(text_page), MOST_CHARACTERS)):
        character = _character(pdfium.FPDFText_GetUnicode(text_page, index))
        if character in "\r\n ":
            if out:
                out.append(Glyph(" ", out[-1].right, out[-1].right, out[-1].base, out[-1].face))
            continue
        if not pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        owner = ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value or -index - 1
        if owner not in faces:
            faces[owner] = _face(text_page, index, turn[0])
        face = faces[owner]
        if not face.tilted:
            first, last, base = _upright(left.value, right.value, bottom.value, top.value, x.value, y.value, turn)
            out.append(Glyph(character, first, last, base, face))
    return out


def _character(code: int) -> str:
    if code in (0x02, 0xAD, 0xFFFE):
        return "\u00ad"
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _face(text_page: Any, index: int, rotation: int) -> Face:
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text_page, index)
    if pdfium.FPDFText_GetMatrix(text_page, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
    angle = pdfium.FPDFText_GetCharAngle(text_page, index)
    tilt = abs(math.remainder(angle - math.radians(rotation), 2 * math.pi)) if angle >= 0 else 0.0
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
    return Face(round(abs(size), 1) or 1.0, bold, italic, white, tilt > STEEPEST)


def _upright(
    left: float, right: float, bottom: float, top: float, x: float, y: float, turn: tuple[int, float, float]
) -> tuple[float, float, float]:
    """Left edge, right edge and baseline as on the page when it is shown."""
    rotation, width, height = turn
    if rotation == 90:
        return bottom, top, height - x
    if rotation == 180:
        return width - right, width - left, height - y
    if rotation == 270:
        return width - top, width - bottom, x
    return left, right, y


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
    size = Counter({face: 0 for face in ()})
    for glyph in solid:
        size[glyph.face.size] += 1
    main = max(size, key=lambda one: (size[one], one))
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
