"""kill -9 at random moments of an ingest: does the library open, is all there that was acknowledged, is it whole?

`wijzer ingest` takes in ../shared/data/kpapis/raw; at a random moment its process is killed (every other time with all
its children). Acknowledged is what it printed as added. After each kill the library is opened and every report that can
be found is compared with the same report of an undisturbed ingest: text, passages, vectors, words. The next round goes
on with the same library, so that its ingest repairs and continues; a library that is complete is compared whole with
the undisturbed one, thrown away, and a new one begun. Broken off (Ctrl-C, SIGTERM), it reports the kills so far.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.results import PROJECT, Json, arguments, machine, need, publish, say, wijzer

ENVIRONMENT = {**os.environ, "WIJZER_LANG": "en"}


@dataclass(frozen=True)
class Contents:
    """What a library holds: per file the text and the number of passages of its report, and what is wrong with it."""

    reports: dict[str, tuple[str, int]]
    problems: tuple[str, ...]


@dataclass
class Outcome:
    """All rounds together."""

    undisturbed: float = 0.0
    kills: int = 0
    acknowledged: int = 0
    completed: int = 0
    faults: list[str] = field(default_factory=list)
    opening: list[float] = field(default_factory=list)


def contents(library: Path) -> Contents:
    """Open the library, and read all that can be found in it."""
    from vectorstore.embedding import stamp_of
    from vectorstore.library import Library

    with Library.open(library, stamp_of()) as opened:
        found = {}
        for info in opened.reports():
            if info.state == "ready":
                found[Path(info.source).name] = (opened.report(info.id).text, info.passages)
        return Contents(found, tuple(opened.check().problems))


class Ingest:
    """A running `wijzer ingest`; `acknowledged` grows with each file that it says is in."""

    def __init__(self, library: Path, folder: Path) -> None:
        self._process = subprocess.Popen(
            wijzer("ingest", folder, "--library", library, "--json"),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=PROJECT, env=ENVIRONMENT,
            start_new_session=True,
        )  # fmt: skip
        self.acknowledged: list[str] = []
        self._names = {path.name for path in folder.iterdir()}
        self._reader = threading.Thread(target=self._read, args=(self._process.stderr,))
        self._reader.start()

    def _read(self, lines: Iterable[str]) -> None:
        for line in lines:
            if name := acknowledged(line, self._names):
                self.acknowledged.append(name)

    def wait(self, seconds: float | None) -> bool:
        """Whether it ended by itself within that time."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        except KeyboardInterrupt:
            self.kill(with_children=True)
            raise
        self._end()
        if self._process.returncode not in (0, 3):
            raise SystemExit(f"wijzer ingest ended with status {self._process.returncode}")
        return True

    def kill(self, with_children: bool) -> None:
        """kill -9, of the process alone or of its whole session."""
        if with_children:
            os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.wait()
        self._end()

    def _end(self) -> None:
        self._reader.join(30)  # a child that outlives its parent may hold the pipe open


def acknowledged(line: str, names: set[str]) -> str | None:
    """The file that a line of progress says is in: "[3/61] …/name.docx: added"."""
    path, _, outcome = line.rstrip().rpartition(": ")
    name = path.rpartition("/")[2]
    return name if outcome in ("added", "updated", "unchanged") and name in names else None


def compare(found: Contents, whole: Contents, seen: set[str], moment: str) -> list[str]:
    """What is wrong after a kill."""
    faults = [f"{moment}: {problem}" for problem in found.problems]
    faults += [
        f"{moment}: {name} was acknowledged and is gone" for name in sorted(seen - found.reports.keys())
    ]
    for name, report in found.reports.items():
        if whole.reports.get(name) != report:
            faults.append(f"{moment}: {name} differs from the undisturbed one")
    return faults


def undisturbed(folder: Path, scratch: Path) -> tuple[Contents, float, float]:
    """What a whole ingest makes, how long it takes, and when the first file was acknowledged."""
    began = time.monotonic()
    ingest = Ingest(scratch / "whole", folder)
    first = 0.0
    while not ingest.wait(0.1):
        if ingest.acknowledged and not first:
            first = time.monotonic() - began
    return contents(scratch / "whole"), time.monotonic() - began, first


def kill_often(folder: Path, scratch: Path, options: argparse.Namespace, outcome: Outcome) -> None:
    """The rounds; what comes of them is in `outcome` at every moment."""
    chance = random.Random(options.seed)
    say("an undisturbed ingest first ...")
    whole, full, first = undisturbed(folder, scratch)
    outcome.undisturbed = full
    say(f"{len(whole.reports)} reports in {full:.1f} s, the first after {first:.1f} s")
    library, seen = scratch / "library", set[str]()
    while outcome.kills < options.kills:
        left = max(1.0, (full - first) * (1 - len(seen) / len(whole.reports)))
        moment = chance.uniform(0.0, first + left)
        ingest = Ingest(library, folder)
        if ingest.wait(moment):
            outcome.faults += finished(contents(library), whole)
            outcome.completed += 1
            shutil.rmtree(library)
            seen.clear()
            continue
        ingest.kill(with_children=outcome.kills % 2 == 1)
        outcome.kills += 1
        outcome.acknowledged += len(set(ingest.acknowledged) - seen)
        seen |= set(ingest.acknowledged)
        began = time.monotonic()
        found = contents(library) if (library / "catalogue.db").exists() else Contents({}, ())
        outcome.opening.append(time.monotonic() - began)
        what = f"kill {outcome.kills} after {moment:.1f} s"
        faults = compare(found, whole, seen, what)
        outcome.faults += faults
        say("\n  ".join([f"{what}: {len(seen)} acknowledged, {len(found.reports)} found", *faults]))
    last = Ingest(library, folder)
    last.wait(None)
    outcome.faults += finished(contents(library), whole)
    outcome.completed += 1


def finished(found: Contents, whole: Contents) -> list[str]:
    """What a library that was completed in pieces lacks, or has too much, beside one made at once."""
    differs = sorted(
        n for n in whole.reports.keys() | found.reports.keys() if whole.reports.get(n) != found.reports.get(n)
    )
    return [*(f"complete: {name} differs" for name in differs), *(f"complete: {p}" for p in found.problems)]


def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__)
    parser.add_argument("--kills", type=int, default=50, help="how often (default: %(default)s)")
    options = parser.parse_args()
    folder, on = need("kpapis") / "raw", machine()
    outcome, broken_off = Outcome(), False
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-", ignore_cleanup_errors=True) as scratch:
        try:
            kill_often(folder, Path(scratch), options, outcome)
        except KeyboardInterrupt:
            broken_off = True
    if not outcome.opening:
        raise SystemExit("broken off before the first kill: nothing to report")
    result: Json = {
        "kills": outcome.kills,
        "broken_off": broken_off,
        "undisturbed_seconds": round(outcome.undisturbed, 1),
        "reports_acknowledged": outcome.acknowledged,
        "completed_libraries_compared": outcome.completed,
        "slowest_opening_seconds": round(max(outcome.opening), 2),
        "faults": outcome.faults,
    }
    lines = [
        f"  {outcome.kills} kills of an ingest of {outcome.undisturbed:.0f} s{', broken off' if broken_off else ''}",
        f"  {outcome.acknowledged} reports acknowledged in all",
        f"  libraries completed after kills and compared whole: {outcome.completed}",
        f"  slowest opening and reading after a kill: {max(outcome.opening):.1f} s",
        f"  faults: {len(outcome.faults)}",
        *(f"    {fault}" for fault in outcome.faults),
    ]
    publish("kill9", on, options, result, lines)
    if outcome.faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
