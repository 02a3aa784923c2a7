"""What `ingest` remarks about a file or a report, in the language of the person who reads it.

Reasons, warnings and notes are made in English, and libraries keep them so; `locale/remarks.toml` has the Dutch of
each.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ui.messages import Messages
from vectorstore.language.months import FULL_MONTHS, spoken_date

# A remark may quote what a hostile file calls itself. One that is longer, or made of more remarks, stays English.
LONGEST = 10_000
DEEPEST = 6
_SHAPES = {"day": r"\d{1,2} [A-Za-z]+ \d{4}", "number": r"\d[\d,.]*", "suffix": r"\.[A-Za-z0-9~]+"}
_DUTCH_FIGURES = str.maketrans(",.", ".,")

Table = Mapping[str, Mapping[str, str]]


def spoken(remark: str, say: Messages) -> str:
    """The remark in the language of `say`; as it is where the table has no sentence that fits it."""
    if say.language == "en" or len(remark) > LONGEST:
        return remark
    return _dutch().translate(remark) or remark


@dataclass(frozen=True, slots=True)
class Template:
    """An English sentence with holes and its Dutch; `holes` gives what kind of text goes in each."""

    english: re.Pattern[str]
    dutch: str
    holes: Mapping[str, str]
    fixed: int
    """How many characters stand outside the holes."""


class Phrasebook:
    """Sentences by section; a hole of which the kind is a section takes a sentence of that section."""

    def __init__(self, table: Table) -> None:
        self._sections = {name: _longest_first(sentences) for name, sentences in table.items()}

    def translate(self, text: str, section: str = "remarks", depth: int = 0) -> str | None:
        """The Dutch of a text that is one sentence of `section` as a whole; None when it isn't."""
        if depth < DEEPEST:
            for template in self._sections[section]:
                if found := template.english.fullmatch(text):
                    values = {
                        hole: self._value(found[hole], kind, depth) for hole, kind in template.holes.items()
                    }
                    if None not in values.values():
                        return template.dutch.format(**values)
        return None

    def _value(self, text: str, kind: str, depth: int) -> str | None:
        if kind == "day":
            return _dutch_day(text)
        if kind == "number":
            return text.translate(_DUTCH_FIGURES)
        return self.translate(text, kind, depth + 1) if kind in self._sections else text


def read_table() -> Table:
    """The sections of `locale/remarks.toml`, each with its English sentences and their Dutch."""
    return tomllib.loads(files("ui").joinpath("locale", "remarks.toml").read_text(encoding="utf-8"))


@cache
def _dutch() -> Phrasebook:
    return Phrasebook(read_table())


def _longest_first(sentences: Mapping[str, str]) -> list[Template]:
    """The templates, those that say most themselves first: "it is empty" goes before "it is {what}"."""
    templates: Iterable[Template] = (_template(english, dutch) for english, dutch in sentences.items())
    return sorted(templates, key=lambda template: -template.fixed)


def _template(english: str, dutch: str) -> Template:
    pattern, holes, fixed = "", {}, 0
    for literal, hole, kind, _ in string.Formatter().parse(english):
        pattern += re.escape(literal)
        fixed += len(literal)
        if hole is not None:
            holes[hole] = kind or ""
            pattern += f"(?P<{hole}>{_SHAPES.get(kind or '', '.+?')})"
    return Template(re.compile(pattern, re.DOTALL), dutch, holes, fixed)


def _dutch_day(text: str) -> str | None:
    """The Dutch of "15 May 2025"; None when there is no such day."""
    day, month, year = text.split()
    try:
        return spoken_date(date(int(year), FULL_MONTHS[month.lower()], int(day)), "nl")
    except (KeyError, ValueError):
        return None
