"""Whether a sentence lets somebody do what the source tells of another, in a clause before the one that names him."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.acting import OFFICES
from assistant.checking.naming import has_name
from assistant.checking.phrases import say
from assistant.checking.reading import Fact, Reading, alike


def clause_failures(ours: Reading, theirs: Sequence[Reading], language: str) -> Iterator[str]:
    """The name that begins the sentence, when all it tells stands in the source in earlier clauses, none in his own.

    "Aldenkamp was present, who succeeded Van Ravenswaaij" doesn't say that Van Ravenswaaij was present.
    """
    leading = next(iter(ours.of("name")), None)
    telling = [ours.words[i].text for i in ours.telling() if ours.words[i].text not in OFFICES]
    if leading is None or not telling or ours.words[leading.first].start > _first_deed(ours):
        return
    having = [reading for reading in theirs if has_name(leading, reading)]
    if having and all(_is_of_another(reading, leading, telling) for reading in having):
        yield say("whose", language, what=", ".join(telling), other=_others(having, leading))


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
