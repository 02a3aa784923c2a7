"""The key sentences of one report: of each section the one or two that are nearest to what the section is about."""

from __future__ import annotations

import numpy as np

from assistant.candidates import Reports
from assistant.select import Quoted
from vectorstore.types import Report, StoredSentence

# A summary that can be read aloud in half a minute.
MOST = 8
LONG_SECTION = 6


def key_sentences(reports: Reports, report: Report, most: int = MOST) -> list[Quoted]:
    """At most `most` sentences that carry the report, in reading order; of every section with prose at least one
    while they last, longer sections first."""
    stored = reports.sentences(report.id, 0, len(report.sentences) - 1)
    sections: dict[int, list[StoredSentence]] = {}
    for one in stored:
        if _can_carry(one):
            sections.setdefault(one.sentence.section, []).append(one)
    ranked = {section: _by_centrality(sentences) for section, sentences in sections.items()}
    by_length = sorted(ranked, key=lambda section: -len(ranked[section]))
    chosen = [ranked[section][0] for section in by_length[:most]]
    for section in by_length:
        if len(chosen) < most and len(ranked[section]) >= LONG_SECTION:
            chosen.append(ranked[section][1])
    return [Quoted(report, index) for index in sorted(one.index for one in chosen)]


def _can_carry(stored: StoredSentence) -> bool:
    text = stored.text.strip()
    return stored.sentence.kind in ("prose", "item") and len(text) >= 40 and not text.endswith(("?", ":"))


def _by_centrality(sentences: list[StoredSentence]) -> list[StoredSentence]:
    """Nearest to the section's mean first, with a small lead for how early a sentence stands."""
    vectors = np.stack([s.vector for s in sentences])
    middle = vectors.mean(axis=0)
    closeness = vectors @ (middle / max(float(np.linalg.norm(middle)), 1e-9))
    lead = 0.02 * np.linspace(1, 0, len(sentences))
    return [sentences[i] for i in np.argsort(-(closeness + lead), kind="stable")]
