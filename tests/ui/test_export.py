"""An answer taken along: the quotes to the letter, real footnotes, in a file that others can open."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.building import HOSTILE
from tests.ui.exported import (
    EN,
    NL,
    NOW,
    citation,
    kinds,
    note_texts,
    notes,
    plain,
    quoted,
    read_back,
    single_spaced,
    turn,
    xml_text,
)  # fmt: skip
from ui.errors import UserError
from ui.export import KINDS, Kind, copy_text, export
from ui.export import writing as writing_module
from ui.export.nodes import words
from ui.messages import LANGUAGES, Language, messages

BAD = "\N{REPLACEMENT CHARACTER}"
STRANGE = [
    HOSTILE, "*vet* _schuin_ **x** ~~door~~", "[^1]", "[^1]: noot", "Zie [1]. [2]", "<script>alert(1)</script>",
    "$x$ en $5 of $$y$$", "![](http://192.0.2.1/x.png)", "\\include{/etc/passwd} \\(x\\) C:\\map\\",
    "&amp; &lt;b> &#65;",
    "[klik](javascript:alert(1)) [[wiki]] [@jan]", "http://192.0.2.1/?a=b www.voorbeeld.nl jan@voorbeeld.nl", "# kop",
    "## kop ##", "1. een", "a) een", "(a) een", "12. december", "- streep", "+ plus", "> groter", "| a | b |", ":::",
    "::: div", ": definitie", "%titel", "---", "***", "===", "```", "~~~", "`code`", "a -- b --- c ...", "==geel==",
    "{.klasse} {{ waarde }} {% blok %}", "<!-- weg -->", "<?php ?>", "emoji 😀 👩‍👩‍👧 :smile:", "H~2~O x^2^",
    "é ë ﬁ ½ €",
    "Projectleider | mevrouw De Wit | 24 maanden", "שלום עולם", "a  b   c", "C#", "#tag", "*", "\\", "<", "[", "^", "`",
]  # fmt: skip
BROKEN = {
    "nul \x00 hier": f"nul {BAD} hier",
    "recht \u202eom\u202c en \u2066om\u2069": f"recht {BAD}om{BAD} en {BAD}om{BAD}",
    "half \ud83d teken \udc00": f"half {BAD} teken {BAD}",
    "bel \x07 esc \x1b[31m \ufffe \uffff": f"bel {BAD} esc {BAD}[31m {BAD} {BAD}",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_quote_stands_there_to_the_letter_with_its_footnote(kind: Kind, language: Language) -> None:
    say = messages(language)
    data = export("Titel", [quoted(*STRANGE, footnotes=["Kamerstuk *36* [^2]."])], kind, say, NOW)
    blocks = read_back(data, kind)
    paragraphs = [single_spaced(plain(block)) for block in blocks]
    assert [text for text in paragraphs if text.endswith("^")] == [
        single_spaced(f"{text}^") for text in STRANGE
    ]
    place = {"nl": "3 april 2025, Gemaal Oosterdijk › Kosten, blz. 3. Noot bij deze zin:", "en": "3 April 2025, "
             "Gemaal Oosterdijk › Kosten, p. 3. Note to this sentence:"}[language]  # fmt: skip
    assert {plain(one["c"]) for one in notes(blocks)} == {
        f"Verslag stuurgroep Pompen, {place} Kamerstuk *36* [^2]."
    }
    assert len(notes(blocks)) == len(STRANGE)
    assert set(kinds(blocks)) <= {"Header", "Para"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_text_shows_as_a_replacement_character(kind: Kind) -> None:
    data = export("T\x00itel", [quoted(*BROKEN, title="V\ud800erslag \u202e")], kind, NL, NOW)
    texts = [plain(block) for block in read_back(data, kind)]
    assert [text[:-1] for text in texts if text.endswith("^")] == list(BROKEN.values())
    assert all(text.startswith(f"V{BAD}erslag {BAD}, 3 april 2025") for text in note_texts(data, kind))


def test_not_a_space_is_lost_in_the_file_itself() -> None:
    archive = ZipFile(BytesIO(export("Titel", [quoted("a  b   c\td ", footnotes=["x  y"])], "docx", NL, NOW)))
    assert "a  b   c\td " in xml_text(archive, "word/document.xml", "t")
    assert any("x  y" in text for text in xml_text(archive, "word/footnotes.xml", "t"))


@settings(max_examples=12)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), min_size=1, max_size=30))
def test_markdown_reads_as_the_same_text(texts: list[str]) -> None:
    # GitHub's Markdown composes accents and drops spaces at the ends of lines; so do both sides here.
    def seen(text: str) -> str:
        return " ".join(unicodedata.normalize("NFC", text).split())

    data = export("Titel", [quoted(*texts)], "md", NL, NOW)
    found = [seen(plain(block)[:-1]) for block in read_back(data, "md") if plain(block).endswith("^")]
    assert found == [seen(plain(words(text))) for text in texts]


@pytest.mark.parametrize("kind", KINDS)
def test_a_conversation_has_a_heading_for_each_question(kind: Kind) -> None:
    turns = [turn("Ja. [1]", [citation(1, "Ja.")], f"Vraag {n} over *de* dijk?") for n in range(3)]
    data = export("Over de dijk", turns, kind, NL, NOW)
    blocks = read_back(data, kind)
    headings = [(block["c"][0], plain(block)) for block in blocks if block["t"] == "Header"]
    level = 2 if kind == "md" else 1
    asked = [(level, f"Vraag {n} over *de* dijk?") for n in range(3)]
    assert headings == ([(1, "Over de dijk"), *asked] if kind == "md" else asked)
    texts = [plain(block) for block in blocks]
    # In Word's format a reader takes title and date apart, by their styles.
    apart = xml_text(ZipFile(BytesIO(data)), "word/document.xml", "t") if kind == "docx" else []
    assert "Geëxporteerd op 6 december 2025" in [*texts, *apart]
    assert sum("Doorzocht: 12 verslagen (3 april 2025 – 3 december 2025)" in text for text in texts) == 3


def test_a_single_question_that_is_the_title_is_not_repeated() -> None:
    data = export("Wat is er besloten?", [quoted("De zin.")], "md", NL, NOW).decode()
    assert data.count("Wat is er besloten?") == 1
    assert data.startswith("# Wat is er besloten?\n")


def test_dates_lists_and_rows_keep_their_shape() -> None:
    citations = [
        citation(n, text)
        for n, text in enumerate(["Een.", "Twee.", "a | b", "c | d", "Lijst 1", "Lijst 2"], 1)
    ]
    text = "3 april 2025: Een. [1] Twee. [2]\n\na | b [3]\nc | d [4]\n\n"
    text += "Er zijn er 2:\n- Lijst 1 [5]\n- 3 mei 2025: Lijst 2 [6]"
    blocks = read_back(export("Titel", [turn(text, citations)], "docx", NL, NOW), "docx")
    texts = [(block["t"], plain(block)) for block in blocks]
    assert ("Para", "3 april 2025: Een.^ Twee.^") in texts
    assert ("Para", "a | b^\nc | d^") in texts
    assert ("Para", "Er zijn er 2:") in texts
    assert ("BulletList", "Lijst 1^3 mei 2025: Lijst 2^") in texts


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_has_its_closest_passages_and_no_footnote(kind: Kind) -> None:
    hit = citation(1, "", text="De pomp\n\nstond *stil*. " + "lang " * 200)
    refused = turn("Daarover staat er niets.", [], status="not_found", closest=[hit])
    blocks = read_back(export("Titel", [refused], kind, NL, NOW), kind)
    text = "\n".join(plain(block) for block in blocks)
    assert notes(blocks) == []
    assert "Niet gevonden" in text
    assert "Doorzocht: 12 verslagen" in text
    assert "De dichtstbijzijnde passages; zij geven geen antwoord op de vraag" in text
    assert "Verslag stuurgroep Pompen, 3 april 2025, Gemaal Oosterdijk › Kosten, blz. 3\n" in text
    assert "De pomp\nstond *stil*." in text
    assert text.count("lang") < 120
    assert NL("export.word_for_word") not in text


def test_a_quote_cited_twice_has_the_same_source_text_both_times() -> None:
    cited = turn("Ja. [1] Nee. [1]", [citation(1, "Ja.")])
    cited["answer"]["claims"].append({"text": "Nee.", "citations": [1], "verified": True})
    cited["answer"]["mode"] = "generated"
    first, second = note_texts(export("Titel", [cited], "docx", EN, NOW), "docx")
    assert first == "Verslag stuurgroep Pompen, 3 April 2025, Gemaal Oosterdijk › Kosten, p. 3."
    assert second == f"{first.removesuffix('.')}: “Ja.”"  # a sentence that isn't the quote has it in the note


def test_several_notes_on_one_sentence_and_a_sentence_that_was_not_found() -> None:
    cited = turn("Samen. [1] [2] Verzonnen.", [citation(1, "Een."), citation(2, "Twee.")], mode="generated")
    cited["answer"]["claims"] = [
        {"text": "Samen.", "citations": [1, 2], "verified": True},
        {"text": "Verzonnen.", "citations": [], "verified": False},
    ]
    data = export("Titel", [cited], "docx", NL, NOW)
    texts = [plain(block) for block in read_back(data, "docx")]
    assert "Samen.^,^ Verzonnen. [zonder bron: deze zin noemt geen bron]" in texts
    assert [text[-7:] for text in note_texts(data, "docx")] == [" “Een.”", "“Twee.”"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_removed_report_is_told_in_words(kind: Kind) -> None:
    gone = {"number": 2, "report": "geheim-id", "date": "2025-12-03", "removed": True}
    cited = turn("Ja. [1] Nee. [2]", [citation(1, "Ja."), gone])
    cited["answer"]["claims"].append({"text": "Nee.", "citations": [2], "verified": True})
    told = "Het verslag waaruit dit kwam (vergadering: 3 december 2025) is uit de bibliotheek verwijderd."
    data = export("Titel", [cited], kind, NL, NOW)
    assert note_texts(data, kind)[1] == told
    assert f"[2] {told}" in copy_text(cited, NL)


@pytest.mark.parametrize("kind", KINDS)
def test_what_went_with_a_removed_report_is_told_once(kind: Kind) -> None:
    gone = [
        {**citation(number, "", title="", section="", page=None, date="2025-12-03"), "removed": True}
        for number in (2, 3)
    ]
    cited = turn("Ja. [1]", [citation(1, "Ja."), *gone])
    blocks = read_back(export("Titel", [cited], kind, NL, NOW), kind)
    told = (
        "Een deel van dit antwoord is vervallen: het verslag waaruit het kwam (vergadering: 3 december 2025) "
        "is uit de bibliotheek verwijderd."
    )
    assert len(notes(blocks)) == 1
    assert [plain(block) for block in blocks].count(told) == 1
    copied = copy_text(cited, NL)
    assert copied.startswith(f"Ja. [1]\n\n{told}\n\nBronnen:\n[1] ")
    assert "[2]" not in copied
    nothing = turn("", [])
    assert copy_text(nothing, EN).startswith("This answer is gone")
    assert "This answer is gone" in plain(read_back(export("Titel", [nothing], kind, EN, NOW), kind))


def test_a_citation_that_no_sentence_has_is_still_listed() -> None:
    data = export("Titel", [turn("Iets anders.", [citation(1, "Ja.")])], "md", NL, NOW)
    assert [plain(block) for block in read_back(data, "md") if block["t"] == "BulletList"] == ["Ja.^"]


def test_too_slow_a_run_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing_module, "SECONDS", 0.001)
    with pytest.raises(UserError, match=r"export\.failed"):
        export("Titel", [quoted("Zin.")], "docx", NL, NOW)
