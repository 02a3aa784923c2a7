"""What an export is called: its title and its date, in a name that every file system takes."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120  # bytes of UTF-8; with date and ending far below the 255 that a file system takes
# What Windows doesn't allow in a name, and the devices that it sees in any name that begins so.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)", re.IGNORECASE)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def file_name(title: str, day: str | None, kind: str) -> str:
    """The name: "Wat is er besloten over de dijk 2025-12-03.docx"."""
    seen = "".join(
        " " if c in "\t\n\r\v\f\x85\u2028\u2029" else "" if unicodedata.category(c) in _INVISIBLE else c
        for c in unicodedata.normalize("NFC", title)
    )
    name = " ".join(_FORBIDDEN.sub(" ", seen).split()).strip(". ")
    if len(name.encode()) > LONGEST:
        name = name.encode()[:LONGEST].decode(errors="ignore").rsplit(" ", 1)[0].rstrip(". ")
    if _DEVICE.match(name):
        name = f"_{name}"
    return f"{' '.join(part for part in (name or 'wijzer', day) if part)}.{kind}"


def ascii_name(name: str) -> str:
    """The name without accents and other signs, for who can't read the real one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^\w .()-]+", "_", plain).strip()
