"""Pandoc's document tree → drafts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.readers.clean import mark, one_line, scrub
from ingest.readers.draft import Draft, Manuscript
from ingest.readers.lines import DUTCH, Cell, Line, Run, Style, Wording, keeps_its_lines, lines_of
from ingest.readers.outline import NUMBERED, STATED
from ingest.readers.tables import Table, table_drafts

Node = dict[str, Any]
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUBSCRIPT = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_STYLES: dict[str, Style] = {
    "Strong": "bold",
    "Emph": "italic",
    "Underline": "underlined",
    "Strikeout": "struck",
    "Link": "linked",
}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
DEEPEST = 200


class Tree:
    """Walks a tree once; what it finds goes into `manuscript`."""

    def __init__(self, manuscript: Manuscript, wording: Wording = DUTCH, form: str = "") -> None:
        """`form` is the format: Markdown's line ends may be meant, html's text has been scrubbed and holds marks."""
        self.manuscript = manuscript
        self.wording = wording
        self.soft_ends = form == "md"
        self.scrub = str if form == "html" else scrub
        self.lists = 0
        self.heading = False
        self.strays: list[Node] = []

    def drafts(self, blocks: list[Node], depth: int = 0) -> Iterator[Draft]:
        """The blocks as drafts, in reading order."""
        if depth > DEEPEST:
            self.manuscript.warnings.append(f"what is nested deeper than {DEEPEST} levels was left out")
            return
        for place, block in enumerate(blocks):
            kind: str = block["t"]
            content: Any = block.get("c")
            if kind in ("Para", "Plain"):
                yield from self._paragraph(content)
            elif kind == "Header":
                yield from self._header(content)
            elif kind == "BulletList":
                yield from self._items(content, depth, [""] * len(content))
            elif kind == "OrderedList":
                yield from self._ordered(content, depth, _chained(blocks, place))
            elif kind == "Table":
                yield from table_drafts(self._table(content, depth), self.wording)
            else:
                yield from self._other(kind, content, depth)

    def _other(self, kind: str, content: Any, depth: int) -> Iterator[Draft]:
        if kind == "BlockQuote":
            yield from self.drafts(content, depth + 1)
        elif kind == "Div":
            yield from self.drafts(content[1], depth + 1)
        elif kind == "Figure":
            yield from self.drafts([*content[2], *content[1][1]], depth + 1)
        elif kind == "LineBlock":
            for line in content:
                yield from self._paragraph(line)
        elif kind == "CodeBlock":
            yield from (Draft("paragraph", self.scrub(line)) for line in content[1].splitlines())
        elif kind == "DefinitionList":
            for term, definitions in content:
                yield from self._definition(term, definitions, depth)

    def _definition(self, term: list[Node], definitions: list[list[Node]], depth: int) -> Iterator[Draft]:
        label = " ".join(line.text for line in self.lines(term))
        for place, draft in enumerate(d for blocks in definitions for d in self.drafts(blocks, depth + 1)):
            if not place and draft.kind == "paragraph":
                draft.text = f"{label.rstrip(':')}: {draft.text}"
            elif not place:
                yield Draft("paragraph", label)
            yield draft

    def _paragraph(self, inlines: list[Node]) -> Iterator[Draft]:
        if len(inlines) == 1 and inlines[0]["t"] == "Link" and inlines[0]["c"][2][0].startswith("#_Toc"):
            return
        lines = self.lines(inlines)
        strays, self.strays = self.strays, []
        yield from self.drafts(strays, 1)
        for place, line in enumerate(lines):
            text = f"{line.text} {self.wording.struck}" if line.struck else line.text
            yield Draft("paragraph", text, look=line.look, gap=self.soft_ends and not place)

    def _header(self, content: list[Any]) -> Iterator[Draft]:
        text = " ".join(line.text for line in self.lines(content[2]))
        yield Draft("heading", text, rank=(STATED, content[0]))

    def _ordered(self, content: list[Any], depth: int, chained: bool) -> Iterator[Draft]:
        (start, style, delimiter), items = content
        numbers = [ordinal(start + place, style["t"], delimiter["t"]) for place in range(len(items))]
        heads = chained or _heads_text(items) if not self.lists else self.heading and len(items) == 1
        yield from self._items(items, depth, numbers, lone=heads)

    def _items(
        self, items: list[list[Node]], depth: int, numbers: list[str], *, lone: bool = False
    ) -> Iterator[Draft]:
        for blocks, number in zip(items, numbers, strict=True):
            self.lists, outer, self.heading = self.lists + 1, self.heading, lone
            inside = list(self.drafts(blocks, depth + 1))
            self.lists, self.heading = self.lists - 1, outer
            for place, draft in enumerate(inside):
                if draft.kind == "heading" and place == 0 and number:
                    draft.number, draft.rank = number, (NUMBERED, number.count("."))
                elif draft.kind == "paragraph" and not (place and lone):
                    draft.kind, draft.level = "item", 1
                    draft.number = number if place == 0 else ""
                    draft.lone = lone and place == 0
                elif draft.kind == "item":
                    draft.level += 1
                yield draft

    def lines(self, inlines: list[Node]) -> list[Line]:
        """The inlines as lines."""
        runs = list(self._runs(inlines, frozenset()))
        return lines_of(runs, self.wording, soft_ends=self.soft_ends and keeps_its_lines(runs))

    def _runs(self, inlines: list[Node], style: frozenset[Style]) -> Iterator[Run]:
        for inline in inlines:
            kind: str = inline["t"]
            content: Any = inline.get("c")
            if kind == "Str":
                yield Run(self.scrub(content), style)
            elif kind == "Space":
                yield Run(" ", style)
            elif kind == "SoftBreak":
                yield Run(" ", ends="soft") if self.soft_ends else Run(" ", style)
            elif kind == "LineBreak":
                yield Run("", ends="hard")
            elif kind == "Note":
                yield Run(self._note(content), style)
            else:
                yield from self._nested(kind, content, style)

    def _nested(self, kind: str, content: Any, style: frozenset[Style]) -> Iterator[Run]:
        if kind in _STYLES:
            inner = content if kind != "Link" else content[1] or [{"t": "Str", "c": content[2][0]}]
            yield from self._runs(inner, style | {_STYLES[kind]})
        elif kind in ("Span", "Cite"):
            yield from self._runs(content[1], style)
        elif kind == "SmallCaps":
            yield from self._runs(content, style)
        elif kind in ("Superscript", "Subscript"):
            table = _SUPERSCRIPT if kind == "Superscript" else _SUBSCRIPT
            for run in self._runs(content, style):
                run.text = run.text.translate(table)
                yield run
        elif kind == "Quoted":
            left, right = _QUOTES[content[0]["t"]]
            yield from (Run(left, style), *self._runs(content[1], style), Run(right, style))
        elif kind in ("Code", "Math"):
            yield Run(self.scrub(content[1]), style)
        elif kind == "RawInline" and content[1].lower().startswith("<br"):
            yield Run("", ends="hard")

    def _note(self, blocks: list[Node]) -> str:
        """A note's mark. Pandoc puts the tables before a rich text's footnote inside it; they are set apart."""
        text = " ".join(
            draft.numbered for block in blocks if block["t"] != "Table" for draft in self.drafts([block], 1)
        )
        self.strays += [block for block in blocks if block["t"] == "Table"]
        self.manuscript.notes.append(one_line(text))
        return mark(len(self.manuscript.notes) - 1)

    def _table(self, content: list[Any], depth: int) -> Table:
        _, caption, _, head, bodies, foot = content
        header = [self._row(row, depth, head_columns=len(row[1])) for row in head[1]]
        rows = [self._row(row, depth, head_columns=len(row[1])) for body in bodies for row in body[2]]
        rows += [self._row(row, depth, head_columns=body[1]) for body in bodies for row in body[3]]
        rows += [self._row(row, depth, head_columns=0) for row in foot[1]]
        title = " ".join(draft.text for draft in self.drafts(caption[1], depth + 1))
        return Table(header + rows, stated_headers=len(header), caption=title)

    def _row(self, row: list[Any], depth: int, head_columns: int) -> list[Cell]:
        cells = []
        for place, (_, _, down, across, blocks) in enumerate(row[1]):
            cells.append(Cell(self._cell_lines(blocks, depth), across, down, header=place < head_columns))
        return cells

    def _cell_lines(self, blocks: list[Node], depth: int) -> list[Line]:
        out: list[Line] = []
        for block in blocks:
            if block["t"] in ("Para", "Plain"):
                out += self.lines(block["c"])
                continue
            for draft in self.drafts([block], depth + 1):
                out.append(Line(draft.text, draft.look, item=draft.kind == "item", number=draft.number))
        return out


def ordinal(number: int, style: str, delimiter: str) -> str:
    """A list item's number as the source shows it: "3.", "b)", "(iv)"."""
    shown = str(number)
    if style.endswith("Alpha"):
        shown = chr(ord("a") + (number - 1) % 26)
    elif style.endswith("Roman"):
        shown = _roman(number)
    if style.startswith("Upper"):
        shown = shown.upper()
    return {"OneParen": f"{shown})", "TwoParens": f"({shown})"}.get(delimiter, f"{shown}.")


def _roman(number: int) -> str:
    out = ""
    for value, letters in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out, number = out + letters, number - value
    return out


def _heads_text(items: list[list[Node]]) -> bool:
    """Whether a list's items head what follows them: it has one item, or most hold paragraphs under a first line."""
    holding = sum(any(block["t"] in ("Para", "Plain", "Table") for block in blocks[1:]) for blocks in items)
    return len(items) == 1 or holding > 0.5 * len(items)


def _chained(blocks: list[Node], place: int) -> bool:
    """Whether it goes on counting where an earlier list stopped, or a later one where it stops, with text between."""
    lists = [(at, block["c"]) for at, block in enumerate(blocks) if block["t"] == "OrderedList"]
    own = next(number for number, (at, _) in enumerate(lists) if at == place)
    neighbours = [(own - 1, own), (own, own + 1)]
    for first, second in neighbours:
        if first < 0 or second >= len(lists):
            continue
        (at, ((start, _, _), items)), (later, ((continued, _, _), _)) = lists[first], lists[second]
        if start + len(items) == continued and later > at + 1:
            return True
    return False
