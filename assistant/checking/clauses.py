"""Whether a sentence lets somebody do what the source tells of another, in another clause than the one that has him."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.acting import OFFICES
from assistant.checking.naming import has_name
from assistant.checking.phrases import say
from assistant.checking.reading import Fact, Reading, alike

# So many words must be told of another before it is a deed.
FEWEST = 2


def clause_failures(ours: Reading, theirs: Sequence[Reading], language: str) -> Iterator[str]:
    """The name that begins the sentence, when all it tells stands in the source in earlier clauses, none in his own.

    "Aldenkamp was present, who succeeded Van Ravenswaaij" doesn't say that Van Ravenswaaij was present.
    """
    yield from _other_subject(ours, theirs, language)
    leading = next(iter(ours.of("name")), None)
    telling = [ours.words[i].text for i in ours.telling() if ours.words[i].text not in OFFICES]
    if leading is None or not telling or ours.words[leading.first].start > _first_deed(ours):
        return
    having = [reading for reading in theirs if has_name(leading, reading)]
    if having and all(_is_of_another(reading, leading, telling) for reading in having):
        yield say("whose", language, what=", ".join(telling), other=_others(having, leading))


def _other_subject(ours: Reading, theirs: Sequence[Reading], language: str) -> Iterator[str]:
    """The first word of the sentence, when all the others stand in a clause of the source with a subject of its own.

    "The board has no say in it: the regulator sets the fee" doesn't say that the board sets the fee.
    """
    subject, *deed = [ours.words[i].text for i in ours.telling() if ours.words[i].text not in OFFICES] or [""]
    if len(deed) < FEWEST or any(f.first < ours.telling()[0] for f in ours.of("name")):
        return
    having = [r for r in theirs if _clauses(r, subject)]
    actors = [_actor_of(reading, subject, deed) for reading in having]
    if actors and all(actors):
        yield say("whose", language, what=" ".join(deed), other=actors[0])


def _clauses(reading: Reading, word: str) -> set[int]:
    """The clauses that have the word."""
    return {one.clause for one in reading.words if one.tells and alike(word, one.text)}


def _actor_of(reading: Reading, subject: str, deed: Sequence[str]) -> str:
    """Who does it in the source, in a clause without the subject; empty when it isn't so."""
    common = set.intersection(*(_clauses(reading, word) for word in deed)) - _clauses(reading, subject)
    if any(_clauses(reading, word) & _clauses(reading, subject) for word in deed):
        return ""
    for clause in sorted(common):
        inside = [word for word in reading.words if word.clause == clause and word.tells]
        before = []
        for word in inside:
            if any(alike(word.text, other) for other in deed):
                break
            before.append(word)
        if before:
            return reading.text[before[0].start : before[-1].end]
    return ""


def _first_deed(ours: Reading) -> int:
    """Where the first word stands that tells something and is no name, date, number or office."""
    return min(ours.words[i].start for i in ours.telling() if ours.words[i].text not in OFFICES)


def _is_of_another(reading: Reading, leading: Fact, telling: Sequence[str]) -> bool:
    """Whether what is told stands before the clauses with the name, and these tell something else."""
    own = {reading.words[f.first].clause for f in reading.of("name") if f.names & leading.names}
    if not own or min(own) == 0:
        return False
    words = [(reading.words[i].clause, reading.words[i].text) for i in reading.telling()]
    his = [word for clause, word in words if clause in own and word not in OFFICES]
    earlier = [word for clause, word in words if clause < min(own)]
    if not his or any(alike(word, other) for word in telling for other in his):
        return False
    return all(any(alike(word, other) for other in earlier) for word in telling)


def _others(having: Sequence[Reading], leading: Fact) -> str:
    """Whom the source tells it of, as far as it names them."""
    names = [f.text for reading in having for f in reading.of("name") if not f.names & leading.names]
    return ", ".join(dict.fromkeys(names)) or having[0].text
