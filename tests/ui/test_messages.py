"""The two catalogues: the same keys, the same placeholders, and every key of use."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from ui.errors import UserError
from ui.messages import choose_language, messages

DUTCH, ENGLISH = messages("nl"), messages("en")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def literals(files: list[Path]) -> set[str]:
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in files)
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


FRAME = (PROJECT / "ui" / "page" / "frame.html").read_text(encoding="utf-8")
USED = literals(sorted((PROJECT / "ui").rglob("*.py"))) | set(re.findall(r"\{\{(page\.\w+)\}\}", FRAME))


def test_both_languages_have_the_same_keys() -> None:
    assert DUTCH.table.keys() == ENGLISH.table.keys()


@pytest.mark.parametrize("key", sorted(ENGLISH.table))
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    assert placeholders(DUTCH.table[key]) == placeholders(ENGLISH.table[key])


@pytest.mark.parametrize("key", sorted(ENGLISH.table))
def test_each_key_is_used(key: str) -> None:
    assert key in USED or key.removesuffix("_one").removesuffix("_other") in USED


def test_each_key_that_the_code_names_exists() -> None:
    sections = {key.partition(".")[0] for key in ENGLISH.table}
    named = {text for text in USED if text.partition(".")[0] in sections and text.count(".") == 1}
    named = {text for text in named if text.replace(".", "").replace("_", "").isalpha()}
    known = {*ENGLISH.table, *(key.removesuffix("_one") for key in ENGLISH.table)}
    assert named - known == {
        "serve.host",
        "serve.port",
        "reader.css",
    }  # settings, files


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("nl", {"LANG": "en_GB.UTF-8"}, "nl"),
        ("en", {"LANG": "nl_NL.UTF-8"}, "en"),
        (None, {"LANG": "nl_NL.UTF-8"}, "nl"),
        (None, {"LANG": "nl_BE@euro"}, "nl"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LC_ALL": "nl_NL", "LANG": "en_US"}, "nl"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "nl", "LANG": "en"}, "nl"),
        (None, {}, "en"),
        ("fr", {"LANG": "nl_NL"}, "nl"),
    ],
)
def test_the_language_is_the_one_asked_for_or_that_of_the_locale(
    asked: str | None, environment: dict[str, str], language: str
) -> None:
    assert choose_language(asked, environment) == language


def test_counts_and_dates_are_written_as_people_do() -> None:
    assert DUTCH.count("reports.total", 1) == "1 verslag"
    assert DUTCH.count("reports.total", 0) == "0 verslagen"
    assert DUTCH.day("2025-12-03") == "3 december 2025"
    assert ENGLISH.day("2025-03-01") == "1 March 2025"
    assert ENGLISH.day(None) == "date unknown"


def test_values_with_braces_are_shown_as_they_are() -> None:
    error = UserError("error.no_report", name="{x} {0} %s")
    assert "{x} {0} %s" in DUTCH.error(error)


def test_an_error_survives_the_wire() -> None:
    error = UserError("error.bad_k", 2, value="x", largest=1000)
    again = UserError.from_wire(error.to_wire())
    assert (again.key, again.exit_code, again.values) == (error.key, error.exit_code, error.values)
