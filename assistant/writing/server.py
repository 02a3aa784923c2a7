"""Run in a process of its own by `local.py`: serves one GGUF model on 127.0.0.1, until whoever started it is gone.

    python -m assistant.writing.server MODEL

It says in one line of JSON on its standard output where it listens and with which key, or what went wrong; what the
library prints goes elsewhere. It ends when its standard input is closed or its parent is another. (PR_SET_PDEATHSIG
would do that too, but it goes off when the *thread* that started the process ends, and a web server's threads do.)
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import threading
import time
from typing import Any

CONTEXT = 4096
# Room for the prompts of a few conversations; the library's own default is 8 GiB.
CACHE_MIB = 128


def main(path: str) -> int:
    """Serve until the parent is gone; 1 when the model can't be loaded."""
    line = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the library writes to its standard output
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    key = secrets.token_urlsafe(32)
    try:
        server = _server(path, key)
    except (ImportError, RuntimeError, OSError, ValueError) as error:
        _tell(line, {"error": type(error).__name__})
        return 1
    _tell(line, {"url": f"{server.listening_address}/v1", "key": key})
    threading.Event().wait()
    return 0


def _server(path: str, key: str) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = path
    params.model_alias = {"local"}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key]
    params.cors_origins = "null"
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = _cores()
    params.cache_ram_mib = CACHE_MIB
    params.endpoint_slots = params.ui = False
    params.offline = True
    params.verbosity = -1
    return xllamacpp.Server(params)


def _cores() -> int:
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _tell(line: Any, what: dict[str, str]) -> None:
    line.write(json.dumps(what) + "\n")
    line.flush()


def _end_with_parent(parent: int) -> None:
    """End the process when its standard input closes, or when its parent is gone and something holds that open."""

    def wait_for_end() -> None:
        while os.read(0, 1024):
            pass
        os._exit(0)

    threading.Thread(target=wait_for_end, daemon=True).start()
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
