"""Reading in child processes: hostile files, deadlines, death, order, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.blocks import Part, UnreadableFile
from ingest.sandbox import Readers, read_in_child
from tests.ingest.readers import make
from tests.ingest.readers.hostile import READ, REFUSED, SLOW

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    """Two processes that all tests of this file use, as a batch of files would."""
    with Readers() as pool:
        yield pool


def _text(parts: list[Part]) -> str:
    return "\n".join(block.text for part in parts for block in part.parsed.blocks)


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_file_is_refused_with_a_reason(name: str, readers: Readers, tmp_path: Path) -> None:
    file_name, content, expected = REFUSED[name]
    path = tmp_path / file_name
    path.write_bytes(content())
    began = time.monotonic()
    with pytest.raises(UnreadableFile, match=expected) as refusal:
        readers.read(path)
    assert time.monotonic() - began < 30
    assert len(str(refusal.value)) > 8


@pytest.mark.parametrize("name", READ)
def test_odd_file_is_read(name: str, readers: Readers, tmp_path: Path) -> None:
    file_name, content, expected = READ[name]
    path = tmp_path / file_name
    path.write_bytes(content())
    assert expected in _text(readers.read(path))


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_heavy_file_is_read_or_refused_in_time(name: str, readers: Readers, tmp_path: Path) -> None:
    file_name, content, expected = SLOW[name]
    path = tmp_path / file_name
    path.write_bytes(content())
    began = time.monotonic()
    ((_, outcome),) = readers.read_all([path])
    assert time.monotonic() - began < 35
    if expected:
        assert isinstance(outcome, list)
        assert expected in _text(outcome)


def _dump(folder: Path, count: int) -> list[Path]:
    paths = []
    for number in range(count):
        path = folder / f"verslag {number}.txt"
        path.write_text(f"Verslag {number}\n\nDit is de zin van verslag {number}.\n", encoding="utf-8")
        paths.append(path)
    return paths


def test_outcomes_come_in_the_order_of_the_paths_and_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    paths = _dump(tmp_path, 30)
    paths[7].write_bytes(b"")
    paths[9].unlink()
    with Readers() as pool:
        outcomes = list(pool.read_all(paths))
    assert [path for path, _ in outcomes] == paths
    bad = [number for number, (_, outcome) in enumerate(outcomes) if isinstance(outcome, UnreadableFile)]
    assert bad == [7, 9]
    last = outcomes[-1][1]
    assert isinstance(last, list)
    assert "zin van verslag 29" in _text(last)


def test_processes_are_used_again(tmp_path: Path) -> None:
    with Readers(workers=1) as pool:
        list(pool.read_all(_dump(tmp_path, 5)))
        used = {worker.process.pid for worker in pool._all}
    assert len(used) == 1


def test_outcomes_stream_before_all_paths_are_known(tmp_path: Path) -> None:
    asked: list[int] = []

    def paths() -> Iterator[Path]:
        for number, path in enumerate(_dump(tmp_path, 60)):
            asked.append(number)
            yield path

    with Readers() as pool:
        outcomes = pool.read_all(paths())
        next(outcomes)
        assert len(asked) < 20
        outcomes.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "CON.txt", "-f html.md", "é" * 100 + ".txt", "x" * 250 + ".md", "a'\"$(b).txt"]
)
def test_odd_names_are_read(name: str, readers: Readers, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("Een zin.", encoding="utf-8")
    assert _text(readers.read(path)) == "Een zin."


def test_name_that_is_not_utf8_is_read(readers: Readers, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"verslag \xff\xfe.txt")
    path.write_text("Een zin.", encoding="utf-8")
    assert _text(readers.read(path)) == "Een zin."


def _hanging(tmp_path: Path) -> Path:
    """A path whose reading never ends."""
    path = tmp_path / "pijp.txt"
    os.mkfifo(path)
    return path


def test_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    pipe, good = _hanging(tmp_path), *_dump(tmp_path, 1)
    with Readers(workers=1, seconds=1.5) as pool:
        (_, slow), (_, read) = pool.read_all([pipe, good])
    assert isinstance(slow, UnreadableFile)
    assert "longer than 1.5 s" in str(slow)
    assert isinstance(read, list)


def test_process_that_dies_is_replaced(tmp_path: Path) -> None:
    paths = _dump(tmp_path, 2)
    with Readers(workers=1) as pool:
        pool.read(paths[0])
        (worker,) = pool._all
        os.kill(worker.process.pid, signal.SIGKILL)
        with pytest.raises(UnreadableFile, match=r"memory|damaged"):
            pool.read(paths[0])
        assert _text(pool.read(paths[1])).startswith("Verslag 1")


def test_memory_limit_holds(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    path.write_bytes(b"woord " * 7_000_000)
    with pytest.raises(UnreadableFile, match="memory"):
        read_in_child(path, memory_mb=150)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_processes_die_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from ingest.sandbox import Readers\n"
        "pool = Readers(workers=1)\n"
        "pool._threads.submit(pool._outcome, Path(sys.argv[1]))\n"
        "import time\n"
        "while not pool._all: time.sleep(0.01)\n"
        "time.sleep(1)\n"
        "print([worker.process.pid for worker in pool._all][0], flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(_hanging(tmp_path))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert _alive(pid)
        parent.kill()
    deadline = time.monotonic() + 5
    while _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(pid)


def test_no_process_is_left_and_none_imports_the_models(tmp_path: Path) -> None:
    (path,) = _dump(tmp_path, 1)
    with Readers() as pool:
        pool.read(path)
        pids = [worker.process.pid for worker in pool._all]
        maps = Path(f"/proc/{pids[0]}/maps")
        loaded = maps.read_text() if maps.exists() else ""
    assert pids
    assert "torch" not in loaded
    assert "chromadb" not in loaded
    assert not any(_alive(pid) for pid in pids)


def test_docx_goes_through_the_process_whole(readers: Readers, tmp_path: Path) -> None:
    path = tmp_path / "verslag.docx"
    path.write_bytes(
        make.by_pandoc("# Verslag\n\nDe norm is 5%.[^1]\n\n[^1]: Kamerstuk 36 850, nr. 2.\n", "docx")
    )
    (part,) = readers.read(path)
    assert [(block.kind, block.text) for block in part.parsed.blocks] == [
        ("heading", "Verslag"),
        ("paragraph", "De norm is 5%."),
    ]
    assert part.parsed.blocks[1].notes[0].text == "Kamerstuk 36 850, nr. 2."


def test_modules_in_the_folder_one_works_in_are_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = _dump(tmp_path, 1)
    (tmp_path / "json.py").write_text("raise SystemExit('geladen')")
    monkeypatch.chdir(tmp_path)
    assert read_in_child(path)
