"""Asking on the page: the answer, its citations, the quote in the report, and what can be done with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.building import HOSTILE
from tests.ui.conftest import Run, Served, serving
from tests.ui.page.conftest import Visitor


def test_a_citation_shows_its_quote_and_opens_the_report_there(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    answer = visit.ask("Wat heeft de minister bevestigd?")
    cite = answer.locator(".w-cite").first
    assert cite.text_content() == "bron 1"
    cite.hover()
    card = visit.page.locator("#w-card")
    card.wait_for()
    shown = card.text_content() or ""
    assert "De minister heeft dat in een brief bevestigd." in shown
    assert "Verslag stuurgroep Pompen" in shown
    assert "3 april 2025" in shown
    assert "Gemaal Oosterdijk" in shown
    visit.shot("card")
    cite.click()
    assert visit.quoted() == "De minister heeft dat in een brief bevestigd."
    assert visit.mark.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    assert len(visit.page.context.pages) == 1
    visit.shot("answer")
    visit.well()


def test_every_mark_in_the_reader_is_its_quote(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    for question in ("Wat is er besloten over het gemaal Oosterdijk?", "Who pays for the survey ship?"):
        answer = visit.ask(question)
        sources = answer.locator(".w-sources li")
        assert sources.count() > 0
        for number in range(sources.count()):
            quote = sources.nth(number).locator(".w-quote").text_content()
            sources.nth(number).locator("a").click()
            visit.reader.locator("mark", has_text=(quote or "")[:30]).first.wait_for()
            assert visit.quoted().replace("\n", "") == (quote or "").replace("\n", "")
    visit.well()


def test_the_keyboard_goes_from_citation_to_citation(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    answer = visit.ask("Wat kostte de vernieuwing van het gemaal Oosterdijk?")
    count = answer.locator(".w-cite").count()
    visit.page.locator("h1").first.click()
    visit.page.keyboard.press("n")
    visit.page.get_by_text(f"citaat 1 van {count}").wait_for()
    visit.page.keyboard.press("p")
    visit.page.get_by_text(f"citaat {count} van {count}").wait_for()
    visit.quoted()
    visit.page.keyboard.press("/")
    assert visit.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    visit.page.locator("h1").first.click()
    visit.page.keyboard.press("?")
    visit.page.locator("#w-keys").wait_for()
    visit.well()


def test_a_refusal_looks_like_one(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    answer = visit.ask("Wat is er gezegd over Groenland?")
    assert "w-not_found" in (answer.get_attribute("class") or "")
    shown = answer.text_content() or ""
    assert "Niet gevonden" in shown
    assert "Doorzocht: 4 verslagen" in shown
    assert answer.locator(".w-cite, .w-sources").count() == 0
    answer.locator(".w-closest a").first.click()
    visit.mark.first.wait_for()
    visit.shot("refusal")
    visit.well()


def test_a_report_that_would_be_a_program_is_only_text(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    title = visit.page.title()
    answer = visit.ask("Wat meldt Jansen over de pomp?")
    assert HOSTILE in (answer.locator(".w-text").text_content() or "")
    answer.locator(".w-cite").first.hover()
    answer.locator(".w-cite").first.click()
    assert visit.quoted() == HOSTILE
    visit.page.wait_for_timeout(500)
    assert visit.page.title() == title
    assert visit.page.locator("#w-chat img, #w-chat script, #w-card img, #w-left img").count() == 0
    visit.shot("hostile")
    visit.well()


def test_a_question_is_shown_as_it_was_typed(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    asked = "Wie was *afwezig* <img src=http://192.0.2.1/x.png> [x](http://192.0.2.1) {{x}}?"
    visit.ask(asked)
    assert asked in visit.text("#w-chat [data-testid=user]")
    visit.page.get_by_role("button", name="Nieuw gesprek").click()
    visit.chat.locator("[data-testid=user]").wait_for(state="detached")
    visit.ask("Wie was afwezig?")
    assert visit.chat.locator("[data-testid=user]").count() == 1
    visit.well()


def test_two_tabs_are_two_conversations(visitor: Visitor, server: Served) -> None:
    one, other = visitor(server), visitor(server)
    one.ask("Wie was afwezig?")
    other.ask("Who pays for the survey ship?")
    one.ask("Wat is er gezegd over Groenland?")
    assert "survey ship" not in (one.chat.text_content() or "")
    assert "afwezig" not in (other.chat.text_content() or "")


def test_suggestions_are_answered(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    first = visit.page.locator(".w-suggestion").first
    first.wait_for()
    question = first.text_content() or ""
    first.click()
    visit.answers.first.wait_for()
    assert question in visit.text("#w-chat [data-testid=user]")
    assert "w-not_found" not in (visit.answers.first.get_attribute("class") or "")
    visit.well()


def test_an_answer_is_copied_and_taken_along(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = visit.ask("Wat heeft de minister bevestigd?")
    answer.locator(".w-copy").click()
    visit.page.get_by_text("Gekopieerd").wait_for()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert "De minister heeft dat in een brief bevestigd." in copied
    assert "Verslag stuurgroep Pompen" in copied
    for kind, beginning in (("Word", b"PK"), ("OpenDocument", b"PK"), ("Markdown", b"")):
        answer.locator("summary").click()
        with visit.page.expect_download() as download:
            answer.get_by_role("link", name=kind).click()
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(beginning)
        assert len(content) > 200
        answer.locator("summary").click()
    with visit.page.expect_download() as download:
        visit.page.locator("#w-take-talk a", has_text="Word").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    visit.well()


@pytest.mark.parametrize("thumb", ["up", "down"])
def test_a_verdict_is_kept(visitor: Visitor, library: Path, thumb: str) -> None:
    with serving(library) as served:
        visit = visitor(served)
        visit.ask("Wat heeft de minister bevestigd?").locator(f".w-{thumb}").click()
        if thumb == "down":
            visit.page.fill("#w-write input", "Te kort.")
            visit.page.locator("#w-write button[value=yes]").click()
        visit.page.get_by_text("het oordeel is bewaard").wait_for()
        visit.page.reload()
        visit.awake()
        visit.answers.first.wait_for()
        chosen = visit.page.locator(".w-rate.w-chosen")
        assert f"w-{thumb}" in (chosen.get_attribute("class") or "")
        visit.well()


def test_a_conversation_is_found_again_after_a_restart(visitor: Visitor, library: Path) -> None:
    with serving(library) as served:
        visit = visitor(served)
        visit.ask("Wat heeft de minister bevestigd?")
        visit.ask("Wat is er gezegd over Groenland?")
        visit.page.locator("#w-talks .w-talk").first.wait_for()
    with serving(library) as served:
        visit = visitor(served)
        talk = visit.page.locator("#w-talks .w-talk")
        assert talk.first.text_content() == "Wat heeft de minister bevestigd?"
        talk.first.click()
        visit.answers.nth(1).wait_for()
        visit.answers.first.locator(".w-cite").first.click()
        assert visit.quoted() == "De minister heeft dat in een brief bevestigd."
        item = visit.page.locator("#w-talks li").first
        item.hover()
        item.locator(".w-rename").click()
        visit.page.fill("#w-write input", "De brief <b>")
        visit.page.locator("#w-write button[value=yes]").click()
        visit.page.get_by_text("De brief <b>").wait_for()
        item.hover()
        item.locator(".w-forget").click()
        visit.page.locator("#w-sure button[value=yes]").click()
        visit.page.get_by_text("Nog geen gesprekken.").wait_for()
        visit.answers.first.wait_for(state="detached")
        visit.well()


def test_the_seed_report_is_answered_and_opened(
    visitor: Visitor, tmp_path: Path, wijzer: Run, shared_data: Path
) -> None:
    seed = shared_data / "seed" / "verslag-navo-fmm-2025-12-03.txt"
    done = wijzer("ingest", str(seed), "--library", str(tmp_path / "library"))
    assert done.returncode == 0, done.stderr
    with serving(tmp_path / "library") as served:
        visit = visitor(served)
        answer = visit.ask("Hoeveel zegde Nederland toe en waarvoor?")
        assert "250 mln" in (answer.text_content() or "")
        answer.locator(".w-cite").first.click()
        quote = answer.locator(".w-sources .w-quote").first.text_content() or ""
        assert visit.quoted() == quote
        assert quote in wijzer("show", "NAVO", "--text", "--library", str(served.library)).stdout
        visit.shot("seed")
        visit.well()
