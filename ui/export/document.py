"""Questions with their answers as one document, in pandoc's tree: each citation a footnote behind what it holds up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from ui.export.nodes import Node, document, heading, items, note, paragraph, strong, styled, words
from ui.export.sources import is_removed, missing, place_inlines, source_inlines
from ui.messages import Messages
from ui.pieces import Piece, pieces, quoted_of
from ui.render import searched_line
from ui.shapes import EXTRA, Json
from ui.state import mark

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
LONGEST_PASSAGE = 500
# The bullet and the empty line are the answerer's own: they stand between the claims.
_BLOCKS = re.compile(r"\n{2,}|\n(?=- )")
_LEAD = re.compile(r"[^.!?]{1,80}:\s")


def conversation(title: str, turns: Sequence[Json], say: Messages, now: datetime) -> Node:
    """The document; a single question that is the title isn't repeated as a heading."""
    headed = len(turns) != 1 or _line(turns[0]["question"]) != _line(title)
    blocks = [styled("Date", paragraph(words(say("export.exported", day=say.day(now.date().isoformat())))))]
    if any(turn["answer"]["claims"] for turn in turns) and all(
        turn["answer"]["mode"] == "quotes" for turn in turns
    ):
        blocks.append(styled("Remark", paragraph(words(say("export.word_for_word")))))
    if any(turn["answer"]["mode"] == "generated" for turn in turns):
        told = say("export.written_by_model", head=say("writing.head"), quotes=say("writing.quotes"))
        blocks.append(styled("Remark", paragraph(words(told))))
    for turn in turns:
        if headed:
            blocks.append(heading(1, turn["question"]))
        blocks += _turn(turn, say)
    return document(title, LANGUAGES[say.language], blocks)


def _line(text: str) -> str:
    return " ".join(text.split())


def _turn(turn: Json, say: Messages) -> Iterator[Node]:
    answer = turn["answer"]
    if answer["status"] == "not_found":
        yield styled("Not found", paragraph([strong(say("page.not_found"))]))
    yield from _answer(answer, say)
    for notice in answer[EXTRA]["notices"]:
        yield styled("Remark", paragraph(words(notice)))
    facts = [_asked(turn.get("asked"), say), searched_line(answer, say)]
    yield styled("Remark", paragraph(words(" · ".join(fact for fact in facts if fact))))
    yield from _closest(answer["closest"], say)


def _asked(asked: str | None, say: Messages) -> str:
    """When the question was asked, on this machine's clock."""
    if not asked:
        return ""
    moment = datetime.fromisoformat(asked).astimezone()
    return say("export.asked", day=say.day(moment.date().isoformat()), time=f"{moment:%H:%M}")


def _answer(answer: Json, say: Messages) -> Iterator[Node]:
    """The text in paragraphs and lists, what was written before the quotes; then the citations that no claim has."""
    places = {one["number"]: one for one in answer["citations"]}
    cut, quoted = pieces(answer), quoted_of(answer)
    if answer["mode"] == "generated":
        yield paragraph([strong(say("writing.head"))])
        yield from _blocks(cut, places, say)
        if quoted:
            yield paragraph([strong(say("writing.quotes"))])
            yield from _blocks(quotes := pieces(quoted), places, say)
            cut = [*cut, *quotes]
    else:
        yield from _blocks(cut, places, say)
    placed = {number for piece in cut for number in piece.citations}
    rest = [one for one in answer["citations"] if one["number"] not in placed and not is_removed(one)]
    if rest:
        yield paragraph([strong(say("export.more_sources"))])
        yield items([[*words(one["quote"]), note(source_inlines(one, say))] for one in rest])
    for told in missing(answer, placed, say):
        yield styled("Remark", paragraph(words(told)))


def _blocks(cut: Sequence[Piece], places: dict[int, Json], say: Messages) -> Iterator[Node]:
    bullets: list[list[Node]] = []
    for is_item, part in _parts(cut):
        inlines = _inlines(part, places, say, led=not is_item)
        if is_item:
            bullets.append(inlines)
            continue
        if bullets:
            yield items(bullets)
            bullets = []
        yield paragraph(inlines)
    if bullets:
        yield items(bullets)


def _parts(cut: Sequence[Piece]) -> Iterator[tuple[bool, list[Piece]]]:
    """The paragraphs, and whether each is an item of a list; only text between claims divides them."""
    is_item, part = False, list[Piece]()
    for piece in cut:
        if piece.claim:
            part.append(piece)
            continue
        for position, text in enumerate(_BLOCKS.split(piece.text)):
            if position:
                if part:
                    yield is_item, part
                is_item, part = False, []
            if not part and text.startswith("- "):
                is_item, text = True, text[2:]
            if text.strip() or (part and text):
                part.append(Piece(text))
    if part:
        yield is_item, part


def _inlines(part: Sequence[Piece], places: dict[int, Json], say: Messages, *, led: bool) -> list[Node]:
    made: list[Node] = []
    for position, piece in enumerate(part):
        if not piece.claim:
            lead = led and position == 0 and len(part) > 1 and _LEAD.fullmatch(piece.text)
            made += [strong(piece.text.rstrip()), *words(" ")] if lead else words(piece.text)
            continue
        made += words(piece.text + mark(piece, say))
        made += _notes(piece, places, say)
    return made


def _notes(piece: Piece, places: dict[int, Json], say: Messages) -> Iterator[Node]:
    """The footnotes of a claim, with what divides their numbers where there are several."""
    for position, number in enumerate(piece.citations):
        if position:
            yield {"t": "Superscript", "c": words(",")}
        yield note(source_inlines(places[number], say, quoted=piece.text))


def _closest(hits: Sequence[Json], say: Messages) -> Iterator[Node]:
    """The nearest passages, named as such, without a footnote that would make a source of them."""
    if not hits:
        return
    yield styled("Closest", paragraph([strong(say("export.closest"))]))
    for hit in hits:
        yield styled("Passage place", paragraph(place_inlines(hit, say)))
        yield {"t": "BlockQuote", "c": [paragraph(words(_shortened(hit["text"])))]}


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_PASSAGE else text[:LONGEST_PASSAGE].rsplit(None, 1)[0] + " …"
