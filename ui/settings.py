"""What can be set, and from where: the environment (WIJZER_…), overruled by the command line. Read once, here."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from ui.errors import WrongUsage

if TYPE_CHECKING:
    from assistant.writing.settings import WriterSettings

PREFIX = "WIJZER_"

# What is never shown, not even when it is wrong; someone may have written a key into an address.
_SECRETS = ("_TOKEN", "_PASSWORD", "_LLM_KEY", "_LLM_URL")


# A name and password within an address.
_LOGIN = re.compile(r"(\w+://)[^/?#\s]*@")


def default_library() -> Path:
    """Where the library is when nobody says: the user's data folder."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "verslagwijzer"


def default_model() -> str:
    """The embedding model whose weights ship with the program."""
    from vectorstore.embedding import DEFAULT_MODEL

    return DEFAULT_MODEL


def _home(value: object) -> object:
    return os.path.expanduser(value) if isinstance(value, str) else value


Folder = Annotated[Path, BeforeValidator(_home)]


class ServeSettings(BaseModel):
    """Where `wijzer serve` listens, and what it asks of whoever comes.

    `token` is what its API asks for (a new random one each time when empty). `user` and `password` are the page's
    login, without which it listens on this machine only; `certificate` and `key` are PEM files for TLS.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    token: SecretStr | None = Field(default=None, min_length=16)
    user: str | None = Field(default=None, min_length=1, max_length=200)
    password: SecretStr | None = Field(default=None, min_length=12, max_length=1000)
    certificate: Folder | None = None
    key: Folder | None = None


class Settings(BaseSettings):
    """All settings. Each is also an environment variable: `serve.port` is WIJZER_SERVE_PORT.

    `llm` is the language model that writes answers, as LangChain's `init_chat_model` names it or `local:/path.gguf`;
    none when empty. `llm_url` and `llm_key` are of its endpoint, `llm_seconds` is what an answer may take at most.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="_",
        env_nested_max_split=1,
        env_ignore_empty=True,
        frozen=True,
        extra="forbid",
    )

    library: Folder = Field(default_factory=default_library)
    model: str = Field(default_factory=default_model)
    lang: Literal["nl", "en"] | None = None
    debug: bool = False
    cache: Folder | None = None
    llm: str | None = Field(default=None, max_length=1000)
    llm_url: str | None = Field(default=None, max_length=2000)
    llm_key: SecretStr | None = Field(default=None, max_length=10_000)
    llm_seconds: float = Field(default=120.0, ge=1, le=3600)
    serve: ServeSettings = ServeSettings()

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *sources: PydanticBaseSettingsSource, **named: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The command line first, then the environment; no .env file, which could come from anywhere."""
        return named["init_settings"], named["env_settings"]


def names() -> tuple[str, ...]:
    """The environment variables that are read."""
    found: list[str] = []
    for name, field in Settings.model_fields.items():
        inner = getattr(field.annotation, "model_fields", None)
        found += (
            [f"{PREFIX}{name}_{part}".upper() for part in inner] if inner else [f"{PREFIX}{name}".upper()]
        )
    return tuple(found)


def load(overrides: Mapping[str, object] | None = None) -> Settings:
    """The settings in force; WrongUsage when a variable is unknown or a value impossible."""
    known = names()
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
            raise WrongUsage("error.unknown_setting", name=name, nearest=nearest[0])
    try:
        return _paired(Settings(**_nested(overrides or {})))
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        shown = "***" if name.endswith(_SECRETS) else repr(first["input"])
        raise WrongUsage("error.bad_setting", name=name, value=shown, reason=first["msg"]) from None


def _paired(settings: Settings) -> Settings:
    """The settings; WrongUsage when one of two that only mean something together is missing."""
    for one, other in (("user", "password"), ("certificate", "key")):
        present = [name for name in (one, other) if getattr(settings.serve, name) is not None]
        if len(present) == 1:
            (missing,) = {one, other} - set(present)
            names = [f"{PREFIX}SERVE_{name}".upper() for name in (present[0], missing)]
            raise WrongUsage("serving.alone", name=names[0], missing=names[1])
    for name in ("llm_url", "llm_key"):
        if getattr(settings, name) is not None and settings.llm is None:
            raise WrongUsage("error.setting_needs", name=f"{PREFIX}{name}".upper(), missing=f"{PREFIX}LLM")
    return settings


def _nested(overrides: Mapping[str, object]) -> dict[str, Any]:
    """`{"serve.port": 1}` as `{"serve": {"port": 1}}`, without what nobody gave."""
    tree: dict[str, Any] = {}
    for name, value in overrides.items():
        if value is None:
            continue
        section, _, field = name.rpartition(".")
        (tree.setdefault(section, {}) if section else tree)[field] = value
    return tree


def writer_settings(settings: Settings) -> WriterSettings | None:
    """What the language model's writer is made from; None when none is set."""
    if settings.llm is None:
        return None
    from assistant.writing.settings import WriterSettings, patience_within

    return WriterSettings(
        model=settings.llm.strip(),
        url=(settings.llm_url or "").strip(),
        key=settings.llm_key.get_secret_value() if settings.llm_key else "",
        patience=patience_within(settings.llm_seconds),
    )


def shown(settings: Settings) -> dict[str, str]:
    """Every setting by its variable's name, with secrets hidden (a secret prints as asterisks)."""
    found: dict[str, str] = {}
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if isinstance(value, BaseModel):
            for part in type(value).model_fields:
                found[f"{PREFIX}{name}_{part}".upper()] = _text(getattr(value, part))
        else:
            found[f"{PREFIX}{name}".upper()] = _text(value)
    return found


def _text(value: object) -> str:
    return "" if value is None else _LOGIN.sub(r"\1***@", str(value))
