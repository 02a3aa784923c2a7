"""Zip containers (docx, odt): what is refused before anything is unpacked by others."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ingest.blocks import UnreadableFile

MOST_MEMBERS = 2_000
MOST_BYTES = 200 * 1024 * 1024
MOST_XML_BYTES = 60 * 1024 * 1024
HIGHEST_RATIO = 300
RATIO_COUNTS_FROM = 5 * 1024 * 1024
_XML = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
_DECLARES = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_container(data: bytes) -> zipfile.ZipFile:
    """The container, checked; refuses bombs, damage, passwords, members outside it and XML with declarations."""
    if data.startswith(_OLE):
        raise UnreadableFile(_ole_reason(data))
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFile(
            "the file is damaged or not complete (its zip container can't be opened)"
        ) from error
    members = container.infolist()
    _check_sizes(members)
    _check_members(members)
    for member in members:
        _check_content(container, member)
    return container


def _ole_reason(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "it is protected with a password; save it without one"
    return "it is an old Word document (.doc); save it as .docx"


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise UnreadableFile(f"its container holds {len(members):,} parts; at most {MOST_MEMBERS:,} are read")
    total = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if total > MOST_BYTES:
        raise UnreadableFile(
            f"it unpacks to {total / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:,.0f} MB is read"
        )
    if total > RATIO_COUNTS_FROM and total / packed > HIGHEST_RATIO:
        raise UnreadableFile(f"it unpacks to {total / packed:,.0f} times its size, as no document does")
    xml = sum(member.file_size for member in members if _XML.search(member.filename))
    if xml > MOST_XML_BYTES:
        raise UnreadableFile(
            f"its text unpacks to {xml / 1e6:,.0f} MB; at most {MOST_XML_BYTES / 1e6:,.0f} MB is read"
        )


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.flag_bits & 0x1:
            raise UnreadableFile("it is protected with a password; save it without one")
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
            raise UnreadableFile(
                f"its container holds a part that points outside it ({member.filename[:80]!r})"
            )
        if member.header_offset < end:
            raise UnreadableFile("the parts of its container overlap, as no document's do")
        end = member.header_offset + 30 + member.compress_size
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise UnreadableFile("its container holds two parts of the same name")


def _check_content(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpacks one member for its checksum and looks for XML declarations that could load or multiply something."""
    is_xml = bool(_XML.search(member.filename))
    try:
        content = container.read(member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise UnreadableFile(
            f"the file is damaged ({member.filename[:80]!r} in it can't be unpacked)"
        ) from error
    if is_xml and declares(content):
        raise UnreadableFile(
            f"its XML declares a document type or entities ({member.filename[:80]!r}); no office program writes that"
        )


def declares(xml: bytes) -> bool:
    """Whether XML in any encoding declares a document type or an entity."""
    return bool(_DECLARES.search(xml.replace(b"\x00", b"")))


def member(container: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes, empty where there is none."""
    try:
        return container.read(name)
    except KeyError:
        return b""
