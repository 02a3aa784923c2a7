"""What the words of a question find."""

from __future__ import annotations

from pathlib import Path

import pytest

from vectorstore.places import Place, Selection, WordsEntry
from vectorstore.words import MOST_TERMS, WordsIndex, question_terms

TEXTS = [
    ("nl", "Stuurgroep · 1 september 2021", "De defensieuitgaven stijgen naar 3,5 procent."),
    ("nl", "Raad · 4 maart 2025", "De defensie-uitgaven van de lidstaten zijn besproken."),
    (
        "nl",
        "Raad · 5 mei 2025",
        "Ministers in vergaderingen over coördinatie; zie Kamerstuk 36 850, nr. X-2.",
    ),
    ("en", "Council · 6 June 2025", "The ministers discussed the purchase of helicopters in The Hague."),
    ("nl", "Commissie · 7 juli 2025", "Niets over geld."),
]


@pytest.fixture
def index(tmp_path: Path) -> WordsIndex:
    """An index of the five texts above, each a report of one passage."""
    made = WordsIndex(tmp_path / "words")
    made.write(WordsEntry(Place(i, 0), *text) for i, text in enumerate(TEXTS))
    return made


def found(
    index: WordsIndex, words: str, language: str = "nl", selection: Selection | None = None
) -> list[int]:
    """The reports found, best first."""
    return [place.number for place in index.search(words, language, selection or Selection(), 10)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("defensie-uitgaven", {0, 1}),
        ("defensieuitgaven", {0, 1}),
        ("DEFENSIE", {1}),
        ("uitgave", {1}),
        ("defensie uitgaven", {0, 1}),
        ("ministersvergadering", {2}),
        ("minister", {2, 3}),
        ("Ministers", {2, 3}),
        ("vergadering over coordinatie", {2}),
        ("36850", {2}),
        ("36 850", {2}),
        ("36.850, nr. X-2", {2}),
        ("1 september 2021", {0}),
        ("welke helikopters of helicopters", {3}),
        ("zeppelin", set()),
    ],
)
def test_forms_of_a_word(index: WordsIndex, words: str, wanted: set[int]) -> None:
    assert set(found(index, words)) == wanted


def test_the_title_counts(index: WordsIndex) -> None:
    assert found(index, "stuurgroep")[0] == 0


def test_stop_words_count_only_when_there_is_nothing_else(index: WordsIndex) -> None:
    assert found(index, "wat is er over de helicopters") == [3]
    assert set(found(index, "over de")) >= {0, 1}
    assert question_terms("what was the purchase", "en") == ["purchase"]


def test_selections(index: WordsIndex) -> None:
    assert set(found(index, "raad", selection=Selection(only=frozenset({0, 1})))) == {1}
    assert set(found(index, "raad", selection=Selection(without=frozenset({1})))) == {2, 3}
    assert found(index, "raad", selection=Selection(only=frozenset())) == []


def test_deleted_reports_are_not_found(index: WordsIndex) -> None:
    index.delete([1, 2])
    assert found(index, "raad") == [3]  # Council
    assert index.count() == 3
    assert dict(index.reports()) == {0: 1, 3: 1, 4: 1}


def test_a_failure_adds_nothing(index: WordsIndex) -> None:
    def entries() -> object:
        yield WordsEntry(Place(9, 0), "nl", "", "zeppelin")
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        index.write(entries())  # type: ignore[arg-type]
    assert found(index, "zeppelin") == []
    index.write([WordsEntry(Place(9, 0), "nl", "", "zeppelin")])
    assert found(index, "zeppelin") == [9]


def test_a_long_question_is_cut() -> None:
    assert len(question_terms(" ".join(f"woord{i}" for i in range(50_000)), "nl")) == MOST_TERMS


def test_a_word_finds_its_translation(tmp_path: Path) -> None:
    texts = [
        ("nl", "", "De raad kwam bijeen."),
        ("en", "", "The council met."),
        ("nl", "", "Het council kwam bijeen."),
        ("en", "", "The raad met."),
    ]
    index = WordsIndex(tmp_path / "words")
    index.write(WordsEntry(Place(i, 0), *text) for i, text in enumerate(texts))
    scores = index.search("raad", "nl", Selection(), 10)
    assert scores[Place(1, 0)] == pytest.approx(scores[Place(0, 0)], rel=0.3)
    assert scores[Place(2, 0)] < 0.6 * scores[Place(0, 0)]  # a Dutch report with the English word
    assert Place(3, 0) in scores


@pytest.mark.parametrize(
    ("words", "language", "share"),
    [
        ("Which money was discussed?", "en", 1.0),
        ("Which money did the zeppelin cost?", "en", 1 / 3),
        ("Welke zeppelins?", "nl", 0.0),
        ("Welk geld?", "nl", 1.0),
        ("?", "en", 1.0),
    ],
)
def test_how_far_the_words_of_a_question_are_known(
    index: WordsIndex, words: str, language: str, share: float
) -> None:
    assert index.known(words, language) == pytest.approx(share)


def test_whole_reports_are_scored_by_all_their_passages(tmp_path: Path) -> None:
    index = WordsIndex(tmp_path / "words")
    index.write(
        WordsEntry(Place(number, at), "nl", "Verslag", text)
        for number, texts in enumerate((["dijken", "sluizen"], ["dijken", "wegen"], ["sporen", "wegen"]))
        for at, text in enumerate(texts)
    )
    scores = index.search_reports("dijken en sluizen", "nl", [0, 1, 2])
    assert set(scores) == {0, 1}
    assert scores[0] > scores[1]
    assert index.search_reports("dijken", "nl", [2]) == {}
    assert index.search_reports("dijken", "nl", []) == {}
