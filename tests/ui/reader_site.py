"""The reader on a small library, as a browser would ask for it, with a stand-in for the stored answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from ingest.pipeline import encode_reports
from ingest.readers import read_bytes
from ingest.report import assemble
from tests.ingest.readers import make
from tests.ui.building import NanoEncoder, sample_reports
from ui.errors import UserError
from ui.guard import Guard
from ui.local import LocalService
from ui.page.cited import cited_routes
from ui.page.files import file_routes
from ui.page.reader import reader_routes
from ui.settings import Settings
from ui.shapes import Json
from vectorstore.embedding import DEFAULT_MODEL, stamp_of
from vectorstore.library import Library
from vectorstore.types import Report

QUOTE = "De stuurgroep besluit het gemaal te vernieuwen."
PAGES = (
    ["De voorzitter opent de vergadering om tien uur precies.", QUOTE],
    ["Daarna wordt over de planning van de werkzaamheden gesproken.", "Er zijn geen vragen."],
)


class Answers:
    """Stands in for the stored answers: what each citation has become of."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, int], Json] = {}

    def cited(self, turn_id: str, number: int) -> Json:
        """What is known of the citation."""
        if (turn_id, number) not in self.found:
            raise UserError("error.no_report", 4, name=turn_id)
        return self.found[turn_id, number]


@dataclass(frozen=True)
class Site:
    """The reader on a library, behind the guard."""

    client: TestClient
    service: LocalService
    answers: Answers
    pdf: Report
    folder: Path

    def text(self, address: str, status: int = 200) -> str:
        """The page at this address."""
        response = self.client.get(address)
        assert response.status_code == status, response.text
        return response.text


def a_pdf() -> tuple[Report, bytes]:
    """A report from a PDF of two pages, as it is taken in."""
    data = make.pdf(*(make.lines(*page, pitch=40) for page in PAGES))
    (part,) = read_bytes("besluit.pdf", data)
    digest = hashlib.sha256(data).hexdigest()
    return assemble(part, source='/verslagen/be"sl\nuit.pdf', sha256=digest, file_name="besluit.pdf"), data


@contextmanager
def reading(folder: Path) -> Iterator[Site]:
    """The reader on a new library in this folder, of the sample reports and a PDF."""
    pdf, data = a_pdf()
    reports = [(one, one.source.encode()) for one in sample_reports()] + [(pdf, data)]
    with Library.open(folder, stamp_of(DEFAULT_MODEL)) as library:
        vectors = encode_reports(NanoEncoder(stamp_of(DEFAULT_MODEL)), [one for one, _ in reports])
        library.add_many([(*one, *pair) for one, pair in zip(reports, vectors, strict=True)])
    service, answers = LocalService(Settings(library=folder)), Answers()
    service.open()
    app = FastAPI()
    for routes in (reader_routes(service), file_routes(service), cited_routes(service, lambda: answers)):
        app.include_router(routes)
    app.add_middleware(Guard, token="none")
    with TestClient(app, "http://127.0.0.1") as client:
        yield Site(client, service, answers, pdf, folder)
    service.close()


def address(site: Site, quote: str = QUOTE, extra: str = "") -> str:
    """Where the reader opens the PDF at the quote."""
    start = site.pdf.text.index(quote)
    return f"/reader/{site.pdf.id}?start={start}&end={start + len(quote)}&lang=nl{extra}"
