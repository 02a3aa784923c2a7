"""The few sentences that the assistant says itself, in both languages. They frame an answer and claim nothing.

Those that begin with `ask_` are questions that it suggests; `_heading` ones take a heading that no article fits before.
"""

from __future__ import annotations

from datetime import date

from assistant.types import Searched
from vectorstore.language.months import spoken_date

_PHRASES = {
    "nl": {
        "empty": "Er zijn nog geen verslagen om in te zoeken. Neem ze eerst op: wijzer ingest MAP.",
        "no_question": "Stel een vraag over de verslagen, bijvoorbeeld: wat is er besloten over …?",
        "not_found": "Dat staat niet in {searched}.",
        "not_there": "Over {missing} staat er niets in {searched}.",
        "partly": "Over {missing} is niets gevonden.",
        "part_missing": "Niet gevonden: {part}",
        "differ": "De verslagen verschillen hierover; het nieuwste staat bovenaan.",
        "one": "het ene doorzochte verslag{period}",
        "many": "de {count} doorzochte verslagen{period}",
        "none": "de verslagen: er is er geen dat aan de keuze voldoet",
        "count": "{count} verslagen{period}.",
        "count_one": "1 verslag{period}.",
        "count_shown": "{count} verslagen{period}; de {shown} nieuwste:",
        "no_meeting": "Er is geen verslag van {day}; wel van {nearest}.",
        "which_report": "Waarover gaat de vraag? Noem een onderwerp, een naam of een vergadering: {examples}.",
        "as_whole": "De hele tekst rond wat er geciteerd werd.",
        "as_summary": "De kernzinnen van de onderdelen die geciteerd werden.",
        "as_more": "Wat hiervóór al geciteerd werd, is weggelaten.",
        "ask_topic": "Wat is er besproken over {subject}?",
        "ask_topic_day": "Wat is er op {day} besproken over {subject}?",
        "ask_topic_heading": "{subject}: wat is er besproken?",
        "ask_topic_heading_day": "{subject}: wat is er op {day} besproken?",
        "ask_decision": "Wat is er besloten over {subject}?",
        "ask_decision_day": "Wat is er op {day} besloten over {subject}?",
        "ask_decision_heading": "{subject}: wat is er besloten?",
        "ask_decision_heading_day": "{subject}: wat is er op {day} besloten?",
        "ask_amount": "Hoeveel geld is er genoemd voor {subject}?",
        "ask_amount_day": "Hoeveel geld is er op {day} genoemd voor {subject}?",
        "ask_amount_heading": "{subject}: hoeveel geld is er genoemd?",
        "ask_amount_heading_day": "{subject}: hoeveel geld is er op {day} genoemd?",
        "ask_actions_day": "Welke actiepunten zijn er op {day} afgesproken?",
        "ask_next": "Wanneer is de volgende vergadering van {body}?",
        "ask_next_meeting": "Wanneer is de volgende {body}?",
        "ask_present_day": "Wie waren er aanwezig op {day}?",
        "ask_present_body_day": "Wie waren er aanwezig bij {body} op {day}?",
    },
    "en": {
        "empty": "There are no reports to search yet. Take them in first: wijzer ingest FOLDER.",
        "no_question": "Ask something about the reports, for instance: what was decided about …?",
        "not_found": "That is not in {searched}.",
        "not_there": "There is nothing about {missing} in {searched}.",
        "partly": "Nothing was found about {missing}.",
        "part_missing": "Not found: {part}",
        "differ": "The reports differ on this; the newest comes first.",
        "one": "the one report searched{period}",
        "many": "the {count} reports searched{period}",
        "none": "the reports: none fits the selection",
        "count": "{count} reports{period}.",
        "count_one": "1 report{period}.",
        "count_shown": "{count} reports{period}; the newest {shown}:",
        "no_meeting": "There is no report of {day}; there are of {nearest}.",
        "which_report": "What is the question about? Name a subject, a person or a meeting: {examples}.",
        "as_whole": "The whole text around what was quoted.",
        "as_summary": "The key sentences of the parts that were quoted.",
        "as_more": "What was quoted before this is left out.",
        "ask_topic": "What was said about {subject}?",
        "ask_topic_day": "What was said about {subject} on {day}?",
        "ask_topic_heading": "{subject}: what was said about it?",
        "ask_topic_heading_day": "{subject}: what was said about it on {day}?",
        "ask_decision": "What was decided about {subject}?",
        "ask_decision_day": "What was decided about {subject} on {day}?",
        "ask_decision_heading": "{subject}: what was decided?",
        "ask_decision_heading_day": "{subject}: what was decided on {day}?",
        "ask_amount": "How much money was mentioned for {subject}?",
        "ask_amount_day": "How much money was mentioned for {subject} on {day}?",
        "ask_amount_heading": "{subject}: how much money was mentioned?",
        "ask_amount_heading_day": "{subject}: how much money was mentioned on {day}?",
        "ask_actions_day": "Which action items were agreed on {day}?",
        "ask_next": "When is the next meeting of {body}?",
        "ask_next_meeting": "When is the next {body}?",
        "ask_present_day": "Who was present on {day}?",
        "ask_present_body_day": "Who was present at {body} on {day}?",
    },
}


def say(key: str, language: str, **values: object) -> str:
    """The phrase in the language, with its values filled in."""
    return _PHRASES["en" if language == "en" else "nl"][key].format(**values)


def say_searched(searched: Searched, language: str) -> str:
    """What was searched, within a sentence: "de 12 doorzochte verslagen (3 april 2025 – 3 december 2025)"."""
    if not searched.reports:
        return say("none", language)
    return say(
        "one" if searched.reports == 1 else "many", language,
        count=searched.reports, period=period(searched.first, searched.last, language),
    )  # fmt: skip


def period(first: date | None, last: date | None, language: str) -> str:
    """ " (3 april 2025 – 3 december 2025)", one date when they are the same, nothing when unknown."""
    days = [spoken_date(day, language) for day in (first, last) if day]
    if not days:
        return ""
    return f" ({' – '.join(dict.fromkeys(days))})"
