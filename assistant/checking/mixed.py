"""Whether an English sentence about a Dutch source leaves its verbs in Dutch: then nobody can say what it claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.evidence import Evidence
from assistant.checking.phrases import say
from assistant.checking.reading import Reading
from vectorstore.language.detect import detect_language

# An infinitive or plural, as a word of both; shorter ones are English as well ("open", "even").
_DUTCH = re.compile(r"[a-z]{3,}en")
_QUOTED = re.compile(r"[\"“”‘'(][^\"“”‘'()]*[\"“”’')]")


def mixed_failures(ours: Reading, evidence: Sequence[Evidence], language: str) -> Iterator[str]:
    """The Dutch words of the source that stand, not as a name or quote, in an English sentence."""
    if detect_language(ours.text) != "en" or any(one.language != "nl" for one in evidence):
        return
    spared = [match.span() for match in _QUOTED.finditer(ours.text)]
    theirs = {word for one in evidence for word in re.findall(r"\b[a-z]+\b", one.text)}
    left = [
        word.text
        for at in ours.telling()
        if _DUTCH.fullmatch((word := ours.words[at]).text)
        and word.text in theirs
        and ours.text[word.start].islower()
        and not any(first <= word.start < last for first, last in spared)
    ]
    if left:
        yield say("mixed", language, what=", ".join(left))
