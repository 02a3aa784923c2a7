"""What a report is called, and which series of meetings it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.blocks import Block, Parsed
from vectorstore.language.dates import find_dates
from vectorstore.language.sentences import split_sentences

LONGEST = 200
_OPENING = 5
_FORM = 8

# Words that say what sort of paper it is and not which meeting it is about.
_PAPER = (
    r"(?:concept|definitief|definitieve|kort|beknopt|draft|final|vastgesteld|agenda|verslag|verslagen|notulen|minutes|"
    r"besluitenlijst|rapport|report|readout|summary|samenvatting|memo|actielijst|gespreksverslag|vergaderverslag|notes)"
)
_GENERIC = re.compile(rf"\W*(?:{_PAPER}|en|and|\+|&|van|of|the|de|het|\W)+\Z", re.IGNORECASE)
_PLAIN_SECTION = re.compile(
    r"\W*(?:aanwezig\w*|afwezig\w*|opening\b.*|welkom|inleiding|agenda|welkom\b.*|mededelingen.*|introduction|present|attendees|"
    r"attendance|apologies|deelnemers|contents|inhoud|inhoudsopgave|achtergrond|background|welcome)\W*\Z",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:\A|\|\s*)(?:onderwerp|betreft|titel|title(?:\s+document)?|subject|vergadering|overleg|meeting)\s*:\s*([^|]{4,150})",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"(?:groep|overleg|vergadering|bijeenkomst|raad|commissie|beraad|board|committee|council|meeting|group)"
    rf"(?:en|s)?\b|\b{_PAPER}\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[^\W\d][\w /]{0,30}:\s*\S")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s|\d{1,2}(?:\.\d{1,2})+\s")
_REPLY = re.compile(r"^(?:(?:re|fw|fwd|antw|doorst|betreft|onderwerp|subject)\s*:\s*)+", re.IGNORECASE)
_JUNK = re.compile(
    r"microsoft word|^untitled|^document\d*$|^naamloos|^presentatie\d*$|\.(?:docx?|odt|pdf|html?)$",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?:groep|raad|commissie|committee|council|board|group)\Z")
_SITTINGS = {"bijeenkomst", "vergadering", "overleg", "sessie", "meeting", "session"}
# Dates and times too loose to be read as such, but no part of a meeting's name: 24 03 2019, 25/4, 14:00.
_LOOSE_DATE = re.compile(
    r"\b\d{1,2}[ ./-]\d{1,2}[ ./-](?:19|20)\d\d\b|\b(?:19|20)\d\d \d{1,2} \d{1,2}\b|\b\d{1,2}/\d{1,2}\b"
    r"|\b\d{1,2}[:.]\d\d(?:\s?uur)?"
)
_SHORTHAND = {"wg": "werkgroep", "sg": "stuurgroep"}


@dataclass(frozen=True, slots=True)
class Title:
    """A report's title, and the indexes of the headings it was taken from."""

    text: str
    blocks: tuple[int, ...] = ()


def find_title(parsed: Parsed, file_name: str, folders: Sequence[str] = ()) -> Title:
    """The title as a person would name the report: as stated, else its opening lines, else its file's name.

    Where all of these say no more than "Verslag", the folder of the meeting is added (`folders`, nearest first).
    """
    stated = tidy(_REPLY.sub("", parsed.title))
    opening = _opening(parsed.blocks)
    if stated and not _GENERIC.match(stated) and not _JUNK.search(stated):
        same = tuple(i for i in opening.blocks if opening.text.lower() == stated.lower())
        return Title(stated, same)
    named = title_of_file(file_name)
    if (not opening.text or _GENERIC.match(opening.text)) and (subject := _subject(parsed.blocks)):
        return Title(tidy(f"{opening.text} {subject}"))
    if opening.text and not _GENERIC.match(opening.text):
        return opening
    if named and not _GENERIC.match(named):
        return Title(named)
    paper = stated or opening.text or named
    folder = next((tidy(f) for f in folders if _MEETING.search(f) and not _GENERIC.match(f)), "")
    if paper and folder:
        return Title(tidy(f"{paper} {folder}"))
    return Title(paper or tidy(PurePath(file_name).name) or "?", opening.blocks)


def tidy(text: str) -> str:
    """The text on one line, without the marks and the colon that surround a title, of at most `LONGEST` characters."""
    line = re.sub(r"\s+(?=[\s:,;])", "", re.sub(r"\s", " ", text)).strip(" *_#|·-–:,;")
    line = line.removesuffix(".")
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def title_of_file(file_name: str) -> str:
    """A title made of a file's name: no extension, no dates, no copy number, spaces for underscores."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,6}\Z", "", file_name.replace("\\", "/").rsplit("/", 1)[-1])
    stem = stem.rsplit("__", 1)[-1] if stem.count("__") > 1 else stem  # a flattened path
    if " " not in stem:
        stem = (
            stem.replace("-", " ")
            if not re.search(r"\d-\d", stem)
            else re.sub(r"(?<!\d)-|-(?!\d)", " ", stem)
        )
    stem = re.sub(r"\s*\(\d{1,3}\)|(?:^|[\s_])v?\d+[._]\d+\Z", " ", stem)
    plain = _without_dates(stem).replace("_", " ")
    cleaned = tidy(re.sub(r"\(\s*\)", " ", plain))
    return cleaned[:1].upper() + cleaned[1:] if cleaned else tidy(stem.replace("_", " "))


def series_of(title: str) -> str:
    """The meeting that a title names, without date or kind of paper, so that all meetings of a series have one name.

    "Verslag Stuurgroep Kennisplatform API's 5-6-2018" → "stuurgroep kennisplatform apis".
    """
    plain = _without_dates(_REPLY.sub("", title)).lower()
    plain = re.sub(r"['’‘`]", "", plain)
    before, _, _ = plain.partition(": ")
    plain = plain if _GENERIC.match(before) else before
    plain = _LOOSE_DATE.sub(" ", plain)
    plain = re.sub(r"\b(?:nr|no|nummer|#)\.?\s*\d+|\b\d+(?:e|de|ste|st|nd|rd|th)\b", " ", plain)
    plain = re.sub(r"[^\w\-&+/]+", " ", re.sub(r",\s*[^\W\d]+(?:[\s-][^\W\d]+)?\s*(?=,|\Z)", " ", plain))
    plain = re.sub(rf"(?<![\w-]){_PAPER}(?![\w-])", " ", plain)
    words = [_SHORTHAND.get(word, word) for word in plain.split() if word not in "-+/&_"]
    if any(_BODY.search(word) for word in words):  # "bijeenkomst werkgroep x" is of the series "werkgroep x"
        words = [word for word in words if word not in _SITTINGS]
    edges = {
        "van",
        "de",
        "het",
        "een",
        "op",
        "te",
        "in",
        "of",
        "the",
        "a",
        "on",
        "at",
        "en",
        "and",
        "d.d",
        "dd",
        "over",
    }
    while words and words[0] in edges:
        words.pop(0)
    while words and (words[-1] in edges or words[-1].isdigit()):
        words.pop()
    if "te" in words[2:-1]:  # "raad digitale netwerken te brussel"
        words = words[: words.index("te", 2)]
    elif len(words) > 3 and words[-2] == "in":
        words = words[:-2]
    return " ".join(words)


def _without_dates(text: str) -> str:
    plain = text
    for mention in reversed(find_dates(text, year_hint=2000)):
        if mention.precision in ("day", "range", "month"):
            plain = plain[: mention.start] + " , " + plain[mention.end :]
    plain = re.sub(r"(?i)\b(?:d\.d\.|dd\.?|van|op|of|on|held)\s*,\s*", " ", plain)
    return re.sub(r"\s+,\s*", " ", plain).strip(" ,_-–")


def _subject(blocks: Sequence[Block]) -> str:
    """What a form at the head of the paper gives as its subject, empty when it doesn't."""
    for block in blocks[:_FORM]:
        if match := _SUBJECT.search(block.text):
            return tidy(match[1])
    return ""


def _opening(blocks: Sequence[Block]) -> Title:
    """The title that the first lines make: the first, with the next when that is what says which meeting it was."""
    lines = [(i, tidy(block.text)) for i, block in enumerate(blocks[:_OPENING]) if _could_be_title(block, i)]
    for place, (index, line) in enumerate(lines):
        if index > place + 1:
            break
        following = lines[place + 1] if place + 1 < len(lines) else (0, "")
        if following[0] == index + 1 and _belong_together(
            line, following[1], blocks[index], blocks[index + 1]
        ):
            taken = tuple(i for i in (index, index + 1) if blocks[i].kind == "heading")
            return Title(tidy(f"{line}{'' if _GENERIC.match(line) else ','} {following[1]}"), taken)
        return Title(line, (index,) if blocks[index].kind == "heading" else ())
    return Title("")


def _belong_together(line: str, following: str, block: Block, next_block: Block) -> bool:
    """Whether two lines make one title: "Verslag" + the meeting, or an organisation's name + the meeting."""
    if _GENERIC.match(line):
        return not _GENERIC.match(following)
    both_headings = block.kind == next_block.kind == "heading"
    return both_headings and not _MEETING.search(line) and bool(_MEETING.search(following))


def _could_be_title(block: Block, index: int) -> bool:
    """Whether a block may be a line of the title: short, no sentence, no "label: value", no numbered heading."""
    text = block.text.strip()
    if block.kind not in ("heading", "paragraph") or not text or len(text) > 150:
        return False
    is_named = (
        index == 0 and block.kind == "heading" and bool(re.search(rf"\b{_PAPER}\b", text, re.IGNORECASE))
    )
    if re.search(r"[.;!?]\Z", text) and not is_named:
        return False
    if block.kind == "paragraph" and (text.count(",") > 2 or len(split_sentences(text)) > 1):
        return False
    if _NUMBERED.match(text) or (
        _PLAIN_SECTION.match(text) and not re.match(r"\W*agenda\b", text, re.IGNORECASE)
    ):
        return False
    if _LABELLED.match(text) and not re.match(rf"\W*{_PAPER}", text, re.IGNORECASE):
        return False
    return bool(re.search(r"[^\W\d_]{3}", _without_dates(text)))
