"""The day a report is about: by its text first, then by its file."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.blocks import Block, BlockKind, Parsed
from ingest.meeting_date import meeting_date

MAY_3 = date(2025, 5, 3)


def found(
    *lines: tuple[BlockKind, str], title: str = "", file: str = "verslag.docx", folders: tuple[str, ...] = (),
    form: str = "docx", stated: date | None = None,
) -> tuple[date | None, tuple[str, ...]]:  # fmt: skip
    blocks = tuple(Block(kind, text, 1) for kind, text in lines)
    return meeting_date(Parsed(form, blocks, date=stated), title, file, folders)


@pytest.mark.parametrize(
    "line",
    [
        ("row", "vergaderdatum: 3-5-2025 | aanwezig: Jansen"),
        ("row", "Datum | 3 mei 2025"),
        ("paragraph", "Datum en tijd: zaterdag 3 mei 2025, 10.00 uur"),
        ("paragraph", "Date: May 3, 2025"),
        ("heading", "Notulen van 3 mei 2025"),
        ("paragraph", "Zwolle, 3 mei 2025"),
        ("paragraph", "De Raad vond op 3 mei jl. plaats in Brussel. De volgende top is op 7 en 8 juli 2025."),
        (
            "paragraph",
            "De ministers kwamen op 3 en 4 mei 2025 bijeen in Zwolle om te spreken over de begroting van het Rijk.",
        ),
        (
            "paragraph",
            "Ministers of the Alliance met in Rotterdam on 3 and 4 May 2025 under the Dutch chair, Ms Van Dam.",
        ),
        ("paragraph", "Verslag van de virtuele bijeenkomst van 3 mei 2025"),
        (
            "paragraph",
            "Op 3 mei 2025 vergaderde de stuurgroep in Zwolle over de voortgang van het programma en de planning.",
        ),
    ],
)
def test_the_text_tells_the_day(line: tuple[BlockKind, str]) -> None:
    assert found(line, ("paragraph", "De termijn loopt tot 31 december 2025.")) == (MAY_3, ())


def test_a_label_of_the_meeting_beats_another_date_before_it() -> None:
    day, _ = found(("paragraph", "Datum: 9 juni 2025"), ("paragraph", "Vergaderdatum: 3 mei 2025"))
    assert day == MAY_3


def test_a_label_and_its_date_may_stand_on_two_lines() -> None:
    assert found(("paragraph", "Datum"), ("paragraph", "3 mei 2025"))[0] == MAY_3


@pytest.mark.parametrize(
    "line",
    [
        "De volgende vergadering is op 9 juni 2025 in Zwolle, waar ook de begroting van het programma wordt besproken.",
        "Het verslag van de vorige vergadering van 9 april 2025 is zonder wijzigingen vastgesteld door de leden.",
        "De verordening treedt in werking op 1 januari 2026, zoals in de wet is vastgelegd door beide Kamers.",
    ],
)
def test_dates_of_other_things_are_not_taken(line: str) -> None:
    assert found(("paragraph", line), file="verslag 3-5-2025.docx")[0] == MAY_3


def test_text_and_file_name_that_differ_are_both_named() -> None:
    day, warnings = found(("row", "Vergaderdatum: 3 mei 2025"), file="Verslag stuurgroep 5-5-2025.odt")
    assert day == MAY_3
    assert warnings == ("file name says 5 May 2025, the text 3 May 2025",)


def test_a_missing_year_comes_from_the_file_or_its_folder() -> None:
    line: tuple[BlockKind, str] = ("heading", "Verslag 3 mei")
    assert found(line, file="verslag 2025.md")[0] == MAY_3
    assert found(line, folders=("Verslagen", "20250503"))[0] == MAY_3


def test_the_day_a_mail_was_sent_is_the_last_that_its_text_is_asked_for() -> None:
    sent = date(2025, 5, 9)
    report = "Verslag stuurgroep 3 mei"
    assert found(("paragraph", "Bijgaand het verslag."), title=report, form="eml", stated=sent)[0] == MAY_3
    assert found(("paragraph", "Bijgaand de stukken."), title="Stukken", form="eml", stated=sent) == (
        sent,
        (),
    )


def test_a_date_field_beats_the_prose_but_not_a_label() -> None:
    field = date(2025, 5, 4)
    prose: tuple[BlockKind, str] = ("paragraph", "De Raad vond op 3 mei 2025 plaats in Brussel.")
    assert found(prose, form="jsonl", stated=field) == (field, ())
    day, warnings = found(("paragraph", "Vergaderdatum: 3 mei 2025"), form="jsonl", stated=field)
    assert (day, warnings) == (MAY_3, ("date field says 4 May 2025, the text 3 May 2025",))


def test_the_file_name_is_used_when_the_text_is_silent() -> None:
    assert found(("paragraph", "Er is gesproken."), file="20250503_verslag.docx") == (MAY_3, ())
    assert found(("paragraph", "Er is gesproken."), folders=("Verslagen", "2025-05-03")) == (MAY_3, ())


def test_nothing_is_made_up() -> None:
    assert found(("paragraph", "Er is gesproken over 2026 en over mei 2025.")) == (None, ())
