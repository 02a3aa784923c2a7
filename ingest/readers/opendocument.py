"""OpenDocument texts (odt): checked, and hidden text taken out, before pandoc reads them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from ingest.blocks import Parsed, UnreadableFile
from ingest.readers import pandoc
from ingest.readers.containers import member, open_container
from ingest.readers.draft import Manuscript

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_HIDDEN = (f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph")


def read(data: bytes) -> Parsed:
    """The document as blocks: deletions gone, hidden text left out."""
    container = open_container(data)
    content = member(container, "content.xml")
    if not content or not member(container, "mimetype").startswith(
        b"application/vnd.oasis.opendocument.text"
    ):
        raise UnreadableFile("it is not an OpenDocument text, whatever its name says")
    if b"encryption-data" in member(container, "META-INF/manifest.xml"):
        raise UnreadableFile("it is protected with a password; save it without one")
    manuscript = Manuscript()
    if any(name.startswith(("Basic/", "Scripts/")) for name in container.namelist()):
        manuscript.warnings.append("it holds macros; they were not run")
    if b"<text:tracked-changes" in content:
        manuscript.warnings.append("it holds tracked changes; they were read as accepted")
    if b"display" in content and (cleaned := _without_hidden(content)):
        manuscript.warnings.append("hidden text was left out")
        data = _repacked(container, cleaned)
    return pandoc.parse(data, "odt", "odt", manuscript)


def _without_hidden(content: bytes) -> bytes:
    """The content without hidden text; empty when it holds none."""
    try:
        root = etree.fromstring(
            content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        )
    except etree.XMLSyntaxError as error:
        raise UnreadableFile("the file is damaged ('content.xml' in it is not whole)") from error
    styles = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        if any(
            properties.get(f"{_TEXT}display") == "none"
            for properties in style.iter(f"{_STYLE}text-properties")
        )
    }
    unseen = [
        element
        for element in root.iter()
        if isinstance(element.tag, str)
        and (element.tag in _HIDDEN or element.get(f"{_TEXT}style-name") in styles)
    ]
    if not any("".join(element.itertext()).strip() for element in unseen):
        return b""
    for element in unseen:
        _take_out(element)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _take_out(element: Any) -> None:
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _repacked(container: zipfile.ZipFile, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for name in container.namelist():
            if not name.startswith(("Pictures/", "Object ")):
                copy.writestr(name, content if name == "content.xml" else container.read(name))
    return out.getvalue()
