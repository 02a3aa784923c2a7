"""The numbers that Word shows before headings and keeps outside their text, which pandoc passes over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9


@dataclass(slots=True)
class _Style:
    """What a paragraph's style says of numbering; `heading` when it is one of Word's heading styles or based on one."""

    heading: bool = False
    list_id: str = ""
    level: int = 0


@dataclass(slots=True)
class _Numbering:
    """The lists of a document: which definition each uses, and the look and start of the definition's levels."""

    definitions: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)


def number_headings(document: Any, styles: Any, numbering: Any) -> bool:
    """Writes the numbers of numbered headings into their text; whether there were any.

    The arguments are the roots of `document.xml`, `styles.xml` and `numbering.xml`; the first is changed.
    """
    known, lists = _styles(styles), _numbering(numbering)
    counts: dict[str, list[int]] = {}
    found = False
    for paragraph in document.iter(f"{W}p"):
        style = known.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")), _Style())
        list_id, level = _list_of(paragraph, style)
        definition = lists.definitions.get(list_id, "")
        if not definition or level >= _DEEPEST or not any(text.text for text in paragraph.iter(f"{W}t")):
            continue
        shown = _count(counts.setdefault(definition, []), definition, level, lists)
        if style.heading and shown:
            _prefix(paragraph, shown)
            found = True
    return found


def _count(counts: list[int], definition: str, level: int, lists: _Numbering) -> str:
    """The next number of a list at this level, as it is shown; empty for bullets."""
    while len(counts) <= level:
        counts.append(lists.levels.get((definition, len(counts)), ("", "", 1))[2] - 1)
    del counts[level + 1 :]
    counts[level] += 1
    form, shown, _ = lists.levels.get((definition, level), ("", "", 1))
    if form in ("", "bullet", "none"):
        return ""
    for place, count in enumerate(counts):
        shown = shown.replace(
            f"%{place + 1}", _figure(max(count, 1), lists.levels.get((definition, place), ("", "", 1))[0])
        )
    return shown.strip() if "%" not in shown else ""


def _figure(count: int, form: str) -> str:
    if form.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman"):
        numerals = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
        roman = numerals[count - 1] if count <= len(numerals) else str(count)
        return roman.upper() if form.startswith("upper") else roman
    return str(count)


def _list_of(paragraph: Any, style: _Style) -> tuple[str, int]:
    """The list that a paragraph belongs to by itself or by its style, and its level in it."""
    own = paragraph.find(f"{W}pPr/{W}numPr")
    if own is None:
        return style.list_id, style.level
    list_id = _value(own.find(f"{W}numId")) or style.list_id
    level = _value(own.find(f"{W}ilvl"))
    return list_id, int(level) if level.isdigit() else style.level


def _styles(root: Any) -> dict[str, _Style]:
    """Each paragraph style by its id, with what it takes over from those it is based on."""
    sources = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    out: dict[str, _Style] = {}
    for name in sources:
        style, at, seen = _Style(), name, set[str]()
        while at in sources and at not in seen:
            seen.add(at)
            source = sources[at]
            style.heading = style.heading or _value(source.find(f"{W}name")).lower().startswith("heading ")
            numbers = source.find(f"{W}pPr/{W}numPr")
            if numbers is not None and not style.list_id:
                style.list_id = _value(numbers.find(f"{W}numId"))
                level = _value(numbers.find(f"{W}ilvl"))
                style.level = int(level) if level.isdigit() else 0
            at = _value(source.find(f"{W}basedOn"))
        out[name] = style
    return out


def _numbering(root: Any) -> _Numbering:
    out = _Numbering()
    for instance in root.iter(f"{W}num"):
        out.definitions[instance.get(f"{W}numId", "")] = _value(instance.find(f"{W}abstractNumId"))
    for definition in root.iter(f"{W}abstractNum"):
        for level in definition.iter(f"{W}lvl"):
            place, start = level.get(f"{W}ilvl", ""), _value(level.find(f"{W}start"))
            if place.isdigit():
                out.levels[definition.get(f"{W}abstractNumId", ""), int(place)] = (
                    _value(level.find(f"{W}numFmt")),
                    _value(level.find(f"{W}lvlText")),
                    int(start) if start.isdigit() else 1,
                )
    return out


def _prefix(paragraph: Any, number: str) -> None:
    """Puts a run with the number before the paragraph's text."""
    run = paragraph.makeelement(f"{W}r", {})
    text = run.makeelement(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = f"{number} "
    run.append(text)
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, run)


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(f"{W}val", ""))
