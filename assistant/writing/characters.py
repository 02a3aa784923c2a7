"""Characters that may pass, towards the model and from it."""

from __future__ import annotations

import unicodedata

# Brackets of other scripts, that a model or a report may write for the plain ones.
_PLAIN = {
    0xFF3B: "[", 0xFF3D: "]", 0x3010: "[", 0x3011: "]", 0x27E6: "[", 0x27E7: "]", 0x3014: "[", 0x3015: "]",
    0xFF08: "(", 0xFF09: ")", 0xFF1C: "<", 0xFF1E: ">", 0xFE64: "<", 0xFE65: ">", 0xFF5C: "|",
}  # fmt: skip


def visible(text: str) -> str:
    """The text without control, zero-width, bidi, tag and private characters, and with plain brackets only."""
    return "".join(c for c in text if c.isspace() or _is_visible(c)).translate(_PLAIN)


def _is_visible(character: str) -> bool:
    if character.isascii():
        return character.isprintable()
    variation = "\ufe00" <= character <= "\ufe0f" or "\U000e0000" <= character <= "\U000e0fff"
    return not variation and unicodedata.category(character)[0] != "C"
