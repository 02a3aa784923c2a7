"""The shapes of questions, in Dutch and English: what kind of answer is asked for."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["fact", "list", "topic", "statement", "summary", "reports", "count_reports", "meeting_date"]
Wanted = Literal[
    "date", "duration", "amount", "percentage", "count", "quantity", "measure", "person", "place", "country",
    "reference", "reason", "meaning", "decision", "any",
]  # fmt: skip

_REPORTS = r"(?:verslagen|documenten|rapporten|reports|documents|minutes)"
_MEETING = (
    r"(?:vergadering\w*|bijeenkomst\w*|overleg\w*|verslag\w*|stuurgroep\w*|raad|raden|top|meetings?|reports?|"
    r"minutes|sessions?|council\w*|committee\w*|group|summits?)"
)
_NEWEST = r"(?:laatste|meest recente|recentste|nieuwste|last|latest|most recent|newest)"
_ORDER = rf"(?:{_NEWEST}|vorige|eerste|previous|first)"
# "Welke verslagen noemen Noorwegen?" is about what the reports say, not about which there are.
_NOT_WHAT_THEY_SAY = r"(?!.*\b(?:noem|mention|genoemd|mentioned|zegg|say)\w*)"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# They ask for what was said about something, no fact.
BROAD: frozenset[Kind] = frozenset({"topic", "statement", "summary"})

# The first pattern that fits decides. Those about the collection, or a report as a whole, come first.
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "count_reports",
        _compiled(rf"\b(?:hoeveel|how many)\s+(?:\w+\s+){{0,2}}?{_REPORTS}\b{_NOT_WHAT_THEY_SAY}"),
    ),
    (
        "reports",
        _compiled(
            rf"\b(?:welke|wat voor|which|what)\s+(?:\w+\s+){{0,2}}?{_REPORTS}\s+"
            rf"(?:heb|hebt|heeft|zijn|ken|staan|zitten|kun|kan|do|are|have|can|is)\b{_NOT_WHAT_THEY_SAY}"
        ),
    ),
    (
        "reports",
        _compiled(
            r"\b(?:list|toon|geef|noem|show)\s+"
            r"(?:(?:me|mij|all|alle|een|the|de|lijst|van|overzicht)\s+){0,5}" + _REPORTS + r"\b"
        ),
    ),
    (
        "summary",
        _compiled(
            r"\b(?:vat\b.*\bsamen\b|samenvatting|samenvatten|summari[sz]e|summary|hoofdpunten|kernpunten|"
            r"belangrijkste punten|key points|main points|highlights|in het kort|tl;?dr)"
        ),
    ),
    (
        "meeting_date",
        _compiled(
            r"^\W*(?:wanneer|when|op welke (?:datum|dag)|what date|on which (?:date|day))\b[^,;]{0,40}?\b"
            rf"{_ORDER}\s+(?:\S+\s+){{0,5}}?{_MEETING}"
        ),
    ),
    (
        "meeting_date",
        _compiled(
            rf"^\W*(?:wat|wat is|what|what is|what was|welke|which)\b.{{0,12}}\b{_NEWEST}\s+"
            r"(?:verslag|report|vergadering|meeting|minutes)\b.{0,12}$"
        ),
    ),
    (
        "statement",
        _compiled(
            r"\bwat\s+(?:vond|vindt|dacht|denkt|zei|zegt|antwoord\w+|meen\w+|stelde|verklaarde|benadrukte)\b|"
            r"\bhoe\s+(?:reage\w+|kijkt|keek|denkt|dacht|oordeel\w+|beoordeel\w+|legde)\b|\bwaarom\s+(?:vond|vindt|wilde|wil)\b|"
            r"\bwat\s+(?:is|was|waren|zijn)\s+(?:de|het)\s+(?:reactie|standpunt|mening|opvatting|inzet|oordeel|visie)\w*\b"
        ),
    ),
    (
        "statement",
        _compiled(
            r"\b(?:what|how|why)\s+(?:did|does|do|would)\b.{1,80}?\b(?:think|say|said|suggest|respond|react|answer|comment|"
            r"elaborate|explain|believe|recommend|propose|argue|agree|disagree|feel|consider|expect|mean|mention)\b|"
            r"\bwhat\s+(?:is|was|were|are)\s.{1,40}?(?:opinion|view|response|reaction|reply|answer|comment|position|stance)s?\b"
        ),
    ),
    (
        "topic",
        _compiled(
            r"\bwat\s+(?:is|werd|wordt|zijn|staat|staan|zegt|zeggen|weet|hebben|heeft|was)\b.{0,60}?\b"
            r"(?:over|omtrent|rond|inzake|ten aanzien van|met betrekking tot|m\.?b\.?t\.?)\b"
        ),
    ),
    (
        "topic",
        _compiled(
            r"\bwhat\s+(?:is|was|were|has|have|do|does|did)\b.{0,60}?\b(?:about|on|regarding|concerning)\b"
        ),
    ),
    (
        "topic",
        _compiled(
            r"\b(?:hoe zit het met|hoe staat het (?:met|er)|stand van zaken|standpunt\w* over|alles over|"
            r"wat speelt er|vertel (?:me |mij |iets )*over|ontwikkeling\w* (?:van|rond|op het gebied)|"
            r"what is the (?:state|status) of|tell me about|everything about|what happened with)\b"
        ),
    ),
    (
        "list",
        _compiled(
            r"^\W*(?:welke|noem|wie waren|wie zijn|wat zijn|wat waren|"
            r"which|list|name|who were|who are|what are|what were)\b"
        ),
    ),
    (
        "list",
        _compiled(
            r"\b(?:welke|which)\s+(?:landen|partijen|organisaties|acties|actiepunten|besluiten|onderwerpen|"
            r"personen|bondgenoten|countries|parties|organi[sz]ations|actions|decisions|topics|people|ministers|"
            r"allies)\b"
        ),
    ),
)

_PLURALS = r"(?:land|landen|lidstaten|countries|country|member states|nations|bondgenoten|allies)"
WANTED: tuple[tuple[Wanted, re.Pattern[str]], ...] = (
    (
        "meaning",
        _compiled(
            r"^\W*(?:wat (?:betekent|is|zijn)|what (?:is|are|does)|waar staat|waarvoor staat|afkorting)\b\s+"
            r"(?:de |het |een |the |an? )?(?:afkorting |term |acronym )?[\"'‘“]?(?-i:[A-Z][A-Z0-9-]+)\b[\"'’”]?"
            r"(?:\s+(?:voor|betekenen|mean|stand for))?\W*$"
        ),
    ),
    (
        "reference",
        _compiled(r"\b(?:kamerstuk\w*|kamerbrie\w*|parliamentary papers?|dossier\w*|voetno\w+|footnotes?)\b"),
    ),
    (
        "percentage",
        _compiled(r"\b(?:percentages?|procent|hoeveel procent|per ?cent|how many per ?cent)\b"),
    ),
    (
        "amount",
        _compiled(
            r"\b(?:hoeveel (?:geld|euro|miljoen|miljard|budget)|how much|welke? (?:bedrag|bedragen|budget)|"
            r"what (?:amount|sum|budget)|kost(?:te|ten|en)?|costs?|bedrag|bedragen|budget|euro|"
            r"hoeveel\b.*\b(?:bij|vrij|beschikbaar|uit|toe|opzij|uitgegeven|besteed|uitgetrokken|gereserveerd))\b"
        ),
    ),
    (
        "quantity",  # no thing behind "hoeveel": a sum, a number of ships, a threshold
        _compiled(
            r"\bhoeveel\s+(?:is|was|zijn|waren|bedraagt|bedroeg|bedragen|heeft|hebben|had|hadden|zal|zullen|zou|moet|moeten|"
            r"wil|willen|kan|kunnen|gaf|gaven|geeft|geven|gaat|gaan|ging|gingen|werd|werden|wordt|worden|kreeg|kregen|krijgt|"
            r"krijgen|zegt|zegde|zegden|betaal\w*|draagt|dragen|droeg|droegen|stelt|stelde|stellen|besteed\w*|steekt|stak)\b"
        ),
    ),
    (
        "measure",  # rather with a figure, but "hoe groot is de steun" may be told without
        _compiled(
            r"\bhoe (?:hoog|groot|laag|klein|zwaar|diep|breed)\b|"
            r"\bhow (?:high|large|big|great|low|small|heavy|deep|wide)\b"
        ),
    ),
    ("count", _compiled(r"\b(?:hoeveel|how many|aantal|number of|hoe vaak|how often)\b")),
    (
        "date",
        _compiled(
            r"\b(?:wanneer|when|tot wanneer|vanaf wanneer|per wanneer|by when|deadline|uiterlijk|"
            r"(?:op )?welke (?:datum|data|dag|dagen|maand)|welk jaar|(?:what|which) (?:dates?|days?|month|year))\b"
        ),
    ),
    ("duration", _compiled(r"\b(?:hoe ?lang|how long)\b")),
    ("country", _compiled(rf"\b(?:welke?|which|what)\s+(?:\w+\s+)?{_PLURALS}\b")),
    (
        "person",
        _compiled(
            r"\b(?:wie|who|whom|whose|welke (?:persoon|personen|minister|ministers|spreker)|"
            r"which (?:person|minister))\b"
        ),
    ),
    (
        "place",
        _compiled(
            r"\b(?:waar|where|(?:in )?welke (?:stad|plaats|locatie)|(?:in )?(?:which|what) (?:city|place|venue)|"
            r"locatie|venue)\b"
        ),
    ),
    ("reason", _compiled(r"\b(?:waarom|why|om welke reden|for what reason|waardoor|hoezo)\b")),
)

# Two questions in one: a conjunction before a question word begins another.
SPLIT = _compiled(
    r"\?\s+(?=\S)|[,;]?\s+(?:en|and|,)\s+(?=(?:ook\s+|also\s+|voor\s+|by\s+)?(?:wat|wie|waar|wanneer|hoeveel|hoe|"
    r"welke?|waarom|naar welk|in welke|what|who|when|where|how|which|why)\b)"
)

# A clause that only says on what occasion something was said: "when talking about the budget".
OCCASION = _compiled(
    r"(?<=\w)\W+(?:when|while)\s+(?:\w+\s+)?(?:talking|discussing|speaking|answering|asked|debating|considering|"
    r"commenting|responding|putting)\b|"
    r"(?<=\w)\W+(?:toen\s+(?:het|men|er)|bij\s+(?:de|het)\s+(?:bespreking|bespreken|behandeling)|"
    r"tijdens\s+(?:de\s+)?(?:bespreking|behandeling|discussie|debat))\b",
)


def kind_of(question: str) -> Kind:
    """What kind of answer the question asks for; "fact" when nothing says otherwise."""
    return next((kind for kind, pattern in KINDS if pattern.search(question)), "fact")


# "What was decided about X?" asks for the decisions, however broadly.
DECIDED = _compiled(
    r"(?:besloten|besluit(?:en)?|beslissing(?:en)?|afgesproken|afspra(?:ak|ken)|overeengekomen|decided|decisions?|agreed?)"
)
DECISION = _compiled(rf"^\W*(?:(?:en|and)\s+)?(?:wat|welke?|what|which)\b.{{0,60}}?\b{DECIDED.pattern}\b")


def wanted_of(question: str) -> Wanted:
    """What sort of thing the answer should hold; a discussion of the budget needn't hold an amount."""
    kind = kind_of(question)
    if kind != "statement" and kind != "summary" and DECISION.search(question):
        return "decision"
    if kind in BROAD:
        return "any"
    return next((wanted for wanted, pattern in WANTED if pattern.search(question)), "any")


def split_parts(question: str) -> list[str]:
    """The questions in one: "Hoeveel gaat naar X, en waarvoor is het?" gives two."""
    if OCCASION.search(question):
        return [question]
    parts = [part.strip(" ,;") for part in SPLIT.split(question)]
    if any(len(re.findall(r"\w+", part)) < 2 for part in parts[:-1]):
        return [question]  # "Wanneer en waar is de volgende?" is one
    return [part for part in parts if len(re.findall(r"\w+", part)) >= 2] or [question]
