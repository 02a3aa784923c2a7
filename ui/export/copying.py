"""An answer to paste in a mail: plain text, the answer first, its numbered sources below."""

from __future__ import annotations

from collections.abc import Sequence

from ui.export.nodes import shown
from ui.export.sources import is_removed, missing, source_words
from ui.messages import Messages
from ui.pieces import Piece, pieces, quoted_of
from ui.render import searched_line
from ui.shapes import EXTRA, Json
from ui.state import mark


def copy_text(turn: Json, say: Messages) -> str:
    """The answer with a number behind each claim, then what each number stands for; a refusal with what was searched.

    What a model wrote comes first, each sentence that isn't verified marked in words, and then the quotes.
    Without the question, which a mail has in its own words, and without the passages that a refusal was shown with: out
    of sight of the page they would read as an answer.
    """
    answer = turn["answer"]
    cut, quoted = pieces(answer), quoted_of(answer)
    texts = [_marked(cut, say)]
    if answer["mode"] == "generated" and quoted:
        cut = [*cut, *(quotes := pieces(quoted))]
        texts.append(f"{say('writing.quotes')}:\n{_marked(quotes, say)}")
    placed = {number for piece in cut for number in piece.citations}
    lines = [
        f"[{one['number']}] {' '.join(source_words(one, say, quoted=quoted_text(answer)).split())}"
        for one in answer["citations"]
        if one["number"] in placed or not is_removed(one)
    ]
    sources = "\n".join([f"{say('ask.sources')}:", *lines]) if lines else searched_line(answer, say)
    notices = answer[EXTRA]["notices"] if answer["mode"] == "generated" else []
    parts = [*notices, *texts, *missing(answer, placed, say), sources]
    return shown("\n\n".join(part for part in parts if part)) + "\n"


def quoted_text(answer: Json) -> str:
    """What of the answer is quotes: a source whose quote stands there needn't repeat it."""
    quoted = quoted_of(answer)
    return str(quoted["text"]) if quoted else ""


def _marked(cut: Sequence[Piece], say: Messages) -> str:
    """The pieces with a number behind each claim, and in words what of a written sentence isn't verified."""
    return "".join(
        piece.text + mark(piece, say) + "".join(f" [{number}]" for number in piece.citations) for piece in cut
    ).strip()
