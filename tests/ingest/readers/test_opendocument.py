"""OpenDocument texts."""

from __future__ import annotations

import pytest

from ingest.blocks import UnreadableFile
from tests.ingest.readers import make
from tests.ingest.readers.read import one, shown

TABLE = "| Actie | Wie |\n|---|---|\n| Zaal regelen | Eva |\n"
SOURCE = f"# Verslag\n\nDe norm is 5%[^1] van het totaal.\n\n{TABLE}\n[^1]: Kamerstuk 36 850.\n"
HIDES = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'


def _changed(old: str, new: str) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(old.encode(), new.encode()) if name == "content.xml" else content

    return make.rezipped(make.by_pandoc(SOURCE, "odt"), change)


def test_headings_notes_and_tables() -> None:
    parsed = one("a.odt", make.by_pandoc(SOURCE, "odt"))
    assert shown(parsed) == ["# Verslag", "De norm is 5% van het totaal.", "| Actie: Zaal regelen | Wie: Eva"]
    assert [(note.at, note.text) for note in parsed.blocks[1].notes] == [(13, "Kamerstuk 36 850.")]


def test_deleted_text_is_gone() -> None:
    removed = "<text:deletion><text:p>WEG</text:p></text:deletion>"
    region = f"<text:changed-region text:id='c'>{removed}</text:changed-region>"
    deletion = f"<text:tracked-changes>{region}</text:tracked-changes>"
    parsed = one("a.odt", _changed("<office:text>", f"<office:text>{deletion}"))
    assert "WEG" not in " ".join(shown(parsed))
    assert parsed.warnings == ("it holds tracked changes; they were read as accepted",)


def test_hidden_text_is_left_out_and_said() -> None:
    data = _changed("</office:automatic-styles>", f"{HIDES}</office:automatic-styles>")

    def change(name: str, content: bytes) -> bytes:
        hidden = b'<text:span text:style-name="H">geheim</text:span> van het'
        return content.replace(b"van het", hidden) if name == "content.xml" else content

    parsed = one("a.odt", make.rezipped(data, change))
    assert shown(parsed)[1] == "De norm is 5% van het totaal."
    assert parsed.warnings == ("hidden text was left out",)


def test_password_is_asked_for() -> None:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")

    with pytest.raises(UnreadableFile, match="password"):
        one("a.odt", make.rezipped(make.by_pandoc(SOURCE, "odt"), change))
