"""Facts told in passing: in a sentence whose neighbours name the subject, and otherwise in a newer report."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer
from ingest.pipeline import ingest_paths
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.embedding.process import ProcessEncoder
from vectorstore.library import Library

AUTUMN = """# Verslag Havenraad, Maasmond, 12 oktober 2026

Namens Zeeland nam gedeputeerde Osinga deel; burgemeester Ter Braak was verhinderd.

## Liggelden

De raad bereikte een akkoord over de liggelden voor 2027. De liggelden voor zeilschepen gaan met 9% omhoog; het
havenbedrijf had 15% voorgesteld. Noorwegen stemde tegen, omdat de onderbouwing volgens dat land ontbreekt. Denemarken
onthield zich van stemming.

## Blauwalg

De havenmeester gaf een toelichting op de meldingen van blauwalg in de havens. Er zijn sinds juli 27 meldingen gedaan in
vier havens. Het havenbedrijf stelt EUR 48.000 beschikbaar voor metingen en borden. België verzocht om een gezamenlijk
meetnet en kreeg daarvoor steun van Duitsland en Ierland. Frankrijk vond dit te vroeg en wil eerst een proef.

Nellie Vos vraagt of de havengelden bevroren kunnen worden. In 2026 bedragen de havengelden € 12 per meter.

De volgende Haven- en Scheepvaartraad vindt plaats op 7 december 2026 in Vlissingen.
"""
SPRING = """# Verslag Havenraad, Vlissingen, 20 mei 2026

Op 20 mei kwam de Havenraad bijeen. Gedeputeerde Van Ellemeet vertegenwoordigde Zeeland.

## Blauwalg

De havenmeester noemde elf meldingen van blauwalg en het havenbedrijf stelde EUR 10.000 beschikbaar.
"""
ENGLISH = """# Minutes of the Quay Committee, 4 September 2026

The quay at Northhaven is closed. The committee asked the secretariat for a study of floating pontoons. The study will
cost at most EUR 60,000.
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over three reports."""
    folder = tmp_path_factory.mktemp("harbour")
    for name, text in (("herfst.md", AUTUMN), ("lente.md", SPRING), ("minutes.md", ENGLISH)):
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", stamp_of()) as opened:
        with ProcessEncoder() as encoder:
            result = ingest_paths(opened, encoder, sorted(folder.glob("*.md")))
        assert result.failed == []
        yield Assistant(opened, query_embedder())


def quotes(answer: Answer) -> list[str]:
    """What the answer quotes, on one line each."""
    return [" ".join(one.quote.split()) for one in answer.citations]


@pytest.mark.parametrize(
    ("question", "newest", "older"),
    [
        ("Hoeveel geld stelt het havenbedrijf beschikbaar voor blauwalg?", "EUR 48.000", "EUR 10.000"),
        ("Hoeveel meldingen van blauwalg zijn er geweest?", "27 meldingen", "elf meldingen"),
    ],
)
def test_the_newer_figure_comes_first_though_its_sentence_does_not_name_the_subject(
    harbour: Assistant, question: str, newest: str, older: str
) -> None:
    first, second = quotes(harbour.ask(question))
    assert newest in first
    assert older in second


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Wie steunde Frankrijk bij het meetnet?", "Frankrijk vond dit te vroeg"),
        ("Wie steunde België bij het meetnet?", "België verzocht"),
        ("Wie vertegenwoordigde Zeeland in oktober?", "gedeputeerde Osinga"),
        ("Wie was er namens Zeeland bij in mei?", "Van Ellemeet vertegenwoordigde"),
        ("hoe hoog zijn de havengelden?", "€ 12 per meter"),
        ("Wanneer is de volgende Haven- en Scheepvaartraad?", "7 december 2026"),
    ],
)
def test_the_sentence_itself_says_who_or_when(harbour: Assistant, question: str, quote: str) -> None:
    found = quotes(harbour.ask(question))
    assert quote in found[0], found
    assert len(found) == 1, found


def test_who_may_be_a_country(harbour: Assistant) -> None:
    assert quotes(harbour.ask("Wie stemde tegen de liggelden voor zeilschepen?"))[0].startswith(
        "Noorwegen stemde tegen"
    )


def test_a_word_that_has_a_translation_is_missed_in_the_other_language(harbour: Assistant) -> None:
    answer = harbour.ask("Who pays for the study of floating pontoons?")
    assert all("Quay" in one.title for one in answer.citations)
