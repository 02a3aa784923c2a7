"""A small library made with the real parts, without files: reports from blocks, vectors from the small engine."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from ingest.blocks import Block, Note, Parsed, Part
from ingest.pipeline import encode_reports
from ingest.report import assemble
from ui.local import LocalService
from ui.settings import Settings
from vectorstore.embedding import DEFAULT_MODEL, PassageText, stamp_of
from vectorstore.embedding.nano import NanoEmbedder
from vectorstore.embedding.types import Array
from vectorstore.library import Library
from vectorstore.types import Report

HOSTILE = (
    "De heer <script>document.title='gekaapt'</script> Jansen meldt dat de pomp 48 uur stilstond "
    '<img src="http://192.0.2.1/lek.png" onerror="document.title=1"> ![x](http://192.0.2.1/md.png) '
    "en dat {{ value }} en ${1+1} op de rekening van de aannemer stonden."
)


class NanoEncoder(NanoEmbedder):
    """The small engine as an encoder of documents: too slow for many, fine for a few."""

    def encode(self, passages: list[PassageText]) -> tuple[Array, list[Array]]:
        """Vectors of the passages and of their sentences."""
        vectors = self.embed_passages([f"{p.context}\n{p.text}" for p in passages])
        sentences = [self.embed_passages([p.text[s:e] for s, e in p.sentences]) for p in passages]
        return vectors, sentences


def blocks(*parts: str | Block) -> tuple[Block, ...]:
    """Blocks from text: "# x" is a heading, "- x" an item, the rest paragraphs."""
    made = []
    for part in parts:
        if isinstance(part, Block):
            made.append(part)
        elif part.startswith("# "):
            made.append(Block("heading", part[2:], 1))
        elif part.startswith("- "):
            made.append(Block("item", part[2:], 1))
        else:
            made.append(Block("paragraph", part))
    return tuple(made)


def report(source: str, title: str, day: date, *parts: str | Block, language: str = "nl") -> Report:
    """A report as ingest would make it of such a file."""
    parsed = Parsed("md", blocks(*parts), title, day, language)
    digest = hashlib.sha256(source.encode()).hexdigest()
    return assemble(Part("", parsed), source=source, sha256=digest, file_name=Path(source).name)


def sample_reports() -> list[Report]:
    """Four reports: two of a series, one in English, one that would like to be a program."""
    return [
        report(
            "/verslagen/pompen-1.md",
            "Verslag stuurgroep Pompen",
            date(2025, 4, 3),
            "# Opening",
            "Mevrouw De Wit opent de vergadering. De heer Bakker is afwezig met bericht.",
            "# Gemaal Oosterdijk",
            "De stuurgroep besluit het gemaal Oosterdijk voor 2,4 miljoen euro te vernieuwen. "
            "De provincie draagt de helft van de kosten.",
            Block(
                "paragraph",
                "De minister heeft dat in een brief bevestigd.",
                notes=(Note(44, "Kamerstuk 36 850, nr. 12."),),
            ),
            "- De aannemer levert in juni een planning.",
        ),
        report(
            "/verslagen/pompen-2.md",
            "Verslag stuurgroep Pompen",
            date(2025, 12, 3),
            "# Gemaal Oosterdijk",
            "De vernieuwing van het gemaal Oosterdijk is op 1 november 2025 afgerond. Zij kostte 2,6 miljoen euro.",
            "# Rondvraag",
            "Niemand heeft nog iets te vragen.",
        ),
        report(
            "/verslagen/coast.md",
            "Minutes of the Coastal Council",
            date(2025, 9, 12),
            "# Dredging",
            "The council agreed to dredge the harbour of Westhaven twice a year. Norway pays for the survey ship.",
            language="en",
        ),
        report(
            "/verslagen/vreemd.md",
            'Verslag <b>pompstoring</b> "noodoverleg"',
            date(2025, 6, 30),
            "# Storing <i>maandag</i>",
            HOSTILE,
        ),
    ]  # fmt: skip


def build_library(folder: Path, reports: list[Report]) -> None:
    """Make a library with these reports, each with its name as its original."""
    with Library.open(folder, stamp_of(DEFAULT_MODEL)) as library:
        encoder = NanoEncoder(stamp_of(DEFAULT_MODEL))
        vectors = encode_reports(encoder, reports)
        library.add_many(
            [(one, one.source.encode(), *pair) for one, pair in zip(reports, vectors, strict=True)]
        )


def opened(library: Path) -> LocalService:
    """The library as `wijzer` opens it."""
    service = LocalService(Settings(library=library))
    service.open()
    return service
