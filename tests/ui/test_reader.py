"""The reader's pages: reports with their outline, notes and facts, and the places of stored citations."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from itertools import product

import pytest

from ingest.blocks import Block, Parsed, Part
from ingest.report import assemble
from tests.ui.building import blocks, report, sample_reports
from tests.ui.page.reading import Reading
from tests.ui.reader_site import QUOTE, Site, address
from ui import shapes
from ui.messages import messages
from ui.page.document import document_html
from ui.page.links import cited_url, page_view_url, reader_url
from ui.page.outline import outline_html

SAY = messages("nl")


def test_the_outline_nests_as_the_headings_do() -> None:
    parts = blocks(
        "# Verslag", Block("heading", "Een <b>", 2), "Tekst.", Block("heading", "Een.een", 3), "Tekst."
    )
    parts += blocks(Block("heading", "Twee", 2), "Tekst.")
    whole = assemble(
        Part("", Parsed("md", parts, "Titel")), source="/a.md", sha256="0" * 64, file_name="a.md"
    )
    html = outline_html(shapes.report(whole), SAY).partition("</details>")[0]
    items = html[html.index("<ul>") : html.rindex("</nav>")]
    assert re.sub(r'<a href="#part-\d+">|</a>', "", items) == (
        "<ul><li>Verslag<ul><li>Een &lt;b&gt;<ul><li>Een.een</li></ul></li><li>Twee</li></ul></li></ul>"
    )
    targets = set(re.findall(r'href="#(part-\d+)"', html))
    assert targets <= set(Reading(document_html(shapes.report(whole), 0, 0, SAY)).ids)


@pytest.mark.parametrize("levels", [*product((1, 2, 3, 6), repeat=4), (0, 9, 1, 2)])
def test_any_order_of_headings_gives_a_list_in_which_each_tag_closes(levels: tuple[int, ...]) -> None:
    sections = [{"heading": f"kop {n}", "level": level, "start": n} for n, level in enumerate(levels)]
    read = Reading(outline_html({"title": "x", "sections": sections}, SAY))
    assert [label for _, label in read.links][:4] == ["kop 0", "kop 1", "kop 2", "kop 3"]


def test_a_footnote_leads_to_its_mark_and_back() -> None:
    whole = shapes.report(sample_reports()[0])
    read = Reading(document_html(whole, 0, 0, SAY))
    assert {"mark-1", "note-1"} <= set(read.ids)
    assert ("#note-1", "") in read.links
    assert ("#mark-1", "") in read.links


def test_the_quote_can_be_reached_and_is_announced(site: Site) -> None:
    html = site.text(address(site))
    assert '<mark id="quote" tabindex="0" aria-describedby="quote-hint">' in html
    assert '<p id="quote-hint" hidden>Dit is het citaat.</p>' in html
    assert html.index('href="#quote"') < html.index("<header>")
    assert (
        "".join(Reading(html.partition("<article")[2].partition(">")[2].partition("</article>")[0]).marks)
        == QUOTE
    )


def test_the_facts_are_told(site: Site) -> None:
    html = site.text(f"/reader/{sample_reports()[0].id}?lang=nl")
    facts = re.sub("<[^>]+>", "", html.partition('class="facts"')[2].partition("</p>")[0])
    assert facts.removeprefix(">") == "3 april 2025 · Stuurgroep pompen · Markdown · 3 passages · pompen-1.md"


def test_the_theme_is_honoured_and_goes_along_with_the_links(site: Site) -> None:
    html = site.text(address(site, extra="&theme=dark"))
    assert '<html lang="nl" data-theme="dark">' in html
    assert html.count("theme=dark") >= 2
    assert "data-theme" not in site.text(address(site))
    assert site.client.get(address(site, extra="&theme=<b>")).status_code in (400, 422)


def test_the_list_tells_title_date_and_passages(site: Site) -> None:
    html = site.text("/reader/?lang=en&theme=light")
    assert "<span>3 December 2025</span> <span>2 passages</span>" in html
    assert f'href="/reader/{site.pdf.id}?lang=en&amp;theme=light"' in html


def test_every_pair_of_colours_has_enough_contrast() -> None:
    css = files("ui.page").joinpath("assets", "reader.css").read_text()
    colours = {
        name: both
        for name, *both in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", css)
    }  # fmt: skip
    pairs = [("ink", "paper"), ("soft", "paper"), ("link", "paper"), ("ink", "mark"), ("link", "mark"),
             ("ink", "warn"), ("link", "warn"), ("link", "panel"), ("ink", "panel"), ("soft", "panel")]  # fmt: skip
    for front, back in pairs:
        for one, other in zip(colours[front], colours[back], strict=True):
            light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (front, back)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# Citations of stored answers


def cited(site: Site, state: str, quote: str = QUOTE) -> str:
    start = site.pdf.text.index(QUOTE)
    site.answers.found["t", 1] = {
        "report": None if state == "gone" else site.pdf.id, "start": start, "end": start + len(QUOTE),
        "quote": quote, "title": "Verslag <van> toen", "date": "2025-01-02", "state": state,
    }  # fmt: skip
    return site.text("/cited/t/1?lang=nl", 410 if state == "gone" else 200)


def test_a_citation_opens_the_report_at_the_quote(site: Site) -> None:
    html = cited(site, "as_cited")
    assert '<mark id="quote"' in html
    assert "banner" not in html


def test_a_quote_that_moved_is_opened_where_it_stands_now(site: Site) -> None:
    html = cited(site, "moved")
    assert '<mark id="quote"' in html
    assert "op een andere plaats" in html


def test_a_quote_that_is_no_longer_there_is_told_with_its_words(site: Site) -> None:
    html = cited(site, "changed", "Een zin <die> er niet meer staat.")
    assert "deze zin staat er niet meer in" in html
    assert "<blockquote>Een zin &lt;die&gt; er niet meer staat.</blockquote>" in html
    assert "<mark" not in html


def test_a_report_that_is_gone_is_told(site: Site) -> None:
    html = cited(site, "gone")
    assert "staat niet meer in de bibliotheek" in html
    assert "Verslag &lt;van&gt; toen" in html
    assert QUOTE in html
    assert "blockquote" not in cited(site, "gone", "")


def test_a_citation_that_never_was_is_not_found(site: Site) -> None:
    assert site.client.get("/cited/nooit/1?lang=nl").status_code == 404
    assert site.client.get("/cited/t/x").status_code in (400, 422)


def test_addresses() -> None:
    assert reader_url("a/b", 1, 2, "nl") == "/reader/a%2Fb?start=1&end=2&lang=nl#quote"
    assert reader_url("a", 1, 2, "en", "dark") == "/reader/a?start=1&end=2&lang=en&theme=dark#quote"
    assert page_view_url("a", 1, 2, "nl", page=3) == "/reader/a?start=1&end=2&lang=nl&view=page&page=3#page"
    assert cited_url("t/1", 2, "nl") == "/cited/t%2F1/2?lang=nl#quote"


def test_a_strange_report_stays_text(site: Site) -> None:
    strange = report(
        "/x/a.md", "Titel <script>", date(2025, 1, 2), "# Kop <img src=x>", "Zin <b>.", "# Twee", "Zin."
    )
    html = outline_html(shapes.report(strange), SAY)
    assert "<img" not in html
    assert "<script" not in site.text(f"/reader/{sample_reports()[3].id}?view=page")
