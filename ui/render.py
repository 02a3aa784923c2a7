"""What a person reads on the terminal, made from the JSON shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ui.console import Console
from ui.messages import Messages
from ui.pieces import Piece, quoted_of
from ui.remarks import spoken
from ui.shapes import EXTRA, Json
from ui.state import state_name, state_words
from ui.text import printable

MARKS = {"ok": "✓", "attention": "!", "missing": "✗"}
STATES = {"verified": "✓", "not_verified": "✗", "no_source": "?"}


def answer_lines(answer: Json, console: Console, say: Messages) -> Iterator[str]:
    """The answer in quotes, then its numbered sources; or what was searched and the closest passages."""
    if understood := answer[EXTRA].get("understood"):
        yield from (
            console.dim(line) for line in console.wrap(f"{say('writing.understood')} {understood}", 2, "")
        )
        yield ""
    yield from console.wrap((quoted_of(answer) or {"text": ""})["text"])
    for notice in answer[EXTRA]["notices"]:
        yield from (console.dim(line) for line in console.wrap(notice))
    if answer["citations"]:
        yield ""
        yield console.bold(say("ask.sources"))
        for citation in answer["citations"]:
            yield from citation_lines(citation, console, say)
    if answer["closest"]:
        yield ""
        yield console.bold(say("ask.closest"))
        for hit in answer["closest"]:
            yield from hit_lines(hit, console, say)
    yield ""
    yield console.dim(printable(searched_line(answer, say)))


def written_head(console: Console, say: Messages) -> Iterator[str]:
    """What stands above what a language model writes."""
    yield ""
    yield console.bold(say("writing.head")) + console.dim(f" · {say('writing.by')}")


def written_lines(sentences: Sequence[Piece], console: Console, say: Messages) -> Iterator[str]:
    """Written sentences, each with a mark, its numbers and, where it isn't verified, why."""
    for sentence in sentences:
        if not sentence.claim:
            continue
        numbers = "".join(f" [{number}]" for number in sentence.citations)
        yield from console.wrap(sentence.text + numbers, 2, f"{STATES[sentence.state]} ")
        if sentence.state != "verified":
            yield from console.wrap(state_words(sentence, say), 4)


def searched_line(answer: Json, say: Messages) -> str:
    """What was searched: "Searched: 12 reports, 3 April 2025 – 3 December 2025 · in December"."""
    searched = answer["searched"]
    line = say.count("ask.searched", searched["reports"])
    if searched["from"]:
        first, last = say.day(searched["from"]), say.day(searched["to"])
        line += f" ({first})" if first == last else f" ({first} – {last})"
    note = answer[EXTRA]["note"]
    return f"{line} · {note}" if note else line


def citation_lines(citation: Json, console: Console, say: Messages) -> Iterator[str]:
    """A numbered source: the report, its date, section and page, the quote, the footnotes."""
    number = f"[{citation['number']}]"
    yield from console.wrap(f"{number} {place(citation, say)}", 4, "")
    yield from console.wrap(f"“{citation['quote']}”", 4)
    for note in citation["footnotes"]:
        yield from (console.dim(line) for line in console.wrap(say("ask.footnote", text=note), 4))
    yield console.dim(f"    wijzer show {citation['report']}")


def hit_lines(hit: Json, console: Console, say: Messages) -> Iterator[str]:
    """A passage that was found, under its report."""
    yield from console.wrap(place(hit, say), 2, "- ")
    yield from console.wrap(re.sub(r"\n{2,}", "\n", hit["text"]), 4)
    yield console.dim(f"    wijzer show {hit['report']}")


def place(found: Json, say: Messages) -> str:
    """Where a quote stands: title · date · section · page."""
    parts = [found["title"], say.day(found["date"]), found["section"]]
    if found["page"]:
        parts.append(say("ask.page", page=found["page"]))
    return " · ".join(part for part in parts if part)


def verify_lines(found: Json, console: Console, say: Messages) -> Iterator[str]:
    """Each sentence with its state, what failed, and the quote that supports it or is nearest; then the totals."""
    totals = Counter[str]()
    for sentence in found["sentences"]:
        state = state_of(sentence)
        totals[state] += 1
        yield from console.wrap(sentence["text"], 2, f"{STATES[state]} ")
        why = "; ".join(sentence["failed"])
        told = state_name(state, say)
        yield from console.wrap(say("writing.why", state=told, why=why) if why else told, 4)
        for citation in sentence["citations"]:
            if state == "not_verified":
                yield from console.wrap(say("verify.nearest"), 4)
            yield from (console.dim(line) for line in console.wrap(f"“{citation['quote']}”", 4))
            yield from (console.dim(line) for line in console.wrap(place(citation, say), 4))
    yield ""
    states = ", ".join(f"{totals[state]} {state_name(state, say)}" for state in STATES)
    yield say.count("verify.total", len(found["sentences"]), states=states)


def state_of(sentence: Json) -> str:
    """How a sentence of `wijzer verify` fared; as `Claim.state`."""
    if sentence["verified"]:
        return "verified"
    return "not_verified" if sentence["citations"] else "no_source"


def ingest_lines(result: Json, console: Console, say: Messages) -> Iterator[str]:
    """The counts, and each file that was not taken in with its reason."""
    counts = {name: result[name] for name in ("added", "updated", "unchanged", "passages", "seconds")}
    yield say("ingest.done", **counts)
    if result["failed"]:
        yield ""
        yield console.bold(say.count("ingest.failed", len(result["failed"])))
        for failure in result["failed"]:
            yield from console.wrap(f"{failure['path']}: {spoken(failure['reason'], say)}", 4, "  ")


def report_lines(reports: Sequence[Json], console: Console, say: Messages) -> Iterator[str]:
    """The list of reports: date, id, title, passages and, when it isn't ready, its state."""
    for report in reports:
        state = "" if report["state"] == "ready" else f" [{say_state(report['state'], say)}]"
        passages = say.count("reports.passages", report["passages"])
        yield printable(
            f"{report['date'] or '-':<10}  {report['id']}  {report['title']}{state}"
        ) + console.dim(f"  {passages}")
    yield ""
    yield say.count("reports.total", len(reports))


def say_state(state: str, say: Messages) -> str:
    """The state of a report that is not ready."""
    return say("reports.removing") if state == "removing" else say("reports.pending")


def show_lines(report: Json, console: Console, say: Messages) -> Iterator[str]:
    """A report to read: what it is, then its text in the console's width."""
    yield console.bold(printable(report["title"]))
    facts = [say.day(report["date"]), report["language"], report["format"], report["source"]]
    yield from console.wrap(" · ".join(facts))
    for warning in report["warnings"]:
        yield from console.wrap(spoken(warning, say), 2, "! ")
    yield ""
    headings = {section["start"] for section in report["sections"] if section["heading"]}
    at = 0
    for line in report["text"].split("\n"):
        wrapped = console.wrap(line)
        yield from (console.bold(part) for part in wrapped) if at in headings else wrapped
        at += len(line) + 1


def doctor_lines(found: Json, console: Console, say: Messages) -> Iterator[str]:
    """The findings with a mark each, the advice under it; then versions and settings."""
    for finding in found["findings"]:
        yield from console.wrap(f"{finding['name']}: {finding['detail']}", 4, f"{MARKS[finding['state']]} ")
        if finding["advice"]:
            yield from console.wrap(finding["advice"], 4, "  → ")
    yield ""
    yield console.bold(say("doctor.versions"))
    versions = [f"{name} {version}" for name, version in found["versions"].items() if version]
    yield from console.wrap(" · ".join(versions), 2)
    yield console.bold(say("doctor.settings"))
    for name, value in found["settings"].items():
        yield from console.wrap(f"{name}={value}", 6, "  ")
    yield ""
    yield say("doctor.well") if found["ok"] else say("doctor.unwell")
