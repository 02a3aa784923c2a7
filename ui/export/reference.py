"""The documents whose styles, page and footer pandoc takes over: its own, with the parts of `styles/` in place."""

from __future__ import annotations

import functools
import zipfile
from importlib.resources import files
from io import BytesIO

from ingest.readers.program import run

SECONDS = 10
_FOOTER = "word/footer-pages.xml"
_OFFICE = "officeDocument/2006/relationships/footer"
# In which member of the archive which file stands.
_PARTS = {
    "docx": {
        "word/styles.xml": "word-styles.xml",
        "word/document.xml": "word-document.xml",
        _FOOTER: "word-footer.xml",
        "docProps/app.xml": "word-app.xml",
    },
    "odt": {"styles.xml": "opendocument-styles.xml"},
}
# What makes the footer a part of the document.
_ADDED = {
    "word/_rels/document.xml.rels": (
        "</Relationships>",
        f'<Relationship Id="rIdFooter" Type="http://schemas.openxmlformats.org/{_OFFICE}" Target="footer-pages.xml"/>',
    ),
    "[Content_Types].xml": (
        "</Types>",
        f'<Override PartName="/{_FOOTER}" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>',
    ),
}


@functools.cache
def reference(kind: str) -> bytes:
    """The reference document for docx or odt."""
    own = run(["--print-default-data-file", f"reference.{kind}"], b"", SECONDS)
    parts = {
        name: files("ui.export").joinpath("styles", part).read_bytes() for name, part in _PARTS[kind].items()
    }
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(own)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in [*source.namelist(), *(name for name in parts if name not in source.namelist())]:
            target.writestr(name, parts[name] if name in parts else _with_footer(name, source.read(name)))
    return made.getvalue()


def _with_footer(name: str, content: bytes) -> bytes:
    if name not in _ADDED:
        return content
    end, addition = _ADDED[name]
    text = content.decode()
    if end not in text:
        raise ValueError(f"pandoc's {name} is not as it was")
    return text.replace(end, addition + end).encode()
