"""Where the meeting was: people ask for "the Copenhagen report" more readily than for its date."""

from __future__ import annotations

import re

from ingest.canonical import Canonical

# A place is named where a report opens, or in its table of who and where.
_OPENING = 4
_LABELLED = re.compile(r"^(?:locatie|plaats|venue|location|place)\s*:\s*(.{2,60}?)\s*(?:\||$)", re.IGNORECASE)
_MET = re.compile(
    r"\b(?:vond|vonden|plaats|bijeen|bijeenkomst|vergaderde\w*|vergadering|gehouden|gastheer|met|held|meeting|"
    r"took place|convened|hosted|gathered)\b",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|te|at)\s+((?:[A-ZÀ-Ý][\w'’-]+)(?:\s+[A-ZÀ-Ý][\w'’-]+)?)")


def find_place(canonical: Canonical) -> str:
    """The place that the report says the meeting was at, in its own words; empty when it doesn't say."""
    texts = [(s.kind, canonical.text[s.start : s.end]) for s in canonical.sentences]
    for kind, text in texts:
        if kind == "row" and (label := _LABELLED.match(text)):
            return label.group(1).strip()
    prose = [text for kind, text in texts if kind == "prose"][:_OPENING]
    for text in prose:
        if _MET.search(text) and (named := _IN.search(text)):
            return named.group(1)
    return ""
