"""What the reader gives beside text: the original file, to keep, and the pages of a PDF, as images."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from tests.ui.building import sample_reports
from tests.ui.reader_site import Site, a_pdf, address
from ui.original import file_name
from ui.page.files import disposition


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
