"""Word documents (docx): what in them a reader doesn't see is taken out before pandoc reads them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.blocks import Parsed, UnreadableFile
from ingest.readers import pandoc
from ingest.readers.containers import member, open_container
from ingest.readers.draft import Manuscript
from ingest.readers.word_numbers import number_headings

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_EXTERNAL_TEMPLATE = re.compile(rb"<Relationship\b[^>]*attachedTemplate[^>]*>", re.IGNORECASE)
_REMOTE = re.compile(rb"Target=\"\s*(?:https?:|ftp:|\\\\|file://[^/])", re.IGNORECASE)
_NEEDS_WORK = re.compile(b"vanish|FFFFFF|txbxContent", re.IGNORECASE)
_OFF = ("0", "false", "off")


def read(data: bytes) -> Parsed:
    """The document as blocks: tracked changes accepted, hidden text left out, text boxes after their paragraph."""
    container = open_container(data)
    if not member(container, "word/document.xml"):
        raise UnreadableFile("it is not a Word document, whatever its name says")
    manuscript = Manuscript()
    _oddities(container, manuscript)
    hidden = _hidden_styles(container)
    changed = dict(_changed(container, hidden, manuscript))
    return pandoc.parse(_repacked(container, changed) if changed else data, "docx", "docx", manuscript)


def _oddities(container: zipfile.ZipFile, manuscript: Manuscript) -> None:
    names = [name.lower() for name in container.namelist()]
    if any("vbaproject" in name for name in names):
        manuscript.warnings.append("it holds macros; they were not run")
    relations = member(container, "word/_rels/settings.xml.rels")
    if any(_REMOTE.search(found) for found in _EXTERNAL_TEMPLATE.findall(relations)):
        manuscript.warnings.append("it refers to a template kept elsewhere; that was not loaded")
    text = member(container, "word/document.xml")
    if re.search(rb"<w:(?:ins|del|moveFrom|moveTo)\s", text):
        manuscript.warnings.append("it holds tracked changes; they were read as accepted")


def _changed(
    container: zipfile.ZipFile, hidden: set[str], manuscript: Manuscript
) -> Iterator[tuple[str, bytes]]:
    """The text members that hold something unseen, a text box or numbered headings, as they should be read."""
    numbered = b"<w:numPr" in member(container, "word/styles.xml") + member(container, "word/document.xml")
    contents = _contents_styles(container)
    for name in _TEXTS:
        content = member(container, name)
        numbers = numbered and name == _TEXTS[0] and bool(member(container, "word/numbering.xml"))
        if not content or not (_NEEDS_WORK.search(content) or hidden or numbers or contents):
            continue
        root = _root(container, name)
        if _take_out_hidden(root, hidden):
            manuscript.warnings.append("hidden text was left out")
        if b"FFFFFF" in content.upper() and _take_out_white(root, _styles_with(container, "shd")):
            manuscript.warnings.append("white text on white was left out")
        _put_out_boxes(root)
        if name == _TEXTS[0]:
            _take_out_contents(root, contents)
        if numbers:
            number_headings(root, _root(container, "word/styles.xml"), _root(container, "word/numbering.xml"))
        yield name, bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _root(container: zipfile.ZipFile, name: str) -> Any:
    """The root of an XML member; an empty one where there is no such member."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(member(container, name) or b"<none/>", parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(f"the file is damaged ({name!r} in it is not whole)") from error


def _hidden_styles(container: zipfile.ZipFile) -> set[str]:
    return _styles_with(container, "vanish") if b"w:vanish" in member(container, "word/styles.xml") else set()


def _styles_with(container: zipfile.ZipFile, property_name: str) -> set[str]:
    """The ids of the styles that set a property."""
    root = _root(container, "word/styles.xml")
    styles = (found for found in root.iter(f"{_W}style") if _is_on(found.find(f".//{_W}{property_name}")))
    return {style.get(f"{_W}styleId", "") for style in styles}


def _contents_styles(container: zipfile.ZipFile) -> set[str]:
    """The ids of the styles in which Word sets a table of contents."""
    names = (
        (style, style.find(f"{_W}name")) for style in _root(container, "word/styles.xml").iter(f"{_W}style")
    )
    return {
        style.get(f"{_W}styleId", "")
        for style, name in names
        if name is not None and name.get(f"{_W}val", "").lower().startswith("toc ")
    }


def _take_out_contents(root: Any, styles: set[str]) -> None:
    """Removes the lines of a table of contents, which only repeat the headings."""
    for paragraph in list(root.iter(f"{_W}p")):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in styles:
            paragraph.getparent().remove(paragraph)


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{_W}val", "1").lower() not in _OFF


def _take_out_hidden(root: Any, hidden_styles: set[str]) -> bool:
    """Removes the runs that Word doesn't show; whether any held text."""
    unseen = []
    for run in root.iter(f"{_W}r"):
        own = run.find(f"{_W}rPr/{_W}vanish")
        styles = [run.find(f"{_W}rPr/{_W}rStyle"), run.find(f"../{_W}pPr/{_W}pStyle")]
        by_style = any(style is not None and style.get(f"{_W}val") in hidden_styles for style in styles)
        if _is_on(own) or (by_style and own is None):
            unseen.append(run)
    return _remove(unseen)


def _take_out_white(root: Any, shaded_styles: set[str]) -> bool:
    """Removes white runs that stand on no shading, outside tables and drawings; whether any held text."""
    unseen = []
    for run in root.iter(f"{_W}r"):
        colour = run.find(f"{_W}rPr/{_W}color")
        if colour is None or colour.get(f"{_W}val", "").upper() != "FFFFFF":
            continue
        above = {etree.QName(element).localname for element in run.iterancestors()}
        style = run.find(f"../{_W}pPr/{_W}pStyle")
        shaded = (
            run.find(f"{_W}rPr/{_W}shd") is not None
            or run.find(f"{_W}rPr/{_W}highlight") is not None
            or run.find(f"../{_W}pPr/{_W}shd") is not None
            or (style is not None and style.get(f"{_W}val") in shaded_styles)
            or root.find(f"{_W}background") is not None
        )
        if not shaded and not above & {"tbl", "txbxContent"}:
            unseen.append(run)
    return _remove(unseen)


def _remove(runs: list[Any]) -> bool:
    texts = False
    for run in runs:
        texts = texts or any((text.text or "").strip() for text in run.iter(f"{_W}t"))
        run.getparent().remove(run)
    return texts


def _put_out_boxes(root: Any) -> None:
    """Moves the paragraphs of text boxes, which pandoc passes over, behind the paragraph that they hang on."""
    for fallback in list(root.iter(f"{_MC}Fallback")):
        if fallback.getparent().find(f".//{_W}txbxContent") is not None:
            fallback.getparent().remove(fallback)
    for box in list(root.iter(f"{_W}txbxContent")):
        anchor = next(
            (above for above in box.iterancestors(f"{_W}p") if above.getparent().tag != f"{_W}txbxContent"),
            None,
        )
        if anchor is None:
            continue
        for block in reversed(list(box)):
            if block.tag in (f"{_W}p", f"{_W}tbl"):
                anchor.addnext(block)


def _repacked(container: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for name in container.namelist():
            if not name.startswith(("word/media/", "word/embeddings/")):
                copy.writestr(name, changed.get(name) or container.read(name))
    return out.getvalue()
