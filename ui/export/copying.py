"""An answer to paste in a mail: plain text, the answer first, its numbered sources below."""

from __future__ import annotations

from ui.export.nodes import shown
from ui.export.sources import is_removed, missing, source_words
from ui.messages import Messages
from ui.pieces import pieces
from ui.render import searched_line
from ui.shapes import Json


def copy_text(turn: Json, say: Messages) -> str:
    """The answer with a number behind each claim, then what each number stands for; a refusal with what was searched.

    Without the question, which a mail has in its own words, and without the passages that a refusal was shown with: out
    of sight of the page they would read as an answer.
    """
    answer = turn["answer"]
    cut = pieces(answer)
    placed = {number for piece in cut for number in piece.citations}
    text = "".join(
        piece.text
        + ("" if piece.verified else " " + say("export.unverified"))
        + "".join(f" [{number}]" for number in piece.citations)
        for piece in cut
    )
    lines = [
        f"[{one['number']}] {' '.join(source_words(one, say, quoted=answer['text']).split())}"
        for one in answer["citations"]
        if one["number"] in placed or not is_removed(one)
    ]
    sources = "\n".join([f"{say('ask.sources')}:", *lines]) if lines else searched_line(answer, say)
    parts = [text.strip(), *missing(answer, placed, say), sources]
    return shown("\n\n".join(part for part in parts if part)) + "\n"
