"""A follow-up that the rules can't resolve, put in full by a language model, if it adds nothing of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.asked import key_terms
from assistant.dialogue.conversation import found
from assistant.dialogue.faithful import is_faithful
from assistant.dialogue.turn import Place, Turn
from assistant.dialogue.understand import Understood
from assistant.sources import Sources

Rewrite = Callable[[str, Sequence[tuple[str, str]]], str]
"""From a question and the earlier ones, with what answered them, to a question; empty when it can't be had."""

# So many sentences of an answer are shown to the model.
SHOWN = 2


def sharpened(
    understood: Understood, question: str, turns: Sequence[Turn], sources: Sources, rewrite: Rewrite
) -> Understood:
    """What was understood; where that names no subject, the model's question when it adds nothing of its own.

    The model is asked in no other case: it takes seconds before the quotes can be shown.
    """
    if not turns or understood.kind != "ask" or _tells(understood.question):
        return understood
    before = [(turn.understood, _answer(turn.cited, sources)) for turn in turns]
    proposed = rewrite(question, before)
    if not proposed or not _tells(proposed) or not is_faithful(proposed, question, turns, sources):
        return understood
    return replace(understood, question=proposed, follows=True)


def _tells(question: str) -> bool:
    """Whether the question says what it is about."""
    return any(not term.light for term in key_terms(question))


def _answer(places: Sequence[Place], sources: Sources) -> str:
    reports = [(found(sources, id), start, end) for id, start, end in places[:SHOWN]]
    return " ".join(report.text[start:end] for report, start, end in reports if report)
