"""What a run of the command left: the one JSON object, or the one line of an error."""

from __future__ import annotations

import json
import subprocess
from typing import Any


def one_object(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The JSON object that is all of stdout."""
    assert done.stdout.count("\n") == 1
    assert done.stdout.endswith("\n")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def the_error(done: subprocess.CompletedProcess[str], code: int) -> str:
    """The one line that an error is."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr.strip()
