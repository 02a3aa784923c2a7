"""A real browser on a real server, and a visitor that knows where things are on the page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PATIENCE = 60_000


@pytest.fixture(scope="module")  # not longer: its event loop is in the way of asynchronous tests
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield launched
        launched.close()


class Visit:
    """A page with what it asked for and complained of."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        own = (url, "data:", "blob:")
        page.on(
            "request", lambda asked: None if asked.url.startswith(own) else self.foreign.append(asked.url)
        )
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.chat = page.locator("#w-chat")
        self.answers = page.locator("#w-chat .w-answer")
        self.reader = page.frame_locator("#w-frame")
        self.mark = self.reader.locator("mark")

    def open(self, path: str = "/") -> Visit:
        """Go there, and wait until the page is awake."""
        self.page.goto(self.url + path)
        self.awake()
        return self

    def awake(self) -> None:
        """Wait until the page's script has put everything in its place."""
        self.page.wait_for_selector("body.w-awake", state="attached")
        self.page.wait_for_selector("#w-reports > *", state="attached")

    def ask(self, question: str) -> Locator:
        """Ask, and wait for the answer."""
        before = self.answers.count()
        self.page.fill("#w-question textarea", question)
        self.page.press("#w-question textarea", "Enter")
        self.answers.nth(before).wait_for()
        return self.answers.nth(before)

    def text(self, selector: str) -> str:
        """The text of what is at the selector."""
        return self.page.locator(selector).first.text_content() or ""

    def quoted(self) -> str:
        """What the reader has marked, once it has."""
        self.mark.first.wait_for()
        return "".join(self.mark.all_text_contents())

    def well(self) -> None:
        """Nothing was asked of another host, and the browser had nothing to complain of."""
        assert (self.foreign, self.complaints) == ([], [])

    def shot(self, name: str) -> None:
        """Keep a picture in the folder that SHOTS names, for a person to look at."""
        if folder := os.environ.get("SHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}.png")


Visitor = Callable[..., Visit]


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Opens pages: `visitor(served, path="/", width=1440)`."""
    pages: list[Page] = []

    def opened(served: Served, path: str = "/", width: int = 1440) -> Visit:
        pages.append(browser.new_page(viewport={"width": width, "height": 860}, accept_downloads=True))
        return Visit(pages[-1], served.url).open(path)

    yield opened
    for page in pages:
        page.close()
