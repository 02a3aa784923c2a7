"""The reader as a browser asks for it: reports, their files, the pages of a PDF, and the places of stored citations."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from ingest.blocks import Block, Parsed, Part
from ingest.pipeline import encode_reports
from ingest.readers import read_bytes
from ingest.report import assemble
from tests.ingest.readers import make
from tests.ui.building import NanoEncoder, blocks, report, sample_reports
from tests.ui.test_page_html import Reading
from ui import shapes
from ui.errors import UserError
from ui.guard import Guard
from ui.local import LocalService
from ui.messages import messages
from ui.original import file_name
from ui.page.cited import cited_routes
from ui.page.document import document_html
from ui.page.files import disposition, file_routes
from ui.page.links import cited_url, page_view_url, reader_url
from ui.page.outline import outline_html
from ui.page.reader import reader_routes
from ui.settings import Settings
from ui.shapes import Json
from vectorstore.embedding import DEFAULT_MODEL, stamp_of
from vectorstore.library import Library
from vectorstore.types import Report

SAY = messages("nl")
QUOTE = "De stuurgroep besluit het gemaal te vernieuwen."
PAGES = (
    ["De voorzitter opent de vergadering om tien uur precies.", QUOTE],
    ["Daarna wordt over de planning van de werkzaamheden gesproken.", "Er zijn geen vragen."],
)


class Answers:
    """Stands in for the stored answers: what each citation has become of."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, int], Json] = {}

    def cited(self, turn_id: str, number: int) -> Json:
        """What is known of the citation."""
        if (turn_id, number) not in self.found:
            raise UserError("error.no_report", 4, name=turn_id)
        return self.found[turn_id, number]


@dataclass(frozen=True)
class Site:
    """The reader on a library, behind the guard."""

    client: TestClient
    service: LocalService
    answers: Answers
    pdf: Report
    folder: Path

    def text(self, address: str, status: int = 200) -> str:
        """The page at this address."""
        response = self.client.get(address)
        assert response.status_code == status, response.text
        return response.text


def a_pdf() -> tuple[Report, bytes]:
    """A report from a PDF of two pages, as it is taken in."""
    data = make.pdf(*(make.lines(*page, pitch=40) for page in PAGES))
    (part,) = read_bytes("besluit.pdf", data)
    digest = hashlib.sha256(data).hexdigest()
    return assemble(part, source='/verslagen/be"sl\nuit.pdf', sha256=digest, file_name="besluit.pdf"), data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("reader") / "library"
    pdf, data = a_pdf()
    reports = [(one, one.source.encode()) for one in sample_reports()] + [(pdf, data)]
    with Library.open(folder, stamp_of(DEFAULT_MODEL)) as library:
        vectors = encode_reports(NanoEncoder(stamp_of(DEFAULT_MODEL)), [one for one, _ in reports])
        library.add_many([(*one, *pair) for one, pair in zip(reports, vectors, strict=True)])
    service, answers = LocalService(Settings(library=folder)), Answers()
    service.open()
    app = FastAPI()
    for routes in (reader_routes(service), file_routes(service), cited_routes(service, lambda: answers)):
        app.include_router(routes)
    app.add_middleware(Guard)
    with TestClient(app, "http://127.0.0.1") as client:
        yield Site(client, service, answers, pdf, folder)
    service.close()


def address(site: Site, quote: str = QUOTE, extra: str = "") -> str:
    start = site.pdf.text.index(quote)
    return f"/reader/{site.pdf.id}?start={start}&end={start + len(quote)}&lang=nl{extra}"


# What a report looks like


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


# The original file


def test_the_original_is_kept_under_its_name_and_never_shown(site: Site) -> None:
    response = site.client.get(f"/reader/{site.pdf.id}/original")
    assert response.status_code == 200
    assert response.content == a_pdf()[1]
    assert response.headers["content-disposition"] == (
        "attachment; filename=\"be_sl_uit.pdf\"; filename*=UTF-8''be_sl_uit.pdf"
    )
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-length"] == str(len(response.content))
    markdown = site.client.get(f"/reader/{sample_reports()[3].id}/original")
    assert markdown.headers["content-type"] == "application/octet-stream"


def test_an_original_that_is_gone_is_told(site: Site) -> None:
    gone = sample_reports()[1]
    path, name = site.service.original(gone.id)
    assert name == "pompen-2.md"
    kept = path.read_bytes()
    path.unlink()
    try:
        html = site.text(f"/reader/{gone.id}/original?lang=nl", 404)
    finally:
        path.write_bytes(kept)
    assert "is er niet meer" in html
    assert "Er is geen verslag" in site.text("/reader/bestaat-niet/original?lang=nl", 404)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/a/Verslag 3.docx", "Verslag 3.docx"),
        ("/a/mail.eml!bijlage één.docx", "bijlage één.docx"),
        ("/a/mail.eml!../../etc/passwd", "passwd"),
        ("/a/b.jsonl#regel/2", "b.jsonl"),
        ("/a/Let op!.docx", "Let op!.docx"),
        ("/a/x\r\nSet-Cookie: a=b.pdf", "x__Set-Cookie: a=b.pdf"),
        ('/a/"q"\\.pdf', "_q__.pdf"),
        ("/a/half\udcff\u202e.pdf", "half__.pdf"),
        ("/a/.htaccess", "htaccess"),
        ("/a/" + "x" * 300 + ".docx", "x" * 100 + "x" * 15 + ".docx"),
    ],
)
def test_the_name_of_the_file_can_steer_nothing(source: str, name: str) -> None:
    assert file_name(source) == name
    header = disposition(file_name(source))
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


def test_letters_outside_of_ascii_travel_as_the_standard_has_it() -> None:
    assert disposition("één €.pdf") == (
        "attachment; filename=\"__n _.pdf\"; filename*=UTF-8''%C3%A9%C3%A9n%20%E2%82%AC.pdf"
    )


# The pages of a PDF


def test_a_page_is_an_image_with_the_quote_boxed(site: Site) -> None:
    query = address(site).partition("?")[2]
    response = site.client.get(f"/reader/{site.pdf.id}/pages/1.png?{query}")
    assert response.headers["content-type"] == "image/png"
    assert response.headers["cache-control"].startswith("private")
    colours = {colour for _, colour in Image.open(io.BytesIO(response.content)).getcolors(1 << 24) or []}
    assert (255, 226, 92) in colours
    plain = site.client.get(f"/reader/{site.pdf.id}/pages/1.png?start=5&end=999999")
    assert plain.status_code == 200
    assert (255, 226, 92) not in {
        c for _, c in Image.open(io.BytesIO(plain.content)).getcolors(1 << 24) or []
    }


@pytest.mark.parametrize("page", ["0", "3", "99999999999999999999", "-1", "x", "1.5"])
def test_a_page_that_is_not_there_is_not_found(site: Site, page: str) -> None:
    assert site.client.get(f"/reader/{site.pdf.id}/pages/{page}.png").status_code == 404


def test_only_a_pdf_has_pages(site: Site) -> None:
    other = sample_reports()[0].id
    response = site.client.get(f"/reader/{other}/pages/1.png?lang=nl")
    assert (response.status_code, response.text) == (404, "Alleen van een PDF zijn de bladzijden te tonen.")
    assert "Toon de bladzijde" not in site.text(f"/reader/{other}?lang=nl")
    assert "Alleen van een PDF" in site.text(f"/reader/{other}?lang=nl&view=page")


def test_the_reader_shows_the_page_with_the_quote_and_leads_to_the_next(site: Site) -> None:
    assert "Toon de bladzijde" in site.text(address(site))
    html = site.text(address(site, extra="&view=page"))
    assert "Bladzijde 1 van 2" in html
    assert f'src="/reader/{site.pdf.id}/pages/1.png?start=' in html
    assert html.count('id="page"') == 1
    assert "Vorige bladzijde" not in html
    following = re.search(r'href="([^"]*page=2[^"]*)"', html)
    assert following
    second = site.text(following[1].replace("&amp;", "&").partition("#")[0])
    assert "Bladzijde 2 van 2" in second
    assert "niet teruggevonden" in second
    assert "Volgende bladzijde" not in second


def test_the_reader_says_that_a_page_is_not_there(site: Site) -> None:
    assert "no page 9" in site.text(address(site, extra="&view=page&page=9"))


def test_the_reader_may_show_images_of_its_own_only(site: Site) -> None:
    policy = site.client.get(address(site)).headers["content-security-policy"]
    assert "img-src 'self';" in policy
    assert "script-src" not in policy


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
