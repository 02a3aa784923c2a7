"""Passages: whole sentences of one section, long enough to mean something and short enough to be found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence

from vectorstore.types import Footnote, Passage, Section, Sentence

# Dutch and English reports have 4.2 characters to a token of the embedding model. 120–200 tokens is the size at which
# a passage is found best; 420 leaves room for the context within the model's 512.
CHARACTERS_PER_TOKEN = 4.2
MOST = int(420 * CHARACTERS_PER_TOKEN)
SINGLE = int(200 * CHARACTERS_PER_TOKEN)
_TARGET = 740
_PARAGRAPH_BONUS, _TURN_BONUS, _TORN_PENALTY = 120, 60, 400
_LONGEST_NOTES = 300
_NEAR = 12  # sentences to either side of the ideal place of a cut

Context = Callable[[Section, int], str]


def make_passages(
    text: str,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    footnotes: Sequence[Footnote],
    context: Context,
    turns: Collection[int] = (),
) -> tuple[Passage, ...]:
    """The passages of a report, in order; every sentence but a bare heading above subsections is in exactly one.

    `context` gives what is embedded before a passage of a section that begins at an offset; the notes that hang on its
    sentences are added. `turns` are the offsets where somebody else begins to speak.
    """
    notes = {note.number: text[note.start : note.end] for note in footnotes}
    passages: list[Passage] = []
    for first, last in _sections(sentences):
        section = sections[sentences[first].section]
        if _is_bare_heading(sections, sentences, first, last):
            continue
        for low, high in _balanced(text, sentences, first, last, turns):
            numbers = [number for sentence in sentences[low : high + 1] for number in sentence.footnotes]
            hanging = " ".join(notes[number] for number in numbers)[:_LONGEST_NOTES]
            start, end = sentences[low].start, sentences[high].end
            before = " · ".join(part for part in (context(section, start), hanging) if part)
            passages.append(
                Passage(start, end, sentences[low].section, low, high, before, sentences[low].page)
            )
    return tuple(passages)


def _sections(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The first and last sentence of each section that has any."""
    first = 0
    for index in range(1, len(sentences) + 1):
        if index == len(sentences) or sentences[index].section != sentences[first].section:
            yield first, index - 1
            first = index


def _is_bare_heading(
    sections: Sequence[Section], sentences: Sequence[Sentence], first: int, last: int
) -> bool:
    """Whether these are nothing but a title or heading that stands in the context of the sections under it."""
    if any(sentence.kind != "heading" or sentence.footnotes for sentence in sentences[first : last + 1]):
        return False
    index = sentences[first].section
    following = sections[index + 1] if index + 1 < len(sections) else None
    path = sections[index].path
    if following is None:
        return False
    if index == 0:  # the title, which every context begins with
        return True
    return len(following.path) > len(path) and following.path[: len(path)] == path


def _balanced(
    text: str, sentences: Sequence[Sentence], first: int, last: int, turns: Collection[int]
) -> Iterator[tuple[int, int]]:
    """The sentences `first`…`last` in groups of about the same length, none longer than `MOST` if it can be."""
    begin, total = sentences[first].start, sentences[last].end - sentences[first].start
    count = 1 if total <= SINGLE else max(2, round(total / _TARGET))
    low = first
    for part in range(1, count):
        ideal = begin + total * part / count
        # Leave at least one sentence for each group still to come, and look only near the ideal.
        high = last - (count - part)
        if low > high:
            break
        near = bisect_left(sentences, ideal, low, high, key=lambda sentence: sentence.end)
        choices = range(max(low, near - _NEAR), min(high, near + _NEAR) + 1)
        cut = min(choices, key=lambda index: _cost(text, sentences, index, ideal, turns))
        yield from _within_limit(sentences, low, cut)
        low = cut + 1
    yield from _within_limit(sentences, low, last)


def _cost(
    text: str, sentences: Sequence[Sentence], index: int, ideal: float, turns: Collection[int]
) -> float:
    """How bad it is to end a passage behind this sentence: far off, in mid-paragraph, after an announcement."""
    one, following = sentences[index], sentences[index + 1]
    cost = abs(one.end - ideal)
    if "\n" in text[one.end : following.start]:
        cost -= _PARAGRAPH_BONUS
    if following.start in turns:
        cost -= _TURN_BONUS
    if one.kind == "heading" or text[one.end - 1] == ":":
        cost += _TORN_PENALTY
    return cost


def _within_limit(sentences: Sequence[Sentence], low: int, high: int) -> Iterator[tuple[int, int]]:
    """The group, cut at its middle as long as it is too long for the model."""
    if low > high:
        return
    if low == high or sentences[high].end - sentences[low].start <= MOST:
        yield low, high
        return
    middle = (sentences[low].start + sentences[high].end) / 2
    cut = min(range(low, high), key=lambda index: abs(sentences[index].end - middle))
    yield from _within_limit(sentences, low, cut)
    yield from _within_limit(sentences, cut + 1, high)
