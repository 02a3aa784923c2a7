"""An answer as a message of the conversation: sentences with numbers that open the report, then sources and actions.

Gradio's sanitiser keeps classes, ids, titles and buttons, and drops data-* and aria-* attributes: what page.js needs
to know stands in ids and addresses.
"""

from __future__ import annotations

import html
import re

from ui.messages import Messages
from ui.page.claims import answer_text, spoken
from ui.page.escape import literal
from ui.page.links import cited_url, export_url, reader_url
from ui.render import searched_line
from ui.shapes import EXTRA, Json

EXPORTS = {"docx": "Word", "odt": "OpenDocument", "md": "Markdown"}
LANGUAGE_NAMES = {"nl": "page.language_nl", "en": "page.language_en"}
CORRECTIONS = (
    ("w-correct", "writing.correct", "writing.correct_hint"),
    ("w-alone", "writing.alone", "writing.alone_hint"),
)
SHORTENED = 300


def turn_html(turn: Json, say: Messages) -> str:
    """A kept question's answer in HTML without blank lines, so that Markdown leaves it alone."""
    answer = turn["answer"]
    parts = [_verdict(answer, say)]
    parts += [f'<p class="w-notice">{literal(notice)}</p>' for notice in answer[EXTRA]["notices"]]
    parts.append(answer_text(turn, say))
    if answer["citations"]:
        parts.append(f'<ol class="w-sources">{_sources(turn, say)}</ol>')
    if answer["closest"]:
        parts += [f'<p class="w-head">{literal(say("page.closest"))}</p>', _closest(answer, say)]
    parts.append(f'<p class="w-searched">{literal(searched_line(answer, say))}</p>')
    parts.append(_actions(turn, say))
    name = f"turn-{html.escape(turn['id'])}"
    return f'<div class="w-answer w-{answer["status"]}" id="{name}">{"".join(parts)}</div>'


def message_html(text: str) -> str:
    """Somebody's words, and nothing but those."""
    return f"<div><p>{literal(text)}</p></div>"


def question_html(turn: Json, say: Messages) -> str:
    """The question, with what it was restricted to, and what was searched for when that is another question."""
    where = where_line(turn["where"], say)
    note = f'<p class="w-where">{literal(where)}</p>' if where else ""
    return f'<div><p class="w-own">{literal(turn["question"])}</p>{note}{_understood(turn, say)}</div>'


def _understood(turn: Json, say: Messages) -> str:
    """ "Searched for: …", and what can be done about it; nothing when the question was searched for as it is."""
    understood = turn["answer"].get(EXTRA, {}).get("understood")
    if not understood:
        return ""
    buttons = " ".join(
        f'<button type="button" class="{kind}" title="{html.escape(say(hint))}">{literal(say(label))}</button>'
        for kind, label, hint in CORRECTIONS
    )
    return (
        f'<p class="w-understood">{literal(say("writing.understood"))} '
        f'<span class="w-asked">{literal(understood)}</span> {buttons}</p>'
    )


def where_line(where: Json, say: Messages) -> str:
    """What a question was restricted to: "in 3 verslagen · vanaf 1 januari 2025"; empty when it wasn't."""
    parts = [say.count("page.in_reports", len(where["reports"]))] if where.get("reports") else []
    if where.get("from"):
        parts.append(say("page.since", day=say.day(where["from"])))
    if where.get("to"):
        parts.append(say("page.until", day=say.day(where["to"])))
    if where.get("series"):
        parts.append(str(where["series"]))
    if where.get("language"):
        parts.append(say(LANGUAGE_NAMES.get(where["language"], "page.any_language")))
    return " · ".join(parts)


def _verdict(answer: Json, say: Messages) -> str:
    if answer["status"] == "not_found":
        return f'<p class="w-verdict">{literal(say("page.not_found"))}</p>'
    if answer["status"] == "partial":
        return f'<p class="w-verdict">{literal(say("page.partial"))}</p>'
    return ""


def _sources(turn: Json, say: Messages) -> str:
    return "".join(_source(turn["id"], citation, say) for citation in turn["answer"]["citations"])


def _source(turn: str, citation: Json, say: Messages) -> str:
    """One line of the list of sources, with the quote for the card."""
    number, name = citation["number"], f"src-{html.escape(turn)}-{citation['number']}"
    if citation.get("removed"):
        gone = say("page.removed_source", day=say.day(citation["date"]))
        return f'<li value="{number}" id="{name}" class="w-gone">{literal(gone)}</li>'
    url = html.escape(cited_url(turn, number, say.language))
    notes = "".join(f'<p class="w-foot">{literal(note)}</p>' for note in citation["footnotes"])
    return (
        f'<li value="{number}" id="{name}"><a class="w-source" href="{url}">{_placed(citation, say)}</a>'
        f'<blockquote class="w-quote">{literal(citation["quote"])}</blockquote>{notes}</li>'
    )


def _placed(found: Json, say: Messages) -> str:
    """Title, date, section and page, the date so that it can be seen at a glance."""
    day = f'<time class="w-day">{literal(say.day(found["date"]))}</time>'
    parts = [found["section"], say("ask.page", page=found["page"]) if found["page"] else ""]
    rest = " · ".join(part for part in parts if part)
    more = f' <span class="w-section">{literal(rest)}</span>' if rest else ""
    return f'<span class="w-title">{literal(found["title"])}</span> {day}{more}'


def _closest(answer: Json, say: Messages) -> str:
    items = (
        f'<li><a class="w-source" href="{html.escape(_hit_url(hit, say))}">{_placed(hit, say)}</a>'
        f'<p class="w-passage">{literal(_short(hit))}</p></li>'
        for hit in answer["closest"]
        if not hit.get("removed")
    )
    return f'<ul class="w-closest">{"".join(items)}</ul>'


def _hit_url(hit: Json, say: Messages) -> str:
    return reader_url(hit["report"], hit["start"], hit["end"], say.language)


def _short(hit: Json) -> str:
    """The beginning of the passage, without the heading that stands above it already."""
    text = re.sub(r"\n{2,}", "\n", hit["text"])
    text = text.removeprefix(hit["section"].rpartition(" › ")[2]).lstrip("\n") or text
    return text if len(text) <= SHORTENED else text[:SHORTENED].rsplit(" ", 1)[0] + " …"


def _actions(turn: Json, say: Messages) -> str:
    """Copy, take along, and say whether it was any good."""
    exports = "".join(
        f'<a class="w-export" href="{html.escape(export_url(turn["id"], kind, say.language))}">{name}</a>'
        for kind, name in EXPORTS.items()
    )
    thumbs = _thumb("w-up", say("page.good"), chosen=turn["rating"] == 1)
    thumbs += _thumb("w-down", say("page.bad"), chosen=turn["rating"] == -1)
    return (
        f'<div class="w-actions"><button type="button" class="w-copy">{literal(say("page.copy"))}</button>'
        f'<details class="w-take"><summary>{literal(say("page.export"))}</summary>{exports}</details>'
        f"{thumbs}</div>"
    )


def _thumb(kind: str, label: str, *, chosen: bool) -> str:
    classes = f"w-rate {kind}{' w-chosen' if chosen else ''}"
    return f'<button type="button" class="{classes}" title="{literal(label)}">{spoken(label)}</button>'
