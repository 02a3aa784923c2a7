"""Reading files in child processes: with a deadline and a memory limit, so that no file can stop or fell the rest."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from ingest.blocks import Part, UnreadableFile

SECONDS = 30
MEMORY_MB = 1024
LARGEST_ANSWER = 512 * 1024 * 1024
_AHEAD = 8
_LENGTH = struct.Struct("<I")
_PROJECT = Path(__file__).resolve().parents[1]

Outcome = list[Part] | UnreadableFile


def read_in_child(path: Path, *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB) -> list[Part]:
    """The reports in a file, read in a process of its own; raises UnreadableFile, also when that dies or hangs."""
    with Readers(workers=1, seconds=seconds, memory_mb=memory_mb) as readers:
        return readers.read(path)


class Readers:
    """A few processes that read files, each used for many; one that dies or takes too long is replaced.

    A context manager: at its end the processes are gone. Its methods may be called from any thread.
    """

    def __init__(self, workers: int = 2, seconds: float = SECONDS, memory_mb: int = MEMORY_MB) -> None:
        self.workers = workers
        self.seconds = seconds
        self.memory_mb = memory_mb
        self._idle: deque[Worker] = deque()
        self._all: set[Worker] = set()
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="reader")
        self._closed = False

    def __enter__(self) -> Readers:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the processes, also in the middle of a file."""
        self._closed = True
        with self._lock:
            for worker in self._all:
                worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.close()

    def read(self, path: Path) -> list[Part]:
        """The reports in one file; raises UnreadableFile."""
        outcome = self._threads.submit(self._outcome, Path(path)).result()
        if isinstance(outcome, UnreadableFile):
            raise outcome
        return outcome

    def read_all(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Outcome]]:
        """Each path with its reports, or with why it can't be read, in the order of the paths, as they come.

        Reads a few files ahead and no more, so that thousands of files don't stand in memory.
        """
        waiting: deque[tuple[Path, Future[Outcome]]] = deque()
        for path in paths:
            waiting.append((path, self._threads.submit(self._outcome, Path(path))))
            while waiting and (len(waiting) >= _AHEAD or waiting[0][1].done()):
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()

    def _outcome(self, path: Path) -> Outcome:
        from ingest.readers.wire import READ, load

        try:
            worker = self._take()
        except UnreadableFile as problem:
            return problem
        try:
            return load(worker.ask(READ + os.fsencode(path.absolute())))
        except UnreadableFile as problem:
            return problem
        finally:
            self._give_back(worker)

    def _take(self) -> Worker:
        with self._lock:
            if self._closed:
                raise UnreadableFile("the readers have been closed")
            if self._idle:
                return self._idle.pop()
            worker = Worker(self.seconds, self.memory_mb)
            self._all.add(worker)
            return worker

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if worker.alive and not self._closed:
                self._idle.append(worker)
                return
            self._all.discard(worker)
        worker.close()


class Worker:
    """One process that reads files or draws their pages, one at a time; close it when it is no longer needed."""

    def __init__(self, seconds: float, memory_mb: int) -> None:
        self.seconds = seconds
        self.memory_mb = memory_mb
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.readers.worker", str(int(seconds) + 1), str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
        self.alive = True

    def ask(self, message: bytes) -> bytes:
        """What the process answers; raises UnreadableFile. Afterwards `alive` says whether it can be used again."""
        from ingest.readers.wire import OK

        try:
            assert self.process.stdin is not None
            self.process.stdin.write(_LENGTH.pack(len(message)) + message)
            self.process.stdin.flush()
            answer = self._answer(time.monotonic() + self.seconds)
        except (BrokenPipeError, EOFError) as error:
            raise UnreadableFile(self._cause_of_death()) from error
        except TimeoutError as error:
            self.kill()
            raise UnreadableFile(f"reading it took longer than {self.seconds:g} s") from error
        if answer[:1] == OK:
            return answer[1:]
        raise UnreadableFile(answer[1:].decode("utf-8", "replace"))

    def _answer(self, deadline: float) -> bytes:
        (length,) = _LENGTH.unpack(self._bytes(_LENGTH.size, deadline))
        if length > LARGEST_ANSWER:
            self.kill()
            raise UnreadableFile(f"what is in it takes more than {LARGEST_ANSWER // 1024 // 1024} MB")
        return self._bytes(length, deadline)

    def _bytes(self, count: int, deadline: float) -> bytes:
        """Exactly so many bytes from the process; TimeoutError at the deadline, EOFError when it has died."""
        assert self.process.stdout is not None
        pipe, out = self.process.stdout.fileno(), bytearray()
        while len(out) < count:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise TimeoutError
            piece = os.read(pipe, min(count - len(out), 1 << 20))
            if not piece:
                raise EOFError
            out += piece
        return bytes(out)

    def _cause_of_death(self) -> str:
        self.alive = False
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        code = self.process.returncode
        self.kill()
        if code == -signal.SIGXCPU:
            return f"reading it took longer than {self.seconds:g} s"
        if code in (-signal.SIGKILL, -signal.SIGABRT, -signal.SIGTRAP):
            return f"reading it takes more than {self.memory_mb} MB of memory, or it is damaged"
        return "it is damaged: the program that reads it crashed"

    def kill(self) -> None:
        """Ends the process and all that it started."""
        self.alive = False
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Ends the process and lets go of its pipes."""
        self.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()


def _environment() -> dict[str, str]:
    """The environment of the process: where the project's modules are, and nothing that it doesn't need."""
    keep = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    environment = {name: os.environ[name] for name in keep if name in os.environ}
    return {**environment, "PYTHONPATH": str(_PROJECT), "PYTHONUTF8": "1"}
