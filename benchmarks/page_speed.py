"""How long a visitor waits for the page and for an answer on it, in a real browser, on the example reports.

First paint is the browser's own figure (`performance`), with an empty cache; the page is ready when its question box
and its list of reports are. An answer takes from the Enter key until it is in the page, as the page's own clock sees
it; beside it stand the seconds that the server's search and answering took of that.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ask_speed import free_port, wait_for
from benchmarks.results import PROJECT, Json, arguments, machine, percentile, publish, read_jsonl, say, wijzer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
WARM_UP = 2
# From the key to the next answer in the page, by the page's clock, once the browser is about to draw it.
WATCH = """count => {
  const times = window.wijzerTimes = {};
  addEventListener('keydown', () => { times.asked = performance.now(); }, { capture: true, once: true });
  new MutationObserver((_, observer) => {
    if (document.querySelectorAll('#w-chat .w-answer').length <= count) return;
    observer.disconnect();
    requestAnimationFrame(() => { times.answered = performance.now(); });
  }).observe(document.getElementById('w-chat'), { childList: true, subtree: true });
}"""
TOOK = """async () => {
  while (!wijzerTimes.answered) await new Promise(requestAnimationFrame);
  return wijzerTimes.answered - wijzerTimes.asked;
}"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


@contextmanager
def served(library: Path) -> Iterator[str]:
    """The address of a server on the library, ready for questions."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    command = wijzer("serve", "--library", library, "--port", str(port))
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=PROJECT)
        try:
            wait_for(f"{url}/", server)
            yield url
        finally:
            server.terminate()
            server.wait(30)


def opened(browser: Browser, url: str) -> tuple[Page, Json]:
    """The page with an empty cache, and its milliseconds."""
    page = browser.new_context(viewport={"width": 1440, "height": 860}).new_page()
    page.goto(url)
    page.wait_for_selector("#w-reports > *", state="attached")
    ready = page.evaluate("performance.now()")
    return page, {"first_paint": page.evaluate(PAINT), "ready": ready}


def asked(page: Page, question: str) -> float:
    """Milliseconds from Enter to the answer."""
    page.fill("#w-question textarea", question)
    before = page.locator("#w-chat .w-answer").count()
    page.evaluate(WATCH, before)
    page.press("#w-question textarea", "Enter")
    page.locator("#w-chat .w-answer").nth(before).wait_for()
    took: float = page.evaluate(TOOK)
    return took


def measure(browser: Browser, url: str, questions: list[str], visits: int, a_conversation: int) -> Json:
    """Percentiles of all milliseconds."""
    openings, answers = [], []
    for _ in range(visits):
        page, times = opened(browser, url)
        openings.append(times)
        page.context.close()
    page, _ = opened(browser, url)
    for number, question in enumerate(questions):
        if number and number % a_conversation == 0:
            page.context.close()
            page, _ = opened(browser, url)
            asked(page, questions[0])
        answers.append(asked(page, question))
    page.context.close()
    warm = answers[WARM_UP:]
    result: Json = {"visits": visits, "questions": len(warm)}
    for name in ("first_paint", "ready"):
        values = [one[name] for one in openings]
        result[f"{name}_ms"] = {f"p{p}": round(percentile(values, p)) for p in (50, 95)}
    result["answer_ms"] = {f"p{p}": round(percentile(warm, p)) for p in (50, 95)}
    return result


def main() -> None:
    """Measure and report."""
    parser = arguments(__doc__)
    parser.add_argument("--visits", type=int, default=10, help="openings of the page (default: %(default)s)")
    parser.add_argument("--conversation", type=int, default=10, help="questions in one conversation")
    options, on = parser.parse_args(), machine()
    program = shutil.which("chromium") or sys.exit("needs chromium")
    from playwright.sync_api import sync_playwright

    questions = [line["question"] for line in read_jsonl(PROJECT / "examples" / "questions.jsonl")]
    with tempfile.TemporaryDirectory(prefix="wijzer-bench-") as scratch:
        library = Path(scratch) / "library"
        say("taking in the examples ...")
        command = wijzer("ingest", PROJECT / "examples" / "reports", "--library", library)
        subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
        with served(library) as url, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=program, args=FLAGS)
            result = measure(browser, url, questions, options.visits, options.conversation)
            browser.close()
    lines = [f"{name}: {value}" for name, value in result.items()]
    publish("page_speed", on, options, result, lines)


if __name__ == "__main__":
    main()
