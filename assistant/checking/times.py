"""Whether the dates of a sentence are the source's, and on the same side: before, after, until."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.checking.phrases import say
from assistant.checking.reading import Fact, Reading
from assistant.checking.tables import words_for
from vectorstore.language.lists import listed
from vectorstore.language.months import WEEKDAYS

_AWAY = (
    frozenset(("before", "after")), frozenset(("before", "since")), frozenset(("until", "since")),
    frozenset(("until", "after")), frozenset(("on", "before")), frozenset(("on", "after")),
)  # fmt: skip
_SIDES = {
    "before": listed("voor vóór uiterlijk before by"),
    "after": listed("na after following"),
    "since": listed("vanaf sinds from since starting"),
    "until": listed("tot until till through"),
    "on": listed("op on"),
}
# "op" and "on" name a day; of a month, quarter or year they would say nothing.
_LONGEST_ON = 1


def date_failures(
    ours: Reading, theirs: Sequence[Reading], around: Sequence[Reading], days: Sequence[date], language: str
) -> Iterator[str]:
    """What is wrong with the sentence's dates; `around` may hold them too, and `days` are those of the meetings."""
    for fact in ours.of("date"):
        places = [(r, f) for r in theirs for f in r.of("date") if holds(fact, f)]
        other_meant = _has_others(fact, ours, theirs)
        meeting = [day for day in days if _within(day, day, fact) and not other_meant]
        beside = [f for r in around for f in r.of("date") if holds(fact, f) and not other_meant]
        if not places and not meeting and not beside:
            yield say("date", language, what=fact.text)
            continue
        other = [_other_side(ours, fact, r, f) for r, f in places]
        if places and all(other) and not meeting:
            yield say("bound", language, what=fact.text, other=other[0])
    yield from _weekdays(ours, [*theirs, *around], days, language)


def _has_others(fact: Fact, ours: Reading, theirs: Sequence[Reading]) -> bool:
    """Whether the source has a date as exact as this one that the sentence doesn't tell: then that one was meant."""
    told = ours.of("date")
    return any(
        _length(one) == _length(fact) and not any(holds(other, one) for other in told)
        for reading in theirs
        for one in reading.of("date")
    )


def _length(fact: Fact) -> int:
    """0 for a day, 1 for up to a month, 2 for longer."""
    days = (fact.days[1] - fact.days[0]).days if fact.days else 0
    return 0 if days == 0 else 1 if days < 32 else 2


def holds(ours: Fact, theirs: Fact) -> bool:
    """Whether the source's date lies within the sentence's, which may be the less exact one: "in 2025"."""
    return theirs.days is not None and _within(*theirs.days, ours)


def _within(first: date, last: date, fact: Fact) -> bool:
    return fact.days is not None and fact.days[0] <= first and last <= fact.days[1]


def side_of(reading: Reading, fact: Fact) -> tuple[str, str]:
    """On which side of the date it is, and the word that says so; empty when none does."""
    for i in range(fact.first - 1, max(-1, fact.first - 3), -1):
        word = reading.words[i].text
        for side, words in _SIDES.items():
            if word in words:
                return side, word
        if word not in ("de", "het", "the", "dag", "donderdag", "eind", *WEEKDAYS):
            break
    return "", ""


def _other_side(ours: Reading, fact: Fact, other: Reading, there: Fact) -> str:
    """The source's words when it has the date on another side; else empty."""
    (mine, _), (its, word) = side_of(ours, fact), side_of(other, there)
    if mine == "before" and its == "on" and words_for("before").search(ours.folded[: fact.start]):
        return f"{word} {there.text}" if frozenset((mine, its)) in _AWAY else ""
    if "on" in (mine, its) and fact.days and (fact.days[1] - fact.days[0]).days >= _LONGEST_ON:
        return ""
    return f"{word} {there.text}" if frozenset((mine, its)) in _AWAY else ""


def _weekdays(ours: Reading, theirs: Sequence[Reading], days: Sequence[date], language: str) -> Iterator[str]:
    """Weekdays must stand in the source, or be that of a day that does."""
    known = {WEEKDAYS.index(w.text) % 7 for r in theirs for w in r.words if w.text in WEEKDAYS}
    dated = [f.days[0] for r in theirs for f in r.of("date") if f.days and f.days[0] == f.days[1]]
    known |= {day.weekday() for day in (*dated, *days)}
    for word in ours.words:
        if word.text in WEEKDAYS and WEEKDAYS.index(word.text) % 7 not in known:
            yield say("weekday", language, what=word.text)
