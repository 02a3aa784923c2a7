"""How a written sentence fared, in words."""

from __future__ import annotations

from ui.messages import Messages
from ui.pieces import Piece

NAMES = {
    "verified": "writing.verified",
    "not_verified": "writing.not_verified",
    "no_source": "writing.no_source",
}


def state_name(state: str, say: Messages) -> str:
    """ "verified", "not verified" or "no source"."""
    return say(NAMES[state])


def state_words(piece: Piece, say: Messages) -> str:
    """ "verified", "not verified: the number 3 is not in the source", "no source: …"."""
    name = state_name(piece.state, say)
    if piece.state == "verified":
        return name
    unknown = say("writing.why_unknown" if piece.state == "not_verified" else "writing.why_no_source")
    return say("writing.why", state=name, why="; ".join(piece.failed) or unknown)


def mark(piece: Piece, say: Messages) -> str:
    """What stands behind a sentence in a text: " [not verified: …]", nothing behind one that is verified."""
    return "" if piece.state == "verified" else f" [{state_words(piece, say)}]"
