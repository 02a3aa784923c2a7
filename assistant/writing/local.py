"""A GGUF file as a writer: llama.cpp in a child process, since an abort in it ends the process that it runs in."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.writing.faults import BadWriter, WriterFault, fault_of
from assistant.writing.models import ChatWriter, Messages
from assistant.writing.reading import closed
from assistant.writing.settings import WriterSettings

MAGIC = b"GGUF"


def check_file(settings: WriterSettings) -> Path:
    """The model's file; BadWriter when it isn't there or not a GGUF file, or xllamacpp isn't installed."""
    path = settings.path or Path(settings.model)
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
    except OSError:
        raise BadWriter("no_file", str(path)) from None
    if magic != MAGIC:
        raise BadWriter("no_gguf", str(path))
    for package in ("xllamacpp", "langchain_openai"):
        if importlib.util.find_spec(package) is None:
            name = package.replace("_", "-")
            raise BadWriter("no_package", settings.model, package=name, extra="local")
    return path


@dataclass(slots=True)
class _Child:
    """A process that serves the model, and the writer that asks it."""

    process: subprocess.Popen[bytes]
    writer: ChatWriter | None = None

    def lives(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        if self.writer is not None:
            self.writer.close()
        try:
            self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class LocalWriter:
    """Starts its process at the first question, and a new one when it died. One question at a time."""

    def __init__(self, settings: WriterSettings) -> None:
        self._settings = settings
        self._path = check_file(settings)
        self._child: _Child | None = None
        self._starting = threading.Lock()

    def write(self, messages: Messages, cancelled: Callable[[], bool]) -> Iterator[str]:
        """The pieces of its text; when the process dies before the first, it is started anew once."""
        for attempt in (1, 2):
            child = self._ready(cancelled)
            assert child.writer is not None
            try:
                with closed(child.writer.write(messages, cancelled)) as pieces:
                    yield from pieces
                return
            except WriterFault as fault:
                if fault.kind in ("down", "cut", "broken") and _is_dead(child):
                    if attempt == 1 and not fault.partial:
                        continue
                    raise WriterFault("cut", "the process died", partial=fault.partial) from None
                raise

    def warm(self) -> None:
        """Start the process now, so that the first question needn't wait for it; WriterFault when it can't."""
        self._ready(lambda: False)

    def close(self) -> None:
        """End the process."""
        with self._starting:
            if self._child is not None:
                self._child.end()
                self._child = None

    def _ready(self, cancelled: Callable[[], bool]) -> _Child:
        """A process that answers; who comes meanwhile waits for the same one."""
        while not self._starting.acquire(timeout=0.1):
            if cancelled():
                raise WriterFault("cancelled")
        try:
            if self._child is not None and self._child.lives():
                return self._child
            if self._child is not None:
                self._child.end()
            self._child = None
            self._child = _start(self._path, self._settings, cancelled)
            return self._child
        finally:
            self._starting.release()


def _is_dead(child: _Child) -> bool:
    """Whether the process ended; its connections break a moment before it can be seen."""
    try:
        child.process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return False
    return True


def _start(path: Path, settings: WriterSettings, cancelled: Callable[[], bool]) -> _Child:
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.writing.server", str(path.absolute())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_home(),
    )
    child = _Child(process)
    try:
        told = _first_line(process, settings.patience.loading, cancelled)
        if "url" not in told:
            raise WriterFault("broken", told.get("error", "the process ended"))
        child.writer = ChatWriter(replace(settings, model="openai:local", url=told["url"], key=told["key"]))
        child.writer.warm()
    except BaseException as error:
        process.kill()
        child.end()
        if isinstance(error, BadWriter):
            raise fault_of(error, partial=False) from error
        raise
    return child


def _home() -> str:
    """The folder that this package is imported from, so that the process finds the same one."""
    return str(Path(__file__).resolve().parents[2])


def _first_line(
    process: subprocess.Popen[bytes], seconds: float, cancelled: Callable[[], bool]
) -> dict[str, str]:
    """What the process says when it is ready, within so many seconds."""
    import select

    assert process.stdout is not None
    until = time.monotonic() + seconds
    said = b""
    while not said.endswith(b"\n"):
        if cancelled():
            raise WriterFault("cancelled")
        if time.monotonic() > until:
            raise WriterFault("slow", "loading the model")
        if select.select([process.stdout], [], [], 0.1)[0]:
            part = os.read(process.stdout.fileno(), 4096)
            if not part:
                return {}
            said += part
    found = json.loads(said)
    return {str(name): str(value) for name, value in found.items()}
