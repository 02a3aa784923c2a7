"""Writers from settings: which client, which address, and what is said when that can't be."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.writing import models
from assistant.writing.faults import BadWriter, WriterFault, fault_of
from assistant.writing.models import ChatWriter, open_writer
from assistant.writing.phrases import say_setup
from assistant.writing.probe import looked_at
from assistant.writing.settings import WriterSettings, patience_within
from tests.assistant.writing.endpoint import closed_port, endpoint


@pytest.mark.parametrize(
    ("model", "url", "provider", "name"),
    [
        ("openai:gpt-5", "", "openai", "gpt-5"),
        ("qwen3:8b", "http://127.0.0.1:11434/v1", "openai", "qwen3:8b"),
        ("openai:qwen3:8b", "http://127.0.0.1:11434/v1", "openai", "qwen3:8b"),
        ("ollama:qwen3:8b", "", "ollama", "qwen3:8b"),
        ("azure_openai:gpt-5", "https://x.openai.azure.com", "azure_openai", "gpt-5"),
        ("mistralai:mistral-small-latest", "", "mistralai", "mistral-small-latest"),
        ("claude-sonnet-4-5", "", "", "claude-sonnet-4-5"),
    ],
)
def test_the_provider_and_the_name(model: str, url: str, provider: str, name: str) -> None:
    settings = WriterSettings(model, url=url)
    assert (settings.provider, settings.name) == (provider, name)


def test_the_key_is_not_in_its_text() -> None:
    assert "geheim" not in repr(WriterSettings("openai:x", key="geheim"))


@pytest.mark.parametrize("url", ["ftp://x/", "localhost:11434", "http://", "http://[bad", "x"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadWriter) as caught:
        open_writer(WriterSettings("openai:x", url=url))
    assert caught.value.what == "bad_url"


def test_a_key_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadWriter) as caught:
        open_writer(WriterSettings("openai:x", url="https://ans:geheim@llm.example/v1"))
    assert (caught.value.what, caught.value.value) == ("key_in_url", "llm.example")


def test_a_missing_package_is_named_with_our_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(BadWriter) as caught:
        open_writer(WriterSettings("mistralai:mistral-small-latest"))
    error = caught.value
    for language in ("nl", "en"):
        said = say_setup(error.what, error.value, language, **error.values)
        assert "langchain-mistralai" in said
        assert "verslagwijzer[mistral]" in said
        assert "mistralai:mistral-small-latest" in said


@pytest.mark.parametrize("model", ["", "openai:", " "])
def test_a_model_without_name_is_refused(model: str) -> None:
    with pytest.raises(BadWriter):
        open_writer(WriterSettings(model, url="http://127.0.0.1/v1"))


@pytest.mark.parametrize("model", ["groq:x", "cohere:x", "een-model-zonder-aanbieder"])
def test_what_cannot_be_made_is_a_fault_and_says_why(model: str) -> None:
    writer = open_writer(WriterSettings(model))
    assert isinstance(writer, ChatWriter)
    with pytest.raises(BadWriter) as caught:
        writer.model()
    assert caught.value.what in ("no_package", "not_made")
    with pytest.raises(WriterFault) as failed:
        list(writer.write([("human", "x")], lambda: False))
    assert failed.value.kind == "refused"


def test_a_client_without_its_key_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    writer = open_writer(WriterSettings("openai:gpt-5"))
    assert isinstance(writer, ChatWriter)
    with pytest.raises(BadWriter) as caught:
        writer.model()
    assert caught.value.what == "not_made"


def _given(model: str, **named: str) -> dict[str, Any]:
    return models._arguments(WriterSettings(model, **named))[0]  # type: ignore[arg-type]


def test_what_each_client_is_made_with() -> None:
    azure = _given("azure_openai:gpt-5", url="https://x.openai.azure.com/?api-version=2025-01-01", key="k")
    assert (azure["azure_endpoint"], azure["api_version"]) == ("https://x.openai.azure.com/", "2025-01-01")
    ollama = _given("ollama:qwen3", url="http://127.0.0.1:11434")
    assert (ollama["base_url"], ollama["client_kwargs"]["trust_env"]) == ("http://127.0.0.1:11434", False)
    assert "api_key" not in ollama
    for given in (azure, _given("anthropic:claude-x"), _given("openai:x")):
        assert (given["max_retries"], given["temperature"]) == (0, 0)
        assert given["max_tokens"] <= 1_000


def test_the_whole_is_done_within_the_seconds_that_are_set() -> None:
    patience = patience_within(8)
    assert max(patience.connect, patience.first, patience.silence, patience.total) == 8


@pytest.mark.parametrize(
    ("error", "partial", "kind"),
    [
        (ConnectionRefusedError(), False, "down"),
        (TimeoutError(), False, "slow"),
        (ConnectionResetError(), True, "cut"),
        (ConnectionResetError(), False, "broken"),
        (UnicodeDecodeError("utf-8", b"", 0, 1, "x"), True, "broken"),
        (RuntimeError("geheime tekst"), False, "broken"),
    ],
)
def test_what_an_exception_means(error: Exception, partial: bool, kind: str) -> None:
    fault = fault_of(error, partial=partial)
    assert (fault.kind, fault.partial) == (kind, partial)
    assert "geheime" not in str(fault)


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [("unauthorised", "refused"), ("error", "broken"), ("busy", "busy"), ("html", "broken")],
)
def test_a_look_at_an_endpoint_that_fails(behaviour: str, kind: str) -> None:
    with endpoint(behaviour) as running, pytest.raises(WriterFault) as caught:
        looked_at(WriterSettings("stub", url=running.url))
    assert caught.value.kind == kind


def test_a_look_at_one_that_is_down_or_not_to_be_asked() -> None:
    with pytest.raises(WriterFault) as caught:
        looked_at(WriterSettings("stub", url=closed_port()))
    assert caught.value.kind == "down"
    assert looked_at(WriterSettings("openai:gpt-5")).how == "unasked"


def test_the_package_costs_nothing_before_it_is_used() -> None:
    code = (
        "import sys; import assistant.writing.answer, assistant.writing.models, assistant.writing.rewriting\n"
        "print([m for m in ('langchain', 'langchain_core', 'openai', 'httpx2', 'tiktoken') if m in sys.modules])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("model", "url"),
    [
        ("openai:gpt-5", ""),
        ("anthropic:claude-sonnet-5", ""),
        ("mistralai:mistral-small-latest", ""),
        ("ollama:qwen3:8b", "http://127.0.0.1:11434"),
        ("azure_openai:gpt", "https://ministerie.example/?api-version=2025-01-01"),
        ("qwen3", "http://127.0.0.1:8000/v1"),
    ],
)
def test_each_providers_client_is_made_as_its_package_wants(model: str, url: str) -> None:
    writer = open_writer(WriterSettings(model, url=url, key="sleutel"))
    writer.warm()
    writer.close()
