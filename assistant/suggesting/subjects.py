"""What the headings of a report say that it is about, as they can be put in a question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.plan import clean
from assistant.wordlists import ROUTINE
from vectorstore.language.dates import find_dates
from vectorstore.language.names import find_names
from vectorstore.language.words import content_stems, fold
from vectorstore.types import Report

# Longer than this nobody reads on a button, and it seldom is a heading.
LONGEST, MOST_WORDS = 60, 8
SHORTEST = 4

_NUMBER = re.compile(
    r"^\s*(?:(?:agendapunt|punt|agenda\s+item|item|ad|bijlage|annex)\s*)?"
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.):]+|\d{1,3}(?:\.\d{1,3})*\b)\s*[-–:.]*\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^)]*\)")
_QUOTES = re.compile(r"[\"“”„«»]|(?<!\w)['‘’](?=\w)|(?<=\w)[’'](?!\w)")
_ENDS = " \t.,:;–-*_#"
# What stands in no heading of a meeting: markup, code, addresses.
_STRANGE = re.compile(r"[<>{}\[\]|\\^~=@/`$%*_#]|https?:|www\.|\w\(['\"\d)]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_STATUS = re.compile(
    r"^(?:de\s+)?(?:stand van zaken|stavaza|status|update|voortgang|vaststell(?:en|ing)|bespreking|bespreken)\s+"
    r"(?:rond|over|van|on|of)?\s*(?=\S.{3})",
    re.I,
)
_PREPOSITION = re.compile(
    r"^(?:van|voor|over|met|op|in|bij|aan|naar|tot|rond|uit|door|tussen|en|of|for|on|with|to|about|and|after|na)\b"
)


NO_SECTION = -1
# Dutch nouns that end like this have "de".
_A_DE_WORD = re.compile(r"\w{2}(?:ing|heid|[st]ie|teit|ingen|heden)$")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a section is about. `phrase` fits behind "about" when `fluent`, else it only stands as the heading it is.

    `section` is its index in the report, or NO_SECTION of an expression that recurs throughout.
    """

    section: int
    heading: str
    phrase: str
    fluent: bool


def subjects_of(report: Report) -> list[Subject]:
    """The sections of the report whose heading says what they are about, in reading order, each heading once."""
    found: dict[str, Subject] = {}
    repeated = _repeated(report)
    for number, section in enumerate(report.sections):
        heading = telling(section.heading, report)
        if not heading or section.body >= section.end or fold(heading) in repeated:
            continue
        phrase = _in_a_sentence(heading, report)
        found.setdefault(fold(heading), Subject(number, heading, phrase or heading, phrase is not None))
    return list(found.values())


def sentences_of(report: Report, subject: Subject) -> frozenset[int]:
    """The indexes of the sentences under the subject's heading, or of those that name it."""
    if subject.section != NO_SECTION:
        return frozenset(i for i, s in enumerate(report.sentences) if s.section == subject.section)
    named = subject.heading.casefold()
    return frozenset(
        i for i, s in enumerate(report.sentences) if named in report.text[s.start : s.end].casefold()
    )


def telling(heading: str, report: Report) -> str:
    """The heading without its number and asides, or nothing when it says nothing or is no heading."""
    if len(heading) > 4 * LONGEST or _STRANGE.search(heading):
        return ""
    text = _QUOTES.sub("", _ASIDE.sub("", clean(heading)))
    text = _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text
    text = _STATUS.sub("", text).strip(_ENDS)
    words = [fold(word) for word in _WORD.findall(text)]
    if not SHORTEST <= len(text) <= LONGEST or len(text.split()) > MOST_WORDS or "?" in text or "!" in text:
        return ""
    if all(word in ROUTINE or len(word) < 3 for word in words) or _is_of_the_report(text, report):
        return ""
    if sum(c.isupper() for c in text) > 0.7 * sum(c.isalpha() for c in text) and len(words) > 1:
        text = text.capitalize()
    return "" if _is_person(text, report) else text[0].upper() + text[1:]


def _repeated(report: Report) -> set[str]:
    """The headings that come back in the report: names of speakers, or of the parts of a form."""
    headings = [fold(clean(section.heading).strip(_ENDS)) for section in report.sections]
    return {heading for heading in headings if headings.count(heading) > 1}


def _is_of_the_report(text: str, report: Report) -> bool:
    """Whether the heading names the report itself: its title, its meeting, or a day."""
    if any(mention.precision in ("day", "range") for mention in find_dates(text, year_hint=2000)):
        return True
    own = {*content_stems(report.title, report.language), *content_stems(report.series, report.language)}
    stems = [stem for stem in content_stems(text, report.language) if stem not in ROUTINE]
    return not stems or all(stem in own for stem in stems)


def _is_person(text: str, report: Report) -> bool:
    """Whether this can only be a person's name: two capitals or more, and no word of it stands in small letters."""
    words = _WORD.findall(text)
    capitals = [word for word in words if word[0].isupper()]
    if len(words) > 4 or len(capitals) < 2 or any(name.kind != "name" for name in find_names(text)):
        return False
    small = [word for word in words if not word[0].isupper()]
    if any(word not in ("van", "de", "der", "den", "ter", "ten", "el", "al", "von", "te") for word in small):
        return False
    return not any(re.search(rf"\b{re.escape(word.lower())}\b", report.text) for word in capitals)


def _in_a_sentence(heading: str, report: Report) -> str | None:
    """The heading as it stands behind "over", with the article that the report gives it; None if none fits."""
    first, _, rest = heading.partition(" ")
    plain = heading if _keeps_capital(first, report) else heading[:1].lower() + heading[1:]
    if fold(first) in ("de", "het", "een", "the", "a", "an") or any(
        n.kind != "name" and n.text == heading for n in find_names(heading)
    ):
        return plain
    whole = not rest or _PREPOSITION.match(rest) or re.match(r"(?:19|20)\d\d\b", rest)
    article = _article(heading, report) or (_article(first, report) if whole else "")
    if article:
        return f"{article} {plain}"
    bare = rf"\b(?:over|van|voor|met|naar|bij|aan|door|about|of|for|on|with|to|in|and|en)\s+{re.escape(heading)}\b"
    return plain if re.search(bare, report.text, re.IGNORECASE) else None


def _article(words: str, report: Report) -> str:
    """The article that the report's text has before the words most often."""
    articles = "the|an?" if report.language == "en" else "de|het"
    found = re.findall(rf"\b({articles})\s+{re.escape(words)}\b", report.text, re.IGNORECASE)
    if report.language == "en":
        return "the" if found else ""  # "a budget" can be counted, so it is "the budget" from then on
    lowered = [article.lower() for article in found]
    shape = "de" if " " not in words and _A_DE_WORD.search(words) else ""
    return max(sorted(set(lowered)), key=lowered.count, default=shape)


def _keeps_capital(word: str, report: Report) -> bool:
    """Whether the word is written with a capital within sentences, or has more capitals than the first."""
    if any(c.isupper() for c in word[1:]):
        return True
    within = len(re.findall(rf"[a-z,;] {re.escape(word)}\b", report.text))
    small = len(re.findall(rf"\b{re.escape(word[:1].lower() + word[1:])}\b", report.text))
    return within > small
