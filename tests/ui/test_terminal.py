"""An answer that is written at a terminal, what Ctrl-C does to it, and `wijzer verify` in three states."""

from __future__ import annotations

import io
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT
from tests.ui import scripted
from tests.ui.conftest import Run, clean_environment
from ui.console import Console

ABSENT = "Wie was afwezig?"
DRAFT = (
    "De provincie draagt de helft van de kosten. "
    "De stuurgroep besluit het gemaal Oosterdijk voor 7 miljoen euro te vernieuwen."
)


def test_a_fleeting_line_is_one_line_and_only_where_it_can_be_replaced() -> None:
    out = io.StringIO()
    Console(out, out, width=20).fleeting("weg")
    assert out.getvalue() == ""
    Console(out, out, width=20, live=True).fleeting("een\ntwee drie \x1b[2J vier vijf")
    shown = out.getvalue().removeprefix("\r").removesuffix("\x1b[K")
    assert (len(shown) < 20, "\n" in shown, "\x1b" in shown) == (True, False, False)
    assert shown.endswith("vier vijf")


def test_ctrl_c_stops_the_writing_and_keeps_what_is_there_and_the_conversation_goes_on(library: Path) -> None:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.scripted", "ask", "--library", str(library), "--lang", "nl"],
        stdin=follower, stdout=follower, stderr=follower, cwd=PROJECT, env=clean_environment() | {"TERM": "xterm"},
    )  # fmt: skip
    os.close(follower)
    seen = ""

    def until(text: str) -> None:
        nonlocal seen
        while text not in seen:
            seen += os.read(leader, 4096).decode(errors="replace")

    until("? ")
    os.write(leader, f"{ABSENT} (stil)\n".encode())
    until("Ctrl-C stopt het schrijven")
    until(f"✓ {scripted.VERIFIED.text}")
    process.send_signal(signal.SIGINT)
    until("Het schrijven is gestopt")
    seen = seen.partition("Het schrijven is gestopt")[2]
    os.write(leader, f"{ABSENT} (vervolg)\n".encode())
    until(scripted.UNDERSTOOD[:30])
    until("Doorzocht")
    os.write(leader, b"stop\n")
    assert process.wait(30) == 0
    os.close(leader)


def test_verify_says_three_things_of_a_sentence_and_counts_them(wijzer: Run, sample_library: Path) -> None:
    library = ("--library", str(sample_library), "--lang", "nl")
    shown = wijzer("verify", "-", *library, stdin=DRAFT).stdout
    lines = shown.splitlines()
    assert lines[0:2] == ["✓ De provincie draagt de helft van de kosten.", "    bevestigd"]
    (wrong,) = [at for at, line in enumerate(lines) if line.startswith("✗ ")]
    rest = " ".join(line.strip() for line in lines[wrong:])
    assert re.search(r"niet bevestigd: .*7 miljoen.*het dichtstbij: “De stuurgroep besluit", rest)
    assert lines[-1] == "2 zinnen: 1 bevestigd, 1 niet bevestigd, 0 zonder bron."
    assert wijzer("verify", "-", *library, stdin=" ").returncode == 2


def test_a_sentence_without_anything_near_has_no_source(wijzer: Run, tmp_path: Path) -> None:
    empty = ("--library", str(tmp_path / "leeg"), "--lang", "en")
    shown = wijzer("verify", "The moon is made of cheese.", *empty).stdout
    assert shown.startswith("? The moon is made of cheese.\n    no source: nothing in the reports")
    assert "1 sentence: 0 verified, 0 not verified, 1 no source." in shown
