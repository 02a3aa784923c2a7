"""What the generated mode says itself, in both languages: why there is no summary, and what of it isn't verified."""

from __future__ import annotations

from assistant.writing.faults import Kind

_REASONS: dict[str, dict[Kind, str]] = {
    "nl": {
        "down": "het taalmodel is niet bereikbaar",
        "slow": "het taalmodel antwoordde niet op tijd",
        "busy": "het taalmodel heeft het te druk; probeer het zo nog eens",
        "refused": "het taalmodel weigerde de vraag (sleutel, naam of adres onjuist? kijk met wijzer doctor)",
        "broken": "het taalmodel gaf een fout of iets onleesbaars",
        "cut": "de verbinding met het taalmodel brak af",
        "empty": "het taalmodel schreef niets",
        "endless": "het taalmodel hield niet op",
        "cancelled": "gestopt",
    },
    "en": {
        "down": "the language model can't be reached",
        "slow": "the language model didn't answer in time",
        "busy": "the language model is too busy; try again in a moment",
        "refused": "the language model refused the question (a wrong key, name or address? look with wijzer doctor)",
        "broken": "the language model gave an error or something unreadable",
        "cut": "the connection to the language model broke off",
        "empty": "the language model wrote nothing",
        "endless": "the language model didn't stop",
        "cancelled": "stopped",
    },
}

_PHRASES = {
    "nl": {
        "none": "Geen samenvatting: {reason}. De citaten staan er wel.",
        "unfinished": "De samenvatting is niet volledig: {reason}.",
        "withdrawn": "De samenvatting is ingetrokken: de verslagen staven de kern ervan niet. De citaten staan er wel.",
        "no_answer": "Geen samenvatting: het taalmodel vond in de citaten geen antwoord. De citaten staan er wel.",
        "unverified": "Wat in de samenvatting ‘niet geverifieerd’ heet, staven de verslagen niet.",
        "not_verified": "(niet geverifieerd)",
    },
    "en": {
        "none": "No summary: {reason}. The quotes are there.",
        "unfinished": "The summary isn't complete: {reason}.",
        "withdrawn": "The summary was withdrawn: the reports don't hold up the core of it. The quotes are there.",
        "no_answer": "No summary: the language model found no answer in the quotes. The quotes are there.",
        "unverified": "What the summary calls ‘not verified’ isn't held up by the reports.",
        "not_verified": "(not verified)",
    },
}

_SETUP = {
    "nl": {
        "no_model": "WIJZER_LLM noemt geen model: {value!r}. Schrijf bijv. ollama:NAAM of local:/pad/model.gguf.",
        "no_package": "Voor {value} ontbreekt het pakket {package}. Installeer het: {install}",
        "bad_url": "WIJZER_LLM_URL is geen adres: {value!r}. Schrijf bijvoorbeeld http://127.0.0.1:11434/v1.",
        "key_in_url": "WIJZER_LLM_URL ({value}) bevat een naam of wachtwoord. Zet de sleutel in WIJZER_LLM_KEY.",
        "not_made": "WIJZER_LLM kan niet {value} zijn ({reason}). Kijk de naam na, en of WIJZER_LLM_KEY gezet is.",
        "no_file": "Het model {value} bestaat niet. Zet WIJZER_LLM op local:/pad/naar/model.gguf.",
        "no_gguf": "{value} is geen GGUF-bestand. Neem een model in dat formaat.",
    },
    "en": {
        "no_model": "WIJZER_LLM names no model: {value!r}. Write for instance ollama:NAME or local:/path/model.gguf.",
        "no_package": "For {value} the package {package} is missing. Install it: {install}",
        "bad_url": "WIJZER_LLM_URL is no address: {value!r}. Write for instance http://127.0.0.1:11434/v1.",
        "key_in_url": "WIJZER_LLM_URL ({value}) has a name or password in it. Put the key in WIJZER_LLM_KEY.",
        "not_made": "WIJZER_LLM can't be {value} ({reason}). Check the name, and that WIJZER_LLM_KEY is set.",
        "no_file": "There is no model {value}. Set WIJZER_LLM to local:/path/to/model.gguf.",
        "no_gguf": "{value} is not a GGUF file. Take a model in that format.",
    },
}


def say(key: str, language: str, **values: str) -> str:
    """The phrase in the language."""
    return _PHRASES[_known(language)][key].format(**values)


def reason(kind: Kind, language: str) -> str:
    """What a fault is, within a sentence."""
    return _REASONS[_known(language)][kind]


def say_fault(kind: Kind, language: str, *, unfinished: bool = False) -> str:
    """The one line that says why there is no summary, or why it is `unfinished`."""
    return say("unfinished" if unfinished else "none", language, reason=reason(kind, language))


def say_setup(what: str, value: str, language: str, **values: str) -> str:
    """What is wrong with the setting, which value, and what to do."""
    package, extra = values.get("package", ""), values.get("extra", "")
    install = f"pip install 'verslagwijzer[{extra}]'" if extra else f"pip install {package}"
    return _SETUP[_known(language)][what].format(value=value, install=install, **values)


def _known(language: str) -> str:
    return "en" if language == "en" else "nl"
