"""Labels: the words that say what stands beside or under them ("aanwezig", "Datum:", "Actie")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_FORM = """
aan van cc betreft onderwerp kenmerk referentie datum vergaderdatum overlegdatum tijd tijdstip aanvang begin
einde duur plaats locatie zaal adres status versie aanwezig aanwezigen afwezig afwezigen afgemeld afmeldingen
verhinderd genodigden deelnemers gasten leden notulist notulen verslag verslaglegger verslaglegging voorzitter
secretaris contactpersoon auteur opsteller steller bijlage bijlagen blad pagina volgende vergadering overleg
dossier zaaknummer classificatie kopie to from cc subject re date time place location venue room status version
present attendees attendance absent apologies participants guests members chair chairperson chairman minutes
secretary author reference attachment attachments page next meeting classification copy
"""
_COLUMNS = """
actie acties actiepunt actiepunten wie wat wanneer status naam organisatie functie rol datum deadline gereed termijn
omschrijving toelichting onderwerp nr nummer punt agendapunt besluit besluiten eigenaar verantwoordelijke voortgang
prioriteit opmerking opmerkingen bedrag land term uitleg begrip risico maatregel aantal totaal jaar planning door
action actions item owner who what when due name organisation organization function role date description subject no
number decision decisions responsible progress priority remarks remark notes amount country risk measure total year
category score comment comments
"""
FORM_WORDS = frozenset(_FORM.split())
COLUMN_WORDS = frozenset(_COLUMNS.split())
_LINKS = frozenset(
    {"de", "het", "een", "van", "en", "of", "bij", "voor", "the", "and", "or", "for", "by", "in", "nr", "no"}
)
PAGE_LABELS = frozenset({"blad", "pagina", "page", "sheet"})

_LABEL_VALUE = re.compile(r"^[^\W\d][^:.!?]{0,40}\s?:\s+\S")
_WORDS = re.compile(r"[^\W\d_]+")
_NUMERIC = re.compile(r"\d")


# In verbatim minutes a name with a colon opens each turn; a label that opens so many paragraphs is somebody's name.
_OFTEN = 3
_SPEAKER = re.compile(r"^(?:\[?\d{1,5}[\].)]\s+)?([A-ZÀ-Ý][^:;!?|\n]{0,100}?)\s?:(?=\s|$)")


def speaker_of(paragraph: str) -> str | None:
    """Who speaks in it, if a name with a colon opens it: "[12] De heer Jansen (VVD): Dank u." """
    found = _SPEAKER.match(paragraph)
    return found[1] if found else None


def speaking(paragraphs: Iterable[str]) -> frozenset[str]:
    """The names that open so many paragraphs that they must be of speakers."""
    named = Counter(name for paragraph in paragraphs if (name := speaker_of(paragraph)))
    return frozenset(name for name, count in named.items() if count >= _OFTEN)


def words(text: str) -> list[str]:
    """The words of a label, lower case."""
    return _WORDS.findall(text.lower())


def is_label(text: str, most_words: int = 4) -> bool:
    """Whether a text looks like a label: short, no figures, no sentence."""
    text = text.strip()
    bare = text.rstrip(" :")
    if not bare or len(bare) > 50 or _NUMERIC.search(bare) or bare[-1] in ".,;!":
        return False
    return 0 < len(bare.split()) <= most_words and bool(words(bare))


def is_form_label(text: str) -> bool:
    """Whether a text is one of the usual labels of a meeting's form ("Aanwezig:", "date")."""
    found = words(text)
    return (
        is_label(text)
        and any(word in FORM_WORDS for word in found)
        and FORM_WORDS.union(_LINKS).issuperset(found)
    )


def is_column_label(text: str) -> bool:
    """Whether a text is a usual head of a table's column ("Actiepunt", "due")."""
    found = words(text)
    return len(text) <= 40 and len(found) <= 4 and any(word in COLUMN_WORDS for word in found)


def has_value(text: str) -> bool:
    """Whether a line holds a label and what it says: "Datum: 3 maart 2026"."""
    return bool(_LABEL_VALUE.match(text)) and not text.startswith(("http:", "https:"))


def bare_label(text: str) -> str:
    """The label without its colon."""
    return text.strip().rstrip(":").strip()
