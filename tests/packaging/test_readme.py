"""The README tells what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def test_the_table_lists_every_setting_and_no_other() -> None:
    from ui.settings import names

    assert set(re.findall(r"^\| `(WIJZER_\w+)`", README, re.MULTILINE)) == set(names())


@pytest.mark.parametrize(
    "document",
    ["README.md", "docs/command-line.md", "docs/page.md", "docs/serving.md", "benchmarks/README.md"],
)
def test_local_links_lead_somewhere(document: str) -> None:
    path = PROJECT / document
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_make_targets_it_names_exist() -> None:
    targets = set(
        re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert set(re.findall(r"`make ([a-z-]+)", README)) <= targets
