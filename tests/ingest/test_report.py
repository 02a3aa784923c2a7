"""From blocks to a report: text, sections, sentences, footnotes, passages, and their offsets."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import Block, Note, Parsed, Part, UnreadableFile
from ingest.passages import MOST
from ingest.report import assemble
from vectorstore.types import Report

BLOCKS = (
    Block("heading", "Verslag", 1, page=1),
    Block("heading", "Stuurgroep Dijken", 2, page=1),
    Block("row", "Vergaderdatum: 3-5-2025", page=1),
    Block("row", "Aanwezig: Anke de Vries, Joris Bakkum", page=1),
    Block("heading", "1. Opening", 3, page=1),
    Block("paragraph", "De voorzitter opent om 10.00 uur. Er zijn geen mededelingen.", page=1),
    Block("heading", "2. Planning", 3, page=2),
    Block("heading", "2.1 Geld", 4, page=2),
    Block("paragraph", "Er is EUR 3 mln. extra nodig. Dat staat in de brief.", page=2,
          notes=(Note(29, "Kamerstuk 36 850, nr. 2"),)),
    Block("item", "radar", page=3),
    Block("item", "kabels", page=3, notes=(Note(6, "Zie bijlage 2."),)),
)  # fmt: skip


def report_of(*blocks: Block, file_name: str = "verslag.docx", **stated: str) -> Report:
    part = Part("", Parsed("docx", blocks, **stated))  # type: ignore[arg-type]
    return assemble(part, source=f"/reports/{file_name}", sha256="00", file_name=file_name)


@pytest.fixture(name="report")
def a_report() -> Report:
    return report_of(*BLOCKS)


def quotes(report: Report) -> list[str]:
    return [report.text[s.start : s.end] for s in report.sentences]


def test_the_text_is_laid_out_as_a_reader_sees_it(report: Report) -> None:
    assert report.text == (
        "Verslag\nStuurgroep Dijken\n\nVergaderdatum: 3-5-2025\nAanwezig: Anke de Vries, Joris Bakkum\n\n"
        "1. Opening\n\nDe voorzitter opent om 10.00 uur. Er zijn geen mededelingen.\n\n2. Planning\n\n2.1 Geld\n\n"
        "Er is EUR 3 mln. extra nodig. Dat staat in de brief.\n\nradar\nkabels\n\n"
        "1  Kamerstuk 36 850, nr. 2\n2  Zie bijlage 2."
    )


def test_what_the_report_is(report: Report) -> None:
    assert (report.title, report.date, report.language) == (
        "Verslag Stuurgroep Dijken",
        date(2025, 5, 3),
        "nl",
    )
    assert report.series == "stuurgroep dijken"
    assert (report.format, report.sha256, report.source) == ("docx", "00", "/reports/verslag.docx")


def test_the_id_hangs_on_the_source_alone(report: Report) -> None:
    assert report.id == report_of(Block("paragraph", "Iets anders."), file_name="verslag.docx").id
    assert report.id != report_of(*BLOCKS, file_name="ander.docx").id


def test_every_sentence_is_cut_exactly(report: Report) -> None:
    assert quotes(report) == [
        "Verslag", "Stuurgroep Dijken", "Vergaderdatum: 3-5-2025", "Aanwezig: Anke de Vries, Joris Bakkum", 
        "1. Opening", "De voorzitter opent om 10.00 uur.", "Er zijn geen mededelingen.", "2. Planning", "2.1 Geld",
        "Er is EUR 3 mln. extra nodig.", "Dat staat in de brief.", "radar", "kabels",
        "Kamerstuk 36 850, nr. 2", "Zie bijlage 2.",
    ]  # fmt: skip


def test_footnotes_hang_on_their_sentences(report: Report) -> None:
    hanging = {report.text[s.start : s.end]: s.footnotes for s in report.sentences if s.footnotes}
    assert hanging == {"Er is EUR 3 mln. extra nodig.": (1,), "kabels": (2,)}
    assert [report.text[n.start : n.end] for n in report.footnotes] == [
        "Kamerstuk 36 850, nr. 2",
        "Zie bijlage 2.",
    ]
    assert report.text[: report.footnotes[0].anchor].endswith("extra nodig.")


def test_sections_follow_the_headings(report: Report) -> None:
    paths = [section.path for section in report.sections]
    assert paths == [
        ("Verslag Stuurgroep Dijken",), ("1. Opening",), ("2. Planning",), ("2. Planning", "2.1 Geld"), (),
    ]  # fmt: skip
    assert report.text[report.sections[0].body :].lstrip().startswith("Vergaderdatum")


def test_pages_begin_where_their_first_block_stands(report: Report) -> None:
    assert [report.text[offset:][:11] for offset in report.pages] == [
        "Verslag\nStu",
        "2. Planning",
        "radar\nkabel",
    ]
    assert report.sentences[-1].page == 3


def test_passages_are_sections_with_their_context(report: Report) -> None:
    texts = [report.text[p.start : p.end] for p in report.passages]
    assert texts[1] == "1. Opening\n\nDe voorzitter opent om 10.00 uur. Er zijn geen mededelingen."
    assert texts[-1] == "Kamerstuk 36 850, nr. 2\n2  Zie bijlage 2."
    assert [p.context for p in report.passages] == [
        "Verslag Stuurgroep Dijken · 3 mei 2025",
        "Verslag Stuurgroep Dijken · 3 mei 2025 · 1. Opening",
        "Verslag Stuurgroep Dijken · 3 mei 2025 · 2. Planning · 2.1 Geld · Kamerstuk 36 850, nr. 2 Zie bijlage 2.",
        "Verslag Stuurgroep Dijken · 3 mei 2025 · voetnoten",
    ]


def test_a_heading_above_subsections_makes_no_passage_of_its_own(report: Report) -> None:
    assert "2. Planning" not in [report.text[p.start : p.end] for p in report.passages]


def test_references_are_found_in_the_notes(report: Report) -> None:
    assert [(r.dossier, r.number) for r in report.references] == [("36850", "2")]


def test_the_context_is_in_the_language_of_the_report() -> None:
    english = report_of(
        Block("heading", "Minutes of the Council of 3 May 2025", 1),
        Block(
            "paragraph",
            "The ministers agreed that the fund will be larger.",
            notes=(Note(5, "See the annex."),),
        ),
    )
    assert english.language == "en"
    assert " · 3 May 2025" in english.passages[0].context
    assert english.passages[-1].context.endswith("footnotes")


def test_a_sentence_set_as_a_heading_is_prose() -> None:
    report = report_of(Block("heading", "Het Kadaster heeft formele toestemming gegeven.", 1))
    assert [s.kind for s in report.sentences] == ["prose"]


def test_a_long_item_is_read_as_prose_and_a_short_one_whole() -> None:
    long = "Dit is een heel lange zin over een onderwerp dat veel woorden vergt. " * 5
    report = report_of(Block("item", "Kort. Maar krachtig."), Block("item", long.strip()))
    assert quotes(report)[0] == "Kort. Maar krachtig."
    assert len(report.sentences) == 6


def test_an_overlong_row_is_cut_between_its_cells() -> None:
    cells = [f"Kolom {n}: {'woord ' * 60}slot" for n in range(6)]
    report = report_of(Block("row", " | ".join(cells)))
    found = quotes(report)
    assert len(found) == 3
    assert all(quote.startswith("Kolom") and quote.endswith("slot") for quote in found)


def test_prose_is_cut_into_level_passages() -> None:
    text = "Dit is een zin van ongeveer zestig tekens lang, meer niet. " * 60
    report = report_of(Block("heading", "Verslag raad", 1), Block("paragraph", text.strip()))
    lengths = [p.end - p.start for p in report.passages]
    assert 450 <= min(lengths) <= max(lengths) <= 850


def test_a_passage_ends_with_a_paragraph_rather_than_in_one() -> None:
    paragraph = "Zin een van dit stuk is nogal lang van stof. " * 13
    report = report_of(*(Block("paragraph", paragraph.strip()) for _ in range(2)))
    first = report.passages[0]
    assert report.text[first.end : first.end + 2] == "\n\n"


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        report_of(Block("paragraph", " \n "))


words = st.text(alphabet="abcDE .,;:!?|\n\t\u00a0é€1", max_size=400)
notes = st.lists(
    st.builds(Note, st.integers(0, 400), st.text(alphabet="abc 1.\n", max_size=40)), max_size=2
).map(tuple)
blocks = st.builds(
    Block,
    st.sampled_from(["heading", "paragraph", "item", "row"]),
    words.flatmap(lambda text: st.sampled_from([text, text * 8])),
    st.integers(0, 4),
    st.none(),
    notes,
)


@settings(max_examples=150)
@given(st.lists(blocks, min_size=1, max_size=12).filter(lambda found: any(b.text.strip() for b in found)))
def test_whatever_the_blocks_every_offset_holds(found: list[Block]) -> None:
    report = report_of(*found)
    check_offsets(report)


def check_offsets(report: Report) -> None:
    """Every sentence lies in its section, apart from the others, and in exactly one passage unless it is a heading."""
    at = 0
    for sentence in report.sentences:
        quote = report.text[sentence.start : sentence.end]
        assert quote
        assert quote == quote.strip()
        assert at <= sentence.start
        at = sentence.end
        section = report.sections[sentence.section]
        assert section.start <= sentence.start < sentence.end <= section.end
    assert report.sections[0].start == 0
    assert report.sections[-1].end == len(report.text)
    for one, other in zip(report.sections, report.sections[1:], strict=False):
        assert one.start < one.end == other.start
    for note in report.footnotes:
        assert report.text[note.start : note.end].strip()
        assert any(note.number in sentence.footnotes for sentence in report.sentences)
    held = [index for p in report.passages for index in range(p.first, p.last + 1)]
    assert held == sorted(set(held))
    missing = set(range(len(report.sentences))) - set(held)
    assert all(report.sentences[index].kind == "heading" for index in missing)
    for passage in report.passages:
        assert report.sentences[passage.first].start == passage.start
        assert report.sentences[passage.last].end == passage.end
        assert {s.section for s in report.sentences[passage.first : passage.last + 1]} == {passage.section}
        assert passage.end - passage.start <= MOST
