"""One thing of a question put in the place of another of its sort: "and in June?", "En voor de dijk?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.dialogue.name_slots import ABOUT, PREPOSITION, bare_of, same_as
from assistant.dialogue.subject import subject_span
from assistant.dialogue.wording import ARTICLES, OF_ONE_SORT, PREPOSITIONS
from vectorstore.language.detect import detect_language
from vectorstore.language.known_names import known_names, name_key
from vectorstore.language.names import NameMention, find_names
from vectorstore.language.periods import Period, find_periods, find_relative_meeting
from vectorstore.language.words import fold
from vectorstore.types import ReportInfo

Nearness = Callable[[str, str], float]
"""How near two phrases are in meaning."""

# "De kosten van de brug", "en de sluis?": by how much a new thing must be nearer to the head than to what stands behind
# "van" to take the head's place. Of twenty such pairs 11 of 11 things behind are right, and 6 of 9 heads.
NEARER = 0.018

_ORDER = re.compile(
    r"\b(?:laatste|meest recente|vorige|eerste|volgende|last|latest|most recent|previous|first|next)\s+",
    re.IGNORECASE,
)
_PLACE_IN_ROW = re.compile(
    r"(?:(?:in|op|at|on)\s+)?(?:(?:de|het|the)\s+)?(?P<order>laatste|vorige|eerste|volgende|last|latest|previous|first|next)"
    r"(?:\s+(?:keer|one|time|vergadering|meeting|bijeenkomst))?",
    re.IGNORECASE,
)
AS_FOR = {"nl": "wat betreft", "en": "regarding"}


def period_of(fragment: str, today: date) -> Period | None:
    """The period that the fragment is, when it is nothing else."""
    periods = find_periods(fragment, today=today)
    if len(periods) != 1:
        return None
    rest = fragment[: periods[0].start] + fragment[periods[0].end :]
    words = re.findall(r"\w+", fold(rest))
    return periods[0] if all(word in PREPOSITIONS | ARTICLES for word in words) else None


def name_of(fragment: str) -> NameMention | None:
    """The name that the fragment is, when it is nothing else but a preposition or title."""
    names = find_names(fragment) or find_names(f"- {fragment}")
    if not names:
        bare = bare_of(fragment)
        if bare[:1].isupper() and " " not in bare and PREPOSITION.sub("", fragment) == bare:
            at = fragment.find(bare)
            return NameMention(at, at + len(bare), bare, "name")
        return None
    if len(names) != 1:
        return None
    rest = re.sub(re.escape(names[0].text), " ", fragment, count=1)
    words = re.findall(r"\w+", fold(rest))
    allowed = PREPOSITIONS | ARTICLES | {"minister", "mevrouw", "heer", "mr", "ms", "mrs", "staatssecretaris"}
    return names[0] if all(word in allowed for word in words) else None


def with_period(base: str, fragment: str, period: Period, infos: Sequence[ReportInfo], today: date) -> str:
    """The question with the period in the place of its own, or behind it."""
    new = _with_year(fragment, period, find_periods(base, today=today), infos)
    own = find_periods(base, today=today)
    if own:
        old = own[-1]
        cue = old.text[: len(old.cue)] + " " if old.cue and not period.cue else ""
        return base[: old.start] + cue + new + base[old.end :]
    meeting = find_relative_meeting(base)
    if meeting:
        plain = _ORDER.sub("", meeting.text, count=1)
        base = base[: meeting.start] + plain + base[meeting.end :]
    if not period.cue:
        new = (
            f"in {new}"
            if period.precision in ("year", "month")
            else f"{'op' if _is_dutch(base) else 'on'} {new}"
        )
    return appended(base, new)


def with_meeting(base: str, fragment: str, today: date) -> str:
    """The question with "the previous meeting" in the place of its date or meeting, or behind it."""
    meeting, own = find_relative_meeting(base), find_periods(base, today=today)
    if meeting:
        return base[: meeting.start] + bare_of(fragment) + base[meeting.end :]
    if own:
        cue = (
            own[-1].text[: len(own[-1].cue)] + " " if own[-1].cue and not PREPOSITION.match(fragment) else ""
        )
        return base[: own[-1].start] + cue + fragment + base[own[-1].end :]
    return appended(base, fragment if PREPOSITION.match(fragment) else f"in {fragment}")


def _with_year(fragment: str, period: Period, own: Sequence[Period], infos: Sequence[ReportInfo]) -> str:
    """The phrase; with the year of the date it replaces when it has none and a report is of then."""
    if (
        period.complete
        or not own
        or not own[-1].since
        or not own[-1].complete
        or not period.since
        or not period.until
    ):
        return fragment
    year = own[-1].since.year
    try:
        first, last = period.since.replace(year=year), period.until.replace(year=year)
    except ValueError:
        return fragment
    there = any(info.date and first <= info.date <= last for info in infos)
    return f"{fragment} {year}" if there else fragment


def with_its_like(base: str, fragment: str) -> str | None:
    """The question with "afwezig" in the place of "aanwezig"; None when it has no word of the same sort."""
    bare = fold(bare_of(fragment))
    group = next((group for group in OF_ONE_SORT if bare in group), frozenset[str]())
    for match in re.finditer(r"[\w-]+", base):
        if fold(match.group()) in group:
            return base[: match.start()] + bare_of(fragment) + base[match.end() :]
    return None


def with_another_in_row(base: str, fragment: str, today: date) -> str | None:
    """The question with "de vorige" in the place of "de laatste stuurgroep"; None when this is no place in a row."""
    match = _PLACE_IN_ROW.fullmatch(fragment)
    if match is None:
        return None
    meeting = find_relative_meeting(base)
    if meeting:
        new = _ORDER.sub(f"{match['order'].lower()} ", meeting.text, count=1)
        return base[: meeting.start] + new + base[meeting.end :]
    noun = (
        "meeting" if fragment.lower().startswith(("the", "last", "next", "prev", "first")) else "vergadering"
    )
    article = "the" if noun == "meeting" else "de"
    return with_meeting(base, f"{article} {match['order'].lower()} {noun}", today)


def with_subject(base: str, fragment: str, near: Nearness) -> str:
    """The question with the phrase in the place of what it is about, or of the part of that which is nearest to it."""
    match = PREPOSITION.match(fragment)
    new = fragment[match.end() :] if match else fragment
    span = subject_span(base)
    if span is None:
        return appended(base, fragment if match else f"{AS_FOR[_language(base)]} {fragment}")
    start, end = span
    words = match["word"].lower() if match else ""
    inside = list(re.finditer(r"\s(?:van|voor|of|for)\s+", base[start:end]))
    if words and words not in ABOUT:
        behind = [
            m for m in re.finditer(r"\b[a-z]+\s+", base[start:end]) if m.group().strip() in same_as(words)
        ]
        if behind:
            at = start + behind[-1].start()
            return base[:at] + fragment + base[end:]
    elif inside and not words and not re.search(r"\s(?:van|voor|of|for)\s", new):
        cut = inside[0]
        head, rest = base[start : start + cut.start()], base[start + cut.end() : end]
        if near(bare_of(new), bare_of(head)) > near(bare_of(new), bare_of(rest)) + NEARER:
            return base[:start] + new + base[start + cut.start() :]
        return base[: start + cut.end()] + new + base[end:]
    return base[:start] + new + base[end:]


def appended(question: str, phrase: str) -> str:
    """The question with the phrase at its end."""
    return f"{question.rstrip(' ?!.')} {phrase}?"


def written(fragment: str, texts: Sequence[str]) -> str:
    """The fragment with the capitals that its words have in a known country's name or in the texts."""
    key = name_key(bare_of(fragment))
    known = known_names().get(key)
    if known and known[0] in ("country", "place") and len(key) > 3:
        return re.sub(re.escape(bare_of(fragment)), known[2], fragment, count=1)
    bare = bare_of(fragment)
    if len(bare) < 3:
        return fragment
    for text in texts:
        found = [m.group() for m in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", text, re.IGNORECASE)]
        if found:
            best = max(sorted(set(found)), key=found.count)
            return fragment.replace(bare, best, 1) if best != best.upper() or len(best) < 6 else fragment
    return fragment


def _language(text: str) -> str:
    return "nl" if _is_dutch(text) else "en"


def _is_dutch(text: str) -> bool:
    return detect_language(text) == "nl"
