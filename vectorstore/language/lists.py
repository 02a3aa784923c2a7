"""Word lists that can be read and changed as text."""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The words of a text that is a list of words, in order."""
    return tuple(text.split())
