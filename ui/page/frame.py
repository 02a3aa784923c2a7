"""What stands around the conversation: frame.html with the strings of a language filled in."""

from __future__ import annotations

import html
import re
from functools import cache
from importlib.resources import files

from ui.messages import LANGUAGES, Language, messages

PATHS: dict[Language, str] = {"en": "/en", "nl": ""}
"""Where each language's page is, the longest path first: a mount at "/" takes all that comes after it."""

_PLACE = re.compile(r"\{\{([a-z_.]+)(?: ([a-z]+))?\}\}")
_ICONS = {
    "menu": "M2 4h12M2 8h12M2 12h12",
    "moon": "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z",
    "help": "M5.8 6a2.2 2.2 0 1 1 3 2c-.5.3-.8.7-.8 1.3v.6M8 12.6v.2",
    "bin": "M3 4h10M6 4V2.5h4V4M4.5 4l.6 9.5h5.8l.6-9.5",
    "pen": "M3 13l.6-2.6 7-7 2 2-7 7z",
    "back": "M10 3L5 8l5 5",
    "on": "M6 3l5 5-5 5",
    "out": "M9 3h4v4M13 3L8 8M11 9.5V13H3V5h3.5",
}


def icon(name: str) -> str:
    """A line drawing in the colour of the text around it."""
    return f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{_ICONS[name]}"/></svg>'


@cache
def frame_html(language: Language, *, login: bool) -> str:
    """The frame in this language; with a way out where there is a login."""
    say = messages(language)
    (other,) = (one for one in LANGUAGES if one != language)
    values = {"other": other, "other_url": f"{PATHS[other]}/", "logged_in": "" if login else "hidden"}

    def filled(place: re.Match[str]) -> str:
        key, name = place[1], place[2]
        return icon(name) if key == "icon" else html.escape(values[key] if key in values else say.table[key])

    return _PLACE.sub(filled, files("ui.page").joinpath("frame.html").read_text(encoding="utf-8"))
