"""Whether a newer quote of the same answer says otherwise: what was so in May is no answer when December tells more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.evidence import Evidence
from assistant.checking.figures import same_number
from assistant.checking.naming import has_name
from assistant.checking.phrases import say
from assistant.checking.reading import Fact, Reading, alike, read, with_names_of
from vectorstore.language.months import spoken_date

# Quotes are of one matter when so much of what each says, its facts apart, stands in the other; in no fewer words.
SAME, FEWEST = 0.6, 3


def outdated_failures(
    sentence: str, cited: Sequence[Evidence], others: Sequence[Evidence], language: str
) -> Iterator[str]:
    """The facts of the sentence that its sources have and a newer quote about the same has otherwise.

    A sentence that also cites the newer quote, or says of when its own is, is let through.
    """
    newest = max((one.date for one in cited if one.date), default=None)
    if newest is None:
        return
    theirs = [read(one.text, one.date) for one in cited]
    ours = with_names_of(read(sentence, newest), theirs)
    if any(
        f.days and f.days[0] <= one.date <= f.days[1] for f in ours.of("date") for one in cited if one.date
    ):
        return
    for other in others:
        if other.date is None or other.date <= newest:
            continue
        newer = read(other.text, other.date)
        if not any(_same_matter(reading, newer) for reading in theirs):
            continue
        changed = [fact.text for fact in ours.facts if not _has(newer, fact)]
        if changed:
            yield say("outdated", language, what=", ".join(changed), day=spoken_date(other.date, language))
            return


def _same_matter(one: Reading, other: Reading) -> bool:
    return _share(one, other) >= SAME and _share(other, one) >= SAME


def _share(one: Reading, other: Reading) -> float:
    words = {one.words[i].text for i in one.telling()}
    theirs = {other.words[i].text for i in other.telling()}
    if len(words) < FEWEST:
        return 0.0
    return sum(any(alike(word, its) for its in theirs) for word in words) / len(words)


def _has(reading: Reading, fact: Fact) -> bool:
    if fact.kind == "name":
        return has_name(fact, reading)
    if fact.kind == "date":
        return any(fact.days == its.days for its in reading.of("date"))
    return any(same_number(fact, its) for its in reading.of("number"))
