"""Lists that the format doesn't call so: short lines under a label, and numbered lines that are headings after all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.draft import Draft, Look
from ingest.readers.labels import is_form_label
from ingest.readers.outline import ends_sentence


def mark_lone(drafts: Sequence[Draft]) -> None:
    """Marks the numbered items that head what follows: alone between others, or counting on from such a one."""
    last = 0
    for place, draft in enumerate(drafts):
        if draft.kind != "item" or not draft.number or not draft.number[0].isdigit() or draft.level > 1:
            continue
        number = int(re.match(r"\d+", draft.number)[0])  # type: ignore[index]
        neighbours = [drafts[near] for near in (place - 1, place + 1) if 0 <= near < len(drafts)]
        alone = not any(near.kind == "item" and near.number for near in neighbours)
        if alone or (last and number == last + 1):
            draft.lone, last = True, number


def items_under_labels(drafts: Sequence[Draft], *, usual_only: bool = False) -> None:
    """Makes items of the short lines right under a line that ends in a colon ("Aanwezig:" and names).

    `usual_only`: only under the usual labels of a meeting's form.
    """
    inside = False
    for place, draft in enumerate(drafts):
        before = drafts[place - 1] if place else None
        first = before is not None and before.kind != "item"
        if inside and draft.kind == "paragraph" and (first or not draft.gap) and _could_be_listed(draft):
            later = drafts[place + 1] if place + 1 < len(drafts) else None
            if _goes_with(later) or not (first or _heads(later)):
                draft.kind, draft.level = "item", 1
                continue
        inside = _is_lead(draft, usual_only)


def _goes_with(later: Draft | None) -> bool:
    """Whether what comes next can be of the same list."""
    return later is not None and later.kind == "paragraph" and not later.gap and _could_be_listed(later)


def _heads(later: Draft | None) -> bool:
    """Whether what comes next is text that a short line right before it would head."""
    return later is not None and later.kind == "paragraph" and not later.gap


def _is_lead(draft: Draft, usual_only: bool) -> bool:
    return draft.plain.endswith(":") and (not usual_only or is_form_label(draft.plain))


def _could_be_listed(draft: Draft) -> bool:
    text = draft.plain
    return (
        len(text) <= 90
        and not ends_sentence(text.rstrip(";,"))
        and not text.endswith(":")
        and draft.look == Look.PLAIN
    )
