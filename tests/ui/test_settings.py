"""Settings: from the environment, overruled by the command line, checked, frozen, secrets hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from ui import settings
from ui.errors import WRONG_USAGE, UserError


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings.names():
        monkeypatch.delenv(name, raising=False)


def test_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    found = settings.load()
    assert found.library == tmp_path / "verslagwijzer"
    assert (found.serve.host, found.serve.port, found.lang) == ("127.0.0.1", 7860, None)


def test_without_xdg_the_library_is_in_the_home_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert settings.load().library == tmp_path / ".local" / "share" / "verslagwijzer"


def test_the_command_line_overrules_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WIJZER_LIBRARY", str(tmp_path / "a"))
    monkeypatch.setenv("WIJZER_SERVE_PORT", "8000")
    monkeypatch.setenv("WIJZER_SERVE_HOST", "localhost")
    found = settings.load({"library": str(tmp_path / "b"), "serve.port": 9000, "serve.host": None})
    assert (found.library, found.serve.port, found.serve.host) == (tmp_path / "b", 9000, "localhost")


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert settings.load({"library": "~/verslagen"}).library == tmp_path / "verslagen"


def test_an_unknown_setting_is_refused_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJZER_LIBARY", "/x")
    with pytest.raises(UserError) as caught:
        settings.load()
    assert caught.value.exit_code == WRONG_USAGE
    assert caught.value.values == {"name": "WIJZER_LIBARY", "nearest": "WIJZER_LIBRARY"}


@pytest.mark.parametrize(
    ("name", "value"), [("WIJZER_SERVE_PORT", "70000"), ("WIJZER_SERVE_PORT", "x"), ("WIJZER_LANG", "fr")]
)
def test_an_impossible_value_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UserError) as caught:
        settings.load()
    assert caught.value.values["name"] == name
    assert value in str(caught.value.values["value"])


def test_secrets_are_hidden_in_what_is_shown_and_in_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJZER_SERVE_TOKEN", "geheim-geheim-geheim")
    found = settings.load()
    assert "geheim" not in repr(found) + str(settings.shown(found))
    assert settings.shown(found).keys() == set(settings.names())
    monkeypatch.setenv("WIJZER_SERVE_TOKEN", "te-kort")
    with pytest.raises(UserError) as caught:
        settings.load()
    assert "te-kort" not in str(caught.value.values)


def test_settings_are_frozen() -> None:
    found = settings.load()
    with pytest.raises(ValidationError):
        found.lang = "nl"
    with pytest.raises(ValidationError):
        found.serve.port = 1


@pytest.mark.parametrize(
    ("name", "value", "missing"),
    [
        ("WIJZER_SERVE_USER", "ans", "WIJZER_SERVE_PASSWORD"),
        ("WIJZER_SERVE_PASSWORD", "geheim-geheim", "WIJZER_SERVE_USER"),
        ("WIJZER_SERVE_CERTIFICATE", "/x.pem", "WIJZER_SERVE_KEY"),
        ("WIJZER_SERVE_KEY", "/x.pem", "WIJZER_SERVE_CERTIFICATE"),
    ],
)
def test_two_that_belong_together_are_set_both(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, missing: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UserError) as caught:
        settings.load()
    assert (caught.value.exit_code, caught.value.values) == (WRONG_USAGE, {"name": name, "missing": missing})


def test_a_password_is_long_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJZER_SERVE_USER", "ans")
    monkeypatch.setenv("WIJZER_SERVE_PASSWORD", "elf-tekens!")
    with pytest.raises(UserError) as caught:
        settings.load()
    assert caught.value.values["name"] == "WIJZER_SERVE_PASSWORD"
    assert "elf-tekens" not in str(caught.value.values)
    monkeypatch.setenv("WIJZER_SERVE_PASSWORD", "twaalf-teken")
    found = settings.load()
    assert "twaalf" not in repr(found) + str(settings.shown(found))
    assert settings.shown(found)["WIJZER_SERVE_USER"] == "ans"


def test_without_a_language_model_there_is_no_writer() -> None:
    assert settings.writer_settings(settings.load()) is None


def test_the_language_model_and_its_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJZER_LLM", "qwen3:8b")
    monkeypatch.setenv("WIJZER_LLM_URL", "http://127.0.0.1:11434/v1")
    monkeypatch.setenv("WIJZER_LLM_KEY", "geheime-sleutel")
    monkeypatch.setenv("WIJZER_LLM_SECONDS", "15")
    found = settings.load()
    writer = settings.writer_settings(found)
    assert writer is not None
    assert (writer.provider, writer.name, writer.url) == ("openai", "qwen3:8b", "http://127.0.0.1:11434/v1")
    assert (writer.key, writer.patience.total, writer.patience.first) == ("geheime-sleutel", 15, 15)
    assert "geheime-sleutel" not in repr(found) + str(settings.shown(found)) + repr(writer)


@pytest.mark.parametrize("name", ["WIJZER_LLM_URL", "WIJZER_LLM_KEY"])
def test_an_endpoint_without_a_model_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "http://geheim.example")
    with pytest.raises(UserError) as caught:
        settings.load()
    assert (caught.value.exit_code, caught.value.values) == (
        WRONG_USAGE,
        {"name": name, "missing": "WIJZER_LLM"},
    )


@pytest.mark.parametrize("value", ["0", "-1", "x", "nan", "9999"])
def test_the_deadline_is_a_number_of_seconds(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("WIJZER_LLM", "openai:x")
    monkeypatch.setenv("WIJZER_LLM_SECONDS", value)
    with pytest.raises(UserError) as caught:
        settings.load()
    assert caught.value.values["name"] == "WIJZER_LLM_SECONDS"


def test_a_password_in_an_address_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJZER_LLM", "x")
    monkeypatch.setenv("WIJZER_LLM_URL", "https://ans:geheim@llm.example/v1")
    assert settings.shown(settings.load())["WIJZER_LLM_URL"] == "https://***@llm.example/v1"
