"""Files that are made to break readers: each with what its refusal must say, or a text that must come out."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.ingest.readers import make

GOOD = make.paragraph("Een gewoon verslag met een gewone zin.")
BOMB = b"0" * 300_000_000


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return out.getvalue()


def _with_declaration(declaration: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"?>", b"?>" + declaration, 1) if name == "word/document.xml" else content

    return make.rezipped(make.docx(GOOD), change)


def _odt_with_declaration() -> bytes:
    def change(name: str, content: bytes) -> bytes:
        return (
            content.replace(b"?>", b'?><!DOCTYPE x SYSTEM "file:///etc/passwd">', 1)
            if name == "content.xml"
            else content
        )

    return make.rezipped(make.by_pandoc("tekst", "odt"), change)


def _overlapping() -> bytes:
    """A docx whose directory lists the same packed bytes many times under different names."""
    data = bytearray(_zip({"word/document.xml": b"a" * 1000, "b.xml": b"b" * 1000}))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    (offset,) = struct.unpack_from("<I", data, first + 42)
    struct.pack_into("<I", data, second + 42, offset)
    return bytes(data)


def _encrypted_docx() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 500
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 500
    )


def _password_pdf() -> bytes:
    secret = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> /P -4 >>"
    return make.pdf(
        make.lines("geheim verslag van het overleg"), trailer=f"{secret} /ID [<{'43' * 16}> <{'43' * 16}>]"
    )


def _loop_pdf() -> bytes:
    data = make.pdf(make.lines("Een verslag met een lus in zijn inhoudsopgave."))
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % data.rindex(b"xref\n0 1"))


def _flate_bomb() -> bytes:
    packed = zlib.compress(b" " * 200_000_000, 9)
    data = make.pdf(make.lines("Een gewone zin voor de bom uit."))
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    start = data.index(b"6 0 obj\n") + 8
    return data[:start] + content + data[data.index(b"\nendobj", start) :]


def _page_tree(depth: int) -> bytes:
    """A PDF whose page tree claims 100,000 pages and nests itself."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 100000 >>"}
    for number in range(3, 3 + depth):
        objects[number] = b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 100000 >>" % (
            number - 1,
            number + 1,
        )
    objects[3 + depth] = b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 100000 >>"
    return make.assembled(objects)


def _outline_cycle() -> bytes:
    data = make.pdf(make.lines("Een verslag met bladwijzers die in een kring lopen."))
    return data.replace(
        b"/Type /Catalog", b"/Type /Catalog /Outlines << /First 1 0 R /Last 1 0 R /Next 1 0 R >>"
    )


def _mail(parts: int) -> bytes:
    body = "".join(f"--x\r\nContent-Type: text/plain\r\n\r\ndeel {number}\r\n" for number in range(parts))
    head = "From: a@b.nl\r\nTo: c@d.nl\r\nSubject: veel\r\nMIME-Version: 1.0\r\n"
    return (head + 'Content-Type: multipart/mixed; boundary="x"\r\n\r\n' + body + "--x--\r\n").encode()


def _scan() -> bytes:
    image = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    image += b"/BitsPerComponent 8 /Length 1 >>"
    drawn = b"q 500 0 0 700 40 40 cm /I Do Q"
    return make.assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /XObject << /I 5 0 R >> >> >>",
            4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
            5: image + b"\nstream\n\x80\nendstream",
        }
    )


def _deep_page() -> bytes:
    inside = b"<div>" * 50_000 + b"<p>Onderin.</p>" + b"</div>" * 50_000
    return b"<html><body><p>Begin.</p>" + inside + b"<p>Einde.</p>"


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zero bytes": ("leeg.docx", lambda: b"", "empty"),
    "program named .pdf": ("verslag.pdf", lambda: b"MZ\x90\x00" + b"\0" * 200, "program"),
    "elf named .docx": ("verslag.docx", lambda: b"\x7fELF" + b"\0" * 200, "program"),
    "zip bomb": ("bom.docx", lambda: _zip({"word/document.xml": BOMB}), "unpacks"),
    "overlapping zip": ("overlap.docx", _overlapping, "overlap"),
    "member outside": ("buiten.docx", lambda: make.docx(GOOD, {"../../x.xml": b"<a/>"}), "outside"),
    "10,000 members": (
        "leden.docx",
        lambda: make.docx(GOOD, {f"customXml/{number}.xml": b"<a/>" for number in range(10_000)}),
        "2,000",
    ),
    "truncated docx": ("half.docx", lambda: make.docx(GOOD)[:-3000], "damaged"),
    "zip without text": ("plaatjes.docx", lambda: _zip({"a.txt": b"a"}), "not a Word document"),
    "encrypted docx": ("geheim.docx", _encrypted_docx, "password"),
    "pdf with password": ("geheim.pdf", _password_pdf, "password"),
    "truncated pdf": ("half.pdf", lambda: b"%PDF-1.5\n1 0 obj\n<<", "damaged"),
    "100,000-page tree": ("boom.pdf", lambda: _page_tree(20), "damaged|pages|no text"),
    "billion laughs": (
        "lachen.docx",
        lambda: _with_declaration(b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'),
        "declares",
    ),
    "entity from file in docx": (
        "xxe.docx",
        lambda: _with_declaration(b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "declares",
    ),
    "entity from file in odt": ("xxe.odt", _odt_with_declaration, "declares"),
    "declaration in utf-16": (
        "breed.docx",
        lambda: make.docx(GOOD, {"word/extra.xml": '<!DOCTYPE x SYSTEM "http://a.example/x">'.encode("utf-16")}),
        "declares",
    ),
    "scan": ("scan.pdf", _scan, "scan"),
    "mail header bomb": ("kop.eml", lambda: b"From: a@b.nl\r\nTo: " + b"c@d.nl, " * 400_000 + b"\r\n\r\nx", "header"),
    "mail of 10,000 parts": ("delen.eml", lambda: _mail(10_000), "parts"),
    "only spaces": ("wit.txt", lambda: b" \n" * 100, "no text"),
}  # fmt: skip

READ: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "pdf xref loop": ("lus.pdf", _loop_pdf, "lus in zijn inhoudsopgave"),
    "pdf outline cycle": ("kring.pdf", _outline_cycle, "in een kring"),
    "mail of 300 parts": ("veel.eml", lambda: _mail(300), "deel 3"),
    "html 50,000 deep": (
        "diep.html",
        _deep_page,
        "Einde.",
    ),
    "markdown 50,000 deep": ("diep.md", lambda: b"> " * 50_000 + b"Onderin staat een zin.", "Onderin staat een zin."),
    "utf-16": ("breed.txt", lambda: "Het verslag over Oekraïne.".encode("utf-16"), "Oekraïne"),
    "utf-16 without mark": ("breed2.txt", lambda: "Het verslag over Oekraïne.".encode("utf-16-le"), "Oekraïne"),
    "latin-1": ("oud.txt", lambda: "Het verslag over Oekraïne en de café-eigenaar.".encode("latin-1"), "café-eigenaar"),
    "windows quotes": ("win.txt", lambda: "De “norm” van € 5.".encode("cp1252"), "“norm” van € 5"),
    "utf-8 with mark": ("bom.txt", lambda: b"\xef\xbb\xbfHet verslag.", "Het verslag."),
    "nuls": ("nul.txt", lambda: b"Het ver\x00slag van\x00 vandaag.", "Het verslag van vandaag."),
    "zero-width and bidi": (
        "onzichtbaar.txt",
        lambda: "Be\u200bdrag\u2066 van \u202e5\u202c mln\u00ad.\ufeff".encode(),
        "Bedrag van 5 mln.",
    ),
    "deep parentheses": ("haken.md", lambda: b"[" * 100_000 + b" tekst die er is", "tekst die er is"),
}  # fmt: skip

SLOW: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "pdf flate bomb": ("flate.pdf", _flate_bomb, ""),
    "one line of 50 MB": ("lang.txt", lambda: b"Een zin die telkens terugkomt in het verslag. " * 1_080_000, "telkens"),
    "50 MB without a space": ("dicht.txt", lambda: b"a" * 49_000_000, "aaa"),
    "50 MB of brackets": ("open.txt", lambda: b"[" * 20_000_000 + b"a", ""),
}  # fmt: skip
