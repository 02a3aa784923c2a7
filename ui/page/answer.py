"""An answer as a message of the conversation: its sentences with numbers that open the report, then its sources."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ui.messages import Messages
from ui.page.escape import literal
from ui.page.links import reader_url
from ui.render import place, searched_line
from ui.shapes import EXTRA, Json

_MARKS = re.compile(r"(?:\s?\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")
SHORTENED = 300


def answer_html(answer: Json, say: Messages) -> str:
    """The answer in HTML without blank lines, so that Markdown leaves it alone."""
    parts = [f"<p>{_linked(answer, say)}</p>"]
    if answer["status"] == "not_found":
        parts.insert(0, f"<p><strong>{literal(say('page.not_found'))}</strong></p>")
    parts += [f"<p><em>{literal(notice)}</em></p>" for notice in answer[EXTRA]["notices"]]
    if answer["citations"]:
        parts += [f"<p><strong>{literal(say('page.sources'))}</strong></p>", _sources(answer, say)]
    if answer["closest"]:
        parts += [f"<p><strong>{literal(say('page.closest'))}</strong></p>", _closest(answer, say)]
    parts.append(f"<p><small>{literal(searched_line(answer, say))}</small></p>")
    return f"<div>{''.join(parts)}</div>"


def message_html(text: str) -> str:
    """Somebody's words, and nothing but those."""
    return f"<div><p>{literal(text)}</p></div>"


def _linked(answer: Json, say: Messages) -> str:
    """The answer's text with each mark that follows a claim as a link; a "[1]" inside a quote stays what it is."""
    places = {citation["number"]: citation for citation in answer["citations"]}
    text, linked, at = answer["text"], "", 0
    for start, end in _marks(answer):
        linked += literal(text[at:start]) + _MARK.sub(
            lambda mark: _link(places.get(int(mark[1])), mark[0], say), text[start:end]
        )
        at = end
    return linked + literal(text[at:])


def _marks(answer: Json) -> Iterator[tuple[int, int]]:
    """Where the marks stand that follow the claims."""
    text, at = answer["text"], 0
    for claim in answer["claims"]:
        found = text.find(claim["text"], at)
        if found < 0:
            continue
        at = found + len(claim["text"])
        if match := _MARKS.match(text, at):
            at = match.end()
            yield match.span()


def _link(found: Json | None, label: str, say: Messages) -> str:
    if found is None:
        return literal(label)
    url = html.escape(reader_url(found["report"], found["start"], found["end"], say.language))
    return f'<a href="{url}">{literal(label)}</a>'


def _sources(answer: Json, say: Messages) -> str:
    items = (
        _link(citation, f"[{citation['number']}] {place(citation, say)}", say)
        for citation in answer["citations"]
    )
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _closest(answer: Json, say: Messages) -> str:
    items = (
        f"{_link(hit, place(hit, say), say)}<br><small>{literal(_short(hit['text']))}</small>"
        for hit in answer["closest"]
    )
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _short(text: str) -> str:
    text = re.sub(r"\n{2,}", "\n", text)
    return text if len(text) <= SHORTENED else text[:SHORTENED].rsplit(" ", 1)[0] + " …"
