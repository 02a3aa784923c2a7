"""What a language model writes, on the page: above the quotes, sentence by sentence, stopped, opened again."""

from __future__ import annotations

from tests.ui import scripted
from tests.ui.conftest import Scripted
from tests.ui.page.conftest import Visit, Visitor

ABSENT = "Wie was afwezig?"
QUOTE = "De heer Bakker is afwezig met bericht."
DONE = "#w-chat .w-written:not(.w-draft)"


def send(visit: Visit, question: str) -> None:
    visit.page.fill("#w-question textarea", question)
    visit.page.press("#w-question textarea", "Enter")


def states(visit: Visit) -> list[str]:
    """The classes of the written sentences."""
    found: list[str] = visit.page.locator(f"{DONE} .w-sentence").evaluate_all(
        "all => all.map((one) => one.className)"
    )
    return found


def test_the_quotes_stand_while_the_answer_is_written_above_them(
    visitor: Visitor, scripted_server: Scripted
) -> None:
    visit = visitor(scripted_server)
    send(visit, f"{ABSENT} (traag)")
    quotes = visit.page.locator("#w-chat .w-answer .w-text")
    quotes.wait_for()
    assert QUOTE in (quotes.text_content() or "")
    quotes.evaluate("quotes => { quotes.dataset.seen = 'yes' }")
    visit.page.locator("#w-chat .w-draft .w-sentence").first.wait_for()
    # The quotes were not drawn again, and what is on its way is text.
    assert quotes.get_attribute("data-seen") == "yes"
    visit.page.locator("#w-chat .w-draft .w-sentence .w-cite").first.focus()
    visit.page.locator("#w-card").wait_for()
    assert QUOTE in visit.text("#w-card")
    visit.page.locator("#w-chat .w-draft .w-sentence").nth(1).wait_for()
    assert "w-cite" in visit.page.evaluate("document.activeElement.className")
    assert visit.page.locator("#w-chat .w-draft").get_attribute("aria-live") == "off"
    heard = visit.text("#w-heard")
    assert QUOTE in heard
    assert "per brief" not in heard
    visit.shot("writing")
    visit.page.locator(DONE).wait_for()
    assert states(visit) == [f"w-sentence w-{one}" for one in ("verified", "doubtful", "unsourced")]
    assert "w-cite" in visit.page.evaluate("document.activeElement.className")
    heard = visit.text("#w-heard")
    assert f"{scripted.VERIFIED.text}bron 1(bevestigd)" in heard
    assert "niet bevestigd: het getal 3 staat niet in de bron" in heard
    assert scripted.UNSOURCED.text in visit.text(DONE)
    assert (
        visit.page.locator("#w-chat img, #w-chat .w-fluent strong, #w-chat a[href*='192.0.2']").count() == 0
    )
    visit.page.locator(f"{DONE} .w-mark").first.focus()
    assert "het getal 3 staat niet in de bron" in visit.text("#w-card")
    before = visit.text("#w-chat .w-answer")
    visit.page.reload()
    visit.awake()
    visit.page.locator(DONE).wait_for()
    assert visit.text("#w-chat .w-answer") == before
    visit.page.locator(f"{DONE} a.w-cite").first.click()
    assert visit.quoted() == QUOTE
    visit.well()


def test_stop_keeps_the_finished_sentences_and_closes_the_writer(
    visitor: Visitor, scripted_server: Scripted
) -> None:
    visit = visitor(scripted_server, width=390)
    send(visit, f"{ABSENT} (stil)")
    visit.page.locator("#w-chat .w-draft .w-sentence").first.wait_for()
    visit.page.locator("#w-chat .w-stop").focus()
    visit.page.keyboard.press("Enter")
    visit.page.locator("#w-chat .w-draft").wait_for(state="detached")
    assert scripted_server.noted(f"{ABSENT} (stil) closed")
    assert visit.text(f"{DONE} .w-said") == scripted.VERIFIED.text
    assert "Het schrijven is gestopt" in visit.text("#w-chat .w-notice")
    assert "w-copy" in visit.page.evaluate("document.activeElement.className")
    visit.shot("stopped")
    visit.page.reload()
    visit.awake()
    visit.page.locator(DONE).wait_for()
    assert "Het schrijven is gestopt" in visit.text("#w-chat .w-notice")
    visit.well()


def test_a_question_that_is_sent_meanwhile_stops_the_writing_and_is_answered(
    visitor: Visitor, scripted_server: Scripted
) -> None:
    visit = visitor(scripted_server)
    send(visit, "Wie meldde zich af? (stil)")
    visit.page.locator("#w-chat .w-draft .w-sentence").first.wait_for()
    send(visit, "Wat heeft de minister bevestigd?")
    visit.answers.nth(1).wait_for()
    assert "brief bevestigd" in (visit.answers.nth(1).text_content() or "")
    assert scripted_server.noted("Wie meldde zich af? (stil) closed")
    assert visit.page.input_value("#w-question textarea") == ""
    visit.well()


def test_another_conversation_and_a_closed_page_stop_the_writing(
    visitor: Visitor, scripted_server: Scripted
) -> None:
    visit = visitor(scripted_server)
    send(visit, "Wie kwam later? (stil)")
    visit.page.locator("#w-chat .w-draft .w-sentence").first.wait_for()
    visit.page.get_by_role("button", name="Nieuw gesprek").click()
    visit.chat.locator("[data-testid=user]").wait_for(state="detached")
    assert scripted_server.noted("Wie kwam later? (stil) closed")
    visit.page.wait_for_timeout(500)
    assert visit.answers.count() == 0
    send(visit, "Wie ging eerder? (stil)")
    visit.page.locator("#w-chat .w-draft .w-sentence").first.wait_for()
    kept = visit.page.url
    visit.page.goto("about:blank")
    assert scripted_server.noted("Wie ging eerder? (stil) closed")
    visit.page.goto(kept)
    visit.awake()
    visit.answers.first.wait_for()
    assert visit.page.locator("#w-chat .w-written").count() == 0  # the quotes


def test_what_breaks_off_or_is_withdrawn_is_one_line_above_the_quotes(
    visitor: Visitor, scripted_server: Scripted
) -> None:
    visit = visitor(scripted_server)
    for name in ("stuk", "breekt", "ingetrokken"):
        send(visit, f"{ABSENT} ({name})")
        told = scripted.NOTICES.get(name, "Het schrijven ging mis; de citaten staan.")
        answer = visit.answers.last
        answer.locator(".w-notice", has_text=told).wait_for()
        assert answer.locator(".w-notice ~ .w-text").count() == 1
        assert answer.locator(".w-written").count() == 0
    visit.well()


def test_what_was_searched_for_can_be_corrected_or_left_out(
    visitor: Visitor, scripted_server: Scripted
) -> None:
    visit = visitor(scripted_server, width=390)
    visit.ask(f"{ABSENT} (vervolg)")
    understood = visit.page.locator("#w-chat .w-understood")
    assert (understood.text_content() or "").startswith(f"Gezocht naar: {scripted.UNDERSTOOD}")
    understood.get_by_role("button", name="verbeter").click()
    assert visit.page.input_value("#w-question textarea") == scripted.UNDERSTOOD
    assert visit.page.evaluate("document.activeElement.selectionStart") == len(scripted.UNDERSTOOD)
    understood.get_by_role("button", name="als nieuwe vraag").focus()
    visit.page.keyboard.press("Enter")
    visit.answers.nth(1).wait_for()
    assert visit.text("#w-chat [data-testid=user] >> nth=1") == f"{ABSENT} (vervolg)"
    assert understood.count() == 1
    visit.ask(f"{ABSENT} (vervolg)")  # and the next one isn't left out
    assert understood.count() == 2
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.shot("understood")
    visit.well()
