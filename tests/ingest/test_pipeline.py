"""Taking in files: what goes in, and what a second time does."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.outcome import Step
from ingest.pipeline import encode_reports, ingest_paths
from tests.ingest.taking_in import MadeUpEncoder, minutes, named, take_in
from tests.vectorstore.material import MODEL, question
from vectorstore.library import Library


def mail(path: Path, *attachments: tuple[str, str]) -> Path:
    """A mail of 5 March 2025 with these Markdown attachments."""
    message = EmailMessage()
    message["Subject"] = "Verslag van de werkgroep veren"
    message["Date"] = "Wed, 05 Mar 2025 10:00:00 +0100"
    message["From"] = "secretaris@voorbeeld.example"
    message.set_content("Bijgaand het verslag van de werkgroep.")
    for name, text in attachments:
        message.add_attachment(text.encode(), maintype="text", subtype="markdown", filename=name)
    path.write_bytes(message.as_bytes())
    return path


def lines(path: Path, **reports: str) -> Path:
    """A jsonl file with these reports."""
    rows = [
        {"id": id, "title": f"Verslag {id}", "date": "2025-03-04", "lang": "nl", "text": text}
        for id, text in reports.items()
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    return path


def test_a_folder_goes_in_at_any_depth(library: Library, files: Path) -> None:
    (files / "2025" / "maart").mkdir(parents=True)
    (files / "a.md").write_text(minutes("bruggen"), "utf-8")
    (files / "2025" / "maart" / "b.txt").write_text(minutes("sluizen").replace("#", ""), "utf-8")
    result = take_in(library, files)
    assert (result.added, result.updated, result.unchanged, result.failed) == (2, 0, 0, [])
    reports = library.reports()
    assert result.passages == sum(info.passages for info in reports) > 0
    assert {str(info.date) for info in reports} == {"2025-03-04"}
    assert all(info.source.startswith(str(files)) for info in reports)


def test_what_went_in_can_be_found_and_read_back(library: Library, files: Path) -> None:
    (files / "a.md").write_text(
        minutes("bruggen", more="De brug bij Oosterzijl krijgt een nieuw val."), "utf-8"
    )
    take_in(library, files)
    hit = library.search(question("brug Oosterzijl"), "brug Oosterzijl", k=1)[0]
    assert "Oosterzijl" in hit.text
    assert library.report(hit.report).text[hit.start : hit.end] == hit.text
    original = library.original(hit.report)
    assert original is not None
    assert original.read_bytes() == (files / "a.md").read_bytes()


def test_unchanged_files_are_not_read_again(library: Library, files: Path) -> None:
    for subject in ("bruggen", "sluizen"):
        (files / f"{subject}.md").write_text(minutes(subject), "utf-8")
    take_in(library, files)
    before = library.reports()
    encoder = MadeUpEncoder()
    result = take_in(library, files, encoder=encoder)
    assert (result.added, result.updated, result.unchanged, result.passages) == (0, 0, 2, 0)
    assert encoder.texts == []
    assert library.reports() == before


def test_touching_a_file_is_no_change(library: Library, files: Path) -> None:
    file = files / "a.md"
    file.write_text(minutes("bruggen"), "utf-8")
    take_in(library, files)
    file.write_bytes(file.read_bytes())
    assert take_in(library, file).unchanged == 1


def test_a_changed_file_is_replaced_whole(library: Library, files: Path) -> None:
    file = files / "a.md"
    file.write_text(minutes("bruggen", more="De pont naar Westerzijl vaart niet meer."), "utf-8")
    take_in(library, files)
    before = named(library)["a.md"]
    file.write_text(minutes("bruggen", more="De pont naar Noorderzijl vaart weer."), "utf-8")
    result = take_in(library, files)
    assert (result.added, result.updated, result.unchanged) == (0, 1, 0)
    (after,) = library.reports()
    assert after.id == before.id
    text = library.report(after.id).text
    assert "Noorderzijl" in text
    assert "Westerzijl" not in text
    assert not any("Westerzijl" in hit.text for hit in library.search(question("Westerzijl"), "Westerzijl"))


@pytest.mark.parametrize("target", ["renamed.md", "deeper/a.md"])
def test_a_moved_file_keeps_its_report(library: Library, files: Path, target: str) -> None:
    (files / "a.md").write_text(minutes("bruggen"), "utf-8")
    take_in(library, files)
    (before,) = library.reports()
    (files / target).parent.mkdir(exist_ok=True)
    (files / "a.md").rename(files / target)
    encoder = MadeUpEncoder()
    result = take_in(library, files, encoder=encoder)
    assert (result.added, result.updated, result.unchanged, result.failed) == (0, 0, 1, [])
    assert encoder.texts == []
    (after,) = library.reports()
    assert (after.id, after.source) == (before.id, str(files / target))
    assert take_in(library, files).unchanged == 1


def test_a_copy_is_noted_and_not_taken_in_again(library: Library, files: Path) -> None:
    (files / "a.md").write_text(minutes("bruggen"), "utf-8")
    take_in(library, files)
    (files / "copy of a.md").write_bytes((files / "a.md").read_bytes())
    result = take_in(library, files)
    assert (result.added, result.unchanged) == (0, 2)
    assert any("copy of a.md" in note and "same content" in note for note in result.notes)
    assert len(library.reports()) == 1


def test_the_same_report_in_two_formats_is_noted(library: Library, files: Path) -> None:
    text = minutes("bruggen", more="De gemeente legt de stukken ter inzage op het stadhuis.")
    (files / "a.md").write_text(text, "utf-8")
    (files / "a.txt").write_text(text.replace("#", ""), "utf-8")
    result = take_in(library, files)
    assert result.added == 2
    (note,) = [note for note in result.notes if "same report" in note]
    assert "a.md" in note
    assert "a.txt" in note


def test_two_meetings_of_a_series_are_not_called_the_same(library: Library, files: Path) -> None:
    (files / "a.md").write_text(minutes("bruggen", "4 maart 2025"), "utf-8")
    (files / "b.md").write_text(minutes("bruggen", "8 april 2025"), "utf-8")
    assert take_in(library, files).notes == []


def test_a_mail_and_its_attachments_are_reports_of_their_own(library: Library, files: Path) -> None:
    mail(files / "m.eml", ("bruggen.md", minutes("bruggen")), ("sluizen.md", minutes("sluizen")))
    result = take_in(library, files)
    assert (result.added, result.failed) == (3, [])
    assert set(named(library)) == {"m.eml", "m.eml!bruggen.md", "m.eml!sluizen.md"}
    assert take_in(library, files).unchanged == 3


def test_an_attachment_that_is_gone_from_the_mail_goes(library: Library, files: Path) -> None:
    mail(files / "m.eml", ("bruggen.md", minutes("bruggen")), ("sluizen.md", minutes("sluizen")))
    take_in(library, files)
    mail(files / "m.eml", ("bruggen.md", minutes("bruggen")))
    take_in(library, files)
    assert set(named(library)) == {"m.eml", "m.eml!bruggen.md"}


def test_each_line_of_a_jsonl_file_is_a_report(library: Library, files: Path) -> None:
    lines(files / "r.jsonl", een="De brug bij Veendijk is gesloten.", twee="De sluis bij Veendijk is open.")
    assert take_in(library, files).added == 2
    assert set(named(library)) == {"r.jsonl#een", "r.jsonl#twee"}
    lines(files / "r.jsonl", twee="De sluis bij Veendijk is open.", drie="De pont bij Veendijk vaart.")
    result = take_in(library, files)
    assert set(named(library)) == {"r.jsonl#twee", "r.jsonl#drie"}
    assert result.added == 1


def test_progress_counts_every_file_once(library: Library, files: Path) -> None:
    for n in range(5):
        (files / f"{n}.md").write_text(minutes(f"onderwerp{n}"), "utf-8")
    (files / "5.docx").write_bytes(b"")
    lines(files / "6.jsonl", een="De brug is dicht.", twee="De sluis is open.")
    steps: list[Step] = []
    ingest_paths(library, MadeUpEncoder(), [files], progress=steps.append)
    assert [step.done for step in steps] == list(range(1, 8))
    assert {step.total for step in steps} == {7}
    assert len({step.path for step in steps}) == 7


def test_vectors_belong_to_their_sentences(library: Library, files: Path) -> None:
    (files / "a.md").write_text(minutes("bruggen"), "utf-8")
    take_in(library, files)
    report = library.report(library.reports()[0].id)
    ((passages, sentences),) = encode_reports(MadeUpEncoder(), [report])
    assert passages.shape == (len(report.passages), MODEL.dimension)
    assert sentences.shape == (len(report.sentences), MODEL.dimension)
    for stored, vector in zip(library.sentences(report.id, 0, 99), sentences, strict=True):
        assert float(stored.vector @ vector) == pytest.approx(float(vector @ vector), abs=0.02)
        assert stored.text in report.text
