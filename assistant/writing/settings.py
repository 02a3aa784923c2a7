"""Which language model writes, where it is, and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LOCAL = "local:"

# What LangChain's init_chat_model calls them; "openai" is also every endpoint that speaks the same language.
PROVIDERS = frozenset((
    "anthropic", "anthropic_bedrock", "azure_ai", "azure_openai", "baseten", "bedrock", "bedrock_converse", "cohere",
    "deepseek", "fireworks", "google_anthropic_vertex", "google_genai", "google_vertexai", "groq", "huggingface", "ibm",
    "litellm", "mistralai", "nvidia", "ollama", "openai", "openrouter", "perplexity", "together", "upstage", "xai",
))  # fmt: skip

SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that may pass: for a connection, before the first words, between words, and before the end."""

    connect: float = 5.0
    first: float = 60.0
    silence: float = 20.0
    total: float = SECONDS
    # Reading a model of some gigabytes from a disk that is busy; comes before the others.
    loading: float = 180.0


@dataclass(frozen=True, slots=True)
class WriterSettings:
    """A model as `init_chat_model` names it ("openai:gpt-5", "ollama:qwen3:8b"), or `local:/path/model.gguf`.

    With a `url` and a bare name, the OpenAI-compatible client is meant. The key is never shown.
    """

    model: str
    url: str = ""
    key: str = field(default="", repr=False)
    patience: Patience = Patience()

    @property
    def path(self) -> Path | None:
        """The GGUF file, of a `local:` model."""
        return Path(self.model[len(LOCAL) :]).expanduser() if self.model.startswith(LOCAL) else None

    @property
    def provider(self) -> str:
        """What comes before the model's name; "openai" when there is only a URL, "" when it is to be guessed."""
        head, colon, name = self.model.partition(":")
        if colon and name and head.replace("-", "_").lower() in PROVIDERS:
            return head.replace("-", "_").lower()
        return "openai" if self.url else ""

    @property
    def name(self) -> str:
        """The model's name as its endpoint knows it."""
        head, _, name = self.model.partition(":")
        return name if name and head.replace("-", "_").lower() in PROVIDERS else self.model

    @property
    def host(self) -> str:
        """The endpoint's host; "" when the provider's own is meant or the URL has none."""
        try:
            return urlsplit(self.url).hostname or ""
        except ValueError:
            return ""

    @property
    def on_this_machine(self) -> bool:
        """Whether the endpoint is on the loopback interface, where no proxy belongs in between."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether this host is the machine itself."""
    return host in ("localhost", "::1") or host.startswith("127.")


def patience_within(seconds: float) -> Patience:
    """The usual patience, with everything done in `seconds`."""
    usual = Patience()
    return Patience(
        connect=min(usual.connect, seconds),
        first=min(usual.first, seconds),
        silence=min(usual.silence, seconds),
        total=seconds,
        loading=usual.loading,
    )
