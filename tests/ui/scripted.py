"""An assistant with a language model that says what a test wants, and `wijzer` with it: python -m tests.ui.scripted …

A word in brackets at the end of a question chooses the script: "(snel)" writes the three sentences, "(traag)" takes
its time over each word, "(stil)" says nothing more after the first sentence, "(stuk)" falls over after it, "(breekt)"
and "(ingetrokken)" end with the quotes and a notice, "(vervolg)" was understood as another question. Without one
nothing is written. What ends early is told in the file that SCRIPT_LOG names.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.assistant import EVERYTHING, Assistant
from assistant.types import Answer, Claim, Draft, Quotation
from vectorstore.types import ReportFilter

VERIFIED = Claim("Dat is per brief bevestigd.", (1,), True)
DOUBTFUL = Claim("Het kostte 3 miljoen euro.", (1,), False, ("het getal 3 staat niet in de bron",))
UNSOURCED = Claim("Iedereen was <img src=x onerror=alert(1)> **blij** [x](http://192.0.2.1/).", (), False, ())
SENTENCES = (VERIFIED, DOUBTFUL, UNSOURCED)
UNDERSTOOD = "Wat heeft de minister over het gemaal Oosterdijk bevestigd?"
NOTICES = {
    "breekt": "Het taalmodel viel weg; dit zijn de citaten.",
    "ingetrokken": "Wat het taalmodel schreef, is ingetrokken.",
}
PAUSES = {"traag": 0.4, "snel": 0.02}


ASKING = Assistant.asking


def generated(quotes: Answer) -> Answer:
    """The quotes with what the model wrote of them."""
    text = " ".join(one.text + "".join(f" [{n}]" for n in one.citations) for one in SENTENCES)
    quoted = Quotation(quotes.text, quotes.claims)
    return replace(quotes, mode="generated", text=text, claims=SENTENCES, quoted=quoted)


def drafts(pause: float) -> Iterator[Draft]:
    """The sentences word by word."""
    yield Draft((), "")
    for count, sentence in enumerate(SENTENCES):
        words = sentence.text.split(" ")
        for at in range(1, len(words) + 1):
            time.sleep(pause)
            yield Draft(SENTENCES[:count], " ".join(words[:at]))
    yield Draft(SENTENCES, "")


def script(name: str, quotes: Answer) -> Iterator[Answer | Draft]:
    """The events of one script."""
    yield quotes
    if name in ("", "vervolg"):
        return
    if name in ("snel", "traag"):
        yield from drafts(PAUSES[name])
        yield generated(quotes)
        return
    yield Draft((), "")
    yield Draft((), "Dat is per")
    yield Draft((VERIFIED,), "Het")
    time.sleep(0.5)
    if name == "stuk":
        raise RuntimeError("het model valt om")
    while name == "stil":
        time.sleep(0.2)
        yield Draft((VERIFIED,), "Het")
    yield replace(quotes, notices=(*quotes.notices, NOTICES[name]))


def asking(
    self: Assistant,
    question: str,
    where: ReportFilter = EVERYTHING,
    *,
    today: date | None = None,
    thread: str | None = None,
    before: Sequence[str] = (),
    alone: bool = False,
    write: bool = True,
) -> Iterator[Answer | Draft]:
    """In the place of `Assistant.asking`."""
    if not write:
        yield from ASKING(self, question, where, today=today, write=False)
        return
    named = re.search(r"\s*\((\w+)\)$", question)
    name = named[1] if named else ""
    quotes = replace(self.ask(question[: named.start()] if named else question, where), question=question)
    if name == "vervolg" and not alone:
        quotes = replace(quotes, understood=UNDERSTOOD)
    if before:
        quotes = replace(quotes, understood=" / ".join(before))
    try:
        yield from script(name, quotes)
    except GeneratorExit:
        noted(f"{question} closed")
        raise
    noted(f"{question} ended")


def noted(line: str) -> None:
    """Tell it in the log of the scripts."""
    if log := os.environ.get("SCRIPT_LOG"):
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def scripted(patch: Any) -> None:
    """Have every assistant follow the scripts; `patch(owner, name, value)` is `setattr` or a monkeypatch's."""
    patch(Assistant, "asking", asking)


if __name__ == "__main__":
    from ui.cli import main

    scripted(setattr)
    sys.exit(main())
