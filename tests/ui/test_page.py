"""The page in a real browser: a question, its citation, the quote in the report; and nothing that a report could do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.building import HOSTILE
from tests.ui.conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PATIENCE = 30_000


@pytest.fixture(scope="module")
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
        self.page = page
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((url, "data:", "blob:")) else self.foreign.append(asked.url)
            ),
        )
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.chat = page.locator("#wijzer-chat")
        self.reader = page.frame_locator("#wijzer-reader iframe")

    def ask(self, question: str) -> None:
        """Ask, and wait for the answer."""
        answers = self.chat.locator("small", has_text=":")
        before = self.chat.locator("[data-testid=bot]").count()
        self.page.fill("textarea", question)
        self.page.press("textarea", "Enter")
        self.chat.locator("[data-testid=bot]").nth(before).locator("small", has_text=":").last.wait_for(
            timeout=PATIENCE
        )
        assert answers.count() > 0

    def shot(self, name: str) -> None:
        """Keep a picture in the folder that SHOTS names, for a person to look at."""
        if folder := os.environ.get("SHOTS"):
            self.page.screenshot(path=Path(folder) / name, full_page=True)


@pytest.fixture
def visit(browser: Browser, server: Served, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, path = getattr(request, "param", (1280, "/"))
    page = browser.new_page(viewport={"width": width, "height": 844})
    made = Visit(page, server.url)
    page.goto(server.url + path)
    page.wait_for_selector("textarea", timeout=PATIENCE)
    yield made
    page.close()


def test_a_citation_opens_the_report_at_the_quote(visit: Visit) -> None:
    visit.ask("Wat heeft de minister bevestigd?")
    visit.chat.get_by_role("link", name="[1]", exact=True).click()
    mark = visit.reader.locator("mark")
    mark.wait_for(timeout=PATIENCE)
    assert mark.all_text_contents() == ["De minister heeft dat in een brief bevestigd."]
    assert mark.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    assert visit.reader.locator("h1").text_content() == "Verslag stuurgroep Pompen"
    visit.shot("answer-1280.png")
    visit.ask("Who pays for the survey ship?")
    visit.chat.get_by_role("link", name="Minutes of the Coastal Council").last.click()
    visit.reader.get_by_text("Norway pays for the survey ship.").wait_for(timeout=PATIENCE)
    assert visit.reader.locator("mark").all_text_contents() == ["Norway pays for the survey ship."]
    assert (visit.foreign, visit.complaints) == ([], [])
    assert len(visit.page.context.pages) == 1


def test_a_report_that_would_be_a_program_is_only_text(visit: Visit) -> None:
    visit.ask("Wat meldt Jansen over de pomp?")
    title = visit.page.title()
    assert HOSTILE in (visit.chat.text_content() or "")
    visit.chat.get_by_role("link", name="[1]", exact=True).click()
    visit.reader.locator("mark").wait_for(timeout=PATIENCE)
    assert visit.reader.locator("mark").all_text_contents() == [HOSTILE]
    visit.page.wait_for_timeout(500)
    assert visit.page.title() == title
    assert visit.page.locator("#wijzer-chat img, #wijzer-chat script").count() == 0
    assert (visit.foreign, visit.complaints) == ([], [])
    visit.shot("hostile-1280.png")


def test_not_found_shows_what_was_searched_and_the_closest(visit: Visit) -> None:
    visit.ask("Wat is er gezegd over Groenland?")
    shown = visit.chat.text_content() or ""
    assert "Niet gevonden" in shown
    assert "Doorzocht: 4 verslagen" in shown
    visit.chat.get_by_role("link").first.click()
    visit.reader.locator("mark").first.wait_for(timeout=PATIENCE)
    assert (visit.foreign, visit.complaints) == ([], [])
    visit.shot("not-found-1280.png")


@pytest.mark.parametrize("visit", [(390, "/")], indirect=True)
def test_on_a_phone_the_reader_is_below_the_chat(visit: Visit) -> None:
    visit.shot("start-390.png")
    visit.ask("Wie was afwezig?")
    chat, reader = visit.chat.bounding_box(), visit.page.locator("#wijzer-reader").bounding_box()
    assert chat
    assert reader
    assert reader["y"] >= chat["y"] + chat["height"]
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit.chat.get_by_role("link", name="[1]", exact=True).click()
    visit.reader.locator("mark").wait_for(timeout=PATIENCE)
    visit.page.wait_for_function(
        "document.querySelector('#wijzer-reader iframe').getBoundingClientRect().top < innerHeight / 2"
    )
    visit.shot("answer-390.png")
    assert (visit.foreign, visit.complaints) == ([], [])


@pytest.mark.parametrize("visit", [(1280, "/en/")], indirect=True)
def test_there_is_an_english_page_and_a_way_back(visit: Visit) -> None:
    visit.ask("Who pays for the survey ship?")
    assert "Searched: 4 reports" in (visit.chat.text_content() or "")
    visit.reader.get_by_text("All reports").wait_for(timeout=PATIENCE)
    visit.shot("english-1280.png")
    visit.page.get_by_role("link", name="Nederlands").click()
    visit.page.wait_for_url(lambda url: url.endswith("/") and "/en" not in url, timeout=PATIENCE)
    visit.page.get_by_text("Nieuw gesprek").wait_for(timeout=PATIENCE)
    assert (visit.foreign, visit.complaints) == ([], [])


def test_a_question_is_shown_as_it_was_typed_and_a_new_conversation_is_empty(visit: Visit) -> None:
    asked = "Wie was *afwezig* <img src=http://192.0.2.1/x.png> [x](http://192.0.2.1) {{x}}?"
    visit.ask(asked)
    assert asked in (visit.chat.locator("[data-testid=user]").text_content() or "")
    visit.page.get_by_role("button", name="Nieuw gesprek").click()
    visit.chat.locator("[data-testid=user]").wait_for(state="detached", timeout=PATIENCE)
    visit.ask("Wie was afwezig?")
    assert visit.chat.locator("[data-testid=user]").count() == 1
    assert (visit.foreign, visit.complaints) == ([], [])


def test_two_visitors_see_only_their_own_conversation(browser: Browser, server: Served) -> None:
    pages = [browser.new_page(), browser.new_page()]
    visits = [Visit(page, server.url) for page in pages]
    for page in pages:
        page.goto(server.url)
        page.wait_for_selector("textarea", timeout=PATIENCE)
    visits[0].ask("Wie was afwezig?")
    visits[1].ask("Who pays for the survey ship?")
    visits[0].ask("Wat is er gezegd over Groenland?")
    assert "survey ship" not in (visits[0].chat.text_content() or "")
    assert "afwezig" not in (visits[1].chat.text_content() or "")
    for page in pages:
        page.close()
