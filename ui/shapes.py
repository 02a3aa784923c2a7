"""The JSON shapes of DESIGN.md section 6, made from the nouns of the other packages.

What is for people only (notices, notes, the language of an answer) goes under the key `extra`, which `--json` drops.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from vectorstore.types import (
    Check,
    Footnote,
    Hit,
    Reference,
    Report,
    ReportFilter,
    ReportInfo,
    Section,
    Sentence,
)

if TYPE_CHECKING:
    from assistant.types import Answer, CheckedSentence, Citation, Claim, Draft, Quotation
    from ingest.outcome import IngestResult

Json = dict[str, Any]
EXTRA = "extra"


def iso(day: date | None) -> str | None:
    """A date as YYYY-MM-DD."""
    return day.isoformat() if day else None


def hit(found: Hit) -> Json:
    """One hit of `wijzer search`, and one of `closest`."""
    return {
        "report": found.report,
        "title": found.title,
        "date": iso(found.date),
        "section": found.section,
        "page": found.page,
        "text": found.text,
        "start": found.start,
        "end": found.end,
        "score": round(float(found.score), 6),
    }


def citation(cited: Citation) -> Json:
    """One numbered citation."""
    return {
        "number": cited.number,
        "report": cited.report,
        "title": cited.title,
        "date": iso(cited.date),
        "section": cited.section,
        "page": cited.page,
        "quote": cited.quote,
        "start": cited.start,
        "end": cited.end,
        "footnotes": list(cited.footnotes),
    }


def answer(given: Answer) -> Json:
    """What `wijzer ask` prints."""
    return {
        "question": given.question,
        "status": given.status,
        "mode": given.mode,
        "text": given.text,
        "claims": [claim(one) for one in given.claims],
        "citations": [citation(cited) for cited in given.citations],
        "searched": {
            "reports": given.searched.reports,
            "from": iso(given.searched.first),
            "to": iso(given.searched.last),
        },
        "closest": [hit(found) for found in given.closest],
        "seconds": round(given.seconds, 3),
        EXTRA: {
            "notices": list(given.notices),
            "note": given.searched.note,
            "language": given.language,
            "understood": given.understood,
            "failed": [list(claim.failed) for claim in given.claims],
            "quoted": quotation(given.quoted) if given.quoted else None,
        },
    }


def event(given: Answer | Draft) -> Json:
    """One event of an answer that comes in parts: {"answer": …} or {"draft": …}."""
    from assistant.types import Draft

    return {"draft": draft(given)} if isinstance(given, Draft) else {"answer": answer(given)}


def claim(made: Claim) -> Json:
    """One sentence of an answer."""
    return {"text": made.text, "citations": list(made.citations), "verified": made.verified}


def quotation(given: Quotation) -> Json:
    """The answer in quotes that a generated one was made from."""
    return {"text": given.text, "claims": [claim(one) for one in given.claims]}


def draft(given: Draft) -> Json:
    """A generated answer while it is being written; `failed` has a list for each claim."""
    return {
        "claims": [claim(one) for one in given.claims],
        "failed": [list(one.failed) for one in given.claims],
        "pending": given.pending,
    }


def state(check: Check) -> Json:
    """A library's counts and its problems."""
    return {
        "reports": check.reports,
        "passages": check.passages,
        "vectors": check.vectors,
        "words": check.words,
        "problems": list(check.problems),
    }


def info(line: ReportInfo) -> Json:
    """One line of `wijzer reports`."""
    return {
        "id": line.id,
        "title": line.title,
        "date": iso(line.date),
        "language": line.language,
        "passages": line.passages,
        "source": line.source,
        "state": line.state,
    }


def report(whole: Report) -> Json:
    """What `wijzer show --json` prints: the report with its canonical text and all its parts."""
    return {
        "id": whole.id,
        "title": whole.title,
        "date": iso(whole.date),
        "language": whole.language,
        "series": whole.series,
        "format": whole.format,
        "source": whole.source,
        "sha256": whole.sha256,
        "text": whole.text,
        "sections": [_parts(part) for part in whole.sections],
        "sentences": [_parts(part) for part in whole.sentences],
        "passages": [
            {"start": part.start, "end": part.end, "section": part.section, "page": part.page}
            for part in whole.passages
        ],
        "footnotes": [_parts(part) for part in whole.footnotes],
        "references": [_parts(part) for part in whole.references],
        "pages": list(whole.pages),
        "warnings": list(whole.warnings),
    }


def _parts(part: Section | Sentence | Footnote | Reference) -> Json:
    """A part's fields, tuples as lists: as they come back from JSON."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(part).items()}


def ingested(result: IngestResult) -> Json:
    """What `wijzer ingest` prints."""
    return {
        "added": result.added,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "failed": [{"path": failure.path, "reason": failure.reason} for failure in result.failed],
        "passages": result.passages,
        "seconds": round(result.seconds, 3),
        EXTRA: {"notes": list(result.notes)},
    }


def filter_to_wire(where: ReportFilter) -> Json:
    """A filter as it travels over HTTP; `filter_from_wire` is its inverse."""
    return {
        "reports": list(where.reports),
        "from": iso(where.since),
        "to": iso(where.until),
        "language": where.language,
        "series": where.series,
    }


def filter_from_wire(wire: Mapping[str, Any]) -> ReportFilter:
    """The filter that `filter_to_wire` described; ValueError when a date isn't one."""
    since, until = wire.get("from"), wire.get("to")
    return ReportFilter(
        reports=tuple(str(report) for report in wire.get("reports") or ()),
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        language=wire.get("language") or None,
        series=wire.get("series") or None,
    )


def without_extra(shape: Json) -> Json:
    """The shape as section 6 has it."""
    return {name: value for name, value in shape.items() if name != EXTRA}


def checked(sentence: CheckedSentence) -> Json:
    """One sentence of `wijzer verify`."""
    return {
        "text": sentence.text,
        "verified": sentence.verified,
        "citations": [citation(cited) for cited in sentence.citations],
        "failed": list(sentence.failed),
    }
