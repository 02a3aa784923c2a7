"""Real reports beside the checkout come out with their dates, titles, sentences and footnotes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.blocks import UnreadableFile
from ingest.readers import read
from ingest.report import assemble
from tests.ingest.test_report import check_offsets
from vectorstore.types import Report


def reports_in(path: Path, name: str = "") -> list[Report]:
    name = name or path.name
    return [
        assemble(part, source=f"/reports/{name}#{part.name}", sha256="", file_name=name.rsplit("/", 1)[-1])
        for part in read(path)
    ]  # fmt: skip


def test_the_ministerial_report(shared_data: Path) -> None:
    (report,) = reports_in(next((shared_data / "seed").glob("*.txt")))
    check_offsets(report)
    assert report.title == "VERSLAG NAVO FOREIGN MINISTER MEETING VAN 3 december 2025"
    assert str(report.date) == "2025-12-03"
    assert [section.heading for section in report.sections][1:-1] == [
        "Verhoging defensie-uitgaven", "Oekraïne", "Overige onderwerpen",
    ]  # fmt: skip
    (sentence,) = [s for s in report.sentences if s.footnotes]
    assert report.text[sentence.start : sentence.end].endswith("van EUR 250 mln. aan PURL aan.")
    assert [(r.dossier, r.number) for r in report.references] == [("36850", "X-2")]


@pytest.mark.slow
def test_meeting_dates_of_real_reports(shared_data: Path) -> None:
    known = {}
    for line in (shared_data / "kpapis" / "docs.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        known[document["path"]] = (
            document["date_in_text"] if document.get("date_conflict") else document["date"]
        )
    right = total = 0
    for path in sorted((shared_data / "kpapis" / "raw").iterdir()):
        original = path.name.replace("__", "/")
        try:
            (report,) = reports_in(path, original)
        except UnreadableFile:
            continue
        check_offsets(report)
        if original in known:
            total += 1
            right += str(report.date) == known[original]
    assert total >= 40
    assert right / total >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("collection", ["govbench", "qmsum"])
def test_offsets_hold_in_whole_collections(shared_data: Path, collection: str) -> None:
    for report in reports_in(shared_data / collection / "docs.jsonl"):
        check_offsets(report)
        assert report.language == ("en" if collection == "qmsum" else "nl")
