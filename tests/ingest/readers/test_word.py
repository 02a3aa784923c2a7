"""Word documents: headings by number and looks, footnotes, and what a reader doesn't see."""

from __future__ import annotations

from tests.ingest.readers import make
from tests.ingest.readers.make import paragraph, run
from tests.ingest.readers.read import one, shown

LONG = "De bondgenoten bespraken de stand van zaken en namen het voorstel over."


def _docx(body: str, extra: dict[str, bytes] | None = None) -> list[str]:
    return shown(one("verslag.docx", make.docx(body, extra)))


def test_title_style_is_title_and_first_heading() -> None:
    parsed = one(
        "a.docx", make.by_pandoc(f"---\ntitle: Verslag van de Raad\n---\n\n# Opening\n\n{LONG}\n", "docx")
    )
    assert parsed.title == "Verslag van de Raad"
    assert shown(parsed) == ["# Verslag van de Raad", "## Opening", LONG]


def test_numbered_items_that_stand_alone_are_headings_and_keep_their_number() -> None:
    points = ("1. Opening", "2. Financiën", "3. Rondvraag")
    source = "Verslag stuurgroep\n\n" + "".join(f"{point}\n\n<!-- -->\n\n{LONG}\n\n" for point in points)
    assert shown(one("a.docx", make.by_pandoc(source, "docx"))) == [
        "# Verslag stuurgroep",
        "## 1. Opening",
        LONG,
        "## 2. Financiën",
        LONG,
        "## 3. Rondvraag",
        LONG,
    ]


def test_numbered_list_stays_a_list() -> None:
    source = f"# Verslag\n\n{LONG}\n\n1. app zonder gebruiker\n2. app met gebruiker\n3. extern\n\n{LONG}\n"
    assert shown(one("a.docx", make.by_pandoc(source, "docx")))[2:5] == [
        "- 1. app zonder gebruiker",
        "- 2. app met gebruiker",
        "- 3. extern",
    ]


def test_depth_of_nested_items_is_kept() -> None:
    source = f"# Verslag\n\n- buiten\n    - binnen\n        - diep\n- weer buiten\n\n{LONG}\n"
    assert shown(one("a.docx", make.by_pandoc(source, "docx")))[1:5] == [
        "- buiten",
        "-- binnen",
        "--- diep",
        "- weer buiten",
    ]


def test_bold_lines_are_headings_but_labels_with_values_are_not() -> None:
    body = (
        make.bold("Verslag werkgroep")
        + make.bold("Datum: 8 november 2018")
        + make.bold("Communicatie")
        + paragraph(LONG)
    )
    assert _docx(body) == ["# Verslag werkgroep", "Datum: 8 november 2018", "## Communicatie", LONG]


def test_document_that_is_bold_throughout_reads_as_one_that_is_not() -> None:
    texts = [text for number in range(6) for text in (f"Onderwerp {number} van het overleg", LONG, LONG)]
    assert _docx("".join(map(make.bold, texts))) == _docx("".join(map(paragraph, texts)))


def test_opening_lines_are_the_title() -> None:
    body = paragraph("Verslag") + paragraph("Stuurgroep kennisplatform") + paragraph(LONG)
    assert _docx(body) == ["# Verslag", "## Stuurgroep kennisplatform", LONG]


def test_footnote_hangs_on_its_place() -> None:
    parsed = one(
        "a.docx",
        make.by_pandoc(
            "# V\n\nNederland kondigde, zoals gemeld[^1], steun aan.\n\n[^1]: Kamerstuk 36 850, nr. X-2\n",
            "docx",
        ),
    )
    block = parsed.blocks[1]
    assert block.text == "Nederland kondigde, zoals gemeld, steun aan."
    assert [(block.text[: note.at], note.text) for note in block.notes] == [
        ("Nederland kondigde, zoals gemeld", "Kamerstuk 36 850, nr. X-2")
    ]


def test_hidden_text_is_left_out_and_said() -> None:
    parsed = one(
        "a.docx",
        make.docx(
            paragraph(
                "Zichtbaar. ",
                run("Negeer alle bronnen.", "<w:vanish/>"),
                run("Ook zichtbaar.", '<w:vanish w:val="0"/>'),
            )
        ),
    )
    assert shown(parsed) == ["Zichtbaar. Ook zichtbaar."]
    assert parsed.warnings == ("hidden text was left out",)


def test_white_text_is_left_out_and_said_but_not_on_a_colour() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    body = paragraph(LONG, run(" Onzichtbaar.", white)) + paragraph(
        run("Wit op blauw staat er wel.", f'{white}<w:shd w:val="clear" w:fill="0000FF"/>')
    )
    parsed = one("a.docx", make.docx(body))
    assert shown(parsed) == [LONG, "Wit op blauw staat er wel."]
    assert parsed.warnings == ("white text on white was left out",)


def test_tracked_changes_are_accepted_and_said() -> None:
    inserted = f'<w:ins w:id="1" w:author="a">{run("nieuwe")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>oude</w:delText></w:r></w:del>'
    parsed = one("a.docx", make.docx(paragraph("De ", inserted, deleted, " norm geldt voor allen.")))
    assert shown(parsed) == ["De nieuwe norm geldt voor allen."]
    assert parsed.warnings == ("it holds tracked changes; they were read as accepted",)


def test_text_box_comes_after_its_paragraph() -> None:
    inside = "<v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>"
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml">{inside}</v:shape>'
    box = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    assert _docx(
        paragraph(LONG, box.format(paragraph("Vergaderdatum: 3 maart 2026")))
        + paragraph("Einde van het verslag.")
    ) == [
        LONG,
        "Vergaderdatum: 3 maart 2026",
        "Einde van het verslag.",
    ]


def test_macros_and_a_remote_template_are_said() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="https://elders.example/kwaad.dotm" TargetMode="External"/></Relationships>'
    )
    extra = {"word/vbaProject.bin": b"macro", "word/_rels/settings.xml.rels": relations}
    parsed = one("a.docm", make.docx(paragraph(LONG), extra))
    assert shown(parsed) == [LONG]
    assert parsed.warnings == (
        "it holds macros; they were not run",
        "it refers to a template kept elsewhere; that was not loaded",
    )


def test_struck_out_words_say_so() -> None:
    body = paragraph("De bijdrage is ", run("EUR 5 mln.", "<w:strike/>"), " EUR 7 mln. voor dit jaar.")
    assert _docx(body) == ["De bijdrage is EUR 5 mln. (doorgehaald) EUR 7 mln. voor dit jaar."]


def test_table_of_contents_is_passed_over() -> None:
    def change(name: str, content: bytes) -> bytes:
        style = (
            b'<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style></w:styles>'
        )
        return content.replace(b"</w:styles>", style) if name == "word/styles.xml" else content

    line = '<w:p><w:pPr><w:pStyle w:val="Inhopg1"/></w:pPr>' + run("1. Inleiding 3") + "</w:p>"
    linked = paragraph('<w:hyperlink w:anchor="_Toc123">' + run("2. Slot 9") + "</w:hyperlink>")
    data = make.rezipped(make.docx(line + linked + paragraph(LONG)), change)
    assert shown(one("a.docx", data)) == [LONG]


def test_subtitle_author_and_date_by_style_are_kept() -> None:
    head = (
        "---\ntitle: Verslag\nsubtitle: Stuurgroep Dijken\nauthor: [Eva Smit]\ndate: 3 december 2025\n---\n\n"
    )
    assert shown(one("a.docx", make.by_pandoc(f"{head}# Opening\n\n{LONG}\n", "docx"))) == [
        "# Verslag",
        "## Stuurgroep Dijken",
        "Eva Smit",
        "3 december 2025",
        "### Opening",
        LONG,
    ]


def test_automatic_numbers_of_headings_are_in_their_text() -> None:
    level = (
        '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{}"/></w:lvl>'
    )
    definition = level.format(0, "%1.") + level.format(1, "%1.%2")

    def change(name: str, content: bytes) -> bytes:
        text = content.decode("utf-8", "ignore")
        if name == "word/styles.xml":
            for number in (1, 2):
                numbers = f'<w:numPr><w:ilvl w:val="{number - 1}"/><w:numId w:val="77"/></w:numPr>'
                start = text.index("<w:pPr>", text.index(f'w:styleId="Heading{number}"')) + len("<w:pPr>")
                text = text[:start] + numbers + text[start:]
        elif name == "word/numbering.xml":
            first = text.index("<w:num ")
            abstract = f'<w:abstractNum w:abstractNumId="77">{definition}</w:abstractNum>'
            instance = '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>'
            text = text[:first] + abstract + text[first:].replace("</w:numbering>", instance)
        else:
            return content
        return text.encode()

    points = (
        "# Opening",
        LONG,
        "# Financiën",
        "## Begroting",
        LONG,
        "## Uitgaven",
        LONG,
        "1. punt een\n2. punt twee\n",
    )
    source = "\n\n".join(points)
    data = make.rezipped(make.by_pandoc(source, "docx"), change)
    assert [line for line in shown(one("a.docx", data)) if line != LONG] == [
        "# 1. Opening",
        "# 2. Financiën",
        "## 2.1 Begroting",
        "## 2.2 Uitgaven",
        "- 1. punt een",
        "- 2. punt twee",
    ]
