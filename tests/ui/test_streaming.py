"""Answers in parts over HTTP: to programs, to the command line, to clients of the OpenAI API; and who goes away."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import openai
import pytest

from tests.ui import scripted
from tests.ui.asking import request
from tests.ui.conftest import Run, Scripted
from tests.ui.outcomes import one_object
from ui.api.chat_stream import deltas
from ui.messages import messages
from ui.remote import RemoteService
from ui.shapes import EXTRA, Json
from vectorstore.types import ReportFilter

ABSENT = "Wie was afwezig?"
QUOTE = "De heer Bakker is afwezig met bericht. [1]"
NL = messages("nl")


@pytest.fixture
def remote(scripted_server: Scripted) -> RemoteService:
    return RemoteService(scripted_server.url, scripted_server.token, 1)


def lines(served: Scripted, body: Json) -> list[Json]:
    status, headers, content = request(served, "POST", "/api/ask/stream", body, X_Wijzer_Token=served.token)
    assert (status, headers["content-type"]) == (200, "application/x-ndjson")
    return [json.loads(line) for line in content.decode().splitlines()]


def test_the_quotes_come_first_then_drafts_then_the_whole_answer(scripted_server: Scripted) -> None:
    first, *drafts, last, end = lines(scripted_server, {"question": f"{ABSENT} (snel)"})
    assert (first["answer"]["text"], first["answer"]["mode"]) == (QUOTE, "quotes")
    assert drafts
    assert all(list(draft) == ["draft"] for draft in drafts)
    assert last["answer"]["mode"] == "generated"
    assert last["answer"][EXTRA]["quoted"]["text"] == QUOTE
    assert end == {"end": True}
    whole = request(
        scripted_server, "POST", "/api/ask", {"question": f"{ABSENT} (snel)"},
        X_Wijzer_Token=scripted_server.token,
    )  # fmt: skip
    assert json.loads(whole[2])["claims"] == last["answer"]["claims"]


def test_without_the_model_there_are_only_quotes(scripted_server: Scripted) -> None:
    body = {"question": ABSENT, "quotes": True}
    assert [list(line) for line in lines(scripted_server, body)] == [["answer"], ["end"]]


def test_a_conversation_goes_on_unless_the_question_stands_alone(scripted_server: Scripted) -> None:
    for body, understood in (
        ({"conversation": "mijn-gesprek"}, scripted.UNDERSTOOD),
        ({"conversation": "mijn-gesprek", "alone": True}, ""),
        ({"before": ["Wie zat voor?", "En wie notuleerde?"]}, "Wie zat voor? / En wie notuleerde?"),
    ):
        (answer, _) = lines(scripted_server, {"question": f"{ABSENT} (vervolg)", **body})
        assert answer["answer"][EXTRA]["understood"] == understood


def test_a_refusal_is_one_before_anything_is_streamed(scripted_server: Scripted) -> None:
    for body, status in (
        ({"question": " "}, 400),
        ({"question": "x", "reports": ["weg"]}, 404),
        ({"question": "x", "conversation": "a/b"}, 400),
    ):
        found = request(
            scripted_server, "POST", "/api/ask/stream", body, X_Wijzer_Token=scripted_server.token
        )
        assert found[0] == status


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/ask/stream", {"question": "Wie sprak? (stil)"}),
        (
            "/v1/chat/completions",
            {
                "model": "verslagwijzer",
                "stream": True,
                "messages": [{"role": "user", "content": "Wie zweeg? (stil)"}],
            },
        ),
    ],
)
def test_whoever_goes_away_has_the_writing_stop(scripted_server: Scripted, path: str, body: Json) -> None:
    address, content = urlsplit(scripted_server.url), json.dumps(body).encode()
    with socket.create_connection((str(address.hostname), int(address.port or 0)), 30) as line:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: application/json\r\n"
            f"X-Wijzer-Token: {scripted_server.token}\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        line.sendall(head.encode() + content)
        came = b""
        while scripted.VERIFIED.text.encode() not in came:
            came += line.recv(4096)
    question = body["question"] if "question" in body else body["messages"][0]["content"]
    assert scripted_server.noted(f"{question} closed")


def test_the_command_line_s_service_streams_too(remote: RemoteService, scripted_server: Scripted) -> None:
    where = ReportFilter()
    assert remote.ask(f"{ABSENT} (snel)", where)["mode"] == "quotes"
    events = list(remote.asking(f"{ABSENT} (snel)", where, "gesprek"))
    assert (events[0]["answer"]["mode"], events[-1]["answer"]["mode"]) == ("quotes", "generated")
    assert "draft" in events[1]
    stream: Any = remote.asking(f"{ABSENT} (stil)", where)
    with closing(stream) as parts:
        next(parts)
        next(parts)
    assert scripted_server.noted(f"{ABSENT} (stil) closed")


def test_ask_prints_one_object_and_for_a_person_the_quotes_before_what_is_written(
    wijzer: Run, scripted_server: Scripted
) -> None:
    library = ("--library", str(scripted_server.library), "--lang", "nl")
    found = one_object(wijzer("ask", f"{ABSENT} (snel)", "--json", *library))
    assert found["mode"] == "generated"
    assert [list(claim) for claim in found["claims"]] == [["text", "citations", "verified"]] * 3
    assert one_object(wijzer("ask", ABSENT, "--quotes", "--json", *library))["mode"] == "quotes"
    shown = wijzer("ask", f"{ABSENT} (snel)", *library).stdout
    head = shown.index("Geschreven antwoord")
    assert 0 <= shown.index(QUOTE) < shown.index("Doorzocht:") < head
    assert f"✓ {scripted.VERIFIED.text} [1]\n✗ {scripted.DOUBTFUL.text} [1]\n" in shown[head:]
    assert "    niet bevestigd: het getal 3 staat niet in de bron\n? Iedereen" in shown[head:]
    assert "\x1b" not in shown
    broken = wijzer("ask", f"{ABSENT} (breekt)", *library).stdout
    assert broken.rstrip().endswith(f"! {scripted.NOTICES['breekt']}\n! {NL('writing.void')}")
    asked = wijzer("ask", f"{ABSENT} (vervolg)", *library).stdout
    assert asked.startswith("Gezocht naar: Wat heeft de minister")


def chat(served: Scripted, *asked: str, stream: bool) -> tuple[str, list[Json]]:
    """The content and the annotations of a chat client's answer."""
    said: Any = [{"role": "user", "content": one} for one in asked]
    with openai.OpenAI(base_url=f"{served.url}/v1", api_key=served.token, max_retries=0) as client:
        made: Any = client.chat.completions.create(model="verslagwijzer", messages=said, stream=stream)
        if not stream:
            message = made.choices[0].message
            return message.content, [one.model_dump() for one in message.annotations]
        parts = [chunk.choices[0].delta for chunk in made]
    (notes,) = [one.annotations for one in parts if getattr(one, "annotations", None)]
    return "".join(one.content or "" for one in parts), notes


def test_a_chat_client_reads_checked_sentences_with_their_marks_and_then_the_quotes(
    scripted_server: Scripted,
) -> None:
    content, notes = chat(scripted_server, f"{ABSENT} (snel)", stream=False)
    assert content.startswith(
        "Dat is per brief bevestigd. [1] Het kostte 3 miljoen euro. [niet bevestigd: het getal 3 staat niet in de "
        "bron] [1] Iedereen was \\<img"
    )
    assert f"[zonder bron: deze zin noemt geen bron]\n\n**De citaten**\n\n{QUOTE}\n\n**Bronnen**" in content
    spans = [one["url_citation"] for one in notes]
    assert [content[span["start_index"] : span["end_index"]] for span in spans] == ["[1]"] * 3
    assert chat(scripted_server, f"{ABSENT} (snel)", stream=True) == (content, notes)


def test_what_a_chat_client_has_read_already_is_said_to_be_withdrawn(scripted_server: Scripted) -> None:
    content, notes = chat(scripted_server, f"{ABSENT} (ingetrokken)", stream=True)
    assert content.startswith(f"{scripted.VERIFIED.text} [1]\n\n{NL('writing.withdrawn')}\n\n{QUOTE}")
    (span,) = [one["url_citation"] for one in notes]
    assert content[span["start_index"] : span["end_index"]] == "[1]"
    assert span["start_index"] > content.index(NL("writing.withdrawn"))


def test_earlier_user_messages_are_what_a_question_may_go_on_from(scripted_server: Scripted) -> None:
    status, _, content = request(
        scripted_server,
        "POST",
        "/v1/chat/completions",
        {
            "model": "verslagwijzer",
            "messages": [
                {"role": "user", "content": "Wie zat voor?"},
                {"role": "assistant", "content": "Mevrouw De Wit."},
                {"role": "user", "content": [{"type": "text", "text": "En wie notuleerde?"}]},
                {"role": "user", "content": " "},
                {"role": "user", "content": ABSENT},
            ],
        },
        X_Wijzer_Token=scripted_server.token,
    )
    assert status == 200
    assert b"Gezocht naar: Wie zat voor? / En wie notuleerde?" in content


def test_nothing_is_sent_twice_when_nothing_is_written(scripted_server: Scripted) -> None:
    (first, _) = lines(scripted_server, {"question": ABSENT})
    made = list(deltas(first["answer"], iter([]), threading.Event(), "http://h"))
    assert "".join((one or {}).get("content", "") for one in made).count(QUOTE) == 1
