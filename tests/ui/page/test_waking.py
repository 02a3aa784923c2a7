"""The page wakes up in whatever order Gradio's components come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import Served
from tests.ui.page.conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

COMPONENTS = "**/Index-*.js"
PAUSE = 150  # milliseconds, as all times here
SETTLED = 1500  # until all that can be asked for has been
ROUNDS = 3  # one component asks for others


@pytest.mark.parametrize("order", [list, reversed], ids=["first first", "last first"])
def test_components_that_come_one_by_one_wake_it_once_all_are_there(
    browser: Browser, server: Served, order: Callable[[Iterable[Route]], Iterable[Route]]
) -> None:
    page = browser.new_page()
    held: list[Route] = []
    page.route(COMPONENTS, lambda route: held.append(route))
    visit = Visit(page, server.url)
    page.goto(server.url, wait_until="commit")
    for _ in range(ROUNDS):
        page.wait_for_timeout(SETTLED)
        waiting, held[:] = list(order(held)), []
        for route in waiting:
            route.continue_()
            page.wait_for_timeout(PAUSE)
    visit.awake()
    assert visit.ask("Wie was afwezig?").locator(".w-cite").count() == 1
    visit.well()
    page.close()
