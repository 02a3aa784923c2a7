"""Many threads, full disks, and what must not be loaded."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.vectorstore.conftest import by_way
from tests.vectorstore.material import MODEL, addition, question, random_report
from vectorstore.errors import DiskFull, NoSuchReport
from vectorstore.library import Library
from vectorstore.vectors import PATIENCE

PROJECT = Path(__file__).resolve().parents[2]


def test_threads_search_while_others_write(either: Library) -> None:
    either.add_many([addition(random_report(i)) for i in range(20)])
    finished = threading.Event()

    def ask(number: int) -> int:
        report, asked = random_report(number), 0
        passage = report.text[report.passages[1].start : report.passages[1].end]
        while not finished.is_set() or asked < 5:
            hits = either.search(question(passage), passage, k=5)
            assert len(hits) == 5
            assert passage in [hit.text for hit in hits]
            for hit in hits:
                try:
                    assert either.report(hit.report).text[hit.start : hit.end]
                except NoSuchReport:
                    assert int(hit.title.removeprefix("Verslag r")) >= 10
            asked += 1
        return asked

    with ThreadPoolExecutor() as pool:
        asking = [pool.submit(ask, number) for number in range(4)]
        try:
            for turn in range(2):
                either.add_many([addition(random_report(i, turn)) for i in range(10, 40)])
                either.remove_many([random_report(i).id for i in range(30, 40)])
            either.rebuild()
        finally:
            finished.set()
        assert min(one.result() for one in asking) >= 5
    assert either.check().problems == ()


def test_a_check_waits_for_a_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_way(monkeypatch, "chroma")
    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i)) for i in range(20)])
        index = library._holdings.vectors.open()
        reports = index.reports

        def busy_afterwards() -> object:
            found = reports()
            index._lock.acquire()
            threading.Timer(4 * PATIENCE, index._lock.release).start()
            return found

        monkeypatch.setattr(index, "reports", busy_afterwards)
        assert library.check().problems == ()


def test_a_full_disk_is_said_and_nothing_is_lost(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_way(monkeypatch, "chroma")
    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i)) for i in range(10)])
        connection = library._holdings.catalogue._database._writer
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DiskFull, match="Free some space"):
            library.add_many([addition(random_report(i)) for i in range(10, 60)])
        connection.execute("PRAGMA max_page_count = 1000000")
        assert len(library.reports()) == 10
        assert library.check().problems == ()
        assert len(list((folder / "originals").rglob("??*/*"))) == 10
        library.add_many([addition(random_report(i)) for i in range(10, 60)])
        assert library.check().problems == ()
    with Library.open(folder, MODEL) as library:
        assert len(library.reports()) == 60


@pytest.mark.parametrize("where", ["VectorsIndex.write", "WordsIndex.write"])
def test_a_disk_full_in_an_index(either: Library, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    either.add_many([addition(random_report(i)) for i in range(5)])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    part = "vectors" if where.startswith("Vectors") else "words"
    with monkeypatch.context() as patch:
        patch.setattr(f"vectorstore.{part}.{where}", full)
        with pytest.raises(DiskFull):
            either.add_many([addition(random_report(i)) for i in range(3, 9)])
    assert len(either.reports()) == 5
    assert either.check().problems == ()


def test_an_undo_that_fails_too_is_mended_later(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i)) for i in range(5)])
        with monkeypatch.context() as patch:
            patch.setattr("vectorstore.words.WordsIndex.write", fails)
            patch.setattr("vectorstore.vectors.VectorsIndex.delete", fails)
            with pytest.raises(DiskFull):
                library.add_many([addition(random_report(i)) for i in range(3, 9)])
        assert {hit.report for hit in library.search(question("x"), "kenmerk", k=99)} == {
            random_report(i).id for i in range(5)
        }
    with Library.open(folder, MODEL) as library:
        assert len(library.reports()) == 5
        assert library.check().problems == ()


def test_nothing_heavy_is_imported_before_it_is_needed(folder: Path) -> None:
    with Library.open(folder, MODEL) as library:
        library.add_many([addition(random_report(i)) for i in range(20)])
    script = (
        "import sys; from pathlib import Path; from vectorstore.library import Library\n"
        "assert not {'chromadb', 'tantivy'} & set(sys.modules)\n"
        "from tests.vectorstore.material import MODEL, question\n"
        "with Library.open(Path(sys.argv[1]), MODEL) as library:\n"
        "    assert len(library.reports()) == 20\n"
        "    assert not {'chromadb', 'tantivy'} & set(sys.modules)\n"
        "    assert library.search(question('dijk'), 'dijk')\n"
        "    assert 'chromadb' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script, str(folder)], cwd=PROJECT, check=True, timeout=60)
