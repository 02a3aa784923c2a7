"""Which hits are right, the same for every peer, and the measures that follow.

A peer gives texts, not offsets, and may have changed them (Markdown read, lines joined, marks dropped). A hit's text is
therefore looked up in its report by its letters and digits alone; when that fails (a footnote's mark is gone), by its
first and last forty of them; when that fails too, by its longest line that is there.
It is right when its report is, and when it shares enough with the evidence: 20 characters, or half of the evidence.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from assistant.evaluation.metrics import (
    Span,
    hit_at,
    interval,
    mean,
    ndcg_at,
    recall_at,
    reciprocal_rank,
    shared,
    size,
)
from benchmarks.results import Json
from benchmarks.sets import Doc, Question, QuestionSet

ENOUGH = 20
ANCHOR = 40
STRETCH = 1.5
REPORT_FIGURES = ("nDCG@10", "recall@1", "recall@5", "MRR")
PASSAGE_FIGURES = ("hit@1", "hit@5", "hit@10", "MRR")


@cache
def _kept(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(part for part in plain if part.isalnum())


def squeeze(text: str) -> tuple[str, list[int]]:
    """Its letters and digits without case and accents, and where each stands in the text."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in _kept(character):
            kept.append(part)
            places.append(place)
    return "".join(kept), places


class Locator:
    """Finds a peer's texts in the reports."""

    def __init__(self, docs: Iterable[Doc]) -> None:
        self._docs = {doc.id: squeeze(doc.text) for doc in docs}
        self._titles = {doc.id: squeeze(doc.title)[0] for doc in docs}
        self._found: dict[tuple[str, str], Span | None] = {}

    def locate(self, doc: str, text: str) -> Span | None:
        """Where the text, or at least the longest of its lines that does, stands in the report; None when none does."""
        if doc not in self._docs:
            return None
        if (doc, text) not in self._found:
            self._found[doc, text] = self._locate(doc, text)
        return self._found[doc, text]

    def _locate(self, doc: str, text: str) -> Span | None:
        wanted = squeeze(text)[0]
        untitled = wanted.removeprefix(self._titles[doc])  # peers have the title above the report's text
        for find in (self._find, self._find_ends):
            if found := find(doc, wanted) or find(doc, untitled):
                return found
        lines = sorted((line for line in text.splitlines() if len(line) >= ANCHOR), key=len)
        spans = (self._find(doc, squeeze(line)[0]) for line in reversed(lines))
        return next((span for span in spans if span), None)

    def _find(self, doc: str, wanted: str) -> Span | None:
        text, places = self._docs[doc]
        start = text.find(wanted) if wanted else -1
        return (places[start], places[start + len(wanted) - 1] + 1) if start >= 0 else None

    def _find_ends(self, doc: str, wanted: str) -> Span | None:
        """From where its beginning stands to where its end does, unless that is half as long again as it is."""
        text, places = self._docs[doc]
        if len(wanted) < 2 * ANCHOR:
            return None
        start = text.find(wanted[:ANCHOR])
        end = text.find(wanted[-ANCHOR:], start + ANCHOR) if start >= 0 else -1
        if end < 0 or end + ANCHOR - start > STRETCH * len(wanted):
            return None
        return places[start], places[end + ANCHOR - 1] + 1


def is_right(question: Question, doc: str, span: Span | None) -> bool:
    """Whether a hit in `doc` at `span` (None: not located) is right."""
    if doc not in question.docs:
        return False
    if not question.spans:
        return True
    return span is not None and any(
        shared([span], [(gold.start, gold.end)]) >= min(ENOUGH, (gold.end - gold.start) / 2)
        for gold in question.spans
        if gold.doc == doc
    )


def judge_reports(question: Question, docs: Sequence[str]) -> dict[str, float]:
    """The figures of one question, from the reports of its hits: a report counts where it comes first."""
    order = list(dict.fromkeys(docs))
    right = [doc in question.docs for doc in order]
    total = len(question.docs)
    return {
        "nDCG@10": ndcg_at(right, total),
        "recall@1": recall_at(right, total, 1),
        "recall@5": recall_at(right, total, 5),
        "MRR": reciprocal_rank(right),
    }


def judge_passages(right: Sequence[bool]) -> dict[str, float]:
    """The figures of one question, from which of its hits are right."""
    return {**{f"hit@{k}": hit_at(right, k) for k in (1, 5, 10)}, "MRR": reciprocal_rank(right)}


def judge(one: QuestionSet, given: Sequence[Json]) -> Json:
    """A peer's values per question, and which share of its ten best hits was located in the reports.

    `given` holds an object {"id", "hits": [{"doc", "text"}]} for each question. Questions without answer don't count.
    """
    locator = Locator(one.docs)
    hits_of = {line["id"]: line["hits"] for line in given}
    reports: dict[str, dict[str, float]] = {}
    passages: dict[str, dict[str, float]] = {}
    located: list[float] = []
    for question in one.questions:
        if question.unanswerable:
            continue
        hits = hits_of[question.id]
        spans = [locator.locate(hit["doc"], hit["text"]) for hit in hits]
        located += [float(span is not None) for span in spans[:10]]
        right = [is_right(question, hit["doc"], span) for hit, span in zip(hits, spans, strict=True)]
        reports[question.id] = judge_reports(question, [hit["doc"] for hit in hits])
        passages[question.id] = judge_passages(right)
    return {"reports": reports, "passages": passages, "located": round(mean(located), 4)}


def judge_answers(one: QuestionSet, answers: Sequence[Json]) -> dict[str, list[float]]:
    """Values by figure, from {"id", "status", "quotes": [{"doc", "text"}]} for each question.

    Of a refusal recall counts as 0 and precision doesn't count. `names` is there for questions that have them.
    """
    locator = Locator(one.docs)
    answer_of = {line["id"]: line for line in answers}
    values: dict[str, list[float]] = {}

    def count(figure: str, value: float) -> None:
        values.setdefault(figure, []).append(float(value))

    for question in one.questions:
        answer = answer_of[question.id]
        refused = answer["status"] == "not_found"
        count("refused_right" if question.unanswerable else "refused_wrong", refused)
        if question.unanswerable:
            continue
        quotes = [] if refused else answer["quotes"]
        places = [(quote["doc"], locator.locate(quote["doc"], quote["text"])) for quote in quotes]
        count("touched", any(is_right(question, doc, span) for doc, span in places))
        precision, recall = overlap(question, places)
        count("recall", recall)
        if not refused:
            count("precision", precision)
        if question.names:
            right = " ".join(" ".join(q["text"] for q in quotes if q["doc"] in question.docs).split())
            count("names", all(name in right for name in question.names))
    return values


def overlap(question: Question, places: Sequence[tuple[str, Span | None]]) -> tuple[float, float]:
    """Which share of the quoted characters is evidence, and which share of the evidence is quoted."""
    gold: dict[str, list[Span]] = {}
    quoted: dict[str, list[Span]] = {}
    for span in question.spans:
        gold.setdefault(span.doc, []).append((span.start, span.end))
    for doc, place in places:
        quoted.setdefault(doc, []).append(place or (0, 0))
    both = sum(shared(spans, quoted.get(doc, [])) for doc, spans in gold.items())
    said, wanted = sum(map(size, quoted.values())), sum(map(size, gold.values()))
    return (both / said if said else 0.0), (both / wanted if wanted else 0.0)


def figure(values: Sequence[float]) -> Json:
    """The mean with its 95 % interval."""
    low, high = interval(values)
    return {"mean": round(mean(values), 4), "low": round(low, 4), "high": round(high, 4), "n": len(values)}


def figures(values: Mapping[str, Mapping[str, float]], names: Sequence[str]) -> Json:
    """Each figure over all questions."""
    return {name: figure([one[name] for one in values.values()]) for name in names}


def difference(
    ours: Mapping[str, Mapping[str, float]], theirs: Mapping[str, Mapping[str, float]], name: str
) -> Json:
    """How much more ours has, question by question; an interval that holds 0 says that nothing is sure."""
    return figure([ours[key][name] - theirs[key][name] for key in ours])
