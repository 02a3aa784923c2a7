"""Whether a text is Dutch or English."""

from __future__ import annotations

import re
from typing import Literal

from vectorstore.language.lists import listed

Language = Literal["nl", "en"]

# Words that only one of the two languages has (so not "is", "in", "of", "was", "we", "over", "die", "had", "me").
_DUTCH = frozenset(
    listed("""
    de het een en van voor met dat niet op aan zijn er ook als naar bij uit tot wordt worden werd werden heeft hebben
    deze dit door maar om te nog geen meer kan kunnen moet moeten zal zullen zou wel dan nu al waar wat wie welke
    wanneer waarom hoe hoeveel hij zij ze ik je jij jullie u wij ons onze hun haar mijn na tussen tegen onder
    tijdens sinds vanaf volgens daar daarom hier omdat zodat toen want heb hebt gaat gaan doen doet gezegd besloten
    zei zeiden vergadering verslag bijeenkomst besproken geef noem vertel stand zaken mevrouw dhr mevr heer
    """)
)
_ENGLISH = frozenset(
    listed("""
    the and of to that it for with as are were be been has have this these those from by at or an not but which who
    what when where why how will would can could should may must do does did they their there he she his her you your
    our its than then into about between during since after before because while if so such any all more most some
    said say says meeting report minutes discussed decided tell give list mr mrs ms please much many
    """)
) - {"of", "an", "at", "be", "do", "her", "so", "all", "list"}
_WORD = re.compile(r"[^\W\d_]+")
_DUTCH_SHAPE = re.compile(r"ij|sch(?![a-z]*ed\b)|aa|uu|heid\b|lijk|tie\b|isch|\w{4}en\b|oe|eu|ui")
_ENGLISH_SHAPE = re.compile(r"th|tion|ing\b|ck|wh|ough|\bc[aou]|ea|ity\b|ed\b|sh|y\b")
_SAMPLE = 20_000


def detect_language(text: str) -> Language:
    """The language of the text, by its function words; by the shape of its words when it has none. Dutch in doubt."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    dutch = sum(word in _DUTCH for word in words)
    english = sum(word in _ENGLISH for word in words)
    if dutch == english:
        joined = " ".join(words[:200])
        dutch += len(_DUTCH_SHAPE.findall(joined))
        english += len(_ENGLISH_SHAPE.findall(joined))
    return "en" if english > dutch else "nl"
