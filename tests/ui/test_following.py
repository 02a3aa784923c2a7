"""Following an answer: nothing waits for who leaves, and what nobody follows is closed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from ui.following import follow
from ui.shapes import Json


class Made:
    """Events that a test lets through, and whether their generator was closed."""

    def __init__(self, *events: Json) -> None:
        self.events = events
        self.go = threading.Event()
        self.closed = threading.Event()

    def __call__(self) -> Iterator[Json]:
        try:
            for event in self.events:
                if "wait" in event:
                    self.go.wait(10)
                else:
                    yield event
        except GeneratorExit:
            self.closed.set()
            raise


def soon(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + 5
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def test_all_events_come_in_order_and_only_the_last_of_the_drafts_that_nobody_saw() -> None:
    made = Made({"answer": 1}, {"draft": 1}, {"draft": 2}, {"draft": 3}, {"answer": 2})
    feed = follow(made())
    assert next(feed) == {"answer": 1}
    time.sleep(0.3)
    assert [event for event in feed if event] == [{"draft": 3}, {"answer": 2}]


def test_who_waits_gets_a_beat() -> None:
    made = Made({"wait": 1}, {"answer": 1})
    with closing(follow(made())) as feed:
        assert next(feed) is None
        made.go.set()
        assert next(event for event in feed if event) == {"answer": 1}


def test_who_leaves_has_the_events_closed_at_the_next_one() -> None:
    made = Made({"answer": 1}, {"wait": 1}, {"draft": 1}, {"draft": 2})
    feed = follow(made())
    next(feed)
    feed.close()
    assert not made.closed.is_set()
    made.go.set()
    assert made.closed.wait(5)


def test_a_stop_ends_it_at_once_though_the_maker_is_busy() -> None:
    made, stop = Made({"answer": 1}, {"wait": 1}, {"draft": 1}), threading.Event()
    feed = follow(made(), stop)
    next(feed)
    threading.Timer(0.1, stop.set).start()
    began = time.monotonic()
    assert [event for event in feed if event] == []
    assert time.monotonic() - began < 2
    made.go.set()
    assert made.closed.wait(5)


def test_what_goes_wrong_is_raised_where_it_is_followed() -> None:
    def events() -> Iterator[Json]:
        yield {"answer": 1}
        raise ZeroDivisionError

    feed = follow(events())
    assert next(feed) == {"answer": 1}
    with pytest.raises(ZeroDivisionError):
        list(feed)
    assert soon(lambda: "wijzer-answer" not in [one.name for one in threading.enumerate()])
