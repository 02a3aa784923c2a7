"""The date of the meeting that a report is about: what its text says, before what its file is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from ingest.blocks import Parsed
from vectorstore.language.dates import DateMention, find_dates
from vectorstore.language.months import spoken_date
from vectorstore.language.sentences import split_sentences

# Reports say when the meeting was in their first lines; further on stand the dates of other meetings.
_HEAD, _LEAD, _OPENING = 40, 12, 4
_BODY, _LONGEST = 400, 2_000

_MEETING_LABEL = (
    r"(?:vergader|overleg|bijeenkomst|bespreking)s?datum"
    r"|datum\s+(?:van\s+)?(?:de\s+|het\s+)?(?:vergadering|overleg|bijeenkomst|bespreking)"
    r"|meeting\s+date|date\s+of\s+(?:the\s+)?meeting"
)
_LABEL = (
    rf"{_MEETING_LABEL}|datum(?:\s*(?:en|/|&|,)\s*(?:tijd|plaats|locatie)\w*)?"
    r"|date(?:\s*(?:and|/|&|,)\s*(?:time|place))?"
)
_AT_LABEL = re.compile(
    rf"(?:\A|[|;\n]\s*|\*\*)\W{{0,4}}(?P<label>{_LABEL})\b\W{{0,6}}(?P<rest>.{{0,40}})",
    re.IGNORECASE | re.DOTALL,
)
_MEET = (
    r"(?:vergadering|bijeenkomst|overleg|bespreking|zitting|sessie|stuurgroep|werkgroep|raad|top|ontmoeting|meeting|session|"
    r"summit|council|conference)\w*"
)
_BEFORE_DATE = re.compile(
    rf"(?:\b(?:vond(?:en)?|vindt|werd(?:en)?|is|was|kwam(?:en)?|kwamen|vergaderde\w*|sprak\w*|troffen|ontmoet\w*|gehouden|"
    rf"met|held|convened|gathered|assembled|took\s+place)\b.{{0,80}}?\b(?:op|on|van|from)"
    rf"|\b{_MEET}\s+(?:.{{0,60}}\s)?(?:van|op|d\.?d\.?|of|on|held\s+on))\s+(?:de\s+|the\s+)?\Z",
    re.IGNORECASE | re.DOTALL,
)
_AFTER_DATE = re.compile(
    r"\s*(?:jl\.?|jongstleden)?\s*[,)]?\s*(?:vond|vonden|kwam|kwamen|vergaderde|vergaderden|sprak|spraken|troffen|was|is\s+er)\b",
    re.IGNORECASE,
)
_ON = re.compile(r"(?:\A|[(,:]\s*|\s)(?:op|on)\s+\Z", re.IGNORECASE)
_OTHER_MEETING = re.compile(
    r"\b(?:volgende|eerstvolgende|vorige?|voorgaande|laatste|next|previous|last|sinds|since|tot|until|voor|before|uiterlijk)\b",
    re.IGNORECASE,
)
_DATELINE_END = re.compile(r"\s*(?:[.:,–—-]|\Z)")
_DATELINE = re.compile(r"\W*(?:[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2},?\s+)?\Z")


def meeting_date(
    parsed: Parsed, title: str, file_name: str, folders: Sequence[str] = ()
) -> tuple[date | None, tuple[str, ...]]:
    """The first day of the meeting, None when nothing tells it, and what to warn a person about.

    A labelled date in the text comes first, then the title and the first lines, a jsonl's date field, a sentence that
    says when the meeting was, the day a mail was sent, the file's name and its folders (`folders`, nearest first).
    Where the text and the file's name differ, the text is believed and the warning names both.
    """
    named = _named_day(file_name)
    in_text = _Text(parsed, title, _year_finder(parsed, title, file_name, folders))
    is_mail = parsed.format == "eml"
    stated = None if is_mail else parsed.date
    said = in_text.labelled() or in_text.in_title() or (None if stated else in_text.told())
    folder_day = next(filter(None, map(_named_day, folders)), None)
    found = said or stated or (parsed.date if is_mail else None) or named or folder_day
    warnings = []
    if found and named and named != found and not (is_mail and not said):
        source = "the text" if said else "its date field"
        warnings.append(f"file name says {_spoken(named)}, {source} {_spoken(found)}")
    if said and stated and said != stated:
        warnings.append(f"date field says {_spoken(stated)}, the text {_spoken(said)}")
    return found, tuple(warnings)


class _Text:
    """The places in a document where the meeting's date may stand."""

    def __init__(self, parsed: Parsed, title: str, year_of: Callable[[], int | None]) -> None:
        self._blocks = [replace(block, text=block.text[:_LONGEST]) for block in parsed.blocks[:_HEAD]]
        self._title = title
        self._year_of = year_of
        self._sent = parsed.date

    def labelled(self) -> date | None:
        """The date behind a label: "Vergaderdatum: 3 december 2025"; a label of the meeting beats a bare "Datum"."""
        bare: date | None = None
        for index, text in enumerate(self._lines(_HEAD)):
            for match in _AT_LABEL.finditer(text):
                day = self._day_at_start(match["rest"])
                if day and re.fullmatch(_MEETING_LABEL, match["label"], re.IGNORECASE):
                    return day
                # A "Datum" column further on belongs to a list of actions.
                if day and bare is None and index < _LEAD:
                    bare = day
        return bare

    def in_title(self) -> date | None:
        """The date in the title, or in the headings and short lines that the document opens with."""
        lines = [self._title]
        for block in self._blocks[:_OPENING]:
            is_line = len(block.text) <= 120 and not block.text.rstrip().endswith((".", "!", "?"))
            if block.kind == "heading" or (block.kind == "paragraph" and is_line):
                lines.append(block.text)
            elif block.kind != "paragraph":
                break
        for line in lines:
            day = next((m for m in self._days(line) if not self._elsewhere(line, m)), None)
            if day:
                return day.first
        for block in self._blocks[:_OPENING]:
            dated = next((m for m in self._days(block.text[:80]) if m.complete), None)
            if dated and _is_dateline(block.text, dated):
                return dated.first
        return None

    def told(self) -> date | None:
        """The date in a sentence that says when the meeting was: "vond op 3 december jl. plaats"."""
        for block in self._blocks[:_LEAD]:
            if block.kind == "row":
                continue
            for start, end in split_sentences(block.text)[:6]:
                sentence = block.text[start:end]
                for mention in self._days(sentence):
                    before, after = sentence[: mention.start], sentence[mention.end :]
                    if self._elsewhere(sentence, mention):
                        continue
                    if _BEFORE_DATE.search(before) or (_ON.search(before) and _AFTER_DATE.match(after)):
                        return mention.first
        return None

    def _lines(self, count: int) -> Iterator[str]:
        """The first blocks, a label that stands alone together with the line under it."""
        blocks = self._blocks[:count]
        for index, block in enumerate(blocks):
            following = blocks[index + 1].text if index + 1 < len(blocks) and len(block.text) < 40 else ""
            yield f"{block.text}\n{following}" if following and ":" not in following[:20] else block.text

    def _day_at_start(self, rest: str) -> date | None:
        mention = next(iter(self._days(rest)), None)
        return (
            mention.first
            if mention and re.fullmatch(r"[\W_]{0,5}(?:op\s|on\s)?", rest[: mention.start])
            else None
        )

    def _days(self, text: str) -> list[DateMention]:
        """The days and stretches of days in a text; the year is looked for only where one is missing."""
        found = [m for m in find_dates(text, year_hint=2000) if m.precision in ("day", "range")]
        if all(mention.complete for mention in found):
            return found
        if year := self._year_of():
            dated = find_dates(text, year_hint=year)
        else:
            dated = find_dates(text, today=self._sent) if self._sent else find_dates(text)
        return [
            m
            for m in dated
            if m.precision == "day" or (m.precision == "range" and m.first.year == m.last.year)
        ]

    @staticmethod
    def _elsewhere(text: str, mention: DateMention) -> bool:
        """Whether the words before the date make it another meeting's: "de volgende vergadering is op …"."""
        return bool(_OTHER_MEETING.search(text[max(0, mention.start - 60) : mention.start]))


def _is_dateline(text: str, mention: DateMention) -> bool:
    """Whether the date stands alone at the head of its line, at most behind a place: "Zwolle, 3 mei 2025."."""
    return bool(_DATELINE.match(text[: mention.start]) and _DATELINE_END.match(text, mention.end))


def _year_finder(
    parsed: Parsed, title: str, file_name: str, folders: Sequence[str]
) -> Callable[[], int | None]:
    """Gives, when asked, the year that a date without one most likely means.

    That is the year in the title or the file's name, else the year most full dates of the document have.
    """

    @cache
    def find() -> int | None:
        for text in (title, file_name, *folders):
            years = {m.first.year for m in find_dates(text) if m.complete and m.precision != "range"}
            if len(years) == 1:
                return years.pop()
        if parsed.date:
            return None  # nearest to the day it was sent or filed
        counted = Counter(
            m.first.year
            for block in parsed.blocks[:_BODY]
            for m in find_dates(block.text[:_LONGEST])
            if m.precision in ("day", "month")
        )
        return counted.most_common(1)[0][0] if counted else None

    return find


def _named_day(name: str) -> date | None:
    """The day in a name of a file or folder, when it holds exactly one."""
    days = {m.first for m in find_dates(name) if m.precision in ("day", "range") and m.first.year >= 1990}
    return days.pop() if len(days) == 1 else None


def _spoken(day: date) -> str:
    return spoken_date(day, "en")
