"""The encoder in a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from vectorstore.embedding import PassageText, query_embedder
from vectorstore.embedding.process import ProcessEncoder

PROJECT = Path(__file__).resolve().parents[3]
PARENT = """
import multiprocessing, time
from vectorstore.embedding import PassageText
from vectorstore.embedding.process import ProcessEncoder
if __name__ == "__main__":
    encoder = ProcessEncoder()
    encoder.encode([PassageText("", "tekst")])
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    time.sleep(60)
"""


@pytest.mark.slow
def test_it_encodes_in_the_same_space() -> None:
    text = "De stuurgroep stelt de begroting vast."
    with ProcessEncoder() as encoder:
        [vector], _ = encoder.encode([PassageText("", text)])
    assert float(np.dot(vector, query_embedder().embed_query("Wat is er over de begroting besloten?"))) > 0.8


@pytest.mark.slow
def test_the_child_dies_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(PROJECT), "PATH": ""},
    )
    assert parent.stdout is not None
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert children
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while any(_is_running(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in children if _is_running(pid)]


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False
