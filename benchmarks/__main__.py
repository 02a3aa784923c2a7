"""All benchmarks, one after the other, each in a process of its own: `make bench`."""

from __future__ import annotations

import subprocess
import sys

ALL = (
    "retrieval", "kpapis", "follow_ups", "verifier", "injection", "two_modes",
    "ingest_speed", "ask_speed", "page_speed", "growth", "kill9",
)  # fmt: skip

if __name__ == "__main__":
    codes = [
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *sys.argv[1:]], check=False).returncode
        for name in ALL
    ]
    sys.exit(max(codes))
