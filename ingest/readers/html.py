"""Web pages: cleaned to what a reader sees, then read by pandoc. Nothing is ever loaded from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from lxml import etree
from lxml import html as parser

from ingest.blocks import Parsed, UnreadableFile
from ingest.readers import text
from ingest.readers.clean import mark, one_line, scrub, without_marks
from ingest.readers.draft import Manuscript
from ingest.readers.encoding import decode_html
from ingest.readers.pandoc import parse as parse_with_pandoc

_UNSEEN = """
script style nav noscript template iframe frame object embed applet svg canvas audio video map button select option
textarea input link base meta dialog
"""
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|$)"
    r"|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:white|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)", re.IGNORECASE
)
_BACKGROUND = re.compile(r"background", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_NOTE_TEXT = re.compile(r"^[\[(]?(\d{1,3}|[a-z*†‡])[\])]?$")
_NOTE_NUMBER = re.compile(r"^\s*[\[(]?(?:\d{1,3}|[a-z*†‡])[\]).:]?\s+|\s*[↩↑⤴^]+\s*$")
DEEPEST = 200


def read(data: bytes) -> Parsed:
    """The page as blocks."""
    source, warnings = decode_html(data)
    return parse(source, Manuscript(warnings=warnings))


def parse(source: str, manuscript: Manuscript) -> Parsed:
    """The page as blocks; a page nested too deeply for any browser is read as plain text."""
    root = _tree(source)
    if root is None:
        manuscript.warnings.append(
            f"it is nested more than {DEEPEST} levels deep; its text was read without structure"
        )
        return text.parse(_bare_text(source), "html", manuscript)
    manuscript.title = one_line(scrub(root.findtext(".//title") or ""))
    body = clean(root, manuscript)
    return parse_with_pandoc(body, "html", "html", manuscript)


def _tree(source: str) -> Any:
    """The page's tree; None when it is nested too deeply."""
    if len(re.findall(r"<\s*[a-zA-Z]", source)) > 500_000:
        raise UnreadableFile("it has more than 500,000 elements")
    source = re.sub(r"<\?xml[^>]*\?>", "", source[:2000]) + source[2000:]
    try:
        root = parser.document_fromstring(
            source.encode("utf-8", "replace"),
            parser=parser.HTMLParser(huge_tree=True, encoding="utf-8", no_network=True),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("there is no text in it") from error
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return None
    return root


def clean(root: Any, manuscript: Manuscript) -> bytes:
    """What of the page a reader sees, as HTML; its footnotes become marks, with their texts in the manuscript."""
    hidden = _hidden_selectors(root)
    _drop(list(root.iter(etree.Comment, etree.ProcessingInstruction)))
    if any(True for _ in root.iter("script")):
        manuscript.warnings.append("scripts in it were left out")
    if any(_is_remote(element) for element in root.iter("img", "iframe", "link", "object", "embed")):
        manuscript.warnings.append("images and other parts kept elsewhere were not loaded")
    _drop(list(root.iter(*_UNSEEN.split())))
    unseen = [
        element for element in root.iter() if isinstance(element.tag, str) and _is_hidden(element, hidden)
    ]
    if any(one_line("".join(element.itertext())) for element in unseen):
        manuscript.warnings.append("hidden text was left out")
    _drop(unseen)
    _drop(list(root.iter("img", "picture", "source")))
    for element in root.iter():
        element.text = scrub(element.text) if element.text else None
        element.tail = scrub(element.tail) if element.tail else None
    _bind_notes(root, manuscript)
    return bytes(etree.tostring(_main(root), encoding="utf-8", method="html"))


def _drop(elements: list[Any]) -> None:
    """Takes the elements out, keeping the text after them."""
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        before, tail = element.getprevious(), element.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(element)


def _is_remote(element: Any) -> bool:
    source = element.get("src") or element.get("data") or element.get("href") or ""
    return bool(re.match(r"\s*(?:https?:|ftp:|file:|//|\\\\)", source, re.IGNORECASE))


def _hidden_selectors(root: Any) -> set[str]:
    """The plain `.class`, `#id` and element selectors that the page's own style sheets hide."""
    sheets = "\n".join("".join(style.itertext()) for style in root.iter("style"))[:500_000]
    names: set[str] = set()
    for selectors, rules in _RULE.findall(
        re.sub(r"/\*.*?\*/|@media\s+print\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", "", sheets, flags=re.DOTALL)
    ):
        if _HIDES.search(rules):
            names.update(name.strip() for name in selectors.split(","))
    return {name for name in names if re.fullmatch(r"[.#]?[\w-]+", name)}


def _is_hidden(element: Any, selectors: set[str]) -> bool:
    style = element.get("style") or ""
    if element.get("hidden") is not None or _HIDES.search(style):
        return True
    if _WHITE.search(style) and not any(
        _has_background(above) for above in (element, *element.iterancestors())
    ):
        return True
    names = {
        element.tag,
        f"#{element.get('id')}",
        *(f".{name}" for name in (element.get("class") or "").split()),
    }
    return bool(selectors & names)


def _has_background(element: Any) -> bool:
    return bool(_BACKGROUND.search(element.get("style") or "") or element.get("bgcolor"))


def _main(root: Any) -> Any:
    """The page's one main part where it has one that holds most of its text, else all of it."""
    body = root.find(".//body")
    body = root if body is None else body
    mains = list(body.iter("main"))
    if len(mains) == 1 and 3 * len("".join(mains[0].itertext())) > len("".join(body.itertext())):
        return mains[0]
    return body


def _bind_notes(root: Any, manuscript: Manuscript) -> None:
    """Turns links to a numbered note lower on the page into marks, and takes the notes out of the text."""
    order = {element: place for place, element in enumerate(root.iter())}
    targets: dict[str, Any] = {}
    for element in order:
        for name in (element.get("id"), element.get("name")):
            if name:
                targets.setdefault(name, element)
    notes: dict[Any, int] = {}
    for link in list(root.iter("a")):
        target = (
            targets.get((link.get("href") or "")[1:]) if (link.get("href") or "").startswith("#") else None
        )
        label = _NOTE_TEXT.match(one_line("".join(link.itertext())))
        if target is None or not label or order[target] < order[link]:
            continue
        holder = _holder(target)
        if holder is None or holder in link.iterancestors():
            continue
        if holder not in notes:
            said = one_line(without_marks("".join(holder.itertext())))
            manuscript.notes.append(_NOTE_NUMBER.sub("", said).strip())
            notes[holder] = len(manuscript.notes) - 1
        _replace(link, mark(notes[holder]))
    _drop(list(notes))


def _holder(target: Any) -> Any:
    """The paragraph or list item that a note's target marks; None when it isn't one."""
    for element in (target, *target.iterancestors()):
        if element.tag in ("li", "p", "dd", "aside", "td") or (element.tag == "div" and element is target):
            return element if len("".join(element.itertext())) < 3000 else None
    return None


def _replace(link: Any, character: str) -> None:
    outer = link
    while (
        (above := outer.getparent()) is not None
        and above.tag in ("sup", "span")
        and len(above) == 1
        and not (above.text or "").strip()
    ):
        outer = above
    outer.tail = character + (outer.tail or "")
    _drop([outer])


class _BareText(HTMLParser):
    """Collects a page's text without building its tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "template", "nav") and not self.silent:
            self.silent = tag
        elif tag in ("p", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "div"):
            self.out.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        elif tag in ("p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "div"):
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(data)


def _bare_text(source: str) -> str:
    collector = _BareText()
    collector.feed(source)
    return "".join(collector.out)
