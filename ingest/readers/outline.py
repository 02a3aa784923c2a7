"""Which blocks are headings, and of what level: by their place, number and looks, where the format doesn't say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.clean import one_line
from ingest.readers.draft import Draft, Look
from ingest.readers.labels import has_value, is_form_label, speaker_of, speaking

TITLE, STATED, NUMBERED, STYLED, SHORT = 0, 1, 2, 3, 4
LONGEST_HEADING = 120
_ENDS_SENTENCE = re.compile(r"[.!?…;,][\"”’')\]]*$")
_ABBREVIATION_END = re.compile(r"\b(?:etc|e\.d|c\.s|d\.d|jl|a\.s|nr|mln|mld|drs|mr|dr|ir)\.$", re.IGNORECASE)
_REPORT_NAME = re.compile(
    r"\b(?:verslag|notulen|besluitenlijst|agenda|memo|minutes|report|summary|notes)\b", re.IGNORECASE
)
_TYPED_NUMBER = re.compile(
    r"^(?:agendapunt\s+|agenda item\s+|ad\s+)?(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.):]|\s)\s*(?=[^\W\d]|['\"‘“])",
    re.IGNORECASE,
)
_ONLY_DATE = re.compile(r"^[\w,.]{0,12}\s*\d{1,4}[\s\-/.]+[\w.]+[\s\-/.]+\d{2,4}[\w\s:.,\-–]{0,20}$")


def outline(drafts: list[Draft], *, titled: bool = False, short: bool = True) -> list[Draft]:
    """The drafts with their headings found and every level counted from 1.

    `titled` says that the first heading is known to be the document's title, `short` that short plain lines may be
    headings where nothing else is.
    """
    drafts = [draft for draft in drafts if draft.plain]
    if titled and drafts and drafts[0].kind == "heading":
        drafts[0].rank = (TITLE,)
    _demote(drafts)
    _numbered_headings(drafts)
    _styled_headings(drafts)
    if short and not any(draft.kind == "heading" and draft.rank != (TITLE,) for draft in drafts):
        short_headings(drafts)
    _leading_title(drafts)
    _levels(drafts)
    return drafts


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does; a question mark or a final comma counts, an abbreviation doesn't."""
    return bool(_ENDS_SENTENCE.search(text)) and not _ABBREVIATION_END.search(text)


def could_head(text: str, longest: int = LONGEST_HEADING) -> bool:
    """Whether a line may be a heading at all: short, not a sentence, not "label: value", not a bare date."""
    if not text or len(text) > longest or not any(letter.isalpha() for letter in text):
        return False
    if ends_sentence(text.rstrip("?")) or has_value(text) or _ONLY_DATE.match(text):
        return False
    return (
        text[0].isupper()
        or text[0].isdigit()
        or not text[0].isalpha()
        or text.endswith(":")
        or len(text) <= 60
    )


def _demote(drafts: list[Draft]) -> None:
    """Turns headings that are whole paragraphs, set in a heading's style by mistake, back into paragraphs."""
    for draft in drafts:
        text = draft.plain
        if draft.kind == "heading" and draft.rank != (TITLE,) and len(text) > 160 and ends_sentence(text):
            draft.kind, draft.rank, draft.level = "paragraph", (), 0


def _numbered_headings(drafts: list[Draft]) -> None:
    """Makes headings of numbered items that stand alone between the blocks they head ("1. Opening").

    Word loses the depth of a list that goes on after text, so the depth is found by counting: a number belongs to
    the innermost list that it continues.
    """
    candidates = [
        draft for draft in drafts if draft.kind == "item" and draft.lone and _could_head_item(draft)
    ]
    if len(candidates) == 1 and drafts.index(candidates[0]) == len(drafts) - 1:
        return
    counts: list[str] = []
    for draft in candidates:
        depth = _depth_of(draft, counts)
        counts[depth:] = [draft.number]
        draft.kind, draft.rank = "heading", (NUMBERED, depth)


def _depth_of(draft: Draft, counts: Sequence[str]) -> int:
    for depth in range(len(counts) - 1, -1, -1):
        if _follows(counts[depth], draft.number):
            return depth
    alike = [depth for depth, number in enumerate(counts) if _in_figures(number) == _in_figures(draft.number)]
    if counts and not alike:
        return len(counts)
    if alike and not _in_figures(draft.number):
        return alike[0]
    return min(max(draft.level - 1, 0), len(counts))


def _in_figures(number: str) -> bool:
    return any(character.isdigit() for character in number)


def _follows(earlier: str, later: str) -> bool:
    """Whether one number comes right after the other: "3." and "4.", "b)" and "c)"."""
    values = []
    for number in (earlier, later):
        bare = re.sub(r"\W", "", number).lower()
        values.append(int(bare) if bare.isdigit() else ord(bare) if len(bare) == 1 else -1)
    return _in_figures(earlier) == _in_figures(later) and min(values) >= 0 and values[1] == values[0] + 1


def _could_head_item(draft: Draft) -> bool:
    text = draft.plain
    return bool(text) and len(text) <= 100 and not ends_sentence(text.rstrip("?"))


def _styled_headings(drafts: list[Draft]) -> None:
    """Makes headings of short paragraphs that are bold, underlined or italic as a whole."""
    paragraphs = [draft for draft in drafts if draft.kind == "paragraph"]
    styled = [draft for draft in paragraphs if draft.look]
    usual = {look for look in Look if sum(d.look == look for d in styled) > max(3, 0.5 * len(paragraphs))}
    for place, draft in enumerate(drafts):
        if draft.kind != "paragraph" or not draft.look or draft.look in usual or not could_head(draft.plain):
            continue
        label = draft.plain.endswith(":") and is_form_label(draft.plain)
        if place == len(drafts) - 1 or (_in_styled_run(drafts, place) and not label):
            continue
        if draft.look == Look.ITALIC and (len(draft.plain) > 80 or drafts[place + 1].kind == "heading"):
            continue
        number = _TYPED_NUMBER.match(draft.plain) if draft.look == Look.BOLD else None
        draft.kind = "heading"
        draft.rank = (NUMBERED, number[1].count(".")) if number else (STYLED, Look.BOLD - draft.look)


def _in_styled_run(drafts: Sequence[Draft], place: int) -> bool:
    """Whether the draft is one of three or more lines in a row with the same look: a block of names or an address."""
    look = drafts[place].look
    first = last = place
    while first > 0 and drafts[first - 1].kind == "paragraph" and drafts[first - 1].look == look:
        first -= 1
    while last + 1 < len(drafts) and drafts[last + 1].kind == "paragraph" and drafts[last + 1].look == look:
        last += 1
    return last - first >= 2 and not (place == first == 0)


def short_headings(drafts: list[Draft]) -> None:
    """Makes headings of short plain lines without a full stop that stand right before a paragraph, list or table."""
    speakers = speaking([draft.plain for draft in drafts if draft.kind == "paragraph"])
    for place in range(len(drafts) - 1):
        draft = drafts[place]
        if (
            draft.kind != "paragraph"
            or speaker_of(draft.plain) in speakers
            or not could_head(draft.plain, 90)
            or len(draft.plain.split()) > 12
        ):
            continue
        if draft.plain.endswith(":") and len(draft.plain.split()) > 4:
            continue
        if (_heads(drafts, place) and _starts_afresh(drafts, place)) or (
            is_form_label(draft.plain) and draft.plain.endswith(":")
        ):
            number = _TYPED_NUMBER.match(draft.plain)
            draft.kind, draft.rank = "heading", (NUMBERED, number[1].count(".")) if number else (SHORT,)


def _heads(drafts: Sequence[Draft], place: int) -> bool:
    following = drafts[place + 1]
    text = following.plain
    return following.kind in ("item", "row") or (
        following.kind == "paragraph" and (len(text) > 90 or ends_sentence(text) or has_value(text))
    )


def _starts_afresh(drafts: Sequence[Draft], place: int) -> bool:
    """Whether what precedes has come to an end, so that this line isn't the last of a run of short lines."""
    draft, before = drafts[place], drafts[place - 1] if place else None
    if before is None or before.kind in ("heading", "row"):
        return True
    if _TYPED_NUMBER.match(draft.plain):
        return True
    if before.kind == "item":
        return draft.gap or not before.gap
    return draft.gap or ends_sentence(before.plain) or len(before.plain) > 90


def _leading_title(drafts: list[Draft]) -> None:
    """Makes the title of the one or two short lines that a document opens with, where no title is stated."""
    if not drafts or any(draft.rank == (TITLE,) for draft in drafts):
        return
    if drafts[0].kind == "heading":
        if drafts[0].rank[0] != NUMBERED and (drafts[0].rank[0] != STATED or _is_highest(drafts)):
            drafts[0].rank = (TITLE,)
        return
    for rank, draft in enumerate(drafts[:2]):
        if draft.kind != "paragraph" or not _could_be_title(draft) or len(drafts) <= rank + 1:
            return
        draft.kind, draft.rank = "heading", (TITLE, rank) if rank else (TITLE,)


def _is_highest(drafts: Sequence[Draft]) -> bool:
    """Whether the first heading is alone at its level, with all others beneath it."""
    first, others = drafts[0].rank, [draft.rank for draft in drafts[1:] if draft.kind == "heading"]
    return bool(others) and all(rank > first for rank in others)


def _could_be_title(draft: Draft) -> bool:
    text = draft.plain
    if len(text) > LONGEST_HEADING or (draft.gap and len(text) > 90):
        return False
    names_itself = _REPORT_NAME.search(text[:60])
    return could_head(text) or (bool(names_itself) and not ends_sentence(text[:-1]))


def _levels(drafts: Sequence[Draft]) -> None:
    """Gives each heading the number of headings it stands under, plus one."""
    above: list[tuple[int, ...]] = []
    for draft in drafts:
        if draft.kind != "heading":
            continue
        while above and above[-1] >= draft.rank:
            above.pop()
        above.append(draft.rank)
        draft.level = len(above)


def retitle(drafts: list[Draft], title: str) -> list[Draft]:
    """The drafts with the stated title as their first heading, unless it stands there already."""
    wanted = one_line(title)
    if not wanted or any(
        draft.plain.casefold() == wanted.casefold() for draft in drafts[:3] if draft.kind == "heading"
    ):
        return drafts
    return [Draft("heading", wanted, rank=(TITLE,)), *drafts]
