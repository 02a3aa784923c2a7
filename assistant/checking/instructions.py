"""Sentences that speak to whoever answers, not of a meeting: planted instructions, and what a model says that obeys.

Rules can't know every one; they decide what a language model isn't shown and what holds nothing up. In quotes such a
sentence is what it is everywhere: words that stand in a report.
"""

from __future__ import annotations

import re

_ANSWERING = r"(?:antwoord\w*|beantwoord\w*|answer\w*|repl(?:y|ies)|respon[ds]\w*|samenvat\w*|summar\w+)"
_WHO = (
    r"(?:assistent|assistant|taalmodel(?:len)?|language models?|chatbots?|ai-\w+|"
    r"(?:geautomatiseerde|automated) (?:lezers?|readers?))"
)
_PATTERNS = (
    # Old instructions are to be forgotten, or a mode to be entered.
    r"\b(?:ignore|disregard|forget|override|bypass|negeer|vergeet|sla)\b.{0,40}\b(?:instruct\w*|instructie\w*|"
    r"citation\w*|citaten|citeren|bronnen|rules?|regels|prompts?|previous|above|bovenstaande|voorgaande|eerdere|"
    r"opdracht\w*|sources|rest)\b",
    r"\b(?:system prompt|systeemprompt|developer mode|ontwikkelaarsmodus|ontwikkelmodus|jailbreak\w*|debug mode|"
    r"god mode|beheerdersmodus|admin mode)\b",
    r"\b(?:you are now|from now on you|act as|pretend (?:to be|you)|je bent nu|u bent nu|doe alsof je|"
    r"vanaf nu (?:ben|bent|is) (?:je|u)|gedraag je als|i am now|i'm now|ik ben nu|i will now|ik zal nu|"
    r"we spelen een spel|let's play a game)\b",
    r"\b(?:as|als) (?:an? |een )?(?:ai|language model|taalmodel|chatbot)\b",
    r"\b(?:ik ben|i am|i'm) (?:an? |een )?(?:ai|language model|taalmodel|chatbot|assistant|assistent)\b",
    r"\b(?:hacked|pwned)\b",
    # Somebody is told what to say.
    r"\b(?:reply|respond|answer|antwoord|reageer|say|zeg|print|output|schrijf|herhaal|repeat)\b[^.]{0,30}"
    r"(?:[\"“'‘\u201a„][^\"”'’]{2,80}[\"”'’]|\b(?:only|alleen|uitsluitend|slechts) (?:with|met)\b)",
    r"(?:^|[.:;!?|]\s*|\ben\s+|\band\s+)(?:antwoord|reageer|answer|reply|respond)\s+(?:\w+\s+)?(?:met|with|only|always)\b",
    r"\b(?:te antwoorden|to (?:answer|reply|respond)) (?:met|with)\b",
    rf"\b{_WHO}\b[^.]*\b{_ANSWERING}\b|\b{_ANSWERING}\b[^.]*\b{_WHO}\b",
    r"\b(?:beantwoord|answer) (?:geen|no) (?:vragen|questions)\b|\bvat\b.*\bsamen\b.*\bzonder\b|\bsamenvat zonder\b",
    r"^\W*(?:system|systeem|user|assistant|assistent)\s*:",
    r"\b(?:einde van de (?:bronnen|gegevens|zinnen)|end of (?:the )?(?:data|sources|sentences))\b",
    r"\b(?:nieuwe opdracht|new instructions?|voer uit|vergeet de vraag|doe vanaf nu)\b",
    r"\b(?:voor|aan) de (?:assistent|lezer van dit model)\b|\b(?:for|to) the assistant\b|\bals bron\b.{0,20}$|<\|",
    r"\b(?:zeg|schrijf|say|write)\b.{0,60}\b(?:en niets anders|and nothing else)\b",
    r"\b(?:schrijf|write) (?:daarna|then)\b",
    # The same in languages that reports aren't read in.
    r"\b(?:ignorier\w*|anweisung\w*|antworte\w*|ignorez|répondez|réponds|ignora|responde|rispondi|odpowiedz)\b",
    r"^(?:[^A-Za-z]*[^\W\d_A-Za-zÀ-ÿ]){12}",
    # What the answer is or is to hold: a report tells what was said, not what an answer is.
    r"\bhet (?:juiste )?antwoord(?: ook)? (?:is|luidt)\b|\b(?:luidt|is) het antwoord\b",
    r"\bthe (?:correct |right )?answer is\b|\b(?:ieder|elk) antwoord\b|\b(?:every|your) (?:answer|summary|response)\b",
    r"\b(?:als|in (?:je|uw|ieder|elk|het)) (?:antwoord|samenvatting)\b",
    # Markup or an address is to be passed on.
    r"\b(?:neem|verwijs|kopieer|plaats|gebruik|copy|include|insert|use)\b.{0,80}(?:https?:|!\[|<\w|\btags?\b)",
)
_INSTRUCTION = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)


def is_instruction(text: str) -> bool:
    """Whether the text tells the one who answers what to do or say, or says what the answer or the system is."""
    return bool(_INSTRUCTION.search(text))
