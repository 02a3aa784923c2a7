"""Finding files: what is read, what is passed over and why, in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.discover import discover
from tests.ingest.readers import make


def _fill(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _reasons(folder: Path) -> dict[str, str | None]:
    return {found.path.name: found.skip_reason for found in discover([folder])}


READABLE = {
    "a.docx": make.docx(make.paragraph("tekst")),
    "a.odt": make.by_pandoc("tekst", "odt"),
    "a.html": b"<p>tekst</p>",
    "a.htm": b"<p>tekst</p>",
    "a.rtf": rb"{\rtf1 tekst}",
    "a.md": b"# tekst",
    "a.markdown": b"tekst",
    "a.mdown": b"tekst",
    "A.PDF": make.pdf(make.lines("tekst")),
    "a.eml": b"From: a@b.nl\n\ntekst",
    "a.txt": b"tekst",
    "a.jsonl": b'{"text": "tekst"}',
    "verslag 12 juli 2023": b"# Werkgroep\n\ntekst",
    "verslag d.d. 12 juli": b"tekst",
    "verslag 1.0": b"tekst",
    "pagina": b"<!DOCTYPE html><html><body>tekst</body></html>",
    "bericht": b"From: a@b.nl\nTo: c@d.nl\nSubject: x\n\ntekst",
    "breed": "tekst in breed schrift".encode("utf-16"),
    "pdf zonder naam": make.pdf(make.lines("tekst")),
    "rtf.doc": rb"{\rtf1 tekst}",
}


@pytest.mark.parametrize("name", READABLE)
def test_supported_files_are_read(name: str, tmp_path: Path) -> None:
    _fill(tmp_path, {name: READABLE[name]})
    assert _reasons(tmp_path) == {name: None}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("~$rslag.docx", b"\x05Frank" + b" " * 156, "lock file"),
        ("map__~$rslag.docx", b"\x05Frank" + b" " * 156, "lock file"),
        ("Thumbs.db", b"\xd0\xcf", "operating system"),
        (".DS_Store", b"x", "operating system"),
        (".verborgen.txt", b"x", "hidden"),
        ("logo.PNG", b"\x89PNG\r\n", "image"),
        ("opname.mp3", b"ID3", "sound"),
        ("alles.zip", b"PK\x03\x04", "archive"),
        ("bericht.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"save it as \.eml"),
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"save it as \.docx"),
        ("cijfers.xlsx", b"PK\x03\x04", "spreadsheet"),
        ("praatje.pptx", b"PK\x03\x04", "presentation"),
        ("setup.exe", b"MZ", "program"),
        ("verslag.pdf", b"MZ\x90\x00", "program"),
        ("verslag.txt", b"\x7fELF", "program"),
        ("foto.docx", b"\xff\xd8\xff\xe0", "image"),
        ("leeg.txt", b"", "empty"),
        ("nep.pdf", b"gewone tekst", "not a PDF"),
        ("nep.docx", b"gewone tekst", "not a Word document"),
        ("iets.xyz", b"tekst", r"not known \(\.xyz\)"),
        ("zonder extensie", bytes(range(256)) * 4, "not known"),
        ("script.py", b"print()", "program code"),
    ],
)
def test_junk_is_named_with_its_reason(name: str, content: bytes, reason: str, tmp_path: Path) -> None:
    import re

    _fill(tmp_path, {name: content})
    (found,) = discover([tmp_path])
    assert found.skip_reason
    assert re.search(reason, found.skip_reason)


def test_folders_are_walked_in_natural_order(tmp_path: Path) -> None:
    names = [
        "verslag 10.txt",
        "verslag 9.txt",
        "map/b.txt",
        "map/a/c.txt",
        "Zaal.txt",
        "e\u0301\u0301n.txt",
        "één.txt",
    ]
    _fill(tmp_path, dict.fromkeys(names, b"tekst"))
    found = [str(one.path.relative_to(tmp_path)) for one in discover([tmp_path])]
    assert found[:4] == ["map/a/c.txt", "map/b.txt", "verslag 9.txt", "verslag 10.txt"]
    assert found == [str(one.path.relative_to(tmp_path)) for one in discover([tmp_path])]


def test_each_file_comes_once(tmp_path: Path) -> None:
    _fill(tmp_path, {"a.txt": b"tekst", "b.txt": b"tekst"})
    os.link(tmp_path / "a.txt", tmp_path / "c.txt")
    found = list(discover([tmp_path / "b.txt", tmp_path, tmp_path / "a.txt", str(tmp_path)]))
    assert [one.path.name for one in found] == ["b.txt", "a.txt"]


def test_hidden_folders_are_named_and_not_entered(tmp_path: Path) -> None:
    _fill(tmp_path, {".git/a.txt": b"tekst", "__MACOSX/._a.txt": b"x", "b.txt": b"tekst"})
    assert _reasons(tmp_path) == {".git": "a hidden folder", "__MACOSX": "a hidden folder", "b.txt": None}


def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "uit"
    _fill(tmp_path, {"in/a.txt": b"tekst", "uit/geheim.txt": b"geheim"})
    (inside / "naar a.txt").symlink_to(inside / "a.txt")
    (inside / "naar buiten").symlink_to(outside)
    (inside / "kring").symlink_to(inside / "kring")
    (inside / "omhoog").symlink_to(inside)
    (inside / "weg.txt").symlink_to(inside / "bestaat niet")
    reasons = _reasons(inside)
    assert reasons.pop("a.txt") is None
    assert "geheim.txt" not in reasons
    assert {name: (reason or "").split(",")[0] for name, reason in reasons.items()} == {
        "kring": "a link that leads nowhere or in a circle",
        "naar a.txt": "a link to something else in the folder",
        "naar buiten": "a link to something outside the folder",
        "omhoog": "a link to something else in the folder",
        "weg.txt": "a link that leads nowhere or in a circle",
    }


def test_link_that_is_asked_for_is_followed(tmp_path: Path) -> None:
    _fill(tmp_path, {"map/a.txt": b"tekst"})
    (tmp_path / "link").symlink_to(tmp_path / "map")
    assert [one.skip_reason for one in discover([tmp_path / "link"])] == [None]


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.txt")
    assert _reasons(tmp_path) == {"pijp.txt": "it is not a file but a device, pipe or socket"}


def test_missing_path_is_said(tmp_path: Path) -> None:
    (found,) = discover([tmp_path / "er niet.docx"])
    assert found.skip_reason == "there is no such file or folder"


def test_large_files_are_refused_by_size(tmp_path: Path) -> None:
    _fill(tmp_path, {"groot.txt": b"a" * 2_000_000, "klein.txt": b"a"})
    found = {one.path.name: one.skip_reason for one in discover([tmp_path], most_bytes=1_000_000)}
    assert found == {"groot.txt": "it is 2 MB; at most 1 MB is read", "klein.txt": None}


@pytest.mark.parametrize(
    "name",
    [
        b"a\nb.txt",
        b"CON",
        b"aux.txt",
        "é".encode() * 120 + b".txt",
        b"\xff\xfe\x80.txt",
        b" .txt",
        b"a" * 250 + b".txt",
        b"-rf",
    ],
)
def test_odd_names_are_found(name: bytes, tmp_path: Path) -> None:
    with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
        file.write(b"tekst")
    assert [one.skip_reason for one in discover([tmp_path])] == [None]


def test_name_of_300_characters_is_said(tmp_path: Path) -> None:
    (found,) = discover([tmp_path / ("a" * 300 + ".txt")])
    assert "can't be opened" in (found.skip_reason or "")


def test_folder_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    locked = tmp_path / "dicht"
    locked.mkdir()
    locked.chmod(0)
    try:
        if os.access(locked, os.R_OK):
            pytest.skip("this user may read everything")
        assert "can't be opened" in (_reasons(tmp_path)["dicht"] or "")
    finally:
        locked.chmod(0o700)


def test_beginning_made_to_slow_down_the_sniffing_is_looked_at_at_once(tmp_path: Path) -> None:
    import time

    _fill(tmp_path, {"traag": b"<!---->" * 580 + b"x", "traag2": b"a:\n" * 1300, "traag3": b"<!--" * 1000})
    began = time.monotonic()
    assert len(list(discover([tmp_path]))) == 3
    assert time.monotonic() - began < 1
