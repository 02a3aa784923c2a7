"""The login as a person meets it: in a browser, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.ui.conftest import Served, running
from tests.ui.page.conftest import PATIENCE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

USER, PASSWORD = "ans", "goed wachtwoord é"


@pytest.fixture(scope="module")
def closed(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    import shutil

    copy = tmp_path_factory.mktemp("closed") / "library"
    shutil.copytree(sample_library, copy)
    with running(copy, WIJZER_SERVE_USER=USER, WIJZER_SERVE_PASSWORD=PASSWORD) as served:
        yield served


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_person_logs_in_asks_and_logs_out(
    browser: Browser, closed: Served, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    visit = Visit(page, closed.url)
    page.goto(closed.url + "/en/")
    page.wait_for_url("**/login?next=*")
    visit.shot(f"login-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.activeElement.id") == "user"
    page.get_by_label("User name").fill(USER)
    page.get_by_label("Password").fill("fout")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for(timeout=PATIENCE)
    page.get_by_label("User name").fill(USER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/en/", timeout=PATIENCE)
    visit.awake()
    visit.ask("Who pays for the survey ship?")
    assert "Norway pays for the survey ship." in (visit.chat.text_content() or "")
    assert visit.foreign == []
    assert [line for line in visit.complaints if "401" not in line] == []
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login")
    page.goto(closed.url + "/reader/")
    page.wait_for_url("**/login?next=*")
    page.close()
