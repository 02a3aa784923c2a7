"""One question held against what is right. Pure: any system can be scored whose hits are stretches of reports.

A system that gives texts only finds their stretches with `assistant.evaluation.matching.find_text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.evaluation.answers import holds_names, holds_text
from assistant.evaluation.metrics import (
    Span,
    hit_at,
    ndcg_at,
    recall_at,
    reciprocal_rank,
    shared,
    size,
    touches,
)
from assistant.evaluation.types import Basis, Found, Given, Gold, Located, Outcome, Question, Verdict

REFUSED = "not_found"
DEPTHS = (1, 5, 10)


def is_relevant(found: Found, gold: Gold) -> bool:
    """Whether the stretch shares 20 characters with a piece of evidence, or half of the shorter of both."""
    return any(one.report == found.report and touches(one.span, found.span) for one in gold.spans())


def count_relevant(passages: Iterable[Found], gold: Gold) -> int:
    """How many of a system's passages hold evidence: what its recall is a share of."""
    return sum(is_relevant(passage, gold) for passage in passages)


def score(question: Question, gold: Gold, given: Given, passages: int) -> Outcome:
    """How the question went; `passages` is the number that `count_relevant` gives for the passages of its reports."""
    verdict, basis = judge(question, gold, given)
    reports = list(dict.fromkeys(hit.report for hit in given.hits))
    right_reports = [report in gold.reports for report in reports]
    right_passages = [is_relevant(hit, gold) for hit in given.hits]
    answered = given.status != REFUSED
    return Outcome(
        question=question,
        gold=gold,
        given=given,
        verdict=verdict,
        basis=basis,
        report_rank=_rank(right_reports),
        passage_rank=_rank(right_passages),
        report_scores=_report_scores(right_reports, len(gold.reports)) if gold.reports else None,
        passage_scores=_passage_scores(right_passages, max(passages, sum(right_passages)))
        if gold.places
        else None,
        precision=_precision(given.quotes, gold) if gold.places and answered else None,
        recall=_recall(given.quotes, gold) if gold.places and answered else None,
        touched=_touched(given, gold) if gold.places else None,
    )


def judge(question: Question, gold: Gold, given: Given) -> tuple[Verdict, Basis]:
    """Whether the answer or the refusal is right, and what that was judged by."""
    if given.status == REFUSED:
        return "refused_right" if question.unanswerable else "refused_wrong", ""
    if question.unanswerable:
        return "answered_unanswerable", ""
    if gold.places:
        return _judged_by_evidence(question, gold, given)
    if question.answer:
        if holds_text(f"{given.quoted}\n{given.text}", question.answer):
            return "answered_right", "answer"
        if (all_there := holds_names(f"{given.quoted}\n{given.text}", question.answer)) is not None:
            return "answered_right" if all_there else "answered_wrong", "names"
    if gold.reports:
        right = any(quote.report in gold.reports for quote in given.quotes)
        return "answered_right" if right else "answered_wrong", "report"
    return "not_judged", ""


def _judged_by_evidence(question: Question, gold: Gold, given: Given) -> tuple[Verdict, Basis]:
    """The same fact may stand at another place than the one that was written down."""
    if _touched(given, gold):
        main = Gold(gold.reports, tuple(place for place in gold.places if not place.also))
        return "answered_right", "evidence" if _touched(given, main) else "also"
    if question.answer and holds_text(given.quoted, question.answer):
        return "answered_right", "elsewhere"
    return "answered_wrong", "evidence"


def _touched(given: Given, gold: Gold) -> bool:
    return given.status != REFUSED and any(is_relevant(quote, gold) for quote in given.quotes)


def _rank(relevant: Sequence[bool]) -> int | None:
    return relevant.index(True) + 1 if True in relevant else None


def _report_scores(relevant: Sequence[bool], total: int) -> dict[str, float]:
    return {
        **{f"recall@{k}": recall_at(relevant, total, k) for k in DEPTHS},
        "nDCG@10": ndcg_at(relevant, total),
        "MRR": reciprocal_rank(relevant),
    }


def _passage_scores(relevant: Sequence[bool], total: int) -> dict[str, float]:
    return {f"hit@{k}": hit_at(relevant, k) for k in DEPTHS} | _report_scores(relevant, total)


def _by_report(founds: Iterable[Found]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for found in founds:
        spans.setdefault(found.report, []).append(found.span)
    return spans


def _precision(quotes: Sequence[Found], gold: Gold) -> float:
    """Which share of the quoted characters is evidence."""
    right, quoted = _by_report(gold.spans()), _by_report(quotes)
    total = sum(size(spans) for spans in quoted.values())
    both = sum(shared(spans, right.get(report, [])) for report, spans in quoted.items())
    return both / total if total else 0.0


def _recall(quotes: Sequence[Found], gold: Gold) -> float:
    """Which share of the evidence's characters is quoted, at the place that is quoted best: one place is enough."""
    quoted = _by_report(quotes)
    return max(_recall_of(place, quoted.get(place.report, [])) for place in gold.places)


def _recall_of(place: Located, quoted: Sequence[Span]) -> float:
    """Of each piece that occurrence counts which is quoted best."""
    best = [max((shared([span], quoted), size([span])) for span in piece) for piece in place.pieces]
    return sum(both for both, _ in best) / sum(total for _, total in best)
