"""The reports beside the conversation: finding, restricting a question, adding, removing, an empty library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.conftest import Served, serving
from tests.ui.page.conftest import Visit, Visitor

GOOD = """Verslag werkgroep Havenlicht

Datum: 5 februari 2026

Besluiten

De werkgroep besluit het havenlicht van Oosterend voor 90.000 euro te herstellen.
"""


def titles(visit: Visit) -> list[str]:
    return visit.page.locator("#w-reports .w-title").all_text_contents()


def test_filters_leave_what_fits(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    assert len(titles(visit)) == 4
    visit.page.fill("#w-filters [name=find]", "pompen")
    visit.page.get_by_text("2 van 4 verslagen").wait_for()
    assert titles(visit) == ["Verslag stuurgroep Pompen"] * 2
    visit.page.fill("#w-filters [name=find]", "")
    visit.page.locator("#w-filters summary").click()
    visit.page.select_option("#w-filters [name=language]", "en")
    visit.page.get_by_text("1 van 4 verslagen").wait_for()
    assert titles(visit) == ["Minutes of the Coastal Council"]
    assert visit.text("#w-scope").startswith("Zoekt in de gefilterde verslagen")
    visit.page.locator("#w-filters [type=reset]").click()
    visit.page.get_by_text("4 verslagen", exact=True).wait_for()
    visit.page.fill("#w-filters [name=from]", "2025-12-01")
    visit.page.get_by_text("1 van 4 verslagen").wait_for()
    visit.well()


def test_a_question_is_restricted_to_the_chosen_reports(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    visit.page.locator("#w-reports li", has_text="Coastal").locator("input").check()
    assert visit.text("#w-scope").startswith("Zoekt in 1 gekozen verslag")
    answer = visit.ask("Wat heeft de minister bevestigd?")
    assert "Doorzocht: 1 verslag" in (answer.text_content() or "")
    assert "w-not_found" in (answer.get_attribute("class") or "")
    visit.page.locator("#w-scope button").click()
    answer = visit.ask("Wat heeft de minister bevestigd?")
    assert "w-answered" in (answer.get_attribute("class") or "")
    visit.well()


def test_a_report_opens_to_be_read(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    visit.page.locator("#w-reports a", has_text="Pompen").last.click()
    visit.reader.get_by_text("De provincie draagt de helft van de kosten.").wait_for()
    visit.reader.get_by_text("Inhoud").locator("visible=true").click()
    visit.reader.get_by_role("link", name="Gemaal Oosterdijk").first.wait_for()
    with visit.page.expect_download() as download:
        visit.reader.get_by_role("link", name="Oorspronkelijk bestand").click()
    assert download.value.suggested_filename == "pompen-1.md"
    visit.well()


def test_good_files_are_taken_in_and_bad_ones_refused_with_their_reason(
    visitor: Visitor, library: Path, tmp_path: Path
) -> None:
    good, bad = tmp_path / "havenlicht <b>.txt", tmp_path / "kapot.docx"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 and no more")
    with serving(library) as served:
        visit = visitor(served)
        visit.page.set_input_files("#w-files", [good, bad])
        visit.page.locator("#w-uploads .w-good", has_text="opgenomen").wait_for()
        visit.page.locator("#w-uploads .w-bad", has_text="niet opgenomen").wait_for()
        visit.page.locator("#w-uploads[aria-busy=false]").wait_for()
        visit.page.get_by_text("5 verslagen", exact=True).wait_for()
        visit.shot("uploaded")
        assert "90.000 euro" in (visit.ask("Wat kost het herstel van het havenlicht?").text_content() or "")
        good.write_text(GOOD.replace("90.000", "95.000"), encoding="utf-8")
        visit.page.set_input_files("#w-files", [good])
        visit.page.locator("#w-uploads .w-good", has_text="vervangen").wait_for()
        visit.page.locator("#w-uploads[aria-busy=false]").wait_for()
        visit.page.get_by_text("5 verslagen", exact=True).wait_for()
        visit.well()
    assert list((library / "uploads").rglob("*.*")) == []


def test_a_removed_report_is_gone_after_a_yes(visitor: Visitor, library: Path) -> None:
    with serving(library) as served:
        visit = visitor(served)
        answer = visit.ask("Who pays for the survey ship?")
        assert "Norway" in (answer.text_content() or "")
        row = visit.page.locator("#w-reports li", has_text="Coastal")
        row.hover()
        row.locator(".w-remove").click()
        visit.page.locator("#w-sure button[value='']").click()
        assert row.count() == 1
        row.hover()
        row.locator(".w-remove").click()
        visit.page.locator("#w-sure button[value=yes]").click()
        visit.page.get_by_text("3 verslagen", exact=True).wait_for()
        visit.page.reload()
        visit.awake()
        visit.answers.first.wait_for()
        shown = visit.answers.first.text_content() or ""
        assert "verwijderd" in shown
        assert "Norway" not in shown
        visit.well()


def test_an_empty_library_offers_the_examples(visitor: Visitor, tmp_path: Path) -> None:
    with serving(tmp_path / "new") as served:
        visit = visitor(served)
        assert "nog geen verslagen" in visit.text("#w-reports")
        visit.shot("empty")
        visit.page.locator("#w-examples").click()
        visit.page.get_by_text("19 verslagen", exact=True).wait_for(timeout=300_000)
        visit.page.locator(".w-suggestion").first.wait_for()
        visit.well()


@pytest.mark.parametrize("width", [390, 1024])
def test_a_narrow_screen_shows_what_fits(visitor: Visitor, server: Served, width: int) -> None:
    visit = visitor(server, width=width)
    answer = visit.ask("Wie was afwezig?")
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit.shot(f"chat-{width}")
    answer.locator(".w-cite").first.click()
    visit.quoted()
    assert visit.page.locator("#w-frame").is_visible()
    visit.shot(f"reader-{width}")
    if width == 390:
        assert not visit.chat.is_visible()
        visit.page.locator("#w-tabs [data-zone=left]").click()
    else:
        visit.page.locator("#w-menu").click()
    visit.page.locator("#w-reports a").first.wait_for()
    visit.shot(f"reports-{width}")
    visit.well()


def test_there_is_an_english_page_and_a_way_back(visitor: Visitor, server: Served) -> None:
    visit = visitor(server, "/en/")
    answer = visit.ask("Who pays for the survey ship?")
    assert "Searched: 4 reports" in (answer.text_content() or "")
    assert "4 reports" in visit.text("#w-reports")
    visit.shot("english")
    visit.page.get_by_role("link", name="Nederlands").click()
    visit.page.wait_for_url(lambda url: "/en" not in url)
    visit.awake()
    assert "4 verslagen" in visit.text("#w-reports")
    visit.well()


def test_dark_and_light_are_a_choice_that_is_kept(visitor: Visitor, server: Served) -> None:
    visit = visitor(server)
    visit.ask("Wie was afwezig?").locator(".w-cite").first.click()
    visit.quoted()
    was = visit.page.evaluate("document.body.classList.contains('dark')")
    visit.page.locator("#w-theme").click()
    visit.page.reload()
    visit.awake()
    assert visit.page.evaluate("document.body.classList.contains('dark')") is not was
    visit.shot("dark")
    visit.well()
