"""Taking in what goes wrong: what is named as not taken in, and what a broken file or a kill leaves."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.ingest.taking_in import check_library, minutes, take_in
from tests.vectorstore.material import MODEL
from vectorstore.library import Library


def broken(files: Path) -> dict[str, bytes]:
    """Files that hold no report, by name."""
    with zipfile.ZipFile(files.parent / "z.zip", "w") as archive:
        archive.writestr("word/other.xml", "<x/>")
    return {
        "empty.docx": b"",
        "cut.docx": b"PK\x03\x04" + bytes(40),
        "not-word.docx": (files.parent / "z.zip").read_bytes(),
        "cut.pdf": b"%PDF-1.7\n1 0 obj\n<<",
        "program.pdf": b"MZ" + bytes(500),
        "cut.jsonl": b'{"id": "x", "text": ',
        "Thumbs.db": bytes(600),
        "~$verslag.docx": bytes(162),
        "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(200),
        "archive.zip": (files.parent / "z.zip").read_bytes(),
    }


def test_broken_files_are_named_with_a_reason_and_the_others_go_in(library: Library, files: Path) -> None:
    bad = broken(files)
    for name, content in bad.items():
        (files / name).write_bytes(content)
    (files / "good 1.md").write_text(minutes("bruggen"), "utf-8")
    (files / "zz good 2.md").write_text(minutes("sluizen"), "utf-8")
    result = take_in(library, files)
    assert result.added == 2
    failed = {Path(failure.path).name: failure.reason for failure in result.failed}
    assert set(failed) == set(bad)
    for reason in failed.values():
        assert len(reason) > 8
        assert "\n" not in reason
        assert "Traceback" not in reason


def test_a_path_that_does_not_exist_fails_alone(library: Library, files: Path) -> None:
    (files / "a.md").write_text(minutes("bruggen"), "utf-8")
    result = take_in(library, files / "nowhere", files / "a.md")
    assert result.added == 1
    (failure,) = result.failed
    assert failure.path == str(files / "nowhere")


def test_a_file_that_breaks_later_loses_nothing(library: Library, files: Path) -> None:
    (files / "a.md").write_text(minutes("bruggen"), "utf-8")
    take_in(library, files)
    before = library.reports()
    (files / "a.md").write_bytes(b"")
    assert len(take_in(library, files).failed) == 1
    assert library.reports() == before


def kill_after(library: Path, files: Path, count: int) -> list[str]:
    """The paths that a child said were taken in before it was killed, at the `count`th of them."""
    command = [sys.executable, "-m", "tests.ingest.taking_in", str(library), str(files)]
    done: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as child:
        assert child.stdout is not None
        assert json.loads(child.stdout.readline()) == {"open": True}
        while len(done) < count and (line := child.stdout.readline()):
            done.append(json.loads(line)["path"])
        child.kill()
        rest = child.stdout.read().splitlines(keepends=True)
    return done + [json.loads(line)["path"] for line in rest if line.endswith("\n")]


@pytest.mark.slow
@pytest.mark.parametrize("count", [0, 1, 20, 39])
def test_killed_in_between_nothing_is_lost_and_a_repeat_completes(
    tmp_path: Path, files: Path, count: int
) -> None:
    for n in range(40):
        more = " ".join(f"Lid {i} sprak over onderwerp{n}." for i in range(60))
        (files / f"{n}.md").write_text(minutes(f"onderwerp{n}", more=more), "utf-8")
    acknowledged = kill_after(tmp_path / "library", files, count)
    with Library.open(tmp_path / "library", MODEL) as library:
        check_library(library)
        held = {info.source for info in library.reports()}
        assert set(acknowledged) <= held
        result = take_in(library, files)
        assert result.unchanged == len(held)
        assert result.added == 40 - len(held)
        assert len(library.reports()) == 40
