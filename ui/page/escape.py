"""Text that others wrote, as HTML that can't be anything but that text."""

from __future__ import annotations

from ui.text import printable


def literal(text: str) -> str:
    """The text with everything that isn't a letter, a digit or a space as a numeric entity.

    HTML needs `<>&"'` escaped; the conversation goes through a Markdown renderer as well, to which `*`, `_`, `[`, `|`,
    `$` and a bare web address mean something, and templates look for `{{ }}`. To none of them an entity does.
    """
    shown = printable(text).replace("\t", " ")
    return "".join(c if c.isalnum() or c == " " or ord(c) > 0x7F else _entity(c) for c in shown)


def _entity(character: str) -> str:
    return "<br>" if character == "\n" else f"&#{ord(character)};"
