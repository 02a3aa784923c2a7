"""Writes `examples/reports/` from `examples/sources/`; `--check` says what differs.

Run it from anywhere: `python examples/build.py [--check]`. It needs pandoc (pypandoc_binary) and reportlab,
both development dependencies. The reports are committed, so only who changes a source runs it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCES, REPORTS, QUESTIONS = HERE / "sources", HERE / "reports", HERE / "questions.jsonl"
# The characters stand in the sources as they must appear: no smart quotes or dashes made by pandoc.
MARKDOWN = "markdown-smart-auto_identifiers"
FICTIONAL = {
    "nl": "Fictief voorbeeldverslag van het project Verslagwijzer.",
    "en": "Fictional example report of the Verslagwijzer project.",
}


@dataclass(frozen=True)
class Source:
    """One report as written by us: `key: value` front matter and a Markdown (or plain text) body."""

    stem: str
    meta: dict[str, str]
    body: str

    def plain(self) -> str:
        """Its words without markup, whitespace collapsed: what an evidence string must occur in."""
        unmarked = re.sub(r"\*+|\[\^\d+\]:?|^\+[-+=]+\+$", "", self.body, flags=re.MULTILINE)
        return " ".join(f"{self.meta['title']} {unmarked}".split())


def read_source(path: Path) -> Source:
    """The source in a file; a ValueError names what its front matter lacks."""
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    meta = dict(line.split(": ", 1) for line in head.splitlines())
    missing = {"file", "format", "title", "date", "lang"} - meta.keys()
    if missing:
        raise ValueError(f"{path.name}: front matter lacks {', '.join(sorted(missing))}")
    if FICTIONAL[meta["lang"]] not in body:
        raise ValueError(f"{path.name}: the line that says it is fictional is missing")
    return Source(path.stem, meta, body.strip() + "\n")


@cache
def read_sources() -> dict[str, Source]:
    """All sources by stem, in the order of their names."""
    return {path.stem: read_source(path) for path in sorted(SOURCES.glob("*.md"))}


def run_pandoc(source: Source, target: str) -> bytes:
    """The body in pandoc's format `target`, stamped with the report's own date instead of the clock."""
    from pypandoc import get_pandoc_path

    moment = datetime.fromisoformat(source.meta["date"]).replace(hour=12, tzinfo=UTC)
    command = [
        get_pandoc_path(),
        f"--from={MARKDOWN}",
        f"--to={target}",
        "--output=-",
        "--eol=lf",
        "--sandbox",
    ]
    if target != "json":
        command.append("--standalone")
    # As a YAML block, for pandoc reads its arguments in the locale's encoding. A JSON string is a YAML string.
    head = "".join(
        f"{key}: {json.dumps(source.meta[key], ensure_ascii=False)}\n" for key in ("title", "lang")
    )
    text = f"---\n{head}---\n\n{source.body}"
    env = os.environ | {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "TZ": "UTC"}
    done = subprocess.run(command, input=text.encode(), capture_output=True, env=env, check=False)
    if done.returncode:
        raise RuntimeError(f"{source.stem}: pandoc failed: {done.stderr.decode().strip()}")
    return done.stdout


def render_pdf(source: Source) -> bytes:
    """The report as a PDF, set from pandoc's tree."""
    from pdf_writer import write_pdf

    return write_pdf(
        source.meta["title"], source.meta["lang"], json.loads(run_pandoc(source, "json"))["blocks"]
    )


def render_mail(source: Source) -> bytes:
    """The mail with the source named in `attach` as its attachment; ids and boundary are fixed."""
    attached = read_sources()[source.meta["attach"]]
    mail = EmailMessage()
    mail["From"], mail["To"] = source.meta["from"], source.meta["to"]
    mail["Subject"], mail["Date"] = source.meta["title"], source.meta["sent"]
    mail["Message-ID"] = f"<{source.stem}@verslagwijzer.example>"
    mail.set_content(source.body, cte="quoted-printable")
    mail.add_attachment(
        run_pandoc(attached, attached.meta["format"]),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename=attached.meta["file"],
    )
    mail.set_boundary(f"=={source.stem}==")
    return mail.as_bytes()


def render_line(source: Source) -> bytes:
    """One line of a jsonl file; sources that name the same file follow each other in it."""
    record = {key: source.meta[key] for key in ("id", "title", "date", "lang")} | {"text": source.body}
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def render(source: Source) -> bytes:
    """The bytes of the report in its own format."""
    match source.meta["format"]:
        case "pdf":
            return render_pdf(source)
        case "eml":
            return render_mail(source)
        case "jsonl":
            return render_line(source)
        case "txt":
            return f"{source.meta['title']}\n{source.body}".encode()
        case "md":
            return f"# {source.meta['title']}\n\n{source.body}".encode()
        case kind:
            return run_pandoc(source, kind)


def build_reports() -> dict[str, bytes]:
    """File name and bytes of every report in `examples/reports/`."""
    files: dict[str, bytes] = {}
    for source in read_sources().values():
        if source.meta.get("role") != "attachment":
            files[source.meta["file"]] = files.get(source.meta["file"], b"") + render(source)
    return files


def read_questions() -> list[dict[str, Any]]:
    """The questions, one object a line."""
    return [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]


def find_source(report: str, part: str | None) -> Source:
    """The source of a report; `part` is an attachment's file name or a jsonl line's id."""
    for source in read_sources().values():
        attached = source.meta.get("role") == "attachment"
        if part == source.meta["file"] and attached:
            return source
        if report == source.meta["file"] and part == source.meta.get("id") and not attached:
            return source
    raise ValueError(f"no report {report!r} with part {part!r}")


def check_question(question: dict[str, Any]) -> list[str]:
    """A line for each piece of evidence that does not stand in its report, or not in one table row."""
    faults = []
    for place in [question, *question.get("also", [])]:
        source = find_source(place["report"], place.get("part"))
        if place["evidence"] not in source.plain():
            faults.append(f"{question['id']}: not in {place['report']}: {place['evidence']}")
        rows = [[cell.strip() for cell in line.split("|")] for line in source.body.splitlines()]
        if not any(set(place.get("cells", [])) <= set(row) for row in rows):
            faults.append(f"{question['id']}: no such row in {place['report']}: {place['cells']}")
    return faults


def check_questions() -> list[str]:
    """A line for every fault in the questions that have an answer."""
    questions = [question for question in read_questions() if not question.get("unanswerable")]
    return [fault for question in questions for fault in check_question(question)]


def check_reports(files: dict[str, bytes]) -> list[str]:
    """A line for every report that is missing, differs from its source, or has none."""
    present = {path.name: path.read_bytes() for path in REPORTS.iterdir()}
    faults = [f"{name}: differs from its source" for name in files if present.get(name) != files[name]]
    return faults + [f"{name}: has no source" for name in present.keys() - files.keys()]


def main() -> int:
    """0 when all is well, 1 when a check fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when something differs")
    check = parser.parse_args().check
    files = build_reports()
    REPORTS.mkdir(exist_ok=True)
    if not check:
        for name, data in files.items():
            (REPORTS / name).write_bytes(data)
    faults = check_reports(files) + check_questions()
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(files)} files, {len(read_sources())} reports, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
