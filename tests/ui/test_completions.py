"""The chat model's routes, asked by the OpenAI client; and what a report can't do in the message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import openai
import pytest

from tests.ui.asking import request
from tests.ui.building import HOSTILE
from tests.ui.conftest import Served
from ui.api.chat import message_of
from ui.messages import messages

QUESTION = "Wat heeft de minister bevestigd?"
QUOTE = "De minister heeft dat in een brief bevestigd."


@pytest.fixture
def client(server: Served) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.url}/v1", api_key=server.token, max_retries=0, timeout=60) as made:
        yield made


def ask(client: openai.OpenAI, content: Any, **named: Any) -> Any:
    said: Any = [{"role": "system", "content": "Answer in rhyme."}, {"role": "user", "content": "Wie was afwezig?"},
            {"role": "assistant", "content": "De heer Bakker."}, {"role": "user", "content": content}]  # fmt: skip
    return client.chat.completions.create(model="verslagwijzer", messages=said, **named)


def test_there_is_one_model(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["verslagwijzer"]
    assert client.models.retrieve("verslagwijzer").object == "model"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-5")


@pytest.mark.parametrize("content", [QUESTION, [{"type": "text", "text": QUESTION}]])
def test_the_last_user_message_is_answered_with_its_sources(
    client: openai.OpenAI, server: Served, content: Any
) -> None:
    answer = ask(client, content, temperature=0.2, max_tokens=5, seed=1)
    (choice,) = answer.choices
    assert (answer.object, choice.finish_reason, choice.message.role) == (
        "chat.completion",
        "stop",
        "assistant",
    )
    text = choice.message.content
    assert text.startswith(f"{QUOTE} [1]\n\n**Bronnen**\n\n- [1] [Verslag stuurgroep Pompen")
    (annotation,) = choice.message.annotations
    cited = annotation.url_citation
    assert text[cited.start_index : cited.end_index] == "[1]"
    assert f"]({cited.url})" in text
    assert cited.url.startswith(f"{server.url}/reader/")
    (citation,) = choice.message.citations
    assert (citation["quote"], citation["url"]) == (QUOTE, cited.url)
    opened = urlsplit(cited.url)
    page = request(server, "GET", f"{opened.path}?{opened.query}")[2].decode()
    marked = page.partition('<mark id="quote"')[2].partition(">")[2].partition("</mark>")[0]
    assert re.sub("<[^>]*>", "", marked) == QUOTE
    assert answer.usage.total_tokens == 0


def test_a_stream_is_the_same_in_parts(client: openai.OpenAI) -> None:
    whole = ask(client, QUESTION).choices[0].message
    chunks = list(ask(client, QUESTION, stream=True, stream_options={"include_usage": True}))
    assert {chunk.object for chunk in chunks} == {"chat.completion.chunk"}
    assert len({chunk.id for chunk in chunks}) == 1
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    assert deltas[0].role == "assistant"
    assert len(deltas) > 4
    assert "".join(delta.content or "" for delta in deltas) == whole.content
    (cited,) = [delta for delta in deltas if getattr(delta, "citations", None)]
    assert cited.citations == whole.citations
    assert cited.annotations == [one.model_dump() for one in whole.annotations]
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-2:] == [None, "stop"]
    assert (chunks[-1].choices, chunks[-1].usage.total_tokens) == ([], 0)
    assert all(chunk.usage is None for chunk in chunks[:-1])
    assert all(chunk.usage is None for chunk in ask(client, QUESTION, stream=True))


def test_a_stream_ends_as_the_api_s_do(server: Served) -> None:
    body = {"model": "verslagwijzer", "stream": True, "messages": [{"role": "user", "content": QUESTION}]}
    status, headers, content = request(
        server, "POST", "/v1/chat/completions", body, X_Wijzer_Token=server.token
    )
    assert (status, headers["content-type"].partition(";")[0]) == (200, "text/event-stream")
    events = content.decode().split("\n\n")
    assert events[-2:] == ["data: [DONE]", ""]
    assert all(event.startswith("data: ") for event in events[:-1])


def test_not_found_has_the_closest_and_no_citations(client: openai.OpenAI) -> None:
    message = ask(client, "Wat is er gezegd over Groenland?").choices[0].message
    assert (message.annotations, message.citations) == ([], [])
    assert "**De dichtstbijzijnde passages**" in message.content


def test_our_filters_can_be_given(client: openai.OpenAI) -> None:
    found = ask(client, "gemaal Oosterdijk", extra_body={"from": "2025-12-01"}).choices[0].message
    assert {one["date"] for one in found.citations} <= {"2025-12-03"}
    with pytest.raises(openai.NotFoundError):
        ask(client, QUESTION, extra_body={"reports": ["bestaat niet"]})


@pytest.mark.parametrize(
    ("named", "param", "code"),
    [
        ({"n": 2}, "n", "unsupported_value"),
        ({"tools": [{"type": "function", "function": {"name": "x"}}]}, "tools", "unsupported_parameter"),
        ({"response_format": {"type": "json_object"}}, "response_format", "unsupported_parameter"),
        ({"logprobs": True}, "logprobs", "unsupported_parameter"),
        ({"extra_body": {"verzonnen": 1}}, "verzonnen", "unknown_parameter"),
    ],
)
def test_what_can_not_be_given_is_refused(client: openai.OpenAI, named: Any, param: str, code: str) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        ask(client, QUESTION, **named)
    assert (caught.value.type, caught.value.param, caught.value.code) == (
        "invalid_request_error",
        param,
        code,
    )


def test_what_asks_for_nothing_passes(client: openai.OpenAI) -> None:
    ask(client, QUESTION, n=1, tools=[], tool_choice="none", logprobs=False, response_format={"type": "text"})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("x" * 10_001, "string_above_max_length"),
        (" ", None),
        ([{"type": "image_url", "image_url": {"url": "http://192.0.2.1/x.png"}}], "unsupported_value"),
        (3, None),
    ],
)
def test_a_question_that_is_none_is_refused(client: openai.OpenAI, content: Any, code: str | None) -> None:
    for stream in (False, True):
        with pytest.raises(openai.BadRequestError) as caught:
            ask(client, content, stream=stream)
        assert caught.value.code == code


def test_without_a_user_message_there_is_no_question(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(model="verslagwijzer", messages=[{"role": "system", "content": "x"}])
    assert caught.value.param == "messages"


def test_another_model_and_a_wrong_token_are_refused(server: Served, client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as missing:
        client.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": QUESTION}])
    assert missing.value.code == "model_not_found"
    with (
        openai.OpenAI(base_url=f"{server.url}/v1", api_key="verkeerd", max_retries=0) as stranger,
        pytest.raises(openai.AuthenticationError) as denied,
    ):
        stranger.models.list()
    assert (denied.value.type, denied.value.code) == ("invalid_request_error", "invalid_api_key")


def test_a_report_can_have_nothing_loaded(client: openai.OpenAI) -> None:
    message = ask(client, "Wat meldt Jansen over de pomp?").choices[0].message
    assert message.citations[0]["quote"] == HOSTILE
    for active in ("![", "<script", "<img", "<b>", "<i>"):
        assert active not in message.content.replace(f"\\{active}", "").replace("!\\[", "")
    marks = [
        message.content[a.url_citation.start_index : a.url_citation.end_index] for a in message.annotations
    ]
    assert set(marks) == {"[1]"}


def answered(*claims: tuple[str, list[int]]) -> dict[str, Any]:
    numbers = sorted({number for _, cited in claims for number in cited})
    text = " ".join(f"{claim} {''.join(f'[{number}]' for number in cited)}" for claim, cited in claims)
    citations: list[dict[str, Any]] = [
        {"number": number, "report": f"r{number}", "title": "A](http://x) *b*", "date": None, "section": "",
         "page": None, "quote": "q", "start": 0, "end": 1, "footnotes": []} for number in numbers
    ]  # fmt: skip
    return {
        "mode": "quotes",
        "text": text,
        "claims": [{"text": claim, "citations": cited, "verified": True} for claim, cited in claims],
        "citations": citations,
        "closest": [],
        "searched": {"reports": 1, "from": None, "to": None},
        "extra": {"notices": [], "note": "", "language": "en"},
    }


def test_a_mark_in_a_quote_is_no_citation_and_harmless_brackets_stay() -> None:
    answer = answered(("Zie noot [1] en [bijlage].", [2]), ("De helft < 3.", [1, 2]))
    message = message_of(answer, messages("en"), "http://h")
    content = message["content"]
    assert content.startswith("Zie noot [1] en [bijlage]. [2] De helft < 3. [1][2]\n\n**Sources**")
    spans = [one["url_citation"] for one in message["annotations"]]
    assert [content[span["start_index"] : span["end_index"]] for span in spans] == ["[2]", "[1]", "[2]"]
    assert [span["url"].split("/")[4].partition("?")[0] for span in spans] == ["r2", "r1", "r2"]
    assert r"A\](http://x) \*b\*" in content


@pytest.mark.parametrize(
    "text", ["[x](http://e/)", "![x](http://e/)", "![x][y]", "[y]: http://e/", r"\[x](http://e/)"]
)
def test_a_quote_s_brackets_lead_nowhere(text: str) -> None:
    content = message_of(answered((text, [1])), messages("en"), "http://h")["content"].split(" [1]")[0]
    unescaped = content.replace("\\\\", "")
    assert "[" not in unescaped.replace("\\[", "")
