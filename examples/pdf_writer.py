"""A pandoc tree set as an A4 PDF: running head and foot, larger headings, footnotes at the page's foot."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

Node = dict[str, Any]
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=15, spaceAfter=6)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=9, leading=11.5, spaceAfter=0)
ITEM = ParagraphStyle("item", parent=BODY, leftIndent=14, spaceAfter=3)
HEADING = ParagraphStyle(
    "heading", parent=BODY, fontName="Helvetica-Bold", fontSize=13, leading=17, spaceBefore=8, keepWithNext=1
)
TITLE = ParagraphStyle("title", parent=HEADING, fontSize=17, leading=21, spaceAfter=10)
NOTE = ParagraphStyle("note", parent=BODY, fontSize=8, leading=10, spaceAfter=0)
MARGIN, FOOT = 25 * mm, 40 * mm  # the foot leaves room for three footnote lines above the page number
WIDTH = A4[0] - 2 * MARGIN
WRAPPERS = {"Strong": "b", "Emph": "i"}


class Story:
    """Collects flowables from pandoc blocks, and the footnotes that their marks refer to by number."""

    def __init__(self, title: str) -> None:
        """Start with the title."""
        self.flowables: list[Flowable] = [Paragraph(escape(title), TITLE)]
        self.notes: list[str] = []
        self.numbers: list[int] = []  # of the notes on the page that is being drawn

    def markup(self, inlines: Sequence[Node]) -> str:
        """Inlines as reportlab markup; a footnote leaves its mark, which tells its page when it is drawn."""
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Node) -> str:
        kind, content = inline["t"], inline.get("c")
        if kind in ("Space", "SoftBreak"):
            return " "
        if kind == "Str":
            return escape(str(content))
        if kind in WRAPPERS:
            return f"<{WRAPPERS[kind]}>{self.markup(content or [])}</{WRAPPERS[kind]}>"
        if kind == "Note":
            self.notes.append(" ".join(self.markup(block["c"]) for block in content or []))
            number = len(self.notes)
            return f'<onDraw name="keep_note" label="{number}"/><super>{number}</super>'
        raise ValueError(f"pdf_writer does not set inline {kind!r}; add it or rewrite the source")

    def add(self, block: Node) -> None:
        """Set one block; a ValueError names a kind that no source has needed so far."""
        kind, content = block["t"], block["c"]
        if kind in ("Para", "Plain"):
            made: list[Flowable] = [Paragraph(self.markup(content), BODY)]
        elif kind == "Header":
            made = [Paragraph(self.markup(content[2]), HEADING)]
        elif kind == "BulletList":
            made = [Paragraph(self.markup(item[0]["c"]), ITEM, bulletText="\u2022") for item in content]
        elif kind == "Table":
            made = [self._table(content)]
        else:
            raise ValueError(f"pdf_writer does not set block {kind!r}; add it or rewrite the source")
        self.flowables += made

    def _table(self, content: list[Any]) -> Table:
        _, _, columns, head, bodies, _ = content
        head_rows = head[1]
        rows = [[self._cell(cell) for cell in row[1]] for row in head_rows + bodies[0][3]]
        widths = [width.get("c", 1 / len(columns)) * WIDTH for _, width in columns]
        style = [("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        if head_rows:
            style.append(("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke))
        return Table(
            rows, colWidths=widths, repeatRows=len(head_rows), style=style, spaceBefore=4, spaceAfter=10
        )

    def _cell(self, cell: list[Any]) -> Paragraph:
        return Paragraph(" ".join(self.markup(block["c"]) for block in cell[4]), CELL)


def draw_head(canvas: Canvas, story: Story, head: str) -> None:
    """Print the running head; first, so that a reader of the text stream meets it above the body."""
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, A4[1] - 15 * mm, head)
    story.numbers.clear()
    canvas.setNamedCB("keep_note", lambda _canvas, _kind, number: story.numbers.append(int(number)))


def draw_foot(canvas: Canvas, story: Story, total: int) -> None:
    """Print the page number and the footnotes whose marks stand on this page."""
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(A4[0] - MARGIN, 12 * mm, f"Blad {canvas.getPageNumber()} van {total}")
    texts = [f"<super>{number}</super> {story.notes[number - 1]}" for number in story.numbers]
    paragraphs = [Paragraph(text, NOTE) for text in texts]
    top = 19 * mm + sum(paragraph.wrap(WIDTH, FOOT)[1] for paragraph in paragraphs)
    if paragraphs:
        canvas.line(MARGIN, top + 2 * mm, MARGIN + 50 * mm, top + 2 * mm)
    for paragraph in paragraphs:
        top -= paragraph.height
        paragraph.drawOn(canvas, MARGIN, top)


def _set_pages(title: str, lang: str, blocks: Sequence[Node], total: int) -> tuple[bytes, int]:
    story = Story(title)
    for block in blocks:
        story.add(block)
    out = io.BytesIO()
    # invariant: no clock, no random id. Uncompressed: the bytes don't depend on the zlib that is installed.
    document = BaseDocTemplate(
        out, pagesize=A4, title=title, author="Verslagwijzer", lang=lang, invariant=1, pageCompression=0
    )
    template = PageTemplate(
        frames=[Frame(MARGIN, FOOT, WIDTH, A4[1] - FOOT - MARGIN, 0, 0, 0, 0)],
        onPage=lambda canvas, _: draw_head(canvas, story, title),
        onPageEnd=lambda canvas, _: draw_foot(canvas, story, total),
    )
    document.addPageTemplates([template])
    document.build(story.flowables)
    return out.getvalue(), document.page


def write_pdf(title: str, lang: str, blocks: Sequence[Node]) -> bytes:
    """The PDF's bytes; set twice, as the page foot names the number of pages."""
    _, total = _set_pages(title, lang, blocks, 0)
    return _set_pages(title, lang, blocks, total)[0]
