"""Which of two names acts on the other, and whether that is so in the source too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.checking.phrases import say
from assistant.checking.reading import Fact, Reading, alike
from vectorstore.language.lists import listed

# Ranks up to this one act.
ACTS = 1
_AGENT = frozenset(listed("door by volgens aldus according"))
_TARGET = frozenset(listed("aan to for voor met with tegen against bij"))
_OTHER = frozenset(listed("in uit te at of vanuit namens over about on onder via tussen between within"))
OFFICES = frozenset(
    listed("minister ministers heer mevrouw staatssecretaris commissaris secretary state commissioner mr ms")
)
_PASSIVE = re.compile(r"\b(?:door|by)\b")
# Duitse, German: an adjective does nothing.
_ADJECTIVE = re.compile(
    r"(?:se|ish|[^j]ian|ese|ench|dutch|german|sch|aans|iers|noors|fins|deens|ests|zweeds|pools|duits|frans)$"
)
# What stands between the names of one row.
JOINED = re.compile(r"(?:\s*,\s*|\s+(?:en|and|of|or|&)\s+|\s+)*")


def who_does_what(
    ours: Reading, theirs: Reading, met: Sequence[tuple[Fact, Fact]], language: str
) -> Iterator[str]:
    """Two names of which the one acts on the other, and the other way round in the source."""
    for one, two in combinations(met, 2):
        mine, its = _actor(ours, one[0], two[0]), _actor(theirs, one[1], two[1])
        if mine is None or its is None or mine == its:
            continue
        if _same_deed(ours, one[0], two[0], theirs):
            joint = " – ".join((one[0].text, two[0].text))
            yield say("roles", language, what=joint)


def _actor(reading: Reading, one: Fact, two: Fact) -> int | None:
    """Which of two names acts on the other, 0 or 1; None when that can't be told."""
    first, second = sorted((one, two), key=lambda f: f.first)
    between = reading.text[first.start + len(first.text) : second.start]
    if JOINED.fullmatch(between) or reading.words[first.first].clause != reading.words[second.first].clause:
        return None
    deed = [i for i in range(first.last + 1, second.first) if reading.words[i].tells]
    ranks = [_rank(reading, name) for name in (one, two)]
    acting = [i for i in (0, 1) if ranks[i] <= ACTS]
    passive = 0 in ranks and _PASSIVE.search(between)
    if not acting or (all(reading.words[i].text in OFFICES for i in deed) and not passive):
        return None
    if len(acting) == 1 or ranks[0] != ranks[1]:
        return acting[0] if len(acting) == 1 else ranks.index(min(ranks))
    return 0 if one is first else 1


def _rank(reading: Reading, name: Fact) -> int:
    """0 for who acts ("door X"), 1 for a bare name, 2 for what it acts on, where or whose it is ("aan X", "in X")."""
    if name.known and _ADJECTIVE.search(name.text.lower()):
        return 2
    for i in range(name.first - 1, max(-1, name.first - 4), -1):
        word = reading.words[i].text
        if word in _AGENT:
            return 0
        if word in _TARGET:
            return 2
        if word in _OTHER or word in ("van", "from", "naar"):
            return 2
        if word not in ("de", "het", "the") and word not in OFFICES:
            break
    return 1


def _same_deed(ours: Reading, one: Fact, two: Fact, theirs: Reading) -> bool:
    """Whether what stands around the two names comes back in the source."""
    low, high = min(one.first, two.first), max(one.last, two.last)
    deed = [i for i in ours.telling() if low - 2 <= i <= high + 3]
    return any(alike(ours.words[i].text, word.text) for i in deed for word in theirs.words)
