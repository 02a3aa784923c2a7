"""A follow-up that moves on in time: "En daarna?", "and before that?"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue import slots
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.reading import Reading
from assistant.dialogue.wording import TAILS
from vectorstore.language.detect import detect_language
from vectorstore.language.months import spoken_date
from vectorstore.language.periods import find_periods
from vectorstore.types import ReportFilter

_MOVE = re.compile(
    r"\W*(?:(?:en|and|maar|but|wat|what)\b\W*)*"
    r"(?:(?P<after>daarna|erna|hierna|nadien|sindsdien|after (?:that|then)|afterwards|since(?: then)?)|"
    r"daarvoor|ervoor|voordien|before (?:that|then))"
    rf"(?:\W+(?:{'|'.join(sorted(TAILS))}))*\W*",
    re.IGNORECASE,
)
_WORDS = {("nl", True): "na", ("nl", False): "voor", ("en", True): "after", ("en", False): "before"}


def moved(reading: Reading, conversation: Conversation) -> tuple[str, ReportFilter] | None:
    """The last question of the time after, or before, the reports that its answer cites, and the filter for those."""
    asked = _MOVE.fullmatch(reading.text)
    days = [report.date for report in conversation.reports(conversation.answered) if report.date]
    if not asked or not days:
        return None
    after, today, where = bool(asked["after"]), conversation.today, conversation.where
    base = conversation.last.understood
    language = detect_language(base)
    phrase = f"{_WORDS[language, after]} {spoken_date(max(days) if after else min(days), language)}"
    (period,) = find_periods(phrase, today=today)
    question = slots.with_period(base, phrase, period, conversation.sources.infos(where), today)
    if after:
        return question, replace(where, since=max(filter(None, (where.since, period.since))))
    return question, replace(where, until=min(filter(None, (where.until, period.until))))
