"""A question's way to its answer, a langgraph graph: resolve → search → weigh (→ search again) → compose → verify."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any, TypedDict

from assistant.collection import date_quote, list_reports, named_in
from assistant.compose import cite, claims_of, text_of
from assistant.phrases import say, say_searched
from assistant.plan import Part, Plan, clean, make_plan
from assistant.quotes import PartAnswer, answer_part
from assistant.scope import Scope
from assistant.select import Quoted
from assistant.sources import Sources
from assistant.summary import key_sentences
from assistant.types import Answer, Citation
from vectorstore.types import Hit, ReportFilter, ReportInfo

# Passages whose sentences are weighed, and how many are shown when none of them answers.
WEIGHED = 12
CLOSEST = 3


class State(TypedDict, total=False):
    """What travels through the graph. `turn[i]` is the scope that part i is at; `done[i]` its answer so far."""

    question: str
    where: ReportFilter
    today: date
    sources: Sources
    plan: Plan
    reports: list[ReportInfo]
    turn: list[int]
    hits: list[list[Hit]]
    done: list[PartAnswer | None]
    answer: Answer


def resolve(state: State) -> State:
    """Understand the question: language, parts, kind, which reports."""
    sources = state["sources"]
    question = clean(state["question"])
    reports = sources.infos(state["where"])
    plan = make_plan(question, state["where"], reports, today=state["today"], rarity=sources.rarity)
    count = len(plan.parts)
    return {
        "plan": plan,
        "reports": reports,
        "turn": [0] * count,
        "done": [None] * count,
        "hits": [[]] * count,
    }


def search(state: State) -> State:
    """Find passages for each part that has no answer yet, within the scope that is its turn."""
    sources, plan = state["sources"], state["plan"]
    hits = list(state["hits"])
    for i, part in enumerate(plan.parts):
        if _is_open(state, i) and part.kind not in ("reports", "count_reports"):
            scope = part.scopes[state["turn"][i]]
            hits[i] = sources.search(part.question, scope.question, scope.where, WEIGHED, plan.language)
    return {"hits": hits}


def weigh(state: State) -> State:
    """Answer each open part from its passages, or send it on to its next scope."""
    plan = state["plan"]
    done, turn = list(state["done"]), list(state["turn"])
    for i, part in enumerate(plan.parts):
        if not _is_open(state, i):
            continue
        answer = _answer(state, part, turn[i], state["hits"][i])
        if answer.better_than(done[i]):
            done[i] = answer
        turn[i] += 1
    return {"done": done, "turn": turn}


def compose(state: State) -> State:
    """Make one answer of the parts."""
    plan, sources = state["plan"], state["sources"]
    parts = [done for done in state["done"] if done]
    if len(plan.parts) == 1 and plan.parts[0].kind in ("reports", "count_reports"):
        return {"answer": _about_the_collection(state, plan.parts[0])}
    quotes = list(dict.fromkeys(quote for part in parts for quote in part.quotes))
    if not quotes:
        return {"answer": _refusal(state, parts)}
    citations = cite(quotes)
    missing = [part for part in parts if not part.quotes]
    notices = [say("part_missing", plan.language, part=part.part.question) for part in missing]
    notices += [
        say("partly", plan.language, missing=", ".join(p.verdict.missing)) for p in parts if p.verdict.partial
    ]
    if any(part.differ for part in parts):
        notices.append(say("differ", plan.language))
    partial = bool(missing) or any(part.verdict.partial for part in parts)
    scope = _scope_of(next(part for part in parts if part.quotes))
    answer = Answer(
        question=state["question"], status="partial" if partial else "answered", mode="quotes",
        text=text_of(citations, plan.language), claims=claims_of(citations), citations=citations,
        searched=sources.searched(scope.where, scope.note), notices=tuple(notices), language=plan.language,
    )  # fmt: skip
    return {"answer": answer}


def verify(state: State) -> State:
    """Hold every quote against the canonical text: one that isn't there to the letter is a fault, never shown."""
    sources, answer = state["sources"], state["answer"]
    for citation in answer.citations:
        _check(citation, sources)
    return {"answer": answer}


def _check(citation: Citation, sources: Sources) -> None:
    if sources.report(citation.report).text[citation.start : citation.end] != citation.quote:
        raise AssertionError(f"quote {citation.number} of report {citation.report} is not in its text")


def _is_open(state: State, i: int) -> bool:
    done, turn, scopes = state["done"][i], state["turn"][i], state["plan"].parts[i].scopes
    return turn < len(scopes) and not (done and done.quotes and not scopes[turn - 1].soft)


def _next(state: State) -> str:
    return "search" if any(_is_open(state, i) for i in range(len(state["plan"].parts))) else "compose"


def _answer(state: State, part: Part, turn: int, hits: list[Hit]) -> PartAnswer:
    sources = state["sources"]
    result = answer_part(part, turn, hits, sources.vector(part.question), sources, state["plan"].language)
    quotes: tuple[Quoted, ...] | None = None
    if part.kind == "summary":
        quotes = _summary(state, part, turn)
    elif part.kind == "meeting_date":
        quotes = _meeting_date(state, part, turn)
    if not quotes:
        return result
    return PartAnswer(part, turn, quotes, result.verdict, tuple(hits))


def _one_report(state: State, part: Part, turn: int) -> ReportInfo | None:
    """The report that the part is about, when it is about a single one."""
    infos = state["sources"].infos(part.scopes[turn].where)
    named = named_in(part.terms[turn], infos)
    return named[0] if len(infos) == 1 or len(named) == 1 else None


def _summary(state: State, part: Part, turn: int) -> tuple[Quoted, ...] | None:
    info = _one_report(state, part, turn)
    if info is None:
        return None
    sources = state["sources"]
    return tuple(key_sentences(sources, sources.report(info.id)))


def _meeting_date(state: State, part: Part, turn: int) -> tuple[Quoted, ...] | None:
    info = _one_report(state, part, turn)
    quote = date_quote(state["sources"].report(info.id)) if info else None
    return (quote,) if quote else None


def _about_the_collection(state: State, part: Part) -> Answer:
    sources, plan = state["sources"], state["plan"]
    scope = part.scopes[0]
    infos = named_in(part.terms[0], sources.infos(scope.where))
    shown = [sources.report(info.id) for info in infos[:20]]
    searched = sources.searched_in(infos, scope.note)
    return list_reports(state["question"], shown, len(infos), searched, plan.language)


def _refusal(state: State, parts: list[PartAnswer]) -> Answer:
    """Not found is an answer: what was searched, what is missing, the closest passages, no citations."""
    plan, sources = state["plan"], state["sources"]
    part = parts[0]
    scope = _scope_of(part)
    searched = sources.searched(scope.where, scope.note)
    where = say_searched(searched, plan.language)
    missing = tuple(dict.fromkeys(name for p in parts for name in p.verdict.missing))
    if missing:
        text = say("not_there", plan.language, missing=", ".join(missing), searched=where)
    else:
        text = say("not_found", plan.language, searched=where)
    return Answer(
        question=state["question"], status="not_found", mode="quotes", text=text, claims=(), citations=(),
        searched=searched, closest=tuple(part.hits[:CLOSEST]), language=plan.language,
    )  # fmt: skip


def _scope_of(answer: PartAnswer) -> Scope:
    return answer.part.scopes[answer.scope]


def build() -> Any:
    """The compiled graph; its input and output are a `State`."""
    from langgraph.graph import END, START, StateGraph

    graph = StateGraph(State)
    for name, node in (
        ("resolve", resolve),
        ("search", search),
        ("weigh", weigh),
        ("compose", compose),
        ("verify", verify),
    ):
        graph.add_node(name, node)
    graph.add_edge(START, "resolve")
    graph.add_edge("resolve", "search")
    graph.add_edge("search", "weigh")
    graph.add_conditional_edges("weigh", _next, ["search", "compose"])
    graph.add_edge("compose", "verify")
    graph.add_edge("verify", END)
    return graph.compile()


def run(graph: Any, question: str, where: ReportFilter, sources: Sources, today: date) -> Answer:
    """The answer to one question."""
    began = time.monotonic()
    state = graph.invoke({"question": question, "where": where, "today": today, "sources": sources})
    answer: Answer = state["answer"]
    return replace(answer, seconds=round(time.monotonic() - began, 4))
