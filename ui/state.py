"""How a written sentence fared, in words."""

from __future__ import annotations

from ui.messages import Messages
from ui.pieces import Piece


def state_words(piece: Piece, say: Messages) -> str:
    """ "verified", "not verified: the number 3 is not in the source", "no source: …"."""
    if piece.state == "verified":
        return say("writing.verified")
    unknown = say("writing.why_unknown" if piece.state == "not_verified" else "writing.why_no_source")
    return say("writing.why", state=say(f"writing.{piece.state}"), why="; ".join(piece.failed) or unknown)


def mark(piece: Piece, say: Messages) -> str:
    """What stands behind a sentence in a text: " [not verified: …]", nothing behind one that is verified."""
    return "" if piece.state == "verified" else f" [{state_words(piece, say)}]"
