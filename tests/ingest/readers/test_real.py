"""Real reports, where they are at hand: nothing of them is lost, and their structure is found."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.blocks import Parsed, UnreadableFile
from ingest.discover import discover
from ingest.readers import read
from ingest.sandbox import Readers

_NOT_TEXT = re.compile(r"\]\((?:[^()\s]|\([^()]*\))+\)|<[^>]+>|\[e-mail\]|\[telefoon\]")


@pytest.fixture(scope="module")
def reports(shared_data: Path) -> dict[str, Parsed]:
    """Every report of the folder of a real steering group and its working groups."""
    folder = shared_data / "kpapis" / "raw"
    if not folder.is_dir():
        pytest.skip("the folder kpapis/raw is not there")
    found = list(discover([folder]))
    assert all(one.skip_reason is None or "~$" in one.path.name or one.path.suffix == ".db" for one in found)
    parsed = {}
    with Readers() as readers:
        for path, outcome in readers.read_all(one.path for one in found if one.skip_reason is None):
            assert not isinstance(outcome, UnreadableFile), path
            parsed[path.name] = outcome[0].parsed
    return parsed


def _texts(shared_data: Path) -> Iterator[tuple[str, str]]:
    for line in (shared_data / "kpapis" / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield record["path"].replace("/", "__"), record["text"]


def test_no_words_are_lost(shared_data: Path, reports: dict[str, Parsed]) -> None:
    compared = 0
    for name, text in _texts(shared_data):
        if name not in reports:
            continue
        blocks = reports[name].blocks
        said = " ".join(
            [block.text for block in blocks] + [note.text for block in blocks for note in block.notes]
        )
        wanted = Counter(re.findall(r"\w+", _NOT_TEXT.sub(" ", text)))
        missing = wanted - Counter(re.findall(r"\w+", said))
        assert missing.total() <= 0.01 * wanted.total() + 3, (name, missing)
        compared += 1
    assert compared > 30


def test_attendance_is_a_row_per_label(reports: dict[str, Parsed]) -> None:
    steering = [parsed for name, parsed in reports.items() if "Stuurgroep__Verslagen" in name]
    assert len(steering) > 20
    for parsed in steering:
        rows = [block.text.lower() for block in parsed.blocks if block.kind == "row"]
        assert sum(row.startswith("aanwezig: ") for row in rows) == 1
        assert sum(row.startswith("vergaderdatum: ") for row in rows) == 1
        assert not any(row.startswith("blad") for row in rows)


def test_agenda_points_are_headings_and_actions_have_labels(reports: dict[str, Parsed]) -> None:
    steering = [parsed for name, parsed in reports.items() if "Stuurgroep__Verslagen" in name]
    numbered = [
        sum(bool(re.match(r"\d+\. ", block.text)) for block in parsed.blocks if block.kind == "heading")
        for parsed in steering
    ]
    assert min(numbered) >= 3
    labelled = [
        parsed for parsed in steering if any(block.text.startswith("Actiepunt: ") for block in parsed.blocks)
    ]
    assert len(labelled) >= 0.85 * len(steering)


def test_pages_of_pdf_files_are_kept(reports: dict[str, Parsed]) -> None:
    files = [parsed for parsed in reports.values() if parsed.format == "pdf"]
    assert files
    for parsed in files:
        pages = [block.page or 0 for block in parsed.blocks]
        assert pages == sorted(pages)
        assert pages[0] == 1


def test_footnote_of_the_text_export(shared_data: Path) -> None:
    files = sorted((shared_data / "seed").glob("*.txt"))
    if not files:
        pytest.skip("no text exports there")
    for path in files:
        parsed = read(path)[0].parsed
        assert parsed.blocks[0].kind == "heading"
        assert all("footnoteRef" not in block.text for block in parsed.blocks)
        assert sum(len(block.notes) for block in parsed.blocks) == path.read_text(encoding="utf-8").count(
            "[footnoteRef:"
        )


def test_messy_web_text_is_read(shared_data: Path) -> None:
    path = shared_data / "govbench" / "docs.jsonl"
    if not path.is_file():
        pytest.skip("no web texts there")
    from ingest.readers.draft import Manuscript
    from ingest.readers.html import parse

    for line in path.read_text(encoding="utf-8").splitlines()[:40]:
        record = json.loads(line)
        said = " ".join(block.text for block in parse(record["html"], Manuscript()).blocks)
        wanted = Counter(re.findall(r"\w+", record["text"]))
        missing = wanted - Counter(re.findall(r"\w+", said))
        assert missing.total() <= 0.02 * wanted.total() + 2, (record["doc_id"], missing)
