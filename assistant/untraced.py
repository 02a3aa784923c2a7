"""Work that LangSmith doesn't follow, whatever somebody's environment says: it would send report text away."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextvars import Context, copy_context
from typing import TypeVar

from langsmith.run_helpers import tracing_context

T = TypeVar("T")


def untraced(work: Callable[[], Iterator[T]]) -> Generator[T]:
    """The events of `work`, each made with tracing off; the caller's own context stays as it is."""
    context = _without_tracing()
    events = context.run(work)
    try:
        while True:
            try:
                event = context.run(next, events)
            except StopIteration:
                return
            yield event
    finally:
        if isinstance(events, Generator):
            context.run(events.close)


def _without_tracing() -> Context:
    context = copy_context()
    context.run(tracing_context(enabled=False).__enter__)
    return context
