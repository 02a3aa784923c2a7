"""Whether a sentence passes a part of a list off as the whole: "het plan bestaat uit" with one of its three parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.phrases import say
from assistant.checking.reading import alike, read
from assistant.select import Quoted

_WHOLE = re.compile(
    r"\b(?:bestaa[tn]?|bestond(?:en)?)\b.*\buit\b|\b(?:omvat(?:ten?)?|behelst|behelzen|luiden?|namelijk|te weten|"
    r"consist(?:s|ed)?|compris(?:e|es|ed)|namely)\b|\b(?:zijn|waren|are|were)\s*:",
    re.IGNORECASE,
)
# An item is told when so much of its words is in the sentence.
TOLD = 0.5


def partial_failures(sentence: str, cited: Sequence[Quoted], language: str) -> Iterator[str]:
    """The items that the sentence leaves out of a list that it says what it consists of."""
    if not _WHOLE.search(sentence):
        return
    ours = [word.text for word in read(sentence).words]
    for quote in cited:
        items = _list_of(quote)
        if len(items) < 2:
            continue
        left_out = [item for item in items if item not in cited and not _is_told(item, ours)]
        if left_out:
            yield say("partial", language, what=left_out[0].text.strip(" ;.,"))
            return


def _list_of(quote: Quoted) -> list[Quoted]:
    """The items of the list that the quote is one of, in reading order."""
    sentences = quote.report.sentences
    if quote.sentence.kind != "item":
        return []
    first = last = quote.index
    while first and sentences[first - 1].kind == "item":
        first -= 1
    while last + 1 < len(sentences) and sentences[last + 1].kind == "item":
        last += 1
    return [Quoted(quote.report, at) for at in range(first, last + 1)]


def _is_told(item: Quoted, ours: Sequence[str]) -> bool:
    telling = [word.text for word in read(item.text).words if word.tells]
    told = sum(any(alike(word, its) for its in ours) for word in telling)
    return not telling or told >= TOLD * len(telling)
