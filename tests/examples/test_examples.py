"""The example reports hold what their sources and their questions say."""

from __future__ import annotations

import email
import email.policy
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc
import pypdfium2
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in (EXAMPLES / "questions.jsonl").read_text("utf-8").splitlines()
]
ANSWERABLE = [question for question in QUESTIONS if not question.get("unanswerable")]


def read_tree(data: bytes, kind: str) -> str:
    """Pandoc's JSON tree of a document."""
    if kind == "rtf":  # pandoc skips every starred group it is not told to know, footnotes among them
        data = data.replace(rb"{\*\footnote", rb"{\footnote")
    command = [pypandoc.get_pandoc_path(), f"--from={kind}", "--to=json", "--sandbox"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def collect_words(node: Any) -> str:
    """The text of a pandoc tree, blocks parted by a space."""
    if isinstance(node, list):
        return "".join(map(collect_words, node))
    if not isinstance(node, dict):
        return ""
    if node.get("t") == "Str":
        return str(node["c"])
    if node.get("t") in ("Space", "SoftBreak", "LineBreak"):
        return " "
    inner = "".join(collect_words(value) for key, value in node.items() if key != "t")
    return f"{inner} " if node.get("t") in ("Para", "Plain", "Header") else inner


@cache
def read_report(name: str, part: str | None = None) -> str:
    """The words of a generated report, whitespace collapsed."""
    path = EXAMPLES / "reports" / name
    data, kind = path.read_bytes(), path.suffix[1:]
    if kind == "eml":
        mail = email.message_from_bytes(data, policy=email.policy.default)
        if part is None:
            body = mail.get_body()
            assert body is not None
            return " ".join(body.get_content().split())
        data = next(one.get_content() for one in mail.iter_attachments() if one.get_filename() == part)
        kind = Path(part).suffix[1:]
    if kind == "pdf":
        with pypdfium2.PdfDocument(data) as document:
            text = " ".join(page.get_textpage().get_text_range() for page in document)
    elif kind == "jsonl":
        records = map(json.loads, data.decode().splitlines())
        text = next(record["text"] for record in records if record["id"] == part)
    elif kind == "txt":
        text = data.decode()
    else:
        text = collect_words(json.loads(read_tree(data, {"md": "markdown-smart"}.get(kind, kind))))
    return " ".join(text.split())


def test_reports_equal_what_their_sources_give() -> None:
    pytest.importorskip("reportlab")
    command = [sys.executable, str(EXAMPLES / "build.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_supported_format_is_there() -> None:
    kinds = {path.suffix for path in (EXAMPLES / "reports").iterdir()}
    assert kinds == {".docx", ".odt", ".pdf", ".html", ".rtf", ".md", ".eml", ".txt", ".jsonl"}


def test_forty_questions_have_an_answer_and_twelve_have_none() -> None:
    assert (len(ANSWERABLE), len(QUESTIONS) - len(ANSWERABLE)) == (40, 12)
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS)
    assert all(question["question"] and question["question_en"] for question in QUESTIONS)


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: str(question["id"]))
def test_evidence_stands_in_the_generated_report(question: dict[str, Any]) -> None:
    for place in [question, *question.get("also", [])]:
        text = read_report(place["report"], place.get("part"))
        missing = [words for words in [place["evidence"], *place.get("cells", [])] if words not in text]
        assert not missing, f"{place['report']} lacks {missing}"


@pytest.mark.parametrize(("kind", "notes"), [("docx", 7), ("odt", 5)])
def test_footnotes_are_native(kind: str, notes: int) -> None:
    paths = (EXAMPLES / "reports").glob(f"*.{kind}")
    assert sum(read_tree(path.read_bytes(), kind).count('"t":"Note"') for path in paths) == notes
