"""The README's pictures, made of the running page on the example reports: `make screenshots`.

Takes the example reports into a library of its own, serves it, and asks what a visitor would ask.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
ANSWERED = "Hoeveel draagt Nederland bij aan het Zeekabelfonds?"
REFUSED = "Wat is er afgesproken over drones boven Groenland?"
ENGLISH = "How much did the Netherlands pledge to the Subsea Cable Fund in Copenhagen?"


def wijzer(*words: str) -> list[str]:
    """The command line of `wijzer`."""
    return [sys.executable, "-m", "ui", *words]


@contextmanager
def serving(library: Path) -> Iterator[str]:
    """The address of a server on the library."""
    command = wijzer("serve", "--port", "0", "--library", str(library))
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the server did not start"
        yield found[0]
    finally:
        process.terminate()
        process.wait(30)


def visit(browser: Browser, url: str, width: int, height: int, *, dark: bool = False) -> Page:
    """The page, awake."""
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
    )
    page.goto(url)
    page.wait_for_selector("body.w-awake", state="attached")
    page.wait_for_selector("#w-reports > *", state="attached")
    return page


def ask(page: Page, question: str) -> None:
    """The answer on the page, with what it suggests."""
    page.fill("#w-question textarea", question)
    page.press("#w-question textarea", "Enter")
    page.wait_for_selector(".w-answer")
    page.wait_for_selector(".w-suggestion")


def open_first(page: Page) -> None:
    """The first citation in the reader."""
    page.locator(".w-cite").first.click()
    page.frame_locator("#w-frame").locator("mark").first.wait_for()
    page.mouse.move(2, 2)


def shoot(browser: Browser, url: str) -> None:
    """All pictures."""
    page = visit(browser, url, 1440, 860)
    ask(page, ANSWERED)
    open_first(page)
    page.screenshot(path=HERE / "answer.png")
    page.locator(".w-cite").last.hover()
    page.screenshot(path=HERE / "hover.png")
    page.close()
    page = visit(browser, url, 1440, 860, dark=True)
    ask(page, REFUSED)
    page.screenshot(path=HERE / "refusal-dark.png")
    page.close()
    page = visit(browser, f"{url}/en/", 390, 844)
    ask(page, ENGLISH)
    page.screenshot(path=HERE / "phone.png")
    page.close()


def main() -> None:
    """Make the library, serve it, take the pictures."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or sys.exit("needs chromium")
    with tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch) / "library"
        reports = PROJECT / "examples" / "reports"
        subprocess.run(wijzer("ingest", str(reports), "--library", str(library)), cwd=PROJECT, check=True)
        with serving(library) as url, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=program, args=FLAGS)
            shoot(browser, url)
            browser.close()


if __name__ == "__main__":
    main()
