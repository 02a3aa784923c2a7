"""What is left of a stored answer when a report is removed. Pure functions over the answer's JSON.

The answer has the shape that `wijzer ask --json` prints, with `extra` beside it: {"status", "mode", "text", "claims",
"citations", "searched", "closest", "seconds", "extra": {"notices", "note", "language", "understood", "failed",
"quoted"}, ...}. Whatever a language model was given is of reports that the answer cites.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from vectorstore.language.months import spoken_date

Json = Mapping[str, Any]

_KEPT = ("question", "status", "mode", "text", "claims", "citations", "searched", "closest", "seconds")


def reports_of(answer: Json) -> set[str]:
    """The ids of the reports that the answer cites or shows passages of."""
    places = (*answer.get("citations", ()), *answer.get("closest", ()))
    return {place["report"] for place in places if not place.get("removed")}


def free_text(answer: Json) -> str:
    """What the answer says that is no quote with a citation: there a report may be named that isn't cited."""
    text = "" if answer.get("citations") else answer.get("text", "")
    told = {name: value for name, value in answer.get("extra", {}).items() if name != "quoted"}
    return "\n".join([text, *_strings(told)])


def erased(answer: Json, gone: Collection[str], told: bool) -> dict[str, Any]:
    """The answer without anything of the reports `gone`; `told`: its free text has something of them too.

    A citation of theirs becomes a stub of the same shape: its number, report and date, `"removed": true`, and nothing
    else. A claim stays when it is verified and rests on other reports. One that rests on theirs too stays only when it
    stands word for word in what the others say: when a model made a sentence of several reports, nobody can tell whose
    words it has. Fields that aren't known here go.
    """
    left = {name: answer[name] for name in _KEPT if name in answer}
    extra = answer.get("extra", {})
    language = extra.get("language", "nl")
    citations = [_stub(one) if one["report"] in gone else one for one in answer.get("citations", ())]
    cited = any(one["report"] in gone for one in citations)
    left["citations"] = citations
    left["closest"] = [hit for hit in answer.get("closest", ()) if hit["report"] not in gone]
    if cited:
        left["claims"] = list(_left(answer.get("claims", ()), citations))
        left["text"] = _text(left["claims"], citations, language)
    elif told and not citations:
        left["text"] = ""
    if "extra" in answer:
        left["extra"] = _left_extra(extra, citations, language, spoilt=cited or told)
    return left


def _left_extra(extra: Json, citations: Sequence[Json], language: str, *, spoilt: bool) -> dict[str, Any]:
    """What is left of `extra`; of the quotes that a generated answer was made from, those of the other reports."""
    quoted = extra.get("quoted")
    if quoted and spoilt:
        claims = list(_left(quoted["claims"], citations))
        quoted = {"text": _text(claims, citations, language), "claims": claims}
    left = {
        "notices": [] if spoilt else extra.get("notices", []),
        "note": "" if spoilt else extra.get("note", ""),
        "language": language,
        "understood": "" if spoilt else extra.get("understood", ""),
        "failed": [] if spoilt else extra.get("failed", []),
        "quoted": quoted,
    }
    return {
        name: value
        for name, value in left.items()
        if name in extra or name in ("notices", "note", "language")
    }


def _stub(citation: Json) -> dict[str, Any]:
    return {
        "number": citation["number"],
        "report": citation["report"],
        "title": "",
        "date": citation["date"],
        "section": "",
        "page": None,
        "quote": "",
        "start": 0,
        "end": 0,
        "footnotes": [],
        "removed": True,
    }


def _left(claims: Sequence[Json], citations: Sequence[Json]) -> Iterator[dict[str, Any]]:
    """The claims of which nothing came from a report that is gone, with the numbers of the other reports' citations."""
    quotes = {one["number"]: one["quote"] for one in citations if not one.get("removed")}
    for claim in claims:
        standing = [number for number in claim["citations"] if number in quotes]
        alone = len(standing) == len(claim["citations"])
        if (
            standing
            and claim["verified"]
            and (alone or any(claim["text"] in quotes[number] for number in standing))
        ):
            yield {**claim, "citations": standing}


def _text(claims: Sequence[Json], citations: Sequence[Json], language: str) -> str:
    """The claims with their marks, one a line; where several reports speak, each after its date."""
    cited = {one["number"]: one for one in citations}
    runs = [list(run) for _, run in groupby(claims, lambda claim: cited[claim["citations"][0]]["report"])]
    parts = []
    for run in runs:
        lines = [
            " ".join([claim["text"], *(f"[{number}]" for number in claim["citations"])]) for claim in run
        ]
        head = f"{_name(cited[run[0]['citations'][0]], language)}: " if len(runs) > 1 else ""
        parts.append(head + "\n".join(lines))
    return "\n\n".join(parts)


def _name(citation: Json, language: str) -> str:
    day = citation["date"]
    return spoken_date(date.fromisoformat(day), language) if day else str(citation["title"])


def _strings(value: object) -> Iterator[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _strings(one)
