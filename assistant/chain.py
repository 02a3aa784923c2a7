"""The chat chain, a langgraph graph: resolve → search → weigh (→ search again) → compose → verify → remember → write.

Only the conversation's turns are state that is kept; the rest lives for the length of one question.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, TypedDict

from langgraph.channels import UntrackedValue
from langgraph.config import get_stream_writer
from langgraph.runtime import Runtime

from assistant.answering import whole_answer
from assistant.checking.cited import failures_of
from assistant.dialogue.by_model import sharpened
from assistant.dialogue.passages import summary_of, whole_passages
from assistant.dialogue.turn import from_plain, to_plain, turn_of
from assistant.dialogue.understand import Understood, understand
from assistant.evidence import Verdict
from assistant.phrases import say
from assistant.plan import Plan, clean, make_plan
from assistant.quotes import PartAnswer, answer_part
from assistant.sources import Sources
from assistant.types import Answer, Citation, Draft
from assistant.untraced import untraced
from assistant.writing.answer import written
from assistant.writing.models import Writer
from assistant.writing.rewriting import rewritten
from vectorstore.types import Hit, ReportFilter

# Passages whose sentences are weighed.
WEIGHED = 12
# Turns that are remembered of a conversation.
REMEMBERED = 50


def never() -> bool:
    """Nobody cancels."""
    return False


@dataclass(frozen=True, slots=True)
class Run:
    """What one question is asked with. `writer` is the language model, if one is to write; `alone`: the question
    doesn't go on from earlier ones."""

    where: ReportFilter
    sources: Sources
    today: date
    alone: bool = False
    writer: Writer | None = None
    cancelled: Callable[[], bool] = never


class State(TypedDict, total=False):
    """What travels through the graph. `turn[i]` is the scope that part i is at; `done[i]` its answer so far."""

    question: Annotated[str, UntrackedValue]
    understood: Annotated[Understood, UntrackedValue]
    plan: Annotated[Plan, UntrackedValue]
    turn: Annotated[list[int], UntrackedValue]
    hits: Annotated[list[list[Hit]], UntrackedValue]
    done: Annotated[list[PartAnswer | None], UntrackedValue]
    answer: Annotated[Answer, UntrackedValue]
    turns: list[dict[str, Any]]


def resolve(state: State, runtime: Runtime[Run]) -> State:
    """Understand the question: what it goes on from, its language, parts, kind, which reports."""
    run = runtime.context
    turns = [] if run.alone else [from_plain(turn) for turn in state.get("turns", [])]
    question = clean(state["question"])
    understood = understand(question, turns, run.where, run.sources, run.today)
    if writer := run.writer:
        understood = sharpened(
            understood, question, turns, run.sources, lambda asked, before: rewritten(asked, before, writer)
        )
    where = understood.where
    plan = make_plan(
        understood.question, where, run.sources.infos(where), today=run.today, rarity=run.sources.rarity
    )
    count = len(plan.parts)
    return {
        "understood": understood,
        "plan": plan,
        "turn": [0] * count,
        "done": [None] * count,
        "hits": [[]] * count,
    }


def search(state: State, runtime: Runtime[Run]) -> State:
    """Find passages for each part that has no answer yet, within the scope that is its turn."""
    sources, plan = runtime.context.sources, state["plan"]
    hits = list(state["hits"])
    for i, part in enumerate(plan.parts):
        if _is_open(state, i) and part.kind not in ("reports", "count_reports"):
            scope = part.scopes[state["turn"][i]]
            hits[i] = sources.search(part.question, scope.question, scope.where, WEIGHED, plan.language)
    return {"hits": hits}


def weigh(state: State, runtime: Runtime[Run]) -> State:
    """Answer each open part from its passages, or send it on to its next scope."""
    plan, sources = state["plan"], runtime.context.sources
    done, turn = list(state["done"]), list(state["turn"])
    shown = frozenset(state["understood"].places if state["understood"].kind == "more" else ())
    for i, part in enumerate(plan.parts):
        if not _is_open(state, i):
            continue
        answer = answer_part(part, turn[i], state["hits"][i], sources, plan.language, shown)
        if answer.better_than(done[i]):
            done[i] = answer
        turn[i] += 1
    return {"done": done, "turn": turn}


def reread(state: State, runtime: Runtime[Run]) -> State:
    """Answer what asks for no search: the passages that were cited, whole, or their summary."""
    understood, plan = state["understood"], state["plan"]
    make = whole_passages if understood.kind == "whole" else summary_of
    quotes = tuple(make(understood.places, runtime.context.sources))
    return {"done": [PartAnswer(plan.parts[0], 0, quotes, Verdict(bool(quotes), 1.0), ())]}


def compose(state: State, runtime: Runtime[Run]) -> State:
    """Make one answer of the parts."""
    parts = [done for done in state["done"] if done]
    answer = whole_answer(state["plan"], parts, runtime.context.sources)
    meant = state["understood"]
    notices = answer.notices
    if meant.kind != "ask" and answer.status != "not_found":
        notices = (*notices, say(f"as_{meant.kind}", answer.language))
    asked, understood = clean(state["question"]), meant.question if meant.follows else ""
    return {"answer": replace(answer, question=asked, understood=understood, notices=notices)}


def verify(state: State, runtime: Runtime[Run]) -> State:
    """Hold every quote against the canonical text: one that isn't there to the letter is a fault, never shown."""
    for citation in state["answer"].citations:
        _check(citation, runtime.context.sources)
    get_stream_writer()(state["answer"])
    return {}


def _check(citation: Citation, sources: Sources) -> None:
    if sources.report(citation.report).text[citation.start : citation.end] != citation.quote:
        raise AssertionError(f"quote {citation.number} of report {citation.report} is not in its text")


def remember(state: State, runtime: Runtime[Run]) -> State:
    """Add the turn to those that a follow-up can go on from."""
    turn = turn_of(clean(state["question"]), state["answer"], state["understood"].where)
    return {"turns": [*state.get("turns", []), to_plain(turn)][-REMEMBERED:]}


def write(state: State, runtime: Runtime[Run]) -> State:
    """Have the language model write an answer from the quotes; each sentence is checked against what it cites."""
    run, answer = runtime.context, state["answer"]
    if run.writer is None or answer.status == "not_found":
        return {}
    emit = get_stream_writer()
    emit(Draft((), ""))  # it may take the model a while to read
    more = [quote for done in state["done"] if done for quote in done.beside]
    check = failures_of(run.sources, answer.language, answer.citations)
    for event in written(answer, more, run.writer, check, run.cancelled):
        emit(event)
    return {}


def _is_open(state: State, i: int) -> bool:
    done, turn, scopes = state["done"][i], state["turn"][i], state["plan"].parts[i].scopes
    return turn < len(scopes) and not (done and done.quotes and not scopes[turn - 1].soft)


def _first(state: State) -> str:
    return "reread" if state["understood"].kind in ("whole", "summary") else "search"


def _next(state: State) -> str:
    return "search" if any(_is_open(state, i) for i in range(len(state["plan"].parts))) else "compose"


def build(saver: Any = None) -> Any:
    """The compiled graph; with a checkpointer it remembers the turns of each thread."""
    from langgraph.graph import END, START, StateGraph

    graph = StateGraph(State, context_schema=Run)
    for node in (resolve, search, weigh, reread, compose, verify, remember, write):
        graph.add_node(node.__name__, node)
    graph.add_edge(START, "resolve")
    graph.add_conditional_edges("resolve", _first, ["search", "reread"])
    graph.add_edge("search", "weigh")
    graph.add_conditional_edges("weigh", _next, ["search", "compose"])
    graph.add_edge("reread", "compose")
    graph.add_edge("compose", "verify")
    graph.add_edge("verify", "remember")
    graph.add_edge("remember", "write")
    graph.add_edge("write", END)
    return graph.compile(checkpointer=saver)


def stream(graph: Any, given: State, run: Run, config: Any = None) -> Generator[Answer | Draft]:
    """The answer in quotes, then, with a writer, its drafts and the whole answer. What is remembered is saved last."""
    began = time.monotonic()
    saving = {"durability": "exit"} if config else {}
    parts = untraced(lambda: graph.stream(given, config, context=run, stream_mode="custom", **saving))
    try:
        for event in parts:
            if isinstance(event, Answer):
                event = replace(event, seconds=round(time.monotonic() - began, 4))
            yield event
    finally:
        parts.close()
