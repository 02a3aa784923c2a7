"""What a question says about time: "in december", "sinds juni", "last year", "de vorige vergadering"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from vectorstore.language import months as cal
from vectorstore.language.dates import DateMention, find_dates

Direction = Literal["within", "since", "until"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a question names; `text` is the phrase with its preposition, at `start:end` of the question.

    `since` and `until` are inclusive, None where the period is open. `precision` is that of the date in the phrase, or
    "relative" ("vorig jaar"). `complete` is False when the year was filled in: the latest that isn't in the future.
    `cue` is the word that gave the direction ("sinds", "in", ""), in lower case.
    """

    start: int
    end: int
    text: str
    since: date | None
    until: date | None
    direction: Direction
    precision: str
    complete: bool
    cue: str = ""


@dataclass(frozen=True, slots=True)
class RelativeMeeting:
    """A mention of a meeting by its place in the row: "de laatste vergadering", "the previous meeting"."""

    start: int
    end: int
    text: str
    which: Literal["last", "previous", "first", "next"]


_SINCE = "sinds|sedert|vanaf|since|from|starting|met ingang van"
_AFTER = "na|after|later dan|later than"
_BEFORE = "voor|vóór|voorafgaand aan|before|prior to|eerder dan|earlier than"
_UNTIL = "tot en met|t/m|tot|until|till|up to|through|uiterlijk"
_WITHIN = "in|op|van|uit|over|tijdens|gedurende|rond|per|on|of|during|around|for|d\\.d\\.|om"
_FILLER = r"(?:\s+(?:de|het|the|maand|jaar|begin|eind|medio|early|late|mid))?"
_CUE = re.compile(
    rf"(?<!\w)(?P<cue>{_SINCE}|{_AFTER}|{_BEFORE}|{_UNTIL}|{_WITHIN}){_FILLER}\s+\Z", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?<!\w)(?P<cue>tussen|between|van|from|vanaf)\s+(?:de\s|het\s)?\Z", re.IGNORECASE)
_LINK = re.compile(
    r"\s+(?:en|and|tot en met|t/m|tot|to|until|till|through)\s+(?:de\s|het\s)?\Z", re.IGNORECASE
)

_NUMBERS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "twaalf": 12, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "": 1,
}  # fmt: skip
_UNIT = (
    r"(?P<unit>jaar|jaren|kwartaal|kwartalen|maand(?:en)?|weken|week|dagen|dag"
    r"|years?|quarters?|months?|weeks?|days?)\b"
)
_COUNT = rf"(?P<count>\d{{1,3}}|{cal.alternatives(list(_NUMBERS)[:-1])})"
_LAST = r"(?P<last>afgelopen|voorbije|laatste|past|last)"
_RELATIVE: list[tuple[re.Pattern[str], str]] = [
    (re.compile(rf"\b{_LAST}\s+{_COUNT}\s+{_UNIT}", re.I), "rolling"),
    (re.compile(rf"\b(?P<last>afgelopen|voorbije|past)\s+(?P<count>){_UNIT}", re.I), "rolling"),
    (re.compile(rf"\b(?P<last>vorige?|last|previous)\s+(?P<count>){_UNIT}", re.I), "previous"),
    (re.compile(rf"\b(?P<last>dit|deze|this)\s+(?P<count>){_UNIT}", re.I), "current"),
    (re.compile(rf"\b(?P<last>volgende?|komende?|next|coming)\s+(?P<count>){_UNIT}", re.I), "next"),
    (re.compile(rf"\b(?P<last>){_COUNT}\s+{_UNIT}\s+(?:geleden|ago)\b", re.I), "ago"),
    (re.compile(r"\b(?P<last>eergisteren|gisteren|vandaag|yesterday|today)\b", re.I), "day"),
]

_MEETING = (
    r"(?:[\w\-]*(?:vergadering|bijeenkomst|overleg|bespreking|sessie|zitting|verslag|notulen|rapport|groep|raad|meeting)"
    r"|(?:\w+-)?(?:top|summit|keer|editie|session|ministerial|report|minutes|council|conference|committee|group|time|fmm))"
)
_STOPS = "van|uit|in|op|over|voor|door|de|het|een|en|of|from|on|about|for|the|and|or|by"
_MIDDLE = rf"(?:\s+(?!(?:{_STOPS})\b)[\w'’\-]+){{0,3}}?"
# "de volgende Landbouw- en Visserijraad"
_HALF = r"(?:\s+[\w'’]+-\s+(?:en|and|of|or))?"
_Which = Literal["last", "previous", "first", "next"]
_PLACES_IN_ROW: tuple[tuple[str, _Which], ...] = (
    ("laatste|meest recente|recentste|recente|nieuwste|afgelopen|last|latest|most recent|newest", "last"),
    ("vorige|voorgaande|voorlaatste|previous|preceding|prior", "previous"),
    ("allereerste|eerste|oudste|very first|first|oldest|earliest", "first"),
    ("eerstvolgende|volgende|komende|aanstaande|next|upcoming|coming", "next"),
)
_MEETINGS = [
    (re.compile(rf"\b(?:{words}){_HALF}{_MIDDLE}(?:\s+{_MEETING}\b)+", re.IGNORECASE), which)
    for words, which in _PLACES_IN_ROW
]


def find_periods(text: str, *, today: date) -> list[Period]:
    """The periods that a question names, in reading order: each with where it begins and ends and what was said."""
    mentions = [_in_the_past(mention, today) for mention in find_dates(text, today=today)]
    periods = _relative_periods(text, today)
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        pair = following and _pair(text, mention, following)
        period = pair or _single(text, mention)
        index += 2 if pair else 1
        if not any(period.start < other.end and other.start < period.end for other in periods):
            periods.append(period)
    return sorted(periods, key=lambda period: period.start)


def find_relative_meeting(text: str) -> RelativeMeeting | None:
    """The meeting that a question names by its place in the row, None when it doesn't."""
    for pattern, which in _MEETINGS:
        if match := pattern.search(text):
            return RelativeMeeting(match.start(), match.end(), match.group(), which)
    return None


def _in_the_past(mention: DateMention, today: date) -> DateMention:
    """The mention, where a filled-in year that put it in the future is brought back: reports are about what was."""
    if mention.complete or mention.first <= today:
        return mention
    try:
        first, last = (day.replace(year=day.year - 1) for day in (mention.first, mention.last))
    except ValueError:
        return mention
    return DateMention(mention.start, mention.end, first, last, mention.precision, False)


def _pair(text: str, one: DateMention, other: DateMention) -> Period | None:
    """The period from one date to the other when the question joins them: tussen 1 mei en 3 juni."""
    before, link = _BETWEEN.search(text[: one.start]), _LINK.match(text[one.end : other.start])
    if not (before and link):
        return None
    first, last = one.first, other.last
    if not one.complete and other.complete:
        first = first.replace(
            year=other.first.year - (first.month > other.first.month), day=min(first.day, 28)
        )
    if first > last:
        first = first.replace(year=last.year - 1, day=min(first.day, 28))
    start, complete = before.start(), one.complete and other.complete
    phrase = text[start : other.end]
    return Period(start, other.end, phrase, first, last, "within", "range", complete, before["cue"].lower())


def _single(text: str, mention: DateMention) -> Period:
    """The period that one date makes together with the word before it."""
    match = _CUE.search(text[: mention.start])
    cue = match["cue"].lower() if match else ""
    since: date | None = mention.first
    until: date | None = mention.last
    direction: Direction = "within"
    if mention.precision == "range" and re.fullmatch("van|vanaf|from", cue):
        pass  # "from January to March": the mention holds both ends
    elif re.fullmatch(_SINCE, cue):
        direction, until = "since", None
    elif re.fullmatch(_AFTER, cue):
        direction, since, until = "since", mention.last + timedelta(days=1), None
    elif re.fullmatch(_UNTIL, cue):
        # "tot juni" and "until June" differ by a month between speakers; the wider reading loses nothing.
        direction, since = "until", None
    elif re.fullmatch(_BEFORE, cue) and (mention.precision != "year" or cue not in ("voor", "for")):
        # "voor 2026" is nearly always "for 2026": a budget, not a meeting before it.
        direction, since, until = "until", None, mention.first - timedelta(days=1)
    start = match.start() if match else mention.start
    return Period(
        start, mention.end, text[start : mention.end], since, until, direction, mention.precision, mention.complete, cue
    )  # fmt: skip


def _relative_periods(text: str, today: date) -> list[Period]:
    """The periods counted from today: vorig jaar, the past three months, gisteren."""
    periods: list[Period] = []
    for pattern, kind in _RELATIVE:
        for match in pattern.finditer(text):
            if any(match.start() < p.end and p.start < match.end() for p in periods):
                continue
            first, last = _span(match, kind, today)
            cue = _CUE.search(text[: match.start()])
            word = cue["cue"].lower() if cue else ""
            direction: Direction = "since" if re.fullmatch(f"{_SINCE}|{_AFTER}", word) else "within"
            start = cue.start() if cue else match.start()
            phrase = text[start : match.end()]
            until = None if direction == "since" else last
            periods.append(
                Period(start, match.end(), phrase, first, until, direction, "relative", True, word)
            )
    return periods


def _span(match: re.Match[str], kind: str, today: date) -> tuple[date, date]:
    """The first and last day of a relative period."""
    if kind == "day":
        back = {"eergisteren": 2, "gisteren": 1, "yesterday": 1}.get(match["last"].lower(), 0)
        return today - timedelta(days=back), today - timedelta(days=back)
    written = match["count"].lower()
    count = int(written) if written.isdigit() else _NUMBERS[written]
    step, length = _UNITS[match["unit"][0].lower()]
    if kind == "rolling":
        return _back(today, match["unit"][0].lower(), count), today
    offset = {"previous": -1, "current": 0, "next": 1, "ago": -count}[kind]
    return step(today, offset), step(today, offset + length) - timedelta(days=1)


def _back(today: date, unit: str, count: int) -> date:
    if unit in "wd":
        return today - timedelta(days=count * (7 if unit == "w" else 1))
    months = count * {"j": 12, "y": 12, "k": 3, "q": 3, "m": 1}[unit]
    first = cal.add_months(today, -months)
    return first.replace(day=min(today.day, cal.last_day(first.year, first.month).day))


def _year(today: date, offset: int) -> date:
    return date(today.year + offset, 1, 1)


def _quarter(today: date, offset: int) -> date:
    return cal.add_months(date(today.year, 3 * ((today.month - 1) // 3) + 1, 1), 3 * offset)


def _week(today: date, offset: int) -> date:
    return today - timedelta(days=today.weekday()) + timedelta(weeks=offset)


def _one_day(today: date, offset: int) -> date:
    return today + timedelta(days=offset)


_Step = Callable[[date, int], date]
_UNITS: dict[str, tuple[_Step, int]] = {
    "j": (_year, 1), "y": (_year, 1), "k": (_quarter, 1), "q": (_quarter, 1),
    "m": (cal.add_months, 1), "w": (_week, 1), "d": (_one_day, 1),
}  # fmt: skip
