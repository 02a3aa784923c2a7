"""A process that adds, removes and rebuilds at random and says on stdout what it is about to do and what is done.

    python -m tests.vectorstore.killed FOLDER SEED

Run by `test_killing.py`, which kills it. Each line is JSON: {"begin": {name: version or null}} or {"done": ...}.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from tests.vectorstore.material import MODEL, addition, random_report
from vectorstore.library import Library

REPORTS = 12


def main(folder: Path, seed: int) -> None:
    """Work until killed."""
    source = random.Random(seed)
    with Library.open(folder, MODEL) as library:
        library.warm()
        print(json.dumps({"open": True}), flush=True)
        while True:
            present = {
                info.source.removeprefix("/reports/r").removesuffix(".txt") for info in library.reports()
            }
            step(library, source, sorted(present))


def step(library: Library, source: random.Random, present: list[str]) -> None:
    """One piece of work, announced and acknowledged."""
    kind = source.choices(["add", "remove", "rebuild"], [7, 2 if present else 0, 1])[0]
    plan: dict[str, int | None] = {}
    if kind == "add":
        for number in source.sample(range(REPORTS), source.randint(1, 4)):
            plan[str(number)] = source.randrange(10**6)
    elif kind == "remove":
        plan = dict.fromkeys(source.sample(present, 1))
    print(json.dumps({"begin": plan}), flush=True)
    if kind == "add":
        library.add_many([addition(random_report(int(n), version or 0)) for n, version in plan.items()])
    elif kind == "remove":
        library.remove_many([random_report(int(number)).id for number in plan])
    else:
        library.rebuild()
    print(json.dumps({"done": plan}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
