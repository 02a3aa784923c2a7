"""The same forty questions answered in quotes, and by a language model from the quotes, side by side.

Twenty on the report that the project started from (../shared/data/seed) and twenty on the examples, ten of those in
English. Of each: whether the evidence is quoted, whether a verified sentence cites it, which state each sentence got,
and the seconds to the quotes, to the first word and to the last. `--keep FILE` writes all that was said, for a person
to read whether a sentence that is shown as verified is false. What came of that stands, by the sentences' digests, in
`questions/two-modes-read.jsonl`: sentences on reports that are not ours stay out of the project.

    WIJZER_LLM=local:/path/to/model.gguf python -m benchmarks.two_modes

With `--aside` they are the questions of `questions/aside.jsonl`, on the reports of ours in `aside/`. The rules that
check written sentences were mended on what was read of the forty questions; these were first put when that was done.
Finding and quoting had been mended on some of them.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.types import Answer, Citation, Draft
from assistant.writing.models import open_writer
from benchmarks.results import (
    HERE,
    PROJECT,
    Json,
    arguments,
    machine,
    need,
    percentile,
    publish,
    read_jsonl,
    run_wijzer,
    say,
)
from benchmarks.tables import table
from ui.settings import load, writer_settings
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.library import Library

OF_EACH = 20
ASIDE = HERE / "aside"
READ = HERE / "questions" / "two-modes-read.jsonl"


def questions() -> list[Json]:
    """Twenty on the seed report, ten on the examples in Dutch and ten in English."""
    seed = read_jsonl(HERE / "questions" / "seed.jsonl")[:OF_EACH]
    examples = read_jsonl(PROJECT / "examples" / "questions.jsonl")
    every = len(examples) / OF_EACH
    chosen = [examples[int(i * every)] for i in range(OF_EACH)]
    english = [{**q, "question": q["question_en"]} if i % 2 else q for i, q in enumerate(chosen)]
    return [_asked(question) for question in (*seed, *english)]


def questions_aside() -> list[Json]:
    """Those on the reports in `aside/`."""
    return [_asked(question) for question in read_jsonl(HERE / "questions" / "aside.jsonl")]


def _asked(question: Json) -> Json:
    evidence = question.get("evidence") or []
    wanted = [evidence] if isinstance(evidence, str) else list(evidence)
    also = [other["evidence"] for other in question.get("also", ())]
    return {
        "id": question["id"],
        "question": question["question"],
        "evidence": [*wanted, *also],
        "unanswerable": bool(question.get("unanswerable")),
    }


def put(question: Json, assistant: Assistant) -> Json:
    """The question's answers in both modes, with their times."""
    began = time.monotonic()
    quotes: Answer | None = None
    last: Answer | None = None
    first_word: float | None = None
    events: list[Answer | Draft] = []
    for event in assistant.asking(question["question"]):
        events.append(event)
        if isinstance(event, Draft):
            if event.claims or event.pending:
                first_word = first_word or time.monotonic() - began
        else:
            last = event
            if quotes is None:
                quotes, quoted_after = event, time.monotonic() - began
    assert quotes is not None
    assert last is not None
    generated = last.mode == "generated"
    cited = [
        c
        for c in last.citations
        if any(c.number in claim.citations for claim in last.claims if claim.verified)
    ]
    return {
        **question,
        "status": quotes.status,
        "quotes": quotes.text,
        "quoted": _has(question, quotes.citations),
        "generated": last.text if generated else "",
        "written": generated and _has(question, cited),
        "sentences": [
            {"text": claim.text, "state": claim.state, "failed": list(claim.failed),
             "cites": [c.quote for c in last.citations if c.number in claim.citations]}
            for claim in (last.claims if generated else ())
        ],
        "notices": list(last.notices),
        "seconds": {
            "quotes": round(quoted_after, 3),
            "first word": round(first_word, 2) if first_word else None,
            "last word": round(time.monotonic() - began, 2) if len(events) > 1 else None,
        },
    }  # fmt: skip


def _has(question: Json, citations: Sequence[Citation]) -> bool:
    """Whether one of the citations has the evidence or a part of it; a refusal is right when there is none."""
    return any(
        _plain(evidence) in _plain(c.quote) or _plain(c.quote) in _plain(evidence)
        for evidence in question["evidence"]
        for c in citations
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def figures(rows: Sequence[Json]) -> Json:
    """The counts over all questions."""
    answerable = [row for row in rows if not row["unanswerable"]]
    states = Counter(one["state"] for row in rows for one in row["sentences"])
    read = {one["sentence"]: one["true"] for one in (read_jsonl(READ) if READ.exists() else ())}
    verified = [digest(one["text"]) for row in rows for one in row["sentences"] if one["state"] == "verified"]
    return {
        "questions": len(rows),
        "answerable": len(answerable),
        "right in quotes": sum(row["quoted"] for row in answerable),
        "right in a written answer": sum(row["written"] for row in answerable),
        "refused rightly": sum(row["status"] == "not_found" for row in rows if row["unanswerable"]),
        "written": sum(bool(row["generated"]) for row in rows),
        "withdrawn or failed": sum(row["status"] != "not_found" and not row["generated"] for row in rows),
        "sentences": dict(states),
        "verified, and read by a person": sum(one in read for one in verified),
        "verified though false, by that reading": sum(not read.get(one, True) for one in verified),
        "seconds": {
            name: {f"p{p}": round(percentile(values, p), 2) for p in (50, 95)}
            for name in ("quotes", "first word", "last word")
            if (values := [row["seconds"][name] for row in rows if row["seconds"][name] is not None])
        },
    }  # fmt: skip


def digest(sentence: str) -> str:
    """What stands for a sentence in the project."""
    return sha256(sentence.encode()).hexdigest()[:16]


def bare(row: Json) -> Json:
    """The row without what was said."""
    states = [
        {"sentence": digest(one["text"]), "state": one["state"], "failed": len(one["failed"])}
        for one in row["sentences"]
    ]
    kept = ("id", "status", "quoted", "written", "unanswerable", "seconds")
    return {**{name: row[name] for name in kept}, "sentences": states}


def main() -> None:
    """Run it."""
    parser = arguments(__doc__)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write all that was said to this file")
    parser.add_argument("--aside", action="store_true", help="the questions that were kept aside")
    options = parser.parse_args()
    settings = writer_settings(load())
    if settings is None:
        say("skipped: set WIJZER_LLM to the model that is to write, such as local:/path/to/model.gguf")
        return
    reports = [ASIDE] if options.aside else [need("seed"), PROJECT / "examples" / "reports"]
    every, on = questions_aside() if options.aside else questions(), machine()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        run_wijzer("ingest", *reports, "--library", library)
        with Library.open(library, stamp_of()) as opened:
            assistant = Assistant(opened, query_embedder(), open_writer(settings))
            rows = []
            for asked in every:
                rows.append(put(asked, assistant))
                row = rows[-1]
                say(f"{asked['id']}: {row['status']}, {len(row['sentences'])} sentences, {row['seconds']}")
            assistant.close()
    found = figures(rows)
    lines = table(["", f"of {len(every)} questions"], [[name, _cell(value)] for name, value in found.items()])
    if options.keep:
        options.keep.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    result = {"model": Path(settings.model).name, "figures": found, "answers": [bare(row) for row in rows]}
    publish("two_modes_aside" if options.aside else "two_modes", on, options, result, lines)


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_cell(part)}" for name, part in value.items())
    return str(value)


if __name__ == "__main__":
    main()
