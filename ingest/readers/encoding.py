"""Bytes → text, whatever encoding they are in."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-:.]{2,30})", re.IGNORECASE)


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text, and what was odd about its encoding. Tries a BOM, UTF-8, UTF-16 without BOM, then Windows-1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding)
    if wide := _looks_wide(data):
        return _decoded(data, wide)
    warnings = ["NUL characters were left out"] if b"\x00" in data else []
    data = data.replace(b"\x00", b"")
    try:
        return data.decode("utf-8"), warnings
    except UnicodeDecodeError:
        if _mostly_utf8(data):
            return data.decode("utf-8", "replace"), [
                *warnings,
                "some characters could not be read (shown as �)",
            ]
        return data.decode("cp1252", "replace").replace("\ufffd", ""), warnings


def decode_html(data: bytes) -> tuple[str, list[str]]:
    """The text of a web page, in the encoding that it declares when that fits."""
    declared = _META.search(data[:4096])
    if declared and not data.startswith(tuple(bom for bom, _ in _BOMS)):
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
            return data.decode("cp1252" if encoding == "iso8859-1" else encoding), []
        except (LookupError, UnicodeError):
            pass
    return decode(data)


def _decoded(data: bytes, encoding: str) -> tuple[str, list[str]]:
    text = data.decode(encoding, "replace")
    odd = ["some characters could not be read (shown as �)"] if "\ufffd" in text else []
    if "\x00" in text:
        odd.append("NUL characters were left out")
    return text.replace("\x00", ""), odd


def _looks_wide(data: bytes) -> str:
    """UTF-16's name when every other byte of the beginning is mostly NUL."""
    head = data[:2000]
    if len(head) < 8:
        return ""
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / max(1, len(head[1::2]))
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else ""


def _mostly_utf8(data: bytes) -> bool:
    """Whether most characters beyond ASCII are good UTF-8, so that a few bad bytes are damage, not another encoding."""
    text = data[:1_000_000].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - bad > 3 * bad
