"""What reports are called, and which series they belong to."""

from __future__ import annotations

import pytest

from ingest.blocks import Block, BlockKind, Parsed
from ingest.titles import find_title, series_of, title_of_file


def parsed(*lines: tuple[BlockKind, str], title: str = "") -> Parsed:
    return Parsed("docx", tuple(Block(kind, text, 1) for kind, text in lines), title=title)


PROSE = "De vergadering begon om tien uur en werd voorgezeten door de voorzitter, die iedereen welkom heette."


def test_a_first_line_that_says_only_verslag_takes_the_next() -> None:
    title = find_title(
        parsed(("heading", "Verslag"), ("heading", "Stuurgroep Dijken"), ("paragraph", PROSE)), "a.docx"
    )
    assert (title.text, title.blocks) == ("Verslag Stuurgroep Dijken", (0, 1))


def test_an_organisation_above_the_meeting_stays_with_it() -> None:
    found = find_title(
        parsed(("heading", "Waterland"), ("heading", "Werkgroep Dijken"), ("paragraph", PROSE)), "a.docx"
    )
    assert found.text == "Waterland, Werkgroep Dijken"


def test_the_title_is_kept_as_the_text_has_it() -> None:
    line = "VERSLAG NAVO FOREIGN MINISTER MEETING VAN 3 december 2025"
    assert find_title(parsed(("heading", line), ("paragraph", PROSE)), "x.txt").text == line


def test_a_stated_title_comes_first_without_its_reply_marks() -> None:
    assert (
        find_title(parsed(("heading", "Iets"), title="FW: Re: Verslag raad 3 mei"), "x.eml").text
        == "Verslag raad 3 mei"
    )


def test_a_title_that_a_program_left_is_passed_over() -> None:
    assert (
        find_title(parsed(("heading", "Verslag raad"), title="Microsoft Word - Document1"), "x.html").text
        == "Verslag raad"
    )


def test_a_form_gives_its_subject() -> None:
    found = find_title(
        parsed(("heading", "MEMO"), ("row", "Onderwerp: Planning 2026 | Aan: Stuurgroep")), "x.docx"
    )
    assert found.text == "MEMO Planning 2026"


@pytest.mark.parametrize(
    "first",
    [
        ("paragraph", PROSE),
        ("heading", "1. Opening"),
        ("heading", "Aanwezig"),
        ("paragraph", "Datum: 3 maart 2025"),
        ("paragraph", "3 maart 2025"),
        ("row", "Datum: 3 maart 2025 | Plaats: Zwolle"),
    ],
)
def test_a_text_without_title_is_named_after_its_file(first: tuple[BlockKind, str]) -> None:
    found = find_title(parsed(first, ("paragraph", PROSE)), "Verslag_stuurgroep_dijken_2025-03-03.docx")
    assert (found.text, found.blocks) == ("Verslag stuurgroep dijken", ())


def test_a_folder_helps_when_nothing_else_says_which_meeting() -> None:
    found = find_title(
        parsed(("heading", "Verslag"), ("paragraph", PROSE)),
        "verslag 3-3-2025.md",
        ("2025", "Werkgroep Dijken"),
    )
    assert found.text == "Verslag Werkgroep Dijken"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("20190319Verslag API vervolg.docx", "Verslag API vervolg"),
        ("2018_11_09_ Werkgroep Architectuur_notulen.docx", "Werkgroep Architectuur notulen"),
        ("Verslag stuurgroep 1-9-2021.docx", "Verslag stuurgroep"),
        ("20190312 API portal (3).docx", "API portal"),
        ("verslag-raad-26-april.pdf", "Verslag raad"),
        ("2025-06-12.pdf", "2025-06-12"),
    ],
)
def test_a_file_name_becomes_a_title(name: str, title: str) -> None:
    assert title_of_file(name) == title


@pytest.mark.parametrize(
    ("titles", "series"),
    [
        (["Verslag Stuurgroep Kennisplatform API's", "Verslag stuurgroep kennisplatform APIs 5-6-2018",
          "Notulen van de stuurgroep Kennisplatform API’s d.d. 3 mei 2025"], "stuurgroep kennisplatform apis"),
        (["Verslag Raad Digitale Netwerken van 23 mei 2024", "Verslag Raad Digitale Netwerken te Den Haag",
          "Verslag Raad Digitale Netwerken, Dublin, 26 maart 2026"], "raad digitale netwerken"),
        (["Verslag: Werkgroep Architectuur 2020-10-15", "Bijeenkomst Werkgroep Architectuur",
          "Kort verslag bijeenkomst WG Architectuur", "24 03 2019 verslag werkgroep Architectuur"],
         "werkgroep architectuur"),
        (["Minutes of the Steering Committee, 3 May 2025", "Steering Committee minutes"], "steering committee"),
    ],
)  # fmt: skip
def test_all_meetings_of_a_series_have_one_name(titles: list[str], series: str) -> None:
    assert {series_of(title) for title in titles} == {series}
