"""The process that reads files and draws pages: requests on its standard input, answers or reasons on its output.

It ends, with all that it started, when its parent closes the pipe, which the kernel does for a parent that was killed.
A message is four bytes of length and that many bytes; a request begins with one byte, `READ` (and a path) or `DRAW`
(and a page), an answer with `OK` or `FAILED`.
"""

from __future__ import annotations

import contextlib
import os
import queue
import resource
import signal
import struct
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from ingest.blocks import UnreadableFile
from ingest.readers import read
from ingest.readers.wire import DRAW, FAILED, OK, dump

_LENGTH = struct.Struct("<I")


def read_message(stream: BinaryIO) -> bytes | None:
    """The next message; None when the other side has closed the pipe."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def write_message(stream: BinaryIO, body: bytes) -> None:
    """Sends a message."""
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def answer(request: bytes) -> bytes:
    """The message that says what is in a file, or what a page of it looks like."""
    try:
        if request[:1] == DRAW:
            from ingest.readers.pdf_image import draw

            return OK + draw(request[1:])
        return OK + dump(read(Path(os.fsdecode(request[1:]))))
    except UnreadableFile as problem:
        reason = str(problem)
    except MemoryError:
        reason = "reading it takes too much memory"
    except RecursionError:
        reason = "it is nested too deeply to be read"
    except Exception as error:  # whatever a parser throws at a hostile file, the next file must be read
        reason = f"it can't be read ({type(error).__name__}: {str(error)[:200]})"
    return FAILED + reason.encode("utf-8", "replace")


def serve(seconds: int, memory_mb: int) -> None:
    """Answers requests until the parent is gone. The limits for each: `seconds` of processor time, `memory_mb`."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit(resource.RLIMIT_AS, memory_mb * 1024 * 1024)
    _limit(resource.RLIMIT_CORE, 0)
    requests: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    while True:
        request = requests.get()
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 5)
        write_message(out, answer(request))


def _listen(requests: queue.Queue[bytes]) -> None:
    """Passes requests on; kills the whole process group when the parent has closed the pipe."""
    while (message := read_message(sys.stdin.buffer)) is not None:
        requests.put(message)
    os.killpg(0, signal.SIGKILL)


def _limit(what: int, value: int) -> None:
    """Sets a soft limit, as far as the system lets it."""
    _, hard = resource.getrlimit(what)
    wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (wanted, hard))


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
