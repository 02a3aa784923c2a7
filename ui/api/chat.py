"""An answer as a chat model's message: Markdown with its sources, and where each mark in it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ui.messages import Messages
from ui.page.links import reader_url
from ui.pieces import Piece, drafted, pieces, quoted_of
from ui.render import place, searched_line
from ui.shapes import EXTRA, Json
from ui.state import mark
from ui.text import printable

Marked = tuple[str, tuple[int, ...]]
"""A text, and the numbers of the marks that follow it."""

_LABEL = re.compile(r"([\\`*_\[\]<>])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def message_of(answer: Json, say: Messages, server: str, before: str = "") -> Json:
    """The assistant's message; `server` is the address that its links begin with, `before` what was said already.

    What a language model wrote comes first, and then the quotes.
    """
    urls = {found["number"]: server + _path(found, say) for found in answer["citations"]}
    titles = {found["number"]: place(found, say) for found in answer["citations"]}
    content, annotations = before, []
    for text, numbers in _said(answer, say):
        content += text
        for number in numbers:
            cited: Json = {"start_index": len(content), "url": urls[number], "title": titles[number]}
            content += f"[{number}]"
            annotations.append({"type": "url_citation", "url_citation": {**cited, "end_index": len(content)}})
    content = "\n\n".join([content, *_after(answer, say, server, urls)])
    citations = [{**found, "url": urls[found["number"]]} for found in answer["citations"]]
    return {
        "role": "assistant",
        "content": content,
        "refusal": None,
        "annotations": annotations,
        "citations": citations,
    }


def sentences_of(draft: Json, say: Messages) -> str:
    """The finished sentences of a draft, as the message of the whole answer begins."""
    return "".join(
        text + "".join(f"[{number}]" for number in numbers) for text, numbers in _written(drafted(draft), say)
    )


def _said(answer: Json, say: Messages) -> Iterator[Marked]:
    quoted = quoted_of(answer)
    if answer["mode"] == "generated":
        yield from _written([piece for piece in pieces(answer) if piece.claim], say)
        if quoted:
            yield f"\n\n**{say('writing.quotes')}**\n\n", ()
    for piece in pieces(quoted) if quoted else ():
        yield _inert(piece.text) + (" " if piece.citations else ""), piece.citations


def _written(sentences: Sequence[Piece], say: Messages) -> Iterator[Marked]:
    """Each sentence with its numbers, and in words what of it isn't verified."""
    for position, sentence in enumerate(sentences):
        text = _inert(sentence.text) + _inert(mark(sentence, say)) + (" " if sentence.citations else "")
        yield (" " if position else "") + text, sentence.citations


def _after(answer: Json, say: Messages, server: str, urls: dict[int, str]) -> Iterator[str]:
    """The paragraphs below the answer: the question as it was understood, notices, sources or the closest passages,
    and what was searched.
    """
    if understood := answer[EXTRA].get("understood"):
        yield _inert(f"{say('writing.understood')} {understood}")
    yield from (_inert(notice) for notice in answer[EXTRA]["notices"])
    if answer["citations"]:
        lines = (
            f"- [{found['number']}] [{_label(place(found, say))}]({urls[found['number']]})"
            for found in answer["citations"]
        )
        yield f"**{say('ask.sources')}**\n\n" + "\n".join(lines)
    if answer["closest"]:
        lines = (f"- [{_label(place(hit, say))}]({server}{_path(hit, say)})" for hit in answer["closest"])
        yield f"**{say('ask.closest')}**\n\n" + "\n".join(lines)
    yield _inert(searched_line(answer, say))


def _path(found: Json, say: Messages) -> str:
    return reader_url(found["report"], found["start"], found["end"], say.language)


def _label(text: str) -> str:
    """The text of a link, in which nothing is Markdown."""
    return _LABEL.sub(r"\\\1", re.sub(r"\s+", " ", printable(text)))


def _inert(text: str) -> str:
    """The text as it is, unless Markdown would make an image, a link or HTML of a part of it.

    A report could have a reader's program load an address in that way. Its brackets then get a backslash.
    """
    if re.search(r"\][(\[:]", text):
        text = re.sub(r"([\\\[])", r"\\\1", text)
    return _TAG.sub(r"\\<", text)
