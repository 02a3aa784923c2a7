"""What is fetched from the page to take along, and `wijzer ask --export`."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.ui.conftest import Run
from tests.ui.exported import citation, note_texts, plain, quoted, read_back, turn
from tests.ui.outcomes import one_object, the_error
from ui.errors import FAULT, NO_SUCH_REPORT, UserError
from ui.export.names import ascii_name, file_name
from ui.page.downloads import MEDIA_TYPES, download_routes
from ui.shapes import Json

TITLE = 'Wat: "besluit" <b> over/de\\dijk?'


class Talks:
    """Two turns and a conversation, as a library would keep them."""

    def turn(self, turn: str, /) -> Json:
        """The turn of that id."""
        if turn == "dicht":
            raise UserError("error.closing", FAULT)
        if turn != "t1":
            raise UserError("error.no_report", NO_SUCH_REPORT, name=turn)
        return quoted("De *zin*.") | {"question": TITLE}

    def conversation(self, conversation: str, /) -> Json:
        """The conversation of that id."""
        if conversation != "c1":
            raise UserError("error.no_report", NO_SUCH_REPORT, name=conversation)
        turns = [quoted("Een."), turn("Twee. [1]", [citation(1, "Twee.")], "En toen?")]
        return {"id": "c1", "title": "CON", "changed": "2025-12-03T12:00:00+00:00", "turns": turns}


class Keeping:
    """A service with conversations."""

    talks = Talks()


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.include_router(download_routes(Keeping()))
    return TestClient(app)


@pytest.mark.parametrize("kind", MEDIA_TYPES)
def test_an_answer_is_fetched_as_a_file(client: TestClient, kind: str) -> None:
    response = client.get(f"/page/turns/t1/export.{kind}?lang=en")
    assert response.status_code == 200
    assert response.headers["content-type"] == MEDIA_TYPES[kind]  # type: ignore[index]
    disposition = response.headers["content-disposition"]
    assert disposition.startswith(f'attachment; filename="Wat besluit b over de dijk 2025-12-05.{kind}"; ')
    assert unquote(disposition.rpartition("''")[2]) == f"Wat besluit b over de dijk 2025-12-05.{kind}"
    assert response.headers["cache-control"] == "no-store"
    assert note_texts(response.content, kind)[0].endswith("Kosten, p. 3.")


def test_a_conversation_is_fetched_as_a_file(client: TestClient) -> None:
    response = client.get("/page/conversations/c1/export.docx")
    assert 'filename="_CON 2025-12-03.docx"' in response.headers["content-disposition"]
    headings = [plain(block) for block in read_back(response.content, "docx") if block["t"] == "Header"]
    assert headings == ["Wat is er besloten?", "En toen?"]


def test_an_answer_is_fetched_as_text(client: TestClient) -> None:
    response = client.get("/page/turns/t1/copy.txt")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text.startswith("De *zin*. [1]\n\nBronnen:\n[1] Verslag stuurgroep Pompen, ")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("turns/<b>x/export.docx", 404),
        ("turns/x/copy.txt", 404),
        ("conversations/x/export.md", 404),
        ("turns/t1/export.exe", 404),
        ("turns/dicht/copy.txt", 503),
    ],
)
def test_what_is_not_there_is_told_in_a_line(client: TestClient, path: str, status: int) -> None:
    response = client.get(f"/page/{path}?lang=nl")
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.text.count("<p>") == 1
    assert "<b>" not in response.text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Wat is er besloten?", "Wat is er besloten 2025-12-03.docx"),
        ("con.", "_con 2025-12-03.docx"),
        ("Console", "Console 2025-12-03.docx"),
        ("CON.txt", "_CON.txt 2025-12-03.docx"),
        ("../../etc/passwd", "etc passwd 2025-12-03.docx"),
        ("a\nb\x00\u202ec", "a bc 2025-12-03.docx"),
        ("?", "wijzer 2025-12-03.docx"),
        ("ij" * 300, "ij" * 60 + " 2025-12-03.docx"),
    ],
)
def test_names_of_files_are_title_and_date(title: str, name: str) -> None:
    assert file_name(title, "2025-12-03", "docx") == name


@given(st.text(), st.sampled_from([None, "2025-12-03"]))
def test_any_title_makes_a_name_that_windows_takes(title: str, day: str | None) -> None:
    name = file_name(title, day, "odt")
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\s*\.", name)
    assert len(name.encode()) < 150
    assert name[0] not in " ."
    assert name.endswith(".odt")
    assert ascii_name(name).isascii()
    assert '"' not in ascii_name(name)


def test_the_command_writes_the_answer_to_a_file(wijzer: Run, sample_library: Path, tmp_path: Path) -> None:
    file = tmp_path / "Besluit.DOCX"
    ask = ("ask", "Wat besluit de stuurgroep over gemaal Oosterdijk?", "--library", str(sample_library))
    done = wijzer(*ask, "--export", str(file), "--json", "--lang", "nl")
    answer = one_object(done)
    assert done.stderr == f"Opgeslagen: {file}\n"
    blocks = read_back(file.read_bytes(), "docx")
    for one in answer["citations"]:
        assert any(f"{one['quote']}^" in plain(block) for block in blocks)
    assert len(note_texts(file.read_bytes(), "docx")) == len(answer["citations"]) > 0

    before = file.read_bytes()
    assert "exists already" in the_error(wijzer(*ask, "--export", str(file)), 2)
    assert file.read_bytes() == before
    assert wijzer(*ask, "--export", str(file), "--overwrite").returncode == 0
    assert file.read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == ["Besluit.DOCX"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x", "--export", "{folder}/a.pdf"], "ends in .docx, .odt, .md"),
        (["x", "--export", "{folder}/geen/a.docx"], "There is no folder"),
        (["x", "--export", "{folder}/map.md", "--overwrite"], "exists already"),
        (["--export", "{folder}/a.docx"], "--export goes with one question"),
        (["--from-file", "-", "--export", "{folder}/a.docx"], "--export goes with one question"),
    ],
)
def test_a_file_that_cannot_be_is_refused_before_anything_is_asked(
    wijzer: Run, tmp_path: Path, arguments: list[str], words: str
) -> None:
    (tmp_path / "map.md").mkdir()
    given = [argument.format(folder=tmp_path) for argument in arguments]
    assert words in the_error(wijzer("ask", *given, "--library", str(tmp_path / "none")), 2)
    assert not (tmp_path / "none").exists()
