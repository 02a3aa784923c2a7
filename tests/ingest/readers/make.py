"""Small documents made on the spot, so that tests read real files of each format."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def by_pandoc(markdown: str, form: str) -> bytes:
    """The Markdown as a document of this format (docx, odt, rtf)."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", form, "-s", "-o", "-"]
    return subprocess.run(
        command, input=markdown.encode(), capture_output=True, check=True, timeout=60
    ).stdout


def rezipped(
    data: bytes, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None
) -> bytes:
    """The zip container with each member changed (None: left out), and extra members at its end."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def docx(body: str, extra: dict[str, bytes] | None = None) -> bytes:
    """A Word document with this XML as the content of its body."""

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        text = content.decode()
        return re.sub(
            r"(<w:body>).*?(<w:sectPr|</w:body>)", lambda found: found[1] + body + found[2], text, flags=re.S
        ).encode()

    return rezipped(by_pandoc("x", "docx"), change, extra)


def paragraph(*runs: str) -> str:
    """A Word paragraph of these runs; a run is text or XML."""
    return "<w:p>" + "".join(one if one.startswith("<") else run(one) for one in runs) + "</w:p>"


def run(text: str, properties: str = "") -> str:
    """A Word run with these properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(*paragraphs: str, span: int = 1) -> str:
    """A Word table's cell of these paragraphs."""
    inside = "".join(one if one.startswith("<w:p>") else paragraph(one) for one in paragraphs) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{inside}</w:tc>'


def bold(text: str) -> str:
    """A Word paragraph that is bold as a whole."""
    return paragraph(run(text, "<w:b/>"))


def table(*rows: Sequence[str]) -> str:
    """A Word table; each row is a list of cells."""
    lines = "".join(
        "<w:tr>" + "".join(one if one.startswith("<w:tc>") else cell(one) for one in row) + "</w:tr>"
        for row in rows
    )
    return f'<w:tbl><w:tblPr><w:tblLook w:firstRow="1" w:val="0020"/></w:tblPr>{lines}</w:tbl>'


Span = tuple[float, float, float, str]  # left, baseline, size, text; a text that begins with "*" is bold


def pdf(*pages: Sequence[Span], trailer: str = "", compress: bool = False) -> bytes:
    """A PDF whose pages (A4) hold these texts."""
    objects: dict[int, bytes] = {
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    }
    numbers = []
    for place, spans in enumerate(pages):
        page, content = 5 + 2 * place, 6 + 2 * place
        numbers.append(page)
        stream = b"".join(_shown(span) for span in spans)
        options = b""
        if compress:
            stream, options = zlib.compress(stream), b" /Filter /FlateDecode"
        objects[content] = b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stream), options, stream)
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % content
        )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>".encode()
    return assembled(objects, trailer)


def assembled(objects: dict[int, bytes], trailer: str = "") -> bytes:
    """The objects as a PDF file with its cross-reference table."""
    out = bytearray(b"%PDF-1.5\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += (
        f"trailer\n<< /Size {max(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)


def _shown(span: Span) -> bytes:
    left, base, size, text = span
    font = "F2" if text.startswith("*") else "F1"
    escaped = text.removeprefix("*").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return (
        f"BT /{font} {size} Tf 1 0 0 1 {left} {base} Tm (".encode() + escaped.encode("cp1252") + b") Tj ET\n"
    )


def lines(*texts: str, left: float = 72, top: float = 760, size: float = 11, pitch: float = 14) -> list[Span]:
    """Lines of text under each other; an empty one is a gap."""
    return [(left, top - pitch * place, size, text) for place, text in enumerate(texts) if text]
