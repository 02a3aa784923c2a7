"""From the answers to a question's parts to the one answer, or to a refusal that is of use."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.collection import LISTED, list_reports, named_in
from assistant.compose import cite, claims_of, text_of
from assistant.phrases import say, say_searched
from assistant.plan import Part, Plan
from assistant.quotes import PartAnswer
from assistant.scope import Scope, is_day
from assistant.sources import Sources
from assistant.types import Answer, Searched
from vectorstore.language.months import spoken_date
from vectorstore.types import ReportInfo

# How many passages, reports by name, or meetings near a date a refusal shows.
CLOSEST, EXAMPLES = 3, 2


def whole_answer(plan: Plan, parts: Sequence[PartAnswer], sources: Sources) -> Answer:
    """The answer, partial when a part of the question has none, or the refusal when no part has."""
    if len(plan.parts) == 1 and plan.parts[0].kind in ("reports", "count_reports"):
        return _about_the_collection(plan, plan.parts[0], sources)
    quotes = list(dict.fromkeys(quote for part in parts for quote in part.quotes))
    if not quotes:
        return _refusal(plan, parts, sources)
    citations = cite(quotes)
    scope = _scope_of(next(part for part in parts if part.quotes))
    notices = _notices(plan, parts)
    partial = any(not part.quotes or part.verdict.partial for part in parts)
    return Answer(
        question=plan.question, status="partial" if partial else "answered", mode="quotes",
        text=text_of(citations, plan.language), claims=claims_of(citations), citations=citations,
        searched=sources.searched(scope.where, scope.note), notices=notices, language=plan.language,
    )  # fmt: skip


def _notices(plan: Plan, parts: Sequence[PartAnswer]) -> tuple[str, ...]:
    """What a person must know beside the answer: what was not found, and that reports differ."""
    notices = []
    for part in parts:
        if not part.quotes:
            notices.append(say("part_missing", plan.language, part=part.part.question))
        elif part.verdict.partial:
            notices.append(say("partly", plan.language, missing=", ".join(part.verdict.missing)))
    if any(part.differ for part in parts):
        notices.append(say("differ", plan.language))
    return tuple(notices)


def _about_the_collection(plan: Plan, part: Part, sources: Sources) -> Answer:
    scope = part.scopes[0]
    infos = named_in(part.terms[0], sources.infos(scope.where), sources)
    shown = [sources.report(info.id) for info in infos[:LISTED]]
    searched = sources.searched_in(infos, scope.note)
    return list_reports(plan.question, shown, len(infos), searched, plan.language)


def _refusal(plan: Plan, parts: Sequence[PartAnswer], sources: Sources) -> Answer:
    """Not found is an answer: what was searched, what is missing, the closest passages, no citations."""
    part = parts[0]
    scope = _scope_of(part)
    searched = sources.searched(scope.where, scope.note)
    infos = sources.infos(scope.where)
    vague = part.verdict.vague
    text = _ask_back(infos, plan) if vague else _why_not(plan, parts, scope, sources, searched)
    return Answer(
        question=plan.question, status="not_found", mode="quotes", text=text, claims=(), citations=(),
        searched=searched, closest=() if vague else part.hits[:CLOSEST], language=plan.language,
    )  # fmt: skip


def _why_not(
    plan: Plan, parts: Sequence[PartAnswer], scope: Scope, sources: Sources, searched: Searched
) -> str:
    infos = sources.infos(scope.where)
    where = say_searched(searched, plan.language)
    days = [period for period in scope.dates if period.since and is_day(period)]
    same_series = named_in(parts[0].part.terms[parts[0].scope], infos, sources) if days else []
    if no_meeting := _no_meeting(scope, same_series, plan.language):
        return f"{say('not_found', plan.language, searched=where)} {no_meeting}"
    missing = tuple(dict.fromkeys(name for part in parts for name in part.verdict.missing))
    if missing:
        return say("not_there", plan.language, missing=", ".join(missing), searched=where)
    return say("not_found", plan.language, searched=where)


def _no_meeting(scope: Scope, infos: Sequence[ReportInfo], language: str) -> str:
    """That there is no report of the day asked after, with the meetings nearest to it."""
    for period in scope.dates:
        day = period.since
        if day is None or not is_day(period) or any(info.date == day for info in infos):
            continue
        dates = sorted({info.date for info in infos if info.date}, key=lambda other: abs((other - day).days))
        if dates:
            nearest = ", ".join(spoken_date(other, language) for other in sorted(dates[:EXAMPLES]))
            return say("no_meeting", language, day=spoken_date(day, language), nearest=nearest)
    return ""


def _ask_back(infos: Sequence[ReportInfo], plan: Plan) -> str:
    """What the question leaves open, with reports to choose from."""
    return say(
        "which_report", plan.language, examples=" · ".join(_named(info, plan) for info in infos[:EXAMPLES])
    )


def _named(info: ReportInfo, plan: Plan) -> str:
    return info.title + (f" ({spoken_date(info.date, plan.language)})" if info.date else "")


def _scope_of(answer: PartAnswer) -> Scope:
    return answer.part.scopes[answer.scope]
