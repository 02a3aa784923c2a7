"""An answer to paste in a mail: plain text, the answer first, its numbered sources below."""

from __future__ import annotations

from ui.export.nodes import shown
from ui.export.sources import source_words
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
    text = "".join(
        piece.text
        + ("" if piece.verified else " " + say("export.unverified"))
        + "".join(f" [{number}]" for number in piece.citations)
        for piece in pieces(answer)
    )
    parts = [text.strip()]
    if answer["citations"]:
        lines = [
            f"[{one['number']}] {' '.join(source_words(one, say, quoted=answer['text']).split())}"
            for one in answer["citations"]
        ]
        parts.append("\n".join([f"{say('ask.sources')}:", *lines]))
    else:
        parts.append(searched_line(answer, say))
    return shown("\n\n".join(parts)) + "\n"
