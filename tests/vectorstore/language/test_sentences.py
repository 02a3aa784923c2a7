"""Where sentences end, and where they don't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.language.sentences import LONGEST, split_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


# A bar marks where a sentence ends; the text is split at the bars and nowhere else.
MARKED = [
    "De FMM vond op 3 december jl. plaats in Brussel.|De bijeenkomst volgde.",
    "Een bijdrage van EUR 250 mln. aan PURL aan.|Ook gaat EUR 35 mln.|Nederland steunt dit.",
    "EUR 30 mln. bij en Estland EUR 2 mln.|Diverse bondgenoten volgen.",
    "Dit kost ca. EUR 3 mln. EUR 2 mln. is er al.",
    "J.P. Balkenende en P.C. Hooft spraken met mr. A. de Vries.|Plan B.|Het volgt.",
    "Dhr. Jansen, mevr. De Boer en prof. dr. ir. Smit (o.a. Delft) kwamen.",
    "Zie art. 3 van de wet, Kamerstuk 36 850, nr. X-2.|De Kamer zei: “Nee.”|Toen kwam hij!",
    "Zie § 2.1.|Om 14.00 uur begon het... en verder.|Wacht…|Nee.",
    "Dat is duidelijk (zie de bijlage.)|Nederland stemt in.",
    "Echt waar?|Ja zeker!|Goed.",
    "De groei is 3,5% of 2.5 procent.|In 2026 meer, m.b.t. Oekraïne z.s.m. en evt. later e.d. gaat het door.",
    "Meer op https://example.org/a.b?c=d.e en op www.example.org.|Einde.",
    "Dit is besproken. volgende keer verder.",
    "1. Opening|2. Mededelingen.|Er zijn er geen.",
    "The Hon. Member and Mr. Smith, e.g. at No. 10, agreed.|Dr. Jones did not.",
    "The U.S. economy grew 3.5 per cent, i.e. approx. 2 points.|He said no.|Then he left.",
    "Er is gewacht.|Volgens de voorzitter, J. van Dijk, is dat goed enz.|Daarna is gesloten.",
    "Dat is gedaan.|Volgende keer verder.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_sentences_end_at_the_bars(marked: str) -> None:
    separator = "\n" if marked.startswith("1. ") else " "
    assert split(marked.replace("|", separator)) == marked.replace(
        " volgende keer", "| volgende keer"
    ).replace("| ", "|").split("|")


def test_a_forgotten_space_still_ends_a_sentence() -> None:
    assert split("Dat is gedaan.Volgende keer verder op Node.Js en Mr.LeBlanc.") == [
        "Dat is gedaan.", "Volgende keer verder op Node.Js en Mr.LeBlanc.",
    ]  # fmt: skip


def test_a_line_end_ends_a_sentence() -> None:
    assert split("Aanwezig\n\n  Frank Terpstra  \nEinde") == ["Aanwezig", "Frank Terpstra", "Einde"]


@pytest.mark.parametrize("text", ["a, b; " * 800, "naam " * 900, "x" * 3500, "Zin. " + "woord, " * 600])
def test_an_overlong_sentence_is_cut(text: str) -> None:
    pieces = split(text)
    assert max(map(len, pieces)) <= LONGEST
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_long_list_is_cut_at_its_semicolons() -> None:
    pieces = split("; ".join(f"punt {n}, dat is een onderdeel van de lijst" for n in range(60)))
    assert all(piece.endswith(";") for piece in pieces[:-1])


@given(st.text(alphabet='aBc D.!?…\n"”)(;,1€nr-é\u00a0', max_size=300))
def test_spans_cover_every_visible_character_once_and_in_order(text: str) -> None:
    at = 0
    for start, end in split_sentences(text):
        assert at <= start < end <= len(text)
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


def test_it_is_linear_in_hostile_text() -> None:
    for text in ("nr. " * 50_000, "." * 200_000, "x" * 500_000):
        assert split_sentences(text)
