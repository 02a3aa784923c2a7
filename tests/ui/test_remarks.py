"""What is remarked about files and reports in Dutch: all of it, nothing else, and never wrongly."""

from __future__ import annotations

import errno
import io
import os
import string
import time
from argparse import Namespace
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.ingest.readers import make
from tests.ingest.readers.hostile import REFUSED
from tests.ingest.taking_in import minutes, take_in
from tests.ui.building import report
from tests.ui.remarks import all_remarks
from tests.vectorstore.material import MODEL
from ui import shapes
from ui.commands.keeping import ingest
from ui.console import Console
from ui.context import Context
from ui.messages import messages
from ui.page.reader import reader_routes
from ui.remarks import LONGEST, Phrasebook, read_table, spoken
from ui.render import show_lines
from ui.settings import Settings
from vectorstore.library import Library

DUTCH, ENGLISH = messages("nl"), messages("en")
SAID = all_remarks()
TABLE = read_table()
ROWS = [(section, english, dutch) for section, rows in TABLE.items() for english, dutch in rows.items()]
BOOK = Phrasebook(TABLE)
SLOW = {"zip bomb", "100,000-page tree", "10,000 members"}
SYSTEM = {os.strerror(number) for number in errno.errorcode}


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_code_says_more_than_a_few_things() -> None:
    files = {remark.place.partition(":")[0] for remark in SAID}
    assert {"ingest/discover.py", "ingest/pipeline.py", "ingest/known.py", "ingest/meeting_date.py"} < files
    assert len(files) > 20
    assert len({remark.place for remark in SAID}) > 100


@pytest.mark.parametrize("place", sorted({remark.place for remark in SAID}))
def test_each_remark_of_the_code_has_a_dutch_sentence(place: str) -> None:
    for remark in SAID:
        assert remark.place != place or BOOK.translate(remark.text), remark.text


@pytest.mark.parametrize(("section", "english", "dutch"), ROWS)
def test_each_sentence_of_the_table_is_said(section: str, english: str, dutch: str) -> None:
    rest = {name: {e: d for e, d in rows.items() if e != english} for name, rows in TABLE.items()}
    without = Phrasebook(rest)
    told = any(BOOK.translate(remark.text) != without.translate(remark.text) for remark in SAID)
    assert told or (section == "causes" and english in SYSTEM)


@pytest.mark.parametrize(("section", "english", "dutch"), ROWS)
def test_both_sentences_have_the_same_holes(section: str, english: str, dutch: str) -> None:
    assert holes(english) == holes(dutch)
    assert english.count("{") == len(holes(english))


@pytest.mark.parametrize(
    ("remark", "dutch"),
    [
        (
            "file name says 15 May 2025, the text 13 May 2025",
            "volgens de bestandsnaam 15 mei 2025, volgens de tekst 13 mei 2025",
        ),
        (
            "/v/9 mei: {x}.docx: the same content as /v/b: c.docx",
            "/v/9 mei: {x}.docx: dezelfde inhoud als /v/b: c.docx",
        ),
        (
            "/v/a.eml: attachment 'x: y.doc' was left out: it is an old Word document (.doc); save it as .docx",
            "/v/a.eml: bijlage 'x: y.doc' is weggelaten: dit is een oud Word-document (.doc); bewaar het als .docx",
        ),
        (
            "a.jsonl: not taken in: none of its lines is a report; line 1 was left out: it is not JSON",
            "a.jsonl: niet opgenomen: geen van de regels is een verslag; regel 1 is weggelaten: dit is geen JSON",
        ),
        ("it is 1,234 MB; at most 52 MB is read", "het bestand is 1.234 MB groot; hoogstens 52 MB wordt gelezen"),
        ("reading it took longer than 0.5 s", "het lezen duurde langer dan 0,5 s"),
        ("it can't be opened: Permission denied", "niet te openen: geen toegang"),
        ("it can't be opened: Owner died", "niet te openen: Owner died"),
        (
            "it is a kind of file that is not known (.xyz); if it is a report, save it as .txt",
            "dit is een onbekend soort bestand (.xyz); is het een verslag, bewaar het dan als .txt",
        ),
    ],
)  # fmt: skip
def test_remarks_in_dutch(remark: str, dutch: str) -> None:
    assert spoken(remark, DUTCH) == dutch
    assert spoken(remark, ENGLISH) == remark


@pytest.mark.parametrize(
    "remark",
    [
        "",
        "something that no table holds",
        "it is a camel",
        "file name says 31 February 2025, the text 13 May 2025",
        "file name says 15 Mei 2025 of zo, the text 13 May 2025",
        "attachment 'a' was left out: for no reason",
        "Het is hidden text was left out.",
    ],
)
def test_what_no_sentence_fits_stays_as_it_is(remark: str) -> None:
    assert spoken(remark, DUTCH) == remark


@pytest.mark.parametrize(
    "piece", ["a: ", "attachment 'x' was left out: ", ": the same content as ", "seems the same report as "]
)
def test_a_remark_made_to_take_long_does_not(piece: str) -> None:
    began = time.monotonic()
    for length in (LONGEST // len(piece), 1_000_000):
        remark = piece * length + "x"
        assert spoken(remark, DUTCH).endswith("x")
    assert time.monotonic() - began < 2


def test_the_refusals_of_real_hostile_files_are_dutch(tmp_path: Path) -> None:
    for name in REFUSED.keys() - SLOW:
        file, made, _ = REFUSED[name]
        (tmp_path / "files" / name).mkdir(parents=True)
        (tmp_path / "files" / name / file).write_bytes(made())
    with Library.open(tmp_path / "library", MODEL) as library:
        failed = take_in(library, tmp_path / "files").failed
    assert len(failed) > 15
    assert [failure.reason for failure in failed if not BOOK.translate(failure.reason)] == []


def test_the_notes_of_a_real_ingest_are_dutch(tmp_path: Path) -> None:
    files = tmp_path / "verslagen"
    files.mkdir()
    (files / "15 mei 2025.md").write_text(minutes("bruggen", "13 mei 2025"), "utf-8")
    (files / "afschrift.md").write_text(minutes("bruggen", "13 mei 2025"), "utf-8")
    (files / "bijna.md").write_text(minutes("bruggen", "13 mei 2025", more="Nog een zin."), "utf-8")
    (files / "macro.docx").write_bytes(
        make.docx(make.paragraph("Verslag 1 mei."), {"word/vbaProject.bin": b"x"})
    )
    with Library.open(tmp_path / "library", MODEL) as library:
        notes = take_in(library, files).notes
    told = [spoken(note, DUTCH).removeprefix(f"{files}/") for note in notes]
    assert told == [
        f"afschrift.md: dezelfde inhoud als {files}/15 mei 2025.md",
        "15 mei 2025.md: volgens de bestandsnaam 15 mei 2025, volgens de tekst 13 mei 2025",
        f"bijna.md: lijkt hetzelfde verslag als {files}/15 mei 2025.md; beide staan in de bibliotheek",
        "macro.docx: het bestand bevat macro's; die zijn niet uitgevoerd",
    ]  # fmt: skip


def test_the_page_and_show_give_warnings_in_the_readers_language() -> None:
    made = report(
        "/v/15 mei 2025.md", "Verslag", date(2025, 5, 13), "Vergaderdatum: 13 mei 2025", "Er is een dijk."
    )
    shape = shapes.report(made)
    app = FastAPI()
    app.include_router(reader_routes(Mock(**{"show.return_value": shape})))
    page = TestClient(app)
    console = Console(io.StringIO(), io.StringIO(), width=200)
    for say, part in ((DUTCH, "volgens de tekst 13 mei 2025"), (ENGLISH, "the text 13 May 2025")):
        assert part in "\n".join(show_lines(shape, console, say))
        assert part in page.get(f"/reader/{made.id}?lang={say.language}").text


def test_ingest_tells_a_person_in_dutch_and_a_program_in_english() -> None:
    result = {
        "added": 0, "updated": 0, "unchanged": 0, "passages": 0, "seconds": 0.1,
        "failed": [{"path": "/v/a.png", "reason": "it is an image (.png)"}],
        "extra": {"notes": ["/v/b.docx: hidden text was left out"]},
    }  # fmt: skip
    service = Mock()
    service.ingest.side_effect = lambda _, progress: (
        progress(1, 1, "/v/a: not taken in: a hidden file") or result
    )
    for as_json, part in ((False, "/v/a.png: dit is een afbeelding (.png)"), (True, "it is an image (.png)")):
        console = Console(io.StringIO(), io.StringIO())
        context = Context(Namespace(paths=["/v"], json=as_json), Settings(), DUTCH, console)
        context._service = service
        ingest(context)
        assert part in console.out.getvalue()  # type: ignore[attr-defined]
        errors = console.err.getvalue()  # type: ignore[attr-defined]
        assert "/v/a: niet opgenomen: dit is een verborgen bestand" in errors
        assert "/v/b.docx: verborgen tekst is weggelaten" in errors
