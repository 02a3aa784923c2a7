"""Proper names in Dutch and English text, with one canonical form for what has several."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vectorstore.language.known_names import NameKind, known_names, most_words, name_key
from vectorstore.language.lists import listed
from vectorstore.language.months import MONTHS, WEEKDAYS
from vectorstore.language.sentences import split_sentences
from vectorstore.language.words import STOP_WORDS, fold

__all__ = ["NameKind", "NameMention", "canonical", "find_names"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name at `text[start:end]`; for "NAVO-bondgenoten" that is the part "NAVO"."""

    start: int
    end: int
    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    joined: str  # what stands between the token before and this one

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (self.text[0] in "'’" and self.text[-1:].isupper())

    @property
    def acronym(self) -> bool:
        letters = [c for c in self.text if c.isalpha()]
        return (
            len(letters) > 1
            and sum(c.isupper() for c in letters) > 1
            and letters[1:] != [c.lower() for c in letters[1:]]
        )


_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|['’]s-(?=[A-Z])|[^\W_]+(?:['’&][^\W_]+)*")
_PLURAL = re.compile(r"(?<=[A-Z]{2})['’]?s\b")
_DOTTED = re.compile(r"(?:[A-Z]\.)+")
# Within a name only before another particle: "in 't Veld", not "Van Weel in Aberdeen".
_PREPOSITIONS = frozenset(("in", "op", "te", "bin", "al", "la"))
_PARTICLES = frozenset(
    listed("van de den der het 't ten ter te in op la le el al bin los von zu da di du des")
)
_COURTESY = frozenset(listed("heer dhr mevrouw mw mr mrs ms dr drs ir prof hon sir madam voorzitter chair"))
_ROLES = frozenset(
    listed("""
    minister ministers staatssecretaris minister-president premier president voorzitter vicevoorzitter secretaris
    commissaris ambassadeur generaal directeur lid leden dhr heer mevrouw mw mr mrs ms dr drs ir prof hon sir madam
    chair chairman chairperson secretary ambassador general speaker professor koning koningin king queen prins
    hoge vertegenwoordiger high representative
    """)
)
_NEVER = (
    STOP_WORDS["nl"]
    | STOP_WORDS["en"]
    | _ROLES
    | {fold(word) for word in (*MONTHS, *WEEKDAYS)}
    | frozenset(
        listed("""
        verslag verslagen notulen agenda actie acties besluit besluiten bijlage datum vergadering bijeenkomst opening
        eur usd gbp chf report minutes meeting agenda action date annex aanwezig afwezig wie's
        geef noem vertel vat leg toon zoek welk
        give tell list show name summarize summarise explain describe find mr dear beste geachte vraag antwoord blad
        volgens namens dankzij ondanks vanwege wegens sinds vanaf tijdens behalve naast zowel according despite since
        """)
    )
)
# Forms that are ordinary words at the start of a sentence or in lower case: "Let op", "pools", "turkey".
_DOUBTFUL = frozenset(
    listed("let lets fin fins est noor pool pools pole poles rus polish turkey china jordan swede danes")
)
_MOST_TOKENS = 8
_JOINTS = frozenset({" ", "-", "\u00a0", "-\u00a0"})


def canonical(mention: NameMention) -> str:
    """One form for all ways to write the name: "DE" for Duitse and Germans, "NATO" for NAVO, else folded text.

    An acronym's plural is the acronym: APIs and API's are "api".
    """
    known = known_names().get(name_key(mention.text))
    if known and mention.kind != "name":
        return known[1]
    return name_key(_PLURAL.sub("", re.sub(r"['’]s?\Z", "", mention.text)))


def find_names(text: str) -> list[NameMention]:
    """The proper names of the text in reading order: known countries, organisations and places in either language,
    acronyms, and other words with a capital that a sentence's start doesn't explain.
    """
    tokens = _tokens(text)
    starts = _sentence_starts(text, tokens)
    elsewhere = {token.text for i, token in enumerate(tokens) if i not in starts and token.capital}
    shouting = _shouted_lines(text)
    found: list[NameMention] = []
    index = 0
    while index < len(tokens):
        mention, used = _known_name(text, tokens, index, index in starts)
        if mention is None:
            loud = any(low <= tokens[index].start < high for low, high in shouting)
            mention, used = (None, 1) if loud else _other_name(text, tokens, index, starts, elsewhere)
        if mention is not None:
            found.append(mention)
        index += used
    return found


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        end = match.end()
        if genitive := re.search(r"['’]s\Z", word):  # Germany's
            word, end = word[: genitive.start()], match.start() + genitive.start()
        if word:
            tokens.append(_Token(match.start(), end, word, text[last : match.start()]))
        last = match.end()
    return tokens


def _sentence_starts(text: str, tokens: list[_Token]) -> set[int]:
    """The indexes of the tokens that have their capital from where they stand: first in a sentence or a quote."""
    begins = [start for start, _ in split_sentences(text)]
    starts: set[int] = set()
    at = 0
    for index, token in enumerate(tokens):
        first = False
        while at < len(begins) and begins[at] <= token.start:
            first, at = True, at + 1
        if first or re.search(r"[:\"“‘|•*]\s*\Z|\A\W*[-–]\s\Z|\d[.)]\s\Z", token.joined):
            starts.add(index)
    return starts


def _shouted_lines(text: str) -> list[tuple[int, int]]:
    """The lines that are set in capitals, where a capital says nothing."""
    lines = []
    for match in re.finditer(r"[^\n]+", text):
        words = re.findall(r"[^\W\d_]{2,}", match.group())
        if len(words) >= 4 and sum(word.isupper() for word in words) > 0.6 * len(words):
            lines.append(match.span())
    return lines


def _known_name(text: str, tokens: list[_Token], index: int, first: bool) -> tuple[NameMention | None, int]:
    """The longest known name that begins at this token, with the number of its tokens."""
    most = most_words().get(fold(tokens[index].text), 0)
    for count in range(min(most, len(tokens) - index), 0, -1):
        group = tokens[index : index + count]
        if any(token.joined not in _JOINTS for token in group[1:]):
            continue
        known = known_names().get(" ".join(fold(token.text) for token in group))
        if known and _is_written_so(group, known[2], known[0], first):
            start, end = group[0].start, group[-1].end
            return NameMention(start, end, text[start:end], known[0]), count
    return None, 1


def _is_written_so(group: list[_Token], name: str, kind: NameKind, first: bool) -> bool:
    """Whether these tokens are the name and not an ordinary word that is spelled alike (us, let, raad)."""
    word = group[0].text
    if name.replace(".", "").isupper() and len(name) < 4:
        return word.isupper()
    if group[0].capital:
        return not (first and fold(word) in _DOUBTFUL and len(group) == 1)
    if kind == "organisation":
        return len(group) > 1 or name.isupper()
    return len(name) >= 5 and fold(word) not in _DOUBTFUL


def _other_name(
    text: str, tokens: list[_Token], index: int, starts: set[int], elsewhere: set[str]
) -> tuple[NameMention | None, int]:
    """The acronym or run of words with a capital that begins at this token."""
    token = tokens[index]
    if token.acronym and fold(token.text) not in _NEVER and not _DOTTED.fullmatch(token.text):
        return NameMention(token.start, token.end, token.text, "acronym"), 1
    if not token.capital or fold(token.text) in _NEVER:
        return None, 1
    if len(token.text) < 2 and text[token.end : token.end + 1] != ".":
        return None, 1
    last = _run(text, tokens, index)
    if index in starts and last == index and token.text not in elsewhere:
        return None, 1
    begin = _with_particles(tokens, index, starts)
    start, end = tokens[begin].start, tokens[last].end
    return NameMention(start, end, text[start:end], "name"), last - index + 1


def _with_particles(tokens: list[_Token], index: int, starts: set[int]) -> int:
    """Where a name begins with its particles: "de heer van den Elzen" has them, "de minister van Defensie" has none."""
    begin = index
    while begin and fold(tokens[begin - 1].text) in _PARTICLES and tokens[begin].joined == " ":
        begin -= 1
    if begin < index and begin not in starts and tokens[begin].capital:  # "minister Van Ravenswaaij"
        return begin
    courtesy = begin > 0 and fold(tokens[begin - 1].text) in _COURTESY
    return begin if courtesy else index


def _is_particle(tokens: list[_Token], at: int) -> bool:
    return at < len(tokens) and fold(tokens[at].text) in _PARTICLES and tokens[at].joined == " "


def _run(text: str, tokens: list[_Token], index: int) -> int:
    """The index of the last token of the name that begins at `index`: Pedro van den Elzen, J. de Vries."""
    last, at = index, index + 1
    while at < len(tokens) and at - index < _MOST_TOKENS:
        token = tokens[at]
        after_initial = len(tokens[at - 1].text) == 1 and token.joined in (". ", ".")
        if token.joined not in _JOINTS and not after_initial:
            break
        particle = fold(token.text) in _PARTICLES and token.joined in (" ", ". ")
        if particle and fold(token.text) in _PREPOSITIONS and not _is_particle(tokens, at + 1):
            break
        if token.capital and (fold(token.text) not in _NEVER or particle):
            last = at if not particle else last
        elif not particle:
            break
        at += 1
    return last
