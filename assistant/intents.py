"""The shapes of questions, in Dutch and English: what kind of answer is asked for."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["fact", "list", "topic", "summary", "reports", "count_reports", "meeting_date"]
Wanted = Literal[
    "date", "amount", "percentage", "count", "person", "place", "country", "reference", "reason", "any"
]

_MEETING = (
    r"(?:vergadering\w*|bijeenkomst\w*|overleg\w*|verslag\w*|stuurgroep\w*|raad|raden|top|meetings?|reports?|minutes|"
    r"sessions?|council\w*|summits?)"
)

# The first pattern that fits decides. They are about the collection itself, or about a report as a whole.
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("count_reports", r"\b(?:hoeveel|how many)\s+(?:\w+\s+){0,2}?(?:verslagen|documenten|rapporten|reports|documents|minutes)\b"
                          r"(?!.*\b(?:noem|mention|genoemd|mentioned|zegg|say)\w*)"),
        ("reports", r"\b(?:welke|wat voor|which|what)\s+(?:\w+\s+){0,2}?(?:verslagen|documenten|rapporten|reports|documents|minutes)\s+"
                    r"(?:heb|hebt|heeft|zijn|ken|staan|zitten|kun|kan|do|are|have|can|is)\b"
                    r"(?!.*\b(?:noem|mention|genoemd|mentioned)\w*)"),
        ("reports", r"\b(?:list|toon|geef|noem|show)\s+(?:me\s+|mij\s+|all\s+|alle\s+|een\s+|the\s+|de\s+|lijst\s+|van\s+|overzicht\s+){0,5}"
                    r"(?:verslagen|documenten|reports|documents)\b"),
        ("summary", r"\b(?:vat\b.*\bsamen\b|samenvatting|samenvatten|summari[sz]e|summary|hoofdpunten|kernpunten|"
                    r"belangrijkste punten|key points|main points|highlights|in het kort|tl;?dr)"),
        ("meeting_date", r"^\W*(?:wanneer|when|op welke (?:datum|dag)|what date|on which (?:date|day))\b[^,;]{0,40}?"
                         r"\b(?:laatste|vorige|meest recente|eerste|recentste|last|latest|previous|most recent|first)\s+"
                         r"(?:\S+\s+){0,5}?" + _MEETING),
        ("meeting_date", r"^\W*(?:wat|wat is|what|what is|what was|welke|which)\b.{0,12}\b(?:laatste|meest recente|recentste|nieuwste|last|latest|"
                         r"most recent|newest)\s+(?:verslag|report|vergadering|meeting|minutes)\b.{0,12}$"),
        ("topic", r"\b(?:wat\s+(?:is|werd|wordt|zijn|staat|staan|zegt|zeggen|weet|hebben|heeft|was)\b.{0,60}?\b"
                  r"(?:over|omtrent|rond|inzake|ten aanzien van|met betrekking tot|m\.?b\.?t\.?)\b)"),
        ("topic", r"\bwhat\s+(?:is|was|were|has|have|do|does|did)\b.{0,60}?\b(?:about|on|regarding|concerning)\b"),
        ("topic", r"\b(?:hoe zit het met|hoe staat het (?:met|er)|stand van zaken|standpunt\w* over|alles over|wat speelt er|"
                  r"what is the (?:state|status) of|tell me about|vertel (?:me |mij |iets )*over|everything about|"
                  r"ontwikkeling\w* (?:van|rond|op het gebied)|what happened with)\b"),
        ("list", r"^\W*(?:welke|noem|wie waren|wie zijn|which|list|name|who were|who are|what are|wat zijn|wat waren|what were)\b"),
        ("list", r"\b(?:welke|which)\s+(?:landen|partijen|organisaties|acties|actiepunten|besluiten|onderwerpen|personen|"
                 r"countries|parties|organi[sz]ations|actions|decisions|topics|people|ministers|bondgenoten|allies)\b"),
    )
)  # fmt: skip

WANTED: tuple[tuple[Wanted, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        ("reference", r"\b(?:kamerstuk\w*|kamerbrie\w*|parliamentary papers?|dossier\w*|voetno\w+|footnotes?)\b"),
        ("percentage", r"\b(?:welk percentage|hoeveel procent|how many per ?cent|what percentage|percentage|procent|per ?cent)\b"),
        ("amount", r"\b(?:hoeveel (?:geld|euro|miljoen|miljard|budget)|how much|welke? (?:bedrag|bedragen|budget)|what (?:amount|sum|budget)|"
                   r"kost(?:te|ten|en)?|costs?|bedrag|bedragen|budget|euro|hoeveel\b.*\b(?:bij|vrij|beschikbaar|uit|toe|opzij))\b"),
        ("count", r"\b(?:hoeveel|how many|aantal|number of|hoe vaak|how often)\b"),
        ("date", r"\b(?:wanneer|when|op welke (?:datum|dag)|welke (?:datum|dag|maand)|welk jaar|what (?:date|day|month|year)|which (?:date|day|month|year)|"
                 r"tot wanneer|vanaf wanneer|deadline|uiterlijk|per wanneer|by when|hoe lang|how long)\b"),
        ("country", r"\b(?:welke?|which|what)\s+(?:\w+\s+)?(?:land|landen|lidstaten|countries|country|member states|nations|bondgenoten|allies)\b"),
        ("person", r"\b(?:wie|door wie|van wie|met wie|who|whom|whose|welke (?:persoon|personen|minister|ministers|spreker)|which (?:person|minister))\b"),
        ("place", r"\b(?:waar|where|in welke (?:stad|plaats)|welke (?:stad|plaats|locatie)|locatie|in which (?:city|place)|what (?:city|venue)|venue)\b"),
        ("reason", r"\b(?:waarom|why|om welke reden|for what reason|waardoor|hoezo)\b"),
    )
)  # fmt: skip

# Two questions in one: a conjunction before a question word begins another.
SPLIT = re.compile(
    r"\?\s+(?=\S)|[,;]?\s+(?:en|and|,)\s+(?=(?:ook\s+|also\s+)?(?:wat|wie|waar|wanneer|hoeveel|hoe|welke?|waarom|"
    r"naar welk|in welke|what|who|when|where|how|which|why)\b)",
    re.IGNORECASE,
)


def kind_of(question: str) -> Kind:
    """What kind of answer the question asks for; "fact" when nothing says otherwise."""
    return next((kind for kind, pattern in KINDS if pattern.search(question)), "fact")


def wanted_of(question: str) -> Wanted:
    """What sort of thing the answer should hold."""
    return next((wanted for wanted, pattern in WANTED if pattern.search(question)), "any")


def split_parts(question: str) -> list[str]:
    """The questions in one: "Hoeveel gaat naar X, en waarvoor is het?" gives two."""
    parts = [part.strip(" ,;") for part in SPLIT.split(question)]
    kept = [part for part in parts if len(re.findall(r"\w+", part)) >= 2 or part == parts[0]]
    return kept or [question]
