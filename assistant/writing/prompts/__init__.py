"""The prompts: Markdown files, one a language. The system prompt is constant, so that an endpoint can keep it ready."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def prompt(name: str, language: str) -> str:
    """The text of a prompt, "answer", "example" or "rewrite", in the language."""
    file = f"{name}.{'en' if language == 'en' else 'nl'}.md"
    return files(__name__).joinpath(file).read_text(encoding="utf-8").strip()


def example(language: str) -> tuple[tuple[str, str], ...]:
    """A question with its answer, as turns before the real one: a small model follows those better than rules."""
    asked, answered = prompt("example", language).split("\n\n---\n\n")
    return ("human", asked), ("ai", answered)
