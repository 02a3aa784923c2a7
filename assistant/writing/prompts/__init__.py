"""The prompts: Markdown files, one a language. The system prompt is constant, so that an endpoint can keep it ready."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def prompt(name: str, language: str) -> str:
    """The text of a prompt, "answer" or "rewrite", in the language."""
    file = f"{name}.{'en' if language == 'en' else 'nl'}.md"
    return files(__name__).joinpath(file).read_text(encoding="utf-8").strip()
