"""An environment for each peer that isn't part of ours: `.bench/PEER`, made once from `PEER.txt` in this folder.

The first line of such a file says from which Python on it works ("# python 3.12"). A peer without a file runs in our
own environment. `python -m benchmarks.peers.environments` makes them all.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.results import PROJECT, say

HERE = Path(__file__).resolve().parent
BENCH = PROJECT / ".bench"
NEEDS = re.compile(r"# python (3\.\d+)")
NEWEST = 13
LAST_LINES = 8
PRIVATE = re.compile(r"\w+://\S+|(?<![\w.])/[\w.+-]+/\S*")


class Unavailable(RuntimeError):
    """The peer can't be run here; the message says why."""


def bench_folder() -> Path:
    """`.bench`, which git leaves alone."""
    BENCH.mkdir(exist_ok=True)
    (BENCH / ".gitignore").write_text("*\n")
    return BENCH


def python_for(peer: str) -> Path:
    """The interpreter that has the peer's packages; makes its environment first, or again when its file changed."""
    wanted = HERE / f"{peer}.txt"
    if not wanted.exists():
        return Path(sys.executable)
    folder = BENCH / peer
    made_of = hashlib.sha256(wanted.read_bytes()).hexdigest()
    stamp = folder / "made-of"
    python = folder / "bin" / "python"
    bench_folder()
    if not (stamp.exists() and stamp.read_text() == made_of and python.exists()):
        say(f"making the environment of {peer} (minutes, once) ...")
        shutil.rmtree(folder, ignore_errors=True)
        _run([_interpreter(wanted), "-m", "venv", folder])
        pip: list[Path | str] = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        for first in re.findall(r"^torch==\S+", wanted.read_text(), re.MULTILINE):
            _run([*pip, first])  # on its own, as `make setup` does: with others a CUDA build may be chosen
        _run([*pip, "-r", wanted])
        stamp.write_text(made_of)
    return python


def _interpreter(wanted: Path) -> Path:
    """The oldest Python on this machine that the peer works with."""
    said = NEEDS.match(wanted.read_text())
    oldest = int(said[1].partition(".")[2]) if said else 11
    for minor in range(oldest, NEWEST + 1):
        for python in _pythons(minor):
            works = subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True, check=False)
            if works.returncode == 0:
                return python
    raise Unavailable(f"needs Python 3.{oldest} or newer, which isn't on this machine")


def _pythons(minor: int) -> Iterator[Path]:
    if found := shutil.which(f"python3.{minor}"):
        yield Path(found)
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(root.glob(f"versions/3.{minor}.*/bin/python"), reverse=True)


def _run(command: list[Path | str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"can't be installed: {last_words(done.stderr or done.stdout)}")


def last_words(output: str) -> str:
    """The last line of what a program wrote, without what is only of this machine: addresses and paths.

    The last lines as they are go to stderr.
    """
    lines = output.strip().splitlines() or ["it said nothing"]
    say("\n".join(lines[-LAST_LINES:]))
    return PRIVATE.sub("…", lines[-1])


def model_folder(dtype: str = "float32") -> Path:
    """A sentence-transformers folder of our embedding model with weights of this type, made once.

    float32 is what a model of this kind has on the hub, and therefore what a peer computes in as its documentation
    shows it; our own folder holds bfloat16, and is loaded as that by who doesn't say otherwise.
    """
    from vectorstore.embedding import prepare

    ours = prepare(progress=say)
    folder = bench_folder() / "models" / f"{ours.name}-{dtype}"
    if not (folder / "modules.json").exists():
        import torch
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(
            str(ours), device="cpu", local_files_only=True, model_kwargs={"dtype": getattr(torch, dtype)}
        )
        made = folder.with_name(f"{folder.name}.unfinished")
        shutil.rmtree(made, ignore_errors=True)
        model.save_pretrained(str(made))
        made.replace(folder)
    return folder


if __name__ == "__main__":
    for file in sorted(HERE.glob("*.txt")):
        try:
            print(f"{file.stem}: {python_for(file.stem)}")
        except Unavailable as problem:
            print(f"{file.stem}: {problem}")
