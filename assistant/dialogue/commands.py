"""Follow-ups that are no question of their own: the whole text, a summary, more, or a bare question word."""

from __future__ import annotations

from typing import Literal

from assistant.dialogue.reading import Reading
from assistant.dialogue.wording import LEADS, MEETING, QUESTION_WORDS, TAILS
from vectorstore.language.lists import listed

Command = Literal["whole", "summary", "summary of the meeting", "more", "bare"]

_ASIDE = (
    LEADS
    | TAILS
    | frozenset(
        listed("""
        alsjeblieft alstublieft svp kun kan kunt je u jij mag ik even eens nog voor me mij can could you i would like to
        want wil hebben zou willen geven oke dus hier a de het een the ons us
        """)
    )
)
_WHOLE_HOW = frozenset(
    listed(
        "hele volledige complete gehele full whole entire exacte letterlijke precieze original oorspronkelijke"
    )
)
_WHOLE_WHAT = frozenset(
    listed(
        "zin zinnen alinea tekst passage paragraaf citaat fragment sentence sentences paragraph text quote wording"
    )
)
_WHOLE_ALONE = frozenset(listed("letterlijk letterlijke verbatim context woordelijk literally"))
_WHOLE_EXACTLY = frozenset(listed("precies exactly exact"))
_WHOLE_STANDS = frozenset(listed("staat say says luidt said gezegd zegt"))
_WHOLE = (
    _ASIDE | _WHOLE_HOW | _WHOLE_WHAT | _WHOLE_ALONE | _WHOLE_EXACTLY | _WHOLE_STANDS
    | frozenset(listed("geef toon laat zien lees show give read see citeer quote what wat hoe how er in dat that it "
                       "this die dit does is was verslag report around daar there omheen eromheen"))
)  # fmt: skip
_SUMMARY_CUE = frozenset(
    listed("""
    samenvatting samenvatten samengevat summary summarise summarize kort korter beknopt bondig briefly short shorter
    hoofdpunten kernpunten hoofdlijnen tldr
    """)
)
_SUMMARY = (
    _ASIDE | _SUMMARY_CUE | MEETING
    | frozenset(listed("vat samen dat dit die deze hem alles antwoord that this it all answer in van of maak geef "
                       "schrijf give make write zijn wat are what is key points main tl dr"))
)  # fmt: skip
_MORE_CUE = frozenset(listed("verder meer else more anders continue vervolg"))
_MORE = (
    _ASIDE | _MORE_CUE
    | frozenset(listed("wat nog is er zijn vertel ga door andere dingen over dat daarover ervan hierover erover what "
                       "anything is there are go on tell about that it keep going say vertellen weet iets things"))
)  # fmt: skip
_BARE = (
    LEADS | TAILS | QUESTION_WORDS
    | frozenset(listed("tot vanaf sinds per door van met until since from by to with not niet zo lang vaak long often "
                       "much many duur groot veel voor for uiterlijk ones one is come so laat late vroeg early weinig "
                       "few little snel"))
)  # fmt: skip


_SO = frozenset(("dat", "that", "it", "komt", "was"))
_OF_THAT = frozenset(("waarom", "why", "hoezo", "wanneer", "when", "waar", "where"))
_SORTS = frozenset(
    listed("""
    datum dag jaar maand plaats locatie stad voorwaarde voorwaarden reden doel
    date day year month place city condition conditions reason purpose
    """)
)
_OF_A_SORT = frozenset(("op", "in", "om", "onder", "met", "voor", "on", "for", "under", "with"))


def command_of(reading: Reading) -> Command | None:
    """Which of them this is; None when it says anything else."""
    words = set(reading.plain)
    if not words:
        return None
    if words <= _WHOLE and _asks_for_the_whole(words):
        return "whole"
    if words <= _SUMMARY and (words & _SUMMARY_CUE or {"vat", "samen"} <= words or {"tl", "dr"} <= words):
        return "summary of the meeting" if words & MEETING else "summary"
    nog_iets = (
        {"nog", "wat"} <= words
        or {"nog", "iets"} <= words
        or {"go", "on"} <= words
        or {"ga", "door"} <= words
    )
    if words <= _MORE and (words & _MORE_CUE or nog_iets):
        return "more"
    if words <= _BARE | _SO and (words & _OF_THAT or {"hoe", "komt"} <= words):
        return "bare"
    if words <= _BARE | _SORTS | _OF_A_SORT and words & _SORTS and words & QUESTION_WORDS:
        return "bare"
    if words <= _BARE and words & (QUESTION_WORDS - {"wat", "what"}):
        return "bare"
    return None


def _asks_for_the_whole(words: set[str]) -> bool:
    return bool(
        (words & _WHOLE_HOW and words & _WHOLE_WHAT)
        or words & _WHOLE_ALONE
        or (words & _WHOLE_EXACTLY and words & _WHOLE_STANDS)
    )
