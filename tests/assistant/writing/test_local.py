"""A model of one's own in a child process: made ready when it is needed, replaced when it dies, gone with its parent.

Set WIJZER_TEST_GGUF=/path/model.gguf to try it with a real one.
"""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.writing.faults import BadWriter, WriterFault
from assistant.writing.local import LocalWriter
from assistant.writing.models import open_writer
from assistant.writing.settings import Patience, WriterSettings
from tests.assistant.writing.building import answer_of, quoted, write

GGUF = os.environ.get("WIJZER_TEST_GGUF", "")
real = pytest.mark.skipif(not GGUF, reason="WIJZER_TEST_GGUF names no model")
ROOT = Path(__file__).parents[3]

# Does what the server does, without a model: tells where the endpoint is, and ends with its standard input.
STAND_IN = """
import json, sys
from tests.assistant.writing.endpoint import endpoint
with endpoint(*sys.argv[1:2]) as running:
    print(json.dumps({"url": running.url, "key": "k"}), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """What looks like a model."""
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF" + bytes(60))
    return path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How each process behaves, the next one first; "ok" when there is no more. What started is taken off."""
    behaviours: list[str] = []
    popen = subprocess.Popen

    def stand_in(command: list[str], **named: object) -> object:
        assert command[:3] == [sys.executable, "-m", "assistant.writing.server"]
        behaviour = behaviours.pop(0) if behaviours else "ok"
        if behaviour == "fails":
            script = 'print(\'{"error": "RuntimeError"}\')'
        elif behaviour == "dies":
            script = STAND_IN.replace("sys.stdin.read()", "import time, os; time.sleep(0.3); os._exit(9)")
            behaviour = "silent"
        else:
            script = STAND_IN
        return popen([sys.executable, "-c", script, behaviour], **named)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", stand_in)
    return behaviours


@pytest.fixture
def writer(file: Path) -> Iterator[LocalWriter]:
    """A writer of that file."""
    patience = Patience(connect=1, first=10, silence=5, total=15, loading=20)
    found = open_writer(WriterSettings(f"local:{file}", patience=patience))
    assert isinstance(found, LocalWriter)
    yield found
    found.close()


def say(writer: LocalWriter) -> str:
    return "".join(writer.write([("human", "hallo")], lambda: False))


@pytest.mark.parametrize(
    ("content", "what"), [(None, "no_file"), (b"", "no_gguf"), (b"PK\x03\x04" + bytes(60), "no_gguf")]
)
def test_a_file_that_is_no_model_is_told_before_anything_starts(
    tmp_path: Path, content: bytes | None, what: str
) -> None:
    path = tmp_path / "m.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadWriter) as caught:
        open_writer(WriterSettings(f"local:{path}"))
    assert (caught.value.what, caught.value.value) == (what, str(path))


def test_without_the_package_its_extra_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(BadWriter) as caught:
        open_writer(WriterSettings(f"local:{file}"))
    assert (caught.value.what, caught.value.values) == (
        "no_package",
        {"package": "xllamacpp", "extra": "local"},
    )


def test_it_starts_at_the_first_question_and_stays(writer: LocalWriter, started: list[str]) -> None:
    assert writer._child is None
    assert say(writer)
    first = writer._child
    assert say(writer)
    assert writer._child is first
    assert first is not None
    process = first.process
    writer.close()
    assert process.poll() is not None


def test_one_that_dies_during_a_question_is_replaced_once(writer: LocalWriter, started: list[str]) -> None:
    started[:] = ["dies", "ok"]
    assert say(writer)
    assert started == []


def test_one_that_keeps_dying_is_a_fault(writer: LocalWriter, started: list[str]) -> None:
    started[:] = ["dies", "dies"]
    with pytest.raises(WriterFault) as caught:
        say(writer)
    assert caught.value.kind == "cut"
    assert say(writer)


def test_one_that_cannot_load_its_model_is_a_fault_and_leaves_the_quotes(
    writer: LocalWriter, started: list[str]
) -> None:
    started[:] = ["fails"]
    answer = answer_of(quoted("De brug wordt in 2027 vervangen."))
    _, found = write(answer, writer)
    assert (found.mode, len(found.notices)) == ("quotes", 1)


def test_cancelling_does_not_wait_for_the_model_to_load(writer: LocalWriter, started: list[str]) -> None:
    began = time.monotonic()
    with pytest.raises(WriterFault) as caught:
        list(writer.write([("human", "hallo")], lambda: True))
    assert caught.value.kind == "cancelled"
    assert time.monotonic() - began < 4


def test_the_server_says_in_one_line_what_went_wrong(file: Path) -> None:
    pytest.importorskip("xllamacpp")
    done = subprocess.run(
        [sys.executable, "-m", "assistant.writing.server", str(file)],
        cwd=ROOT, input=b"", capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout in (b"", b'{"error": "RuntimeError"}\n')


@real
@pytest.mark.slow
def test_a_real_model_writes_from_the_quotes_and_goes_with_its_parent() -> None:
    writer = open_writer(
        WriterSettings(f"local:{GGUF}", patience=Patience(first=300, silence=120, total=500))
    )
    assert isinstance(writer, LocalWriter)
    try:
        quotes = quoted("De brug over de Vecht wordt in 2027 vervangen.", "De kosten zijn 3 miljoen euro.")
        drafts, found = write(answer_of(quotes, "Wanneer wordt de brug vervangen?"), writer)
        assert drafts or found.notices
        assert found.mode == "quotes" or "2027" in found.text
        assert writer._child is not None
        os.kill(writer._child.process.pid, signal.SIGKILL)
        assert "".join(writer.write([("human", "Zeg hallo.")], lambda: False))
        process = writer._child.process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=10) == 0
    finally:
        writer.close()
