"""A question's way to its answer, a langgraph graph: resolve → search → weigh (→ search again) → compose → verify."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any, TypedDict

from assistant.answering import whole_answer
from assistant.plan import Plan, clean, make_plan
from assistant.quotes import PartAnswer, answer_part
from assistant.sources import Sources
from assistant.types import Answer, Citation
from vectorstore.types import Hit, ReportFilter

# Passages whose sentences are weighed.
WEIGHED = 12


class State(TypedDict, total=False):
    """What travels through the graph. `turn[i]` is the scope that part i is at; `done[i]` its answer so far."""

    question: str
    where: ReportFilter
    today: date
    sources: Sources
    plan: Plan
    turn: list[int]
    hits: list[list[Hit]]
    done: list[PartAnswer | None]
    answer: Answer


def resolve(state: State) -> State:
    """Understand the question: language, parts, kind, which reports."""
    sources = state["sources"]
    where = state["where"]
    plan = make_plan(
        clean(state["question"]), where, sources.infos(where), today=state["today"], rarity=sources.rarity
    )
    count = len(plan.parts)
    return {"plan": plan, "turn": [0] * count, "done": [None] * count, "hits": [[]] * count}


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
        answer = answer_part(part, turn[i], state["hits"][i], state["sources"], plan.language)
        if answer.better_than(done[i]):
            done[i] = answer
        turn[i] += 1
    return {"done": done, "turn": turn}


def compose(state: State) -> State:
    """Make one answer of the parts."""
    return {"answer": whole_answer(state["plan"], [done for done in state["done"] if done], state["sources"])}


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
