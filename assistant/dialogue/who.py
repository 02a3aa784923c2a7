"""Whether a name is of somebody or some body that acts, or of a thing."""

from __future__ import annotations

import re

from assistant.dialogue.wording import DETERMINERS, TELLING
from vectorstore.language.lists import listed
from vectorstore.language.names import NameMention, find_names
from vectorstore.language.words import fold

TITLES = frozenset(
    listed("""
    minister staatssecretaris commissaris secretaris voorzitter heer mevrouw dhr mw mr mrs ms dr prof commissioner
    secretary president premier chair
    """)
)


def is_who(text: str, question: str) -> bool:
    """Whether this is the name of a country, a body or a person, who act, and no name of a thing."""
    for name in find_names(question):
        if name.text == text:
            before = question[: name.start].split()[-1:]
            at_a_place = bool(before) and fold(before[0]) in ("in", "te", "at")
            return name.kind in ("country", "place") or at_a_place or is_person(name, question)
    return False


def is_person(name: NameMention, text: str) -> bool:
    """Whether this looks like somebody's name: two words with capitals, or one behind a title or "zei"."""
    if name.kind != "name":
        return False
    before = text[: name.start].split()[-1:]
    if before and fold(before[0]) in DETERMINERS:
        return False
    words = [word for word in re.findall(r"[\w'’-]+", name.text) if word[0].isupper()]
    return len(words) > 1 or bool(before and fold(before[0]).strip(".,") in TITLES | TELLING)
