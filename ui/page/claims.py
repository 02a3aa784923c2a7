"""The sentences of an answer in HTML: quotes with their numbers, and what a model wrote with how each sentence fared.

Whatever a report or a model says is text here, never HTML or Markdown.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from ui.messages import Messages
from ui.page.escape import literal
from ui.page.links import cited_url
from ui.pieces import Piece, drafted, pieces, quoted_of
from ui.shapes import Json
from ui.state import state_name, state_words

STATES = {"verified": "w-verified", "not_verified": "w-doubtful", "no_source": "w-unsourced"}


def answer_text(turn: Json, say: Messages) -> str:
    """The answer itself: what was written, if anything, above the quotes."""
    answer = turn["answer"]
    quoted = quoted_of(answer)
    parts = []
    if answer["mode"] == "generated":
        parts.append(
            f'<div class="w-written">{_head(say)}<p class="w-fluent">{_fluent(turn, pieces(answer), say)}</p></div>'
        )
        if quoted:
            parts.append(quotes_head(say))
    if quoted:
        parts.append(f'<p class="w-text">{_linked(turn["id"], pieces(quoted), say)}</p>')
    return "".join(parts)


def draft_html(turn: Json, draft: Json, say: Messages) -> str:
    """An answer while it is being written: page.js puts it above the quotes of the turn, piece by piece."""
    stop = f'<button type="button" class="w-stop">{literal(say("writing.stop"))}</button>'
    busy = f'<span class="w-busy">{literal(say("writing.busy"))}</span>'
    made = _fluent(turn, _spaced(drafted(draft)), say)
    return (
        f'<div class="w-written w-draft" id="draft-{html.escape(turn["id"])}">'
        f'<p class="w-head">{literal(say("writing.head"))} {busy} {stop}</p>'
        f'<p class="w-fluent">{made}<span class="w-pending">{literal(draft["pending"])}</span></p>'
        f"{quotes_head(say)}</div>"
    )


def quotes_head(say: Messages) -> str:
    """The heading of the quotes below what was written."""
    return f'<p class="w-head w-quotes-head">{literal(say("writing.quotes"))}</p>'


def spoken(text: str) -> str:
    """Words for those who listen to the page."""
    return f'<span class="w-spoken">{literal(text)}</span>'


def _head(say: Messages) -> str:
    by = f'<span class="w-by">{literal(say("writing.by"))}</span>'
    return f'<p class="w-head">{literal(say("writing.head"))} {by}</p>'


def _spaced(sentences: Sequence[Piece]) -> Iterable[Piece]:
    for sentence in sentences:
        yield sentence
        yield Piece(" ")


def _fluent(turn: Json, cut: Iterable[Piece], say: Messages) -> str:
    known = {one["number"] for one in turn["answer"]["citations"]}
    return "".join(
        _sentence(turn["id"], piece, known, say) if piece.claim else literal(piece.text) for piece in cut
    )


def _sentence(turn: str, piece: Piece, known: set[int], say: Messages) -> str:
    """A written sentence with its numbers and its state."""
    cites = "".join(
        _cite(turn, number, say) if number in known else f'<span class="w-cite">{number}</span>'
        for number in piece.citations
    )
    return (
        f'<span class="w-sentence {STATES[piece.state]}"><span class="w-said">{literal(piece.text)}</span>'
        f"{cites}{_state(piece, say)}</span>"
    )


def _state(piece: Piece, say: Messages) -> str:
    """A tick that says "verified", or a button that says what failed: to read, on hover and focus, and to hear."""
    if piece.state == "verified":
        label = state_name(piece.state, say)
        return f'<span class="w-state w-tick" title="{html.escape(label)}">{spoken(f"({label})")}</span>'
    why = f'<span class="w-why w-spoken">{literal(state_words(piece, say))}</span>'
    shown = f'<span class="w-label">{literal(state_name(piece.state, say))}</span>'
    return f' <button type="button" class="w-state w-mark">{shown}{why}</button>'


def _linked(turn: str, cut: Iterable[Piece], say: Messages) -> str:
    """Quotes, each followed by its numbers as links; a "[1]" inside a quote stays what it is."""
    return "".join(
        literal(piece.text) + "".join(_cite(turn, number, say) for number in piece.citations) for piece in cut
    )


def _cite(turn: str, number: int, say: Messages) -> str:
    """The number in the sentence. Its accessible name is "source 1"; page.js shows its card on hover and focus."""
    url = html.escape(cited_url(turn, number, say.language))
    label = f"{spoken(say('page.source'))} {number}"
    return f'<a class="w-cite" id="cite-{html.escape(turn)}-{number}" href="{url}">{label}</a>'
