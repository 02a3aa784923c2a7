"""Every string that a person sees, in Dutch and in English, from one catalogue file per language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, TypeGuard

from ui.errors import UserError
from vectorstore.language.months import spoken_date

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Messages:
    """The catalogue of one language: call it with a key and the values that its placeholders name."""

    language: Language
    table: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The string at `key`, filled in."""
        return self.table[key].format(**values)

    def count(self, key: str, count: int, /, **values: object) -> str:
        """The string at `key`_one or `key`_other, whichever goes with `count`; both may use {count}."""
        return self(f"{key}_one" if count == 1 else f"{key}_other", count=count, **values)

    def day(self, iso: str | None) -> str:
        """An ISO date as it is written in this language ("3 december 2025"); "date unknown" for None."""
        return spoken_date(date.fromisoformat(iso), self.language) if iso else self("date.unknown")

    def error(self, error: UserError) -> str:
        """The one line that `error` is shown as."""
        return self(error.key, **error.values)


@cache
def messages(language: Language) -> Messages:
    """The catalogue of `language`."""
    text = files("ui").joinpath("locale", f"{language}.toml").read_text(encoding="utf-8")
    return Messages(language, dict(_flatten(tomllib.loads(text))))


def _flatten(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flatten(value, f"{prefix}{name}.")
        else:
            found.append((prefix + name, str(value)))
    return found


def choose_language(asked: str | None, environment: Mapping[str, str]) -> Language:
    """The language asked for (`--lang` or WIJZER_LANG), else that of the locale: nl* is Dutch, all else English."""
    if _is_language(asked):
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"


def _is_language(asked: str | None) -> TypeGuard[Language]:
    return asked in LANGUAGES
