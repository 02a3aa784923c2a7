"""Questions that one report looks able to answer, each with the sentences that an answer must quote from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.phrases import say
from assistant.suggesting.meetings import body_of, is_of_a_meeting
from assistant.suggesting.recurring import recurring_subjects
from assistant.suggesting.subjects import NO_SECTION, Subject, sentences_of, subjects_of
from assistant.wanted import holds
from vectorstore.language.dates import find_dates
from vectorstore.language.detect import detect_language
from vectorstore.language.months import spoken_date
from vectorstore.types import Report

About = Literal["decision", "topic", "amount", "actions", "next", "present"]

_DECIDES = re.compile(
    r"^(?:besluit|decision)\b|\b(?:besloten|besloot|besluit(?!en)|akkoord|stem(?:t|de|den|men)\s+in|ingestemd|"
    r"(?:afgesproken|vastgesteld|goedgekeurd)"
    r"(?=\W*$|[.,;:]|\s+(?:wordt|worden|werd|is|zijn|dat|om|met|voor|op|door|en|in|te|van)\b)|"
    r"stel(?:t|de|den|len)\b.{0,60}\bvast|gunt|gunde|kozen voor|kiest voor|neemt\b.{0,60}\bover|"
    r"decided|agreed|approved|adopted|resolved|endorsed)\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:geen (?:besluit|akkoord|overeenstemming)|nog (?:niet|geen)|uitgesteld|aangehouden|ter besluitvorming|"
    r"niet (?:akkoord|besloten|vastgesteld|goedgekeurd|afgesproken)|moet\w* (?:nog )?(?:worden )?besl\w+|voorstel om|"
    r"vra(?:ag|gen|agt|gt)\b.{0,80}\bakkoord|\bof\b.{0,60}\bakkoord (?:gaa[nt]|is|zijn)|no decision|"
    r"(?:kan|kunnen|zou|zouden|moet|moeten|zal|zullen)\b.{0,80}\b(?:vastgesteld|goedgekeurd|besloten|afgesproken)|"
    r"(?:can|could|should|would|will|must|to) be (?:agreed|approved|adopted|decided)|"
    r"not (?:yet )?(?:been )?(?:agreed|decided|approved|adopted)|"
    r"(?:if|als|indien|wanneer)\b.{0,60}\b(?:besluit|akkoord|agreed|approved|decided))\b",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"\b(?:actielijst|actiepunten|acties|action (?:items|list|points)|actions)\b", re.IGNORECASE
)
_PRESENT = re.compile(
    r"(?:^|\|\s*)(?:aanwezig(?:en)?|deelnemers|present|attendees|attendance|in attendance)\s*:", re.IGNORECASE
)
_NEXT = re.compile(
    r"\b(?:eerst)?(?:volgende?|next)\b.{0,60}?\b(?:\w*vergadering|\w*bijeenkomst|\w*overleg|raad|top|\w*groep|meeting|session)\b",
    re.I,
)
# Fewer rows than this are no list, fewer words no sentence, fewer letters no account of anything.
ROWS, WORDS, LETTERS = 2, 4, 120


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question in the forms to try, the best first.

    An answer is right when it quotes of the sentences `evidence`, and for the most part sentences of `section`, both
    indexes in the report. Two questions with one `subject` are about the same thing.
    """

    about: About
    forms: tuple[str, ...]
    report: str
    evidence: frozenset[int]
    section: frozenset[int]
    subject: str


def proposals_of(report: Report, language: str, series: frozenset[str], today: date) -> list[Proposal]:
    """What may be asked about the report in the language, in reading order."""
    found: list[Proposal] = []
    for subject in subjects_of(report) or recurring_subjects(report):
        found += about_subject(report, subject, language)
    found += about_meeting(report, language, series, today)
    return found


def about_subject(
    report: Report,
    subject: Subject,
    language: str,
    *,
    dated: bool = False,
    within: frozenset[int] | None = None,
) -> Iterator[Proposal]:
    """What was decided, said and reckoned under a heading; `within` are its sentences when they aren't one section's.

    With `dated` the question names the day, so that it says by itself which meeting it is about.
    """
    section = within or sentences_of(report, subject)
    told = {i for i in section if _tells(report, i)}
    if sum(len(_text(report, i)) for i in told) < LETTERS:
        return
    kinds: tuple[tuple[About, set[int]], ...] = (
        ("decision", {i for i in told if _decides(_text(report, i))}),
        ("topic", told),
        ("amount", {i for i in told if holds("amount", _text(report, i), report.sentences[i], report)}),
    )
    for about, evidence in kinds:
        if about != "topic" and subject.section == NO_SECTION:
            continue  # a sentence that names it decides or costs something else as often as not
        forms = _forms(about, subject, report, language, dated)
        if evidence and forms:
            yield Proposal(about, forms, report.id, frozenset(evidence), section, subject.heading.casefold())


def about_meeting(report: Report, language: str, series: frozenset[str], today: date) -> Iterator[Proposal]:
    """Who was there, what was to be done, and when the next meeting is: of what is a meeting's report."""
    day = spoken_date(report.date, language) if report.date else ""
    body = body_of(report, series, language)
    everything = frozenset(range(len(report.sentences)))
    present = frozenset(i for i in everything if _PRESENT.search(_text(report, i)))
    actions = frozenset(
        i for i, s in enumerate(report.sentences)
        if s.kind in ("row", "item") and _ACTIONS.search(report.sections[s.section].heading)
    )  # fmt: skip
    upcoming = frozenset(i for i in everything if _announces(report, i, today))
    if actions and day and len(actions) >= ROWS:
        yield Proposal(
            "actions",
            (say("ask_actions_day", language, day=day),),
            report.id,
            actions,
            actions,
            "actions",
        )
    if upcoming and body:
        key = "ask_next_meeting" if is_of_a_meeting(body) else "ask_next"
        yield Proposal(
            "next", (say(key, language, body=body),), report.id, upcoming, upcoming, f"next {body}"
        )
    if present and day:
        with_body = body and not is_of_a_meeting(body)
        key = "ask_present_body_day" if with_body else "ask_present_day"
        yield Proposal(
            "present",
            (say(key, language, body=body, day=day),),
            report.id,
            present,
            present,
            "present",
        )


def _forms(about: About, subject: Subject, report: Report, language: str, dated: bool) -> tuple[str, ...]:
    """The question without and with the day; in another language than the report's, its heading stays a heading."""
    fluent = subject.fluent and report.language == language
    key = f"ask_{about}" if fluent else f"ask_{about}_heading"
    words = subject.phrase if fluent else subject.heading
    forms = [say(key, language, subject=words)]
    if report.date:
        on_day = say(f"{key}_day", language, subject=words, day=spoken_date(report.date, language))
        # "Financiën" is on every agenda, and decided on every year: the day says whose.
        alone = dated or about != "topic" or len(words.split()) < 2
        forms = [on_day] if alone else [*forms, on_day]
    return tuple(form for form in forms if detect_language(form) == language)


def _tells(report: Report, index: int) -> bool:
    text = _text(report, index).rstrip()
    return (
        report.sentences[index].kind in ("prose", "item", "row")
        and len(text.split()) >= WORDS
        and not text.endswith("?")
    )


def _decides(text: str) -> bool:
    return bool(_DECIDES.search(text)) and not _UNDECIDED.search(text)


def _announces(report: Report, index: int, today: date) -> bool:
    """Whether the sentence says when the next meeting is, and that is still to come."""
    text = _text(report, index)
    if not _NEXT.search(text) or report.date is None or report.sentences[index].kind == "heading":
        return False
    days = find_dates(text, year_hint=report.date.year)
    return bool(days) and min(day.first for day in days) > max(report.date, today)


def _text(report: Report, index: int) -> str:
    sentence = report.sentences[index]
    return report.text[sentence.start : sentence.end]
