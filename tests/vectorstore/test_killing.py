"""kill -9 anywhere loses nothing that was acknowledged and shows nothing half done.

python -m tests.vectorstore.test_killing 50      as many kills as wanted
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.vectorstore.material import MODEL, question, random_report
from vectorstore.library import Library

State = dict[str, int | None]
PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_killed_twelve_times(tmp_path: Path) -> None:
    kill_often(tmp_path / "library", times=12, seed=1)


def kill_often(folder: Path, times: int, seed: int) -> None:
    """Kill a working process `times` times; after each, the library must hold exactly what it should."""
    source = random.Random(seed)
    state: State = {}
    for turn in range(times):
        lines = work_and_kill(folder, seed=1000 * seed + turn, after=source.uniform(0.0, 0.6))
        in_flight: State = {}
        for line in lines:
            if "begin" in line:
                in_flight = line["begin"]
            elif "done" in line:
                state.update(line["done"])
                in_flight = {}
        state = verify(folder, state, in_flight)


def work_and_kill(folder: Path, seed: int, after: float) -> list[dict[str, State]]:
    """What the process said until it was killed, `after` seconds after the library was open."""
    command = [sys.executable, "-m", "tests.vectorstore.killed", str(folder), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as worker:
        assert worker.stdout is not None
        assert json.loads(worker.stdout.readline()) == {"open": True}
        time.sleep(after)
        worker.kill()
        rest = worker.stdout.read()
    return [json.loads(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")]


def verify(folder: Path, acknowledged: State, in_flight: State) -> State:
    """What the library holds: all that was acknowledged, and the work in flight wholly or not at all."""
    with Library.open(folder, MODEL) as library:
        assert library.check().problems == ()
        held = {number: held_version(library, number) for number in {*acknowledged, *in_flight}}
        outcomes = ({**acknowledged, **in_flight}, acknowledged)
        assert any(all(held[n] == outcome.get(n) for n in held) for outcome in outcomes), (held, outcomes)
        assert len(library.reports()) == sum(version is not None for version in held.values())
        for number, version in held.items():
            if version is not None:
                report = random_report(int(number), version)
                passage = report.text[report.passages[0].start : report.passages[0].end]
                assert library.search(question(passage), passage, k=1)[0].text == passage
    return held


def held_version(library: Library, number: str) -> int | None:
    """Which version of a made-up report the library holds, whole; None when it holds none."""
    sources = {info.source: info.id for info in library.reports()}
    made_up = random_report(int(number))
    if made_up.source not in sources:
        return None
    report = library.report(sources[made_up.source])
    version = int(report.text.split(f"r{number}v")[1].split()[0])
    assert report.text == random_report(int(number), version).text
    assert len(library.sentences(report.id, 0, 99)) == len(report.sentences)
    assert library.original(report.id) is not None
    return version


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        kill_often(Path(scratch) / "library", int(sys.argv[1]), seed=int(time.time()))
    print(f"killed {sys.argv[1]} times: nothing acknowledged was missing, nothing half done was found")
