"""What fails, in words for a person."""

from __future__ import annotations

_FAILED = {
    "nothing": ("niets in de verslagen lijkt op deze zin", "nothing in the reports is like this sentence"),
    "question": ("een vraag stelt niets vast", "a question states nothing"),
    "instruction": (
        "dit is een opdracht of een uitspraak over het systeem zelf, geen feit uit een vergadering",
        "this is an instruction or a remark about the system itself, no fact from a meeting",
    ),
    "empty": ("de zin stelt niets vast dat na te gaan is", "the sentence states nothing that can be checked"),
    "number": ("het getal {what} staat niet in de bron", "the number {what} is not in the source"),
    "unit": ("bij {what} staat in de bron een andere eenheid", "{what} has another unit in the source"),
    "counted": (
        "{what} telt in de bron iets anders: {other}",
        "{what} counts something else in the source: {other}",
    ),
    "reference": ("{what} staat niet in de bron", "{what} is not in the source"),
    "date": ("de datum {what} staat niet in de bron", "the date {what} is not in the source"),
    "weekday": ("{what} klopt niet met de datum", "{what} doesn't agree with the date"),
    "bound": (
        "in de bron staat {what} met een andere grens: {other}",
        "the source bounds {what} otherwise: {other}",
    ),
    "old": ("{what} is in de bron wat het eerst was", "{what} is what it was before, in the source"),
    "name": ("{what} komt in de bron niet voor", "{what} does not occur in the source"),
    "order": (
        "{what} staan in de bron andersom",
        "{what} are the other way round in the source",
    ),
    "whose": ("{what} hoort in de bron bij {other}", "{what} belongs to {other} in the source"),
    "roles": (
        "wie wat doet, is in de bron andersom: {what}",
        "who does what is the other way round in the source: {what}",
    ),
    "denial": (
        "de zin ontkent wat de bron niet ontkent ({what})",
        "the sentence denies what the source doesn't ({what})",
    ),
    "denied": ("de bron ontkent dit ({what})", "the source denies this ({what})"),
    "opposite": ("de bron zegt het omgekeerde van “{what}”", "the source says the opposite of “{what}”"),
    "firmer": (
        "de bron is minder stellig ({what})",
        "the source is less definite ({what})",
    ),
    "condition": ("de voorwaarde uit de bron ontbreekt ({what})", "the source's condition is left out ({what})"),
    "outdated": (
        "het verslag van {day} zegt dit anders: {what}",
        "the report of {day} has this otherwise: {what}",
    ),
    "partial": ("een deel van de opsomming ontbreekt: {what}", "a part of the list is left out: {what}"),
    "mixed": ("de zin laat {what} onvertaald", "the sentence leaves {what} untranslated"),
    "words": (
        "dit staat niet in de bron: {what}",
        "this is not in the source: {what}",
    ),
}  # fmt: skip


def say(key: str, language: str, **values: object) -> str:
    """The phrase in Dutch, or in English for "en"."""
    return _FAILED[key][language == "en"].format(**values)
