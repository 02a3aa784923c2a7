"""Names, and the one form behind their many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.language.names import canonical, find_names


def names(text: str) -> list[tuple[str, str]]:
    return [(mention.text, canonical(mention)) for mention in find_names(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wat zei Duitsland?", "DE"),
        ("de Duitse minister", "DE"),
        ("What did the Germans say?", "DE"),
        ("Germany's position", "DE"),
        ("wat zei duitsland", "DE"),
        ("de Amerikaanse inzet", "US"),
        ("the U.S. position", "US"),
        ("the United States of America", "US"),
        ("de VS", "US"),
        ("het Verenigd Koninkrijk", "GB"),
        ("British", "GB"),
        ("Noord-Korea", "KP"),
        ("de Oekraïense troepen", "UA"),
        ("Ukraine", "UA"),
        ("de navo-top", "NATO"),
        ("NAVO-bondgenoten", "NATO"),
        ("NATO", "NATO"),
        ("de Europese Unie", "EU"),
        ("the European Union", "EU"),
        ("de Europese Raad", "EUCO"),
        ("the United Nations", "UN"),
        ("Den Haag", "the hague"),
        ("The Hague", "the hague"),
    ],
)
def test_one_form_for_each_country_organisation_and_place(text: str, code: str) -> None:
    assert [found for _, found in names(text)] == [code]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("overleg met Pedro van den Elzen en J. de Vries", ["Pedro van den Elzen", "J. de Vries"]),
        ("met de heer van den Elzen en leden van de Werkgroep", ["van den Elzen", "Werkgroep"]),
        ("Fatima El Amrani stuurt het", ["Fatima El Amrani"]),
        ("J.P. Balkenende kwam", ["J.P. Balkenende"]),
        ("Mr. Smith left on Monday in December", ["Smith"]),
        ("minister Van Ravenswaaij zei", ["Van Ravenswaaij"]),
        (
            "Frank Terpstra(Geonovum), Jasper Roes (Kadaster)",
            ["Frank Terpstra", "Geonovum", "Jasper Roes", "Kadaster"],
        ),
        ("de bijdrage aan PURL en DigiD van JenV", ["PURL", "DigiD", "JenV"]),
        ("Welke landen deden mee? Niemand.", []),
        ("Wat besloot de vergadering op 3 December?", []),
        ("Let op: us en vs en turkey zijn gewone woorden", []),
        ("VERSLAG VAN DE EXTRA VERGADERING VAN DE NAVO", ["NAVO"]),
    ],
)
def test_names_are_found_and_ordinary_words_are_not(text: str, expected: list[str]) -> None:
    assert [found for found, _ in names(text)] == expected


def test_a_name_that_opens_a_sentence_is_known_from_elsewhere() -> None:
    assert (
        names("Dekkers zei niets. Ook minister Dekkers niet. Daarna niets.") == [("Dekkers", "dekkers")] * 2
    )
    assert names("Dekkers zei niets.") == []


def test_a_plural_acronym_is_the_acronym() -> None:
    assert [found for _, found in names("het Kennisplatform API's en de APIs")] == [
        "kennisplatform api",
        "api",
    ]


@given(st.text(alphabet="aBC deNAVO.-'’\n(Duits)É", max_size=120))
def test_mentions_are_cut_exactly_and_in_order(text: str) -> None:
    at = 0
    for mention in find_names(text):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert canonical(mention)
        at = mention.end


@pytest.mark.parametrize(
    "opening", ["Volgens de", "Namens de", "Dankzij de", "According to the", "Ondanks de"]
)
def test_a_preposition_that_opens_the_sentence_is_no_part_of_the_name(opening: str) -> None:
    found = find_names(f"{opening} Estse minister Tamm is dat zo.")
    assert [name.text for name in found] == ["Estse", "Tamm"]
