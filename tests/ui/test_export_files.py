"""An exported file as a word processor takes it: its properties, language and pages, and nothing of this machine."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from tests.ui.exported import EN, NL, NOW, quoted, xml_text
from ui.export import Kind, export
from ui.messages import Language, messages


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_document_says_its_language_title_and_time_and_nothing_of_this_machine(
    language: Language, tag: str
) -> None:
    for kind, properties in (("docx", "docProps/core.xml"), ("odt", "meta.xml")):
        data = export('Ti<tel> "&" x', [quoted("Zin.")], kind, messages(language), NOW)  # type: ignore[arg-type]
        archive = ZipFile(BytesIO(data))
        everything = b"".join(archive.read(name) for name in archive.namelist())
        for private in (str(Path.home()), str(Path.cwd()), "wijzer-export", "example.com", "External"):
            assert private.encode() not in everything
        assert xml_text(archive, properties, "title") == ['Ti<tel> "&" x']
        assert xml_text(archive, properties, "creator") == [""]
        assert xml_text(archive, properties, "language") == [tag]
        assert b"2025-12-06T09:30:00Z" in archive.read(properties)
        assert b"1970" not in archive.read(properties)
        assert {member.date_time for member in archive.infolist()} == {(2025, 12, 6, 9, 30, 0)}
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".rdf")):
                ElementTree.fromstring(archive.read(name))
    styles = archive.read("styles.xml").decode()
    assert f'fo:country="{tag[3:]}"' in styles
    assert f'fo:language="{language}"' in styles


def test_word_has_a4_pages_with_numbers_and_the_language() -> None:
    archive = ZipFile(BytesIO(export("Titel", [quoted("Zin.")], "docx", EN, NOW)))
    assert b'w:w="11906"' in archive.read("word/document.xml")
    assert re.search(rb'<w:lang [^>]*w:val="en-GB"', archive.read("word/styles.xml"))
    footer = next(name for name in archive.namelist() if "footer" in name)
    assert b"NUMPAGES" in archive.read(footer)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_libreoffice_opens_it_on_a4(kind: Kind, tmp_path: Path) -> None:
    import pypdfium2

    file = tmp_path / f"x.{kind}"
    file.write_bytes(export("Titel", [quoted("De *zin* <b>.")], kind, NL, NOW))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with pypdfium2.PdfDocument(tmp_path / "x.pdf") as pdf:
        page = pdf[0]
        assert [round(side) for side in page.get_size()] == [595, 842]
        text = page.get_textpage().get_text_range()
    assert "De *zin* <b>." in text
    assert "Verslag stuurgroep Pompen, 3 april 2025" in text
