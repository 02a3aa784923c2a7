"""What a browser would make of HTML, and answers to make HTML of."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from tests.ui.building import HOSTILE, report
from ui.messages import messages
from ui.shapes import EXTRA, Json

SAY = messages("nl")


class Reading(HTMLParser):
    """What a browser would make of HTML: its tags, its text, the text of its marks, its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.marks: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self._inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = dict(attributes)
        assert not any(name.startswith("on") for name in values)
        if name := values.get("id"):
            self.ids.append(name)
        if tag == "mark":
            self.marks.append("")
        if tag == "a":
            self.links.append((values["href"] or "", ""))
        if tag != "br":
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self._inside:
            self.marks[-1] += data
        if "a" in self._inside:
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)


STRANGE = [
    "<script>x</script>",
    "&amp;",
    "*vet*",
    "[1](http://192.0.2.1)",
    "{{ value }}",
    "${1}",
    "`x`",
    "www.x.nl",
    "$a$",
    HOSTILE,
]


def an_answer(text: str, claims: list[tuple[str, list[int]]], citations: int) -> Json:
    whole = report("/x/a.md", "Titel <b>", date(2025, 1, 2), "# Kop", "De zin.")
    places = [
        {"number": n, "report": whole.id, "title": whole.title, "date": "2025-01-02", "section": "Kop", "page": 3,
         "quote": "De zin.", "start": n, "end": n + 5, "footnotes": []}
        for n in range(1, citations + 1)
    ]  # fmt: skip
    return {
        "question": "x", "status": "answered", "mode": "quotes", "text": text, "citations": places, "closest": [],
        "claims": [{"text": said, "citations": numbers, "verified": True} for said, numbers in claims],
        "searched": {"reports": 1, "from": "2025-01-02", "to": "2025-01-02"}, "seconds": 0.1,
        EXTRA: {"notices": ["let <op>"], "note": "", "language": "nl"},
    }  # fmt: skip


def a_turn(answer: Json) -> Json:
    return {"id": "ab12", "question": "x", "where": {}, "answer": answer, "rating": 0, "remark": ""}
