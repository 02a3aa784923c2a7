"""Reports named as people name them."""

from __future__ import annotations

import pytest

from assistant.evaluation.naming import Named, Names

REPORTS = Names(
    [
        Named("1a2b3c4d", "Verslag stuurgroep Pompen", "/verslagen/pompen-1.md"),
        Named("1a2b9999", "Verslag stuurgroep Pompen", "/verslagen/pompen-2.md"),
        Named("77770000", "Verslag Raad", "/verslagen/raad #2.jsonl#raad-2024/05"),
        Named("77771111", "Verslag Raad in december", "/verslagen/raad #2.jsonl#raad-2024/12"),
        Named("88880000", "Mail", "/post/mail.eml"),
        Named("88881111", "Verslag 9 december", "/post/mail.eml!Verslag 9 december.docx"),
    ]
)


@pytest.mark.parametrize(
    ("name", "part", "ids"),
    [
        ("1a2b3c4d", "", ["1a2b3c4d"]),
        ("1A2B3", "", ["1a2b3c4d"]),
        ("1a2", "", []),
        ("1a2b", "", ["1a2b3c4d", "1a2b9999"]),
        ("verslag stuurgroep pompen", "", ["1a2b3c4d", "1a2b9999"]),
        (" pompen-1.md ", "", ["1a2b3c4d"]),
        ("pompen-2", "", ["1a2b9999"]),
        ("/verslagen/pompen-2.md", "", ["1a2b9999"]),
        ("raad-2024/05", "", ["77770000"]),
        ("raad #2.jsonl", "raad-2024/12", ["77771111"]),
        ("raad #2.jsonl", "raad-2024/11", []),
        ("raad #2.jsonl", "", ["77770000", "77771111"]),
        ("Verslag Raad", "", ["77770000"]),
        ("in december", "", ["77771111"]),
        ("mail.eml", "", ["88880000"]),
        ("mail.eml", "Verslag 9 december.docx", ["88881111"]),
        ("Verslag 9 december.docx", "", ["88881111"]),
        ("bestaat niet", "", []),
        ("", "", []),
    ],
)
def test_a_name_finds_its_reports(name: str, part: str, ids: list[str]) -> None:
    assert REPORTS.find(name, part) == ids
