"""The shapes in which dates are written, each with what makes a date of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from vectorstore.language import months as cal

Precision = Literal["day", "range", "month", "quarter", "season", "half", "year"]


@dataclass(frozen=True, slots=True)
class Clock:
    """What fills in a missing year: a known year, or the day around which the text speaks."""

    today: date | None
    year_hint: int | None

    def year(self, month: int, day: int, tail: str) -> int | None:
        """The year that makes day and month the likeliest date; None when nothing is known."""
        if self.year_hint is not None:
            return self.year_hint
        if self.today is None:
            return None
        days = [d for d in (day_of(self.today.year + n, month, day) for n in (-1, 0, 1)) if d is not None]
        if re.match(r"j|laatst|ll", tail):
            days = [d for d in days if d <= self.today][-1:] or days
        elif re.match(r"a\W?s|aanst", tail):
            days = [d for d in days if d >= self.today][:1] or days
        today = self.today
        return min(days, key=lambda d: abs((d - today).days)).year if days else None


Found = tuple[date, date, Precision, bool]
Builder = Callable[[re.Match[str], Clock], Found | None]

_MONTH = rf"(?:(?:{cal.alternatives(cal.FULL_MONTHS)})|(?:{cal.alternatives(cal.SHORT_MONTHS)})\b\.?)"
_ONLY_DUTCH = r"(?:januari|februari|maart|mrt|mei|juni|juli|augustus|oktober|okt)\b"
_LETTER_BEFORE, _LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NTH = r"(?:ste|de|e|st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_GAP = r"[\s_\-]{0,3}"
_WEEKDAY = rf"(?:(?:{cal.alternatives(cal.WEEKDAYS)}),?\s+(?:the\s+)?)?"
_TO = r"(?:\s*[-–—]\s*|\s+(?:t/m|tot\s+en\s+met|tot|to|until|till|through)\s+)"
_AND = r"(?:\s*[-–—/&]\s*|\s+(?:en|and|of|or|t/m|tot\s+en\s+met|tot|to|until|through)\s+)"
_TAIL = r"(?:\s+(?P<tail>jl\b|j\.l|jongstleden|laatstleden|ll\b|a\.s|aanstaande|aankomende)\.?)?"


def _year_after(name: str, gap: str = r"[\s_\-]{0,3}(?:van\s|of\s)?,?\s?") -> str:
    return rf"(?:{gap}(?P<{name}>{_YEAR}(?!\d)|['’‘`]\d\d(?!\d)))?"


def _full_year(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written[-2:])


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(name: str) -> int:
    return cal.MONTHS[name.lower().rstrip(".")]


def _ordinary_word(name: str, following: str) -> bool:
    """Whether a month's name without a year is likelier an ordinary word or a person: "may", "march", "Jan Jansen"."""
    if name in ("may", "march", "mar"):
        return True
    return bool(name[0].isupper() and re.match(r"(?:jan|april|june|august)$", name, re.I)
                and re.match(r" (?:van |de |den |der |ter |te )*[A-Z][a-z]", following))  # fmt: skip


def _one_day(match: re.Match[str], clock: Clock) -> Found | None:
    name, following = match["month"], match.string[match.end() : match.end() + 20]
    written = _full_year(match["year"])
    if written is None and _ordinary_word(name.rstrip("."), following):
        return None
    month, number = month_number(name), int(match["day"])
    year = written or clock.year(month, number, (match.groupdict().get("tail") or "").lower())
    day = day_of(year, month, number) if year else None
    return (day, day, "day", written is not None) if day else None


def _days_of_month(match: re.Match[str], clock: Clock) -> Found | None:
    written, month = _full_year(match["year"]), month_number(match["month"])
    low, high = int(match["low"]), int(match["high"])
    year = written or clock.year(month, low, "")
    if not year or low >= high:
        return None
    first, last = day_of(year, month, low), day_of(year, month, high)
    return (first, last, "range", written is not None) if first and last else None


def _days_of_two_months(match: re.Match[str], clock: Clock) -> Found | None:
    month, month2 = month_number(match["month"]), month_number(match["month2"])
    written = _full_year(match["year2"])
    year2 = written or clock.year(month2, int(match["high"]), "")
    if not year2:
        return None
    year = _full_year(match["year"]) or (year2 - 1 if month > month2 else year2)
    first, last = day_of(year, month, int(match["low"])), day_of(year2, month2, int(match["high"]))
    return (first, last, "range", written is not None) if first and last and first < last else None


def _numeric(match: re.Match[str], _clock: Clock) -> Found | None:
    year, month, number = _full_year(match["year"]), int(match["month"]), int(match["day"])
    if month > 12 and match["sep"] == "/" and number <= 12:  # 12/31/2025 can only be month first
        month, number = number, month
    day = day_of(year, month, number) if year else None
    return (day, day, "day", True) if day else None


def _month_of_year(match: re.Match[str], clock: Clock) -> Found | None:
    name, following = match["month"], match.string[match.end() : match.end() + 20]
    written = _full_year(match["year"])
    month = int(name) if name.isdigit() else month_number(name)
    if written is None and (
        name.lower().rstrip(".") not in cal.FULL_MONTHS or _ordinary_word(name, following)
    ):
        return None
    if (
        written is None
        and name == "May"
        and not re.search(
            r"\b(?:in|since|of|until|before|after|last|to|and|this|by|between|from|or|for)\s$",
            match.string[max(0, match.start() - 9) : match.start()],
        )
    ):  # "May I ask …"
        return None
    year = written or clock.year(month, 15, "")
    return (date(year, month, 1), cal.last_day(year, month), "month", written is not None) if year else None


def _months_of_year(match: re.Match[str], clock: Clock) -> Found | None:
    month, month2, written = (
        month_number(match["month"]),
        month_number(match["month2"]),
        _full_year(match["year2"]),
    )
    year2 = written or clock.year(month2, 15, "")
    if not year2:
        return None
    year = _full_year(match["year"]) or (year2 - 1 if month > month2 else year2)
    first, last = date(year, month, 1), cal.last_day(year2, month2)
    return (first, last, "range", written is not None) if first < last else None


def _part_of_year(match: re.Match[str], clock: Clock) -> Found | None:
    groups = match.groupdict()
    written = _full_year(groups.get("year") or groups.get("year_before"))
    if nth := groups.get("quarter"):
        length, month, precision = 3, 3 * int(cal.ORDINALS.get(nth.lower(), nth[-1:])) - 2, "quarter"
    elif nth := groups.get("half"):
        length, month, precision = 6, 6 * int(cal.ORDINALS.get(nth.lower(), nth[-1:])) - 5, "half"
    else:
        length, month, precision = 3, cal.SEASONS[match["season"].lower()], "season"
    if month > 12 or (precision == "season" and written is None):
        return None
    year = written or clock.year(month, 15, "")
    if not year:
        return None
    first = date(year, month, 1)
    end = cal.add_months(first, length - 1)
    return first, cal.last_day(end.year, end.month), precision, written is not None  # type: ignore[return-value]


def _years(match: re.Match[str], _clock: Clock) -> Found | None:
    before, after = match.string[max(0, match.start() - 9) : match.start()], match.string[match.end() :][:12]
    if re.search(r"(?:EUR|USD|GBP|euro|nr|nrs|no|art|artikel|ISO|NEN|RFC|[€$£#])\.?\s?$", before, re.I):
        return None
    if re.match(
        r"\s?(?:(?:euro|EUR|dollar)(?!\s?\d)|mln|mld|miljoen|million|%|procent|personen|mensen|km\b|people)",
        after,
    ):
        return None
    first, second = int(match["year"]), match.groupdict().get("year2")
    if not second:
        return date(first, 1, 1), date(first, 12, 31), "year", True
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return (date(first, 1, 1), date(last, 12, 31), "range", True) if first < last <= first + 60 else None


_COMMA_YEAR = _year_after("year", r",?\s{1,2}")
FULL_DATES: tuple[Builder, ...] = (_one_day, _numeric)
SHAPES: list[tuple[re.Pattern[str], Builder]] = [
    (re.compile(pattern, re.IGNORECASE), builder)
    for pattern, builder in [
        # 3 december 2025 jl. · 26 april · donderdag 26 april '18
        (rf"{_LETTER_BEFORE}{_WEEKDAY}(?<!\d)(?P<day>{_DAY}){_NTH}{_GAP}(?:of\s|van\s)?"
         rf"(?P<month>{_MONTH}){_LETTER_AFTER}{_year_after('year')}{_TAIL}", _one_day),
        # December 3rd, 2025 · Monday, December 3; not "sinds juli 27 meldingen"
        (rf"{_LETTER_BEFORE}{_WEEKDAY}(?!{_ONLY_DUTCH})(?P<month>{_MONTH})\s?(?:the\s)?(?P<day>{_DAY})(?:st|nd|rd|th)?(?![\d:.]\d|\d)"
         rf"{_LETTER_AFTER}{_COMMA_YEAR}", _one_day),
        # 1-2 oktober 2025 · 18 en 19 december · 1, 2 and 3 May
        (rf"(?<!\d)(?P<low>{_DAY}){_NTH}(?:,\s?{_DAY}){{0,6}}{_AND}(?P<high>{_DAY}){_NTH}\s(?P<month>{_MONTH}){_LETTER_AFTER}"
         rf"{_year_after('year')}", _days_of_month),
        # October 1-2, 2025
        (rf"{_LETTER_BEFORE}(?P<month>{_MONTH})\s(?P<low>{_DAY}){_NTH}{_AND}(?P<high>{_DAY}){_NTH}(?![\d:.]\d|\d)"
         rf"{_COMMA_YEAR}", _days_of_month),
        # 30 september t/m 2 oktober 2025
        (rf"(?<!\d)(?P<low>{_DAY}){_NTH}\s(?P<month>{_MONTH}){_year_after('year')}{_TO}"
         rf"(?P<high>{_DAY}){_NTH}\s(?P<month2>{_MONTH}){_LETTER_AFTER}{_year_after('year2')}", _days_of_two_months),
        # 17-10-2022 · 1/9/2021 · 3.12.2025 · 1-9-'21
        (rf"(?<![\d/.\-])(?P<day>\d{{1,2}})(?P<sep>[-/._–])(?P<month>\d{{1,2}})(?P=sep)"
         rf"(?P<year>{_YEAR}|'\d\d)(?![\d/]|-\d)",
         _numeric),
        (r"(?<![\d/.\-])(?P<day>\d{1,2})(?P<sep>[-/])(?P<month>\d{1,2})(?P=sep)(?P<year>[0-4]\d)(?![\d/]|-\d)",
         _numeric),
        # 2025-06-12 · 2018_11_09 · 20180511
        (rf"(?<!\d)(?P<year>{_YEAR})(?P<sep>[-/._–]|)(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>{_DAY})(?!\d)", _numeric),
        (rf"(?<!\d)(?P<year>{_YEAR})(?P<sep>[-/])(?P<month>\d)(?P=sep)(?P<day>{_DAY})(?!\d)", _numeric),
        # januari t/m maart 2025 · december 2025 · december · 2025-06
        (rf"{_LETTER_BEFORE}(?P<month>{_MONTH}){_year_after('year')}{_TO}(?P<month2>{_MONTH}){_LETTER_AFTER}"
         rf"{_year_after('year2')}", _months_of_year),
        (rf"{_LETTER_BEFORE}(?P<month>{_MONTH}){_LETTER_AFTER}{_year_after('year')}", _month_of_year),
        (rf"(?<![\d\-_./])(?P<year>{_YEAR})[-_](?P<month>0[1-9]|1[0-2])(?![\d\-_./])", _month_of_year),
        # Q3 2025 · derde kwartaal van 2025 · 2025-Q3 · tweede helft van 2025 · najaar 2025
        (rf"{_LETTER_BEFORE}(?:(?P<year_before>{_YEAR})[-\s]?)?(?P<quarter>[QK][1-4])(?!\w)"
         rf"{_year_after('year')}", _part_of_year),
        (rf"{_LETTER_BEFORE}(?P<quarter>{cal.alternatives(cal.ORDINALS)})\s(?:kwartaal|quarter){_year_after('year')}",
         _part_of_year),
        (rf"{_LETTER_BEFORE}(?P<half>{cal.alternatives(cal.ORDINALS)})\s(?:helft|half(?:\s?jaar)?|halfjaar)"
         rf"{_year_after('year')}", _part_of_year),
        (rf"{_LETTER_BEFORE}(?P<season>{cal.alternatives(cal.SEASONS)}){_LETTER_AFTER}{_year_after('year')}",
         _part_of_year),
        # 2022-2026 · 2024/25 · 2035
        (rf"(?<![\d.,/:+\-–—])(?P<year>{_YEAR})(?:[-–/]|\s(?:t/m|tot\sen\smet)\s)"
         rf"(?P<year2>(?:(?:19|20)\d\d|1[3-9]|[2-9]\d))(?![\d\-/]|[.,]\d)", _years),
        (rf"(?<![\d.,/:+\-–—])(?<![^\W\d_])(?P<year>{_YEAR})(?![\d%:/]|[.,]\d|[-–—]\d){_LETTER_AFTER}", _years),
    ]
]  # fmt: skip
