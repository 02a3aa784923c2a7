"""Parliamentary papers in the shapes in which reports cite them."""

from __future__ import annotations

import pytest

from ingest.references import find_references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kamerstuk 36 850, nr. X-2", [("36850", "X-2")]),
        ("Kamerstukken II 2024/25, 21501-02, nr. 2345", [("21501-02", "2345")]),
        ("Kamerstuk 21 501-28, nr. 254", [("21501-28", "254")]),
        ("36 850 X, nr. 2", [("36850-X", "2")]),
        ("Kamerstukken II 2025/26, 36 800 V, nr. 12.", [("36800-V", "12")]),
        ("Kamerstukken 36 850, nrs. 12 en 13", [("36850", "12"), ("36850", "13")]),
        ("Kamerstukken I 2024/25, 36 200, A", [("36200", "A")]),
        ("Kamerstuk 36 941", [("36941", "")]),
        ("Kamerstuk 36941-23.", [("36941", "23")]),
        ("Kamerstuk 21501-02", [("21501-02", "")]),
        ("Kamerstuk 21501-02-2345", [("21501-02", "2345")]),
        ("Aanhangsel Handelingen II 2023/24, nr. 345", [("Aanhangsel 2023-2024", "345")]),
        ("Aanhangsel van de Handelingen, vergaderjaar 2023-2024, nr. 12", [("Aanhangsel 2023-2024", "12")]),
        ("Handelingen II 2023/24, nr. 34, item 5", [("Handelingen 2023-2024", "34-5")]),
        ("zie de Kamerbrief van 3 december 2025 over de top", [("Kamerbrief", "2025-12-03")]),
        ("de Kamerbrief over Oekraïne", [("Kamerbrief", "")]),
        ("EUR 12 345, nr. 2", []),
        ("Postbus 12345 nr. 2", []),
        ("tussen 2024 en 2025 zijn 36 850 mensen geteld", []),
        ("IBAN NL00 12 345 67", []),
    ],
)
def test_papers_are_normalised(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.dossier, found.number) for found in find_references(text)] == expected


def test_a_reference_is_cut_exactly() -> None:
    text = "Eerder gemeld (Kamerstukken 28 676, nrs. 400 en 402) aan de Kamer."
    assert [text[r.start : r.end] for r in find_references(text)] == ["Kamerstukken 28 676, nrs. 400", "402"]
