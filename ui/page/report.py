"""A report as a page: what it is, its outline, its text with the quote marked, and a page of its PDF when asked."""

from __future__ import annotations

from dataclasses import dataclass

from ui.original import file_name
from ui.page.document import document_html
from ui.page.links import list_url, original_url, page_image_url, page_view_url, reader_url
from ui.page.outline import outline_html
from ui.page.sheet import Look, escaped
from ui.remarks import spoken
from ui.shapes import Json

ABOVE = 15  # per cent of a page
FORMATS = {
    "docx": "reader.format_docx",
    "odt": "reader.format_odt",
    "html": "reader.format_html",
    "rtf": "reader.format_rtf",
    "md": "reader.format_md",
    "pdf": "reader.format_pdf",
    "eml": "reader.format_eml",
    "txt": "reader.format_txt",
    "jsonl": "reader.format_jsonl",
}


@dataclass(frozen=True, slots=True)
class Place:
    """What of the report is shown: the quote `text[start:end]`, and nothing marked where that isn't in the text."""

    start: int
    end: int
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The page of the PDF that is shown: `number` of `pages`; or why it can't be.

    `top` is where the quote begins on it, from 0 (the upper edge) to 1.
    """

    number: int = 0
    pages: int = 0
    has_quote: bool = False
    top: float = 0.0
    fault: str = ""


def place_in(report: Json, start: int, end: int) -> Place:
    """The place, when the report has it."""
    outside = end > len(report["text"]) or start > end
    return Place(0, 0, True) if outside else Place(start, end)


def header_html(report: Json, place: Place, wanted: Look, *, page_view: bool = False) -> str:
    """The head of the page: the way back, the title, the facts, and the other ways to see the report."""
    say, language, theme = wanted.say, wanted.language, wanted.theme
    links = [(original_url(report["id"]), say("reader.original"), " download")]
    if report["format"] == "pdf":
        at = (report["id"], place.start, place.end, language, theme)
        text = (reader_url(*at), say("reader.show_text"), "")
        links.insert(0, text if page_view else (page_view_url(*at), say("reader.show_page"), ""))
    shown = "".join(f'<a href="{escaped(url)}"{extra}>{escaped(label)}</a>' for url, label, extra in links)
    skip = f'<a class="skip" href="#quote">{escaped(say("reader.to_quote"))}</a>' if place.end else ""
    back = f'<a href="{escaped(list_url(language, theme))}">{escaped(say("page.reports"))}</a>'
    return (
        f'{skip}<header><nav>{back}</nav><h1 lang="{report["language"]}">{escaped(report["title"])}</h1>'
        f'<p class="facts">{_facts(report, wanted)}</p><p class="actions">{shown}</p></header>'
    )


def body_html(report: Json, place: Place, wanted: Look, banner: str = "", shown: Shown | None = None) -> str:
    """What is under the head; `banner` is HTML, `shown` the page of the PDF."""
    say = wanted.say
    notices = [f'<p class="notice">{escaped(spoken(warning, say))}</p>' for warning in report["warnings"]]
    if place.outside:
        notices.insert(0, f'<p class="notice">{escaped(say("page.no_quote"))}</p>')
    hint = f'<p id="quote-hint" hidden>{escaped(say("reader.quote_hint"))}</p>' if place.end else ""
    figure = _figure(report, place, wanted, shown) if shown else ""
    article = (
        f'<article lang="{report["language"]}">{document_html(report, place.start, place.end, say)}</article>'
    )
    kind = "columns paged" if shown else "columns"
    return (
        f'<div class="{kind}">{outline_html(report, say)}'
        f'<div class="content">{banner}{"".join(notices)}{hint}{figure}{article}</div></div>'
    )


def _facts(report: Json, wanted: Look) -> str:
    say = wanted.say
    series = report["series"][:1].upper() + report["series"][1:]
    facts = [
        say.day(report["date"]),
        series,
        say(FORMATS[report["format"]]),
        say.count("reports.passages", len(report["passages"])),
        file_name(report["source"]),
    ]
    return " · ".join(f"<span>{escaped(fact)}</span>" for fact in facts if fact)


def _figure(report: Json, place: Place, wanted: Look, shown: Shown) -> str:
    """The page's image with the ways to its neighbours."""
    say = wanted.say
    if shown.fault:
        return f'<p class="notice" id="page">{escaped(shown.fault)}</p>'
    alt = say("reader.page_alt_quote" if shown.has_quote else "reader.page_alt", number=shown.number)
    source = page_image_url(report["id"], shown.number, place.start, place.end)
    where = escaped(say("reader.page_of", number=shown.number, pages=shown.pages))
    lost = ""
    if place.end > place.start and not shown.has_quote:
        back = _turn(report, place, wanted, None, say("reader.quote_page"))
        lost = f'<p class="notice">{escaped(say("reader.not_on_page"))} {back}</p>'
    before = _turn(report, place, wanted, shown.number - 1, say("reader.previous_page"), shown.pages)
    after = _turn(report, place, wanted, shown.number + 1, say("reader.next_page"), shown.pages)
    # The browser scrolls to #page: the quote with what stands above it, or else the whole figure. A place within an
    # image without a style attribute, which the policy forbids, is an SVG's.
    above = max(0.0, 100 * shown.top - ABOVE)
    spot = (
        '<svg class="spot" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect id="page" y="{above:.1f}" width="100" height="1" fill="none"/></svg>'
    )
    name, spot = ("", spot) if shown.has_quote else (' id="page"', "")
    return (
        f"<figure{name}><figcaption>{before}<span>{where}</span>{after}</figcaption>{lost}"
        f'<div class="sheet"><img src="{escaped(source)}" alt="{escaped(alt)}">{spot}</div></figure>'
    )


def _turn(report: Json, place: Place, wanted: Look, page: int | None, label: str, pages: int = 0) -> str:
    """A link to another page, or an empty place where there is none."""
    if page is not None and not 1 <= page <= pages:
        return "<span></span>"
    url = page_view_url(report["id"], place.start, place.end, wanted.language, wanted.theme, page)
    return f'<a href="{escaped(url)}">{escaped(label)}</a>'
