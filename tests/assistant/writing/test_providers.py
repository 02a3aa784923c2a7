"""Anthropic's, Mistral's and Ollama's clients, each with an endpoint that speaks its language."""

from __future__ import annotations

import pytest

from assistant.writing.faults import WriterFault
from assistant.writing.models import open_writer
from assistant.writing.settings import WriterSettings
from tests.assistant.writing.endpoint import closed_port
from tests.assistant.writing.providers import provider

MESSAGES = [("system", "Antwoord uit de bronnen."), ("human", "Wat is er besloten?")]
TEXT = "De brug gaat op 1 mei open [k1]. Ja, écht."
NAMES = ["anthropic:stub", "mistralai:stub", "ollama:stub"]


def never() -> bool:
    """Nobody cancels."""
    return False


@pytest.mark.parametrize("name", NAMES)
def test_the_text_comes_in_pieces(name: str) -> None:
    with provider(TEXT) as endpoint:
        writer = open_writer(WriterSettings(name, url=endpoint.url, key="geheim"))
        pieces = list(writer.write(MESSAGES, never))
        writer.close()
    assert "".join(pieces) == TEXT
    assert len(pieces) > 3
    (asked,) = endpoint.requests
    assert asked["stream"]
    assert "Wat is er besloten?" in str(asked["messages"])
    assert "Antwoord uit de bronnen." in str(asked)


@pytest.mark.parametrize("name", NAMES)
def test_the_key_goes_along_and_the_answer_is_bounded(name: str) -> None:
    with provider(TEXT) as endpoint:
        list(open_writer(WriterSettings(name, url=endpoint.url, key="geheim")).write(MESSAGES, never))
    (headers,), (asked,) = endpoint.headers, endpoint.requests
    assert "geheim" in (headers.get("authorization", "") + headers.get("x-api-key", ""))
    assert asked.get("max_tokens") or asked["options"]["num_predict"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("status", "kind"), [(401, "refused"), (429, "busy"), (500, "broken")])
def test_a_refusal_is_told_by_its_kind_and_not_repeated(name: str, status: int, kind: str) -> None:
    with provider(status=status) as endpoint, pytest.raises(WriterFault) as caught:
        list(open_writer(WriterSettings(name, url=endpoint.url, key="geheim")).write(MESSAGES, never))
    assert caught.value.kind == kind
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("name", NAMES)
def test_nobody_there_is_said(name: str) -> None:
    url = closed_port().removesuffix("/v1")
    with pytest.raises(WriterFault) as caught:
        list(open_writer(WriterSettings(name, url=url, key="geheim")).write(MESSAGES, never))
    assert caught.value.kind == "down"


@pytest.mark.parametrize("name", NAMES)
def test_who_closes_it_gets_no_more(name: str) -> None:
    with provider(TEXT * 200) as endpoint:
        pieces = open_writer(WriterSettings(name, url=endpoint.url, key="geheim")).write(MESSAGES, never)
        assert next(pieces).strip() == "De"
        pieces.close()  # type: ignore[attr-defined]
        assert list(pieces) == []
