"""Which kind of file something is: by its name and by its first bytes, which must agree."""

from __future__ import annotations

import re
from typing import Literal, get_args

from ingest.blocks import UnreadableFile

Kind = Literal["docx", "odt", "html", "rtf", "md", "pdf", "eml", "txt", "jsonl"]
KINDS: tuple[Kind, ...] = get_args(Kind)
HEAD = 4096

_SUFFIXES: dict[str, Kind] = {
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".odt": "odt", ".ott": "odt",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".rtf": "rtf",
    ".md": "md", ".markdown": "md", ".mdown": "md", ".mkd": "md",
    ".pdf": "pdf", ".eml": "eml", ".txt": "txt", ".text": "txt", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"MZ", "exe"), (b"\x7fELF", "exe"),
    (b"\xcf\xfa\xed\xfe", "exe"), (b"\xca\xfe\xba\xbe", "exe"), (b"\x89PNG\r\n", "image"), (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"), (b"BZh", "archive"), (b"\xfd7zXZ", "archive"), (b"ID3", "sound"), (b"OggS", "sound"),
    (b"RIFF", "sound"), (b"SQLite format 3", "database"),
)  # fmt: skip
_REFUSED: dict[str, str] = {
    "images": ".png .jpg .jpeg .gif .bmp .tif .tiff .webp .svg .ico .heic .emf .wmf .psd .eps",
    "sound or video": ".mp3 .mp4 .wav .m4a .m4v .mov .avi .mkv .wmv .ogg .oga .webm .flac .vtt .srt",
    "an archive": ".zip .7z .rar .tar .gz .tgz .bz2 .xz .zst .cab .iso .jar",
    "a program": ".exe .dll .com .bat .cmd .ps1 .sh .msi .scr .app .so .dylib .bin .apk .deb .rpm .lnk .url .desktop",
    "program code or data": (
        ".py .js .ts .java .c .h .cpp .cs .go .rs .rb .php .css .scss .sql .json .xml .xsd .xsl .yaml .yml .toml .ini "
        ".cfg .conf .log .lock .csv .tsv .db .sqlite .parquet .pkl .npy .npz .dat .pem .key .crt .p7s .p7m .ics .vcf"
    ),
    "a spreadsheet": ".xlsx .xls .xlsm .xlsb .ods .numbers",
    "a presentation": ".pptx .ppt .pptm .odp .key .ppsx",
    "a temporary file": ".tmp .temp .bak .swp .part .crdownload .~lock",
}
_ADVICE: dict[str, str] = {
    ".doc": "an old Word document (.doc); save it as .docx",
    ".dot": "an old Word template (.dot); save it as .docx",
    ".msg": "an Outlook message (.msg); save it as .eml",
    ".pst": "an Outlook mailbox (.pst); save the messages as .eml",
    ".mbox": "a mailbox (.mbox); save the messages as .eml",
    ".wpd": "a WordPerfect document; save it as .docx",
    ".pages": "a Pages document; export it as .docx",
    ".epub": "an e-book (.epub); this is for meeting reports",
}
_JUNK_NAMES = {"desktop.ini", ".ds_store", "icon\r", "__macosx"}
_CONTENT_REASONS = {
    "ole": "an old Office document or Outlook message; save it as .docx (or .eml)",
    "exe": "a program, whatever its name says",
    "image": "an image, whatever its name says",
    "archive": "an archive, whatever its name says; unpack it first",
    "sound": "sound or video, whatever its name says",
    "database": "a database, whatever its name says",
    "zip": "an archive or an Office file that is not a text document",
}
_SUFFIX = re.compile(r"\.[A-Za-z~][A-Za-z0-9~]{0,8}$")
_MAIL_HEAD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}",
    re.MULTILINE,
)
_MAIL_FIELD = re.compile(
    rb"^(?:From|To|Received|Date|Subject|Message-ID|MIME-Version):", re.MULTILINE | re.IGNORECASE
)
_HTML_HEAD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)


def suffix_of(name: str) -> str:
    """The name's extension, lower case; empty when what follows the last dot is none ("verslag d.d. 12 juli")."""
    found = _SUFFIX.search(name)
    return found[0].lower() if found else ""


def junk_reason(name: str) -> str:
    """Why a file of this name isn't taken in whatever it holds; empty when it may be."""
    lower = name.lower()
    if "~$" in name or lower.startswith(".~lock."):
        return "a lock file that Word or LibreOffice left behind"
    if lower in _JUNK_NAMES or lower.endswith("thumbs.db"):
        return "a file of the operating system"
    if name.startswith("."):
        return "a hidden file"
    suffix = suffix_of(name)
    if suffix in _ADVICE and suffix != ".doc":
        return f"it is {_ADVICE[suffix]}"
    for what, suffixes in _REFUSED.items():
        if suffix and suffix in suffixes.split():
            return (
                f"it is {what} ({suffix}), which is not read"
                if what != "images"
                else f"it is an image ({suffix})"
            )
    return ""


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of the file of this name that begins with these bytes; refuses with a reason what can't be read."""
    if reason := junk_reason(name):
        raise UnreadableFile(reason)
    suffix = suffix_of(name)
    stated = _SUFFIXES.get(suffix)
    content = _content(head)
    if content == "pdf":
        return "pdf"
    if content == "rtf":
        return "rtf"
    if content == "zip":
        return _zipped(stated, head)
    if content == "ole" and stated == "docx":
        return "docx"
    if content:
        raise UnreadableFile(f"it is {_ADVICE.get(suffix) or _CONTENT_REASONS[content]}")
    if stated in ("pdf", "docx", "odt", "rtf"):
        return _refuse_pretender(stated, suffix)
    return stated or _text_kind(name, suffix, head)


def _content(head: bytes) -> str:
    for magic, content in _MAGIC:
        if head.startswith(magic):
            return content
    return "pdf" if b"%PDF-" in head[:1024] else ""


def _zipped(stated: Kind | None, head: bytes) -> Kind:
    if head[30:110].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text") or stated == "odt":
        return "odt"
    if stated == "docx" or (b"[Content_Types].xml" in head and b"word/" in head):
        return "docx"
    raise UnreadableFile(f"it is {_CONTENT_REASONS['zip']}")


def _refuse_pretender(stated: Kind, suffix: str) -> Kind:
    names = {"pdf": "PDF", "docx": "Word document", "odt": "OpenDocument text", "rtf": "rich text"}
    raise UnreadableFile(f"it is not a {names[stated]}, though its name ends in {suffix}: it may be damaged")


def _text_kind(name: str, suffix: str, head: bytes) -> Kind:
    if _HTML_HEAD.match(head):
        return "html"
    if _is_binary(head):
        raise UnreadableFile(
            f"it is {_ADVICE.get(suffix) or 'a kind of file that is not known'} ({suffix or 'no extension'})"
        )
    if _MAIL_HEAD.match(head) and len(_MAIL_FIELD.findall(head)) >= 3:
        return "eml"
    if suffix:
        raise UnreadableFile(
            f"it is a kind of file that is not known ({suffix}); if it is a report, save it as .txt"
        )
    return "txt"


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    wide = head[1::2].count(0) > 0.8 * len(head[1::2]) or head[0::2].count(0) > 0.8 * len(head[0::2])
    return odd > 0.02 * len(head) and not wide
