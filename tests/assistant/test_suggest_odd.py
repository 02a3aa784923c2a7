"""Questions suggested from odd reports: with hostile headings, without a date, without headings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from ingest.pipeline import ingest_paths
from tests.assistant.asking import LANGUAGES, TODAY
from vectorstore.embedding import query_embedder, stamp_of
from vectorstore.embedding.process import ProcessEncoder
from vectorstore.language.detect import Language
from vectorstore.library import Library
from vectorstore.types import ReportFilter

HOSTILE = f"""# Verslag Werkgroep Vreemde Koppen 3 februari 2026

## {"Zeer lange kop over van alles en nog wat " * 8}

De werkgroep besprak een kop van driehonderd tekens, en besloot dat zo'n kop op geen enkele knop past die bestaat.

## <script>alert('kop')</script> Veiligheid

De werkgroep besprak dat een kop met een script erin niets is dat iemand op een knop wil zien staan, en sloot af.

## De "aangehaalde" sluis \u202eomgekeerd\u202c

De werkgroep besprak de aangehaalde omgekeerde sluis uitvoerig. De aangehaalde sluis gaat omgekeerd weer open in
maart 2027, na het hoogwater.

## {{question}} {{0}}

De werkgroep besprak accolades, die nergens ingevuld worden, en vond dat zij in een verslag niet thuishoren, ook niet.

## Jan de Bruin

De werkgroep besprak wat Jan de Bruin had ingebracht over het onderhoud van de brug, en dankte hem daar hartelijk voor.
"""
UNDATED = """# Verslag Werkgroep Bruggen

## Onderhoud van de ophaalbrug

De ophaalbrug krijgt in het najaar nieuwe scharnieren, omdat de oude scharnieren bij vorst blijven steken in het slot.
De werkgroep besloot om het onderhoud van de ophaalbrug voortaan elke twee jaar te laten doen door een vaste aannemer.
"""
BARE = (
    "De leden spraken lang over de stalen damwand en over het geld. De stalen damwand is verroest. Een ingenieur zag "
    "de stalen damwand op maandag en vond zeven gaten onder water. De stalen damwand moet daarom voor de winter worden "
    "vervangen, zei de ingenieur. Er zijn twee aannemers die de stalen damwand kunnen plaatsen voor de prijs die past."
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of three odd reports: hostile headings, no date, no headings."""
    folder = tmp_path_factory.mktemp("odd")
    for name, text in (("hostile.md", HOSTILE), ("undated.md", UNDATED), ("bare.txt", BARE)):
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", stamp_of()) as opened:
        with ProcessEncoder() as encoder:
            result = ingest_paths(
                opened, encoder, [folder / "hostile.md", folder / "undated.md", folder / "bare.txt"]
            )
        assert result.failed == []
        yield opened


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_headings_make_no_questions(odd: Library, language: Language) -> None:
    suggested = Assistant(odd, query_embedder()).suggestions(language, 8, today=TODAY)
    assert any("sluis" in question for question in suggested)
    for question in suggested:
        assert len(question) <= 130
        assert "Bruin" not in question
        assert "alert" not in question.casefold()
        assert not set(question) & set('<>{}"\n\u202e\u202c')


def test_reports_without_a_date_or_headings_are_asked_about_too(odd: Library) -> None:
    assistant = Assistant(odd, query_embedder())
    suggested = assistant.suggestions("nl", 8, today=TODAY)
    assert any("onderhoud van de ophaalbrug" in question for question in suggested)
    assert any("stalen damwand" in question for question in suggested)


def test_only_a_report_without_headings(odd: Library, tmp_path: Path) -> None:
    bare = next(info.id for info in odd.reports() if info.source.endswith("bare.txt"))
    suggested = Assistant(odd, query_embedder()).suggestions(
        "nl", 4, ReportFilter(reports=(bare,)), today=TODAY
    )
    assert suggested == ["Wat is er besproken over de stalen damwand?"]
