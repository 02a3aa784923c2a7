"""Writers: any chat model that LangChain's `init_chat_model` knows. The one place that imports it, when it is used."""

from __future__ import annotations

import importlib.util
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit, urlunsplit

from assistant.writing.faults import BadWriter, WriterFault
from assistant.writing.reading import read
from assistant.writing.settings import WriterSettings

# Tokens of one answer; four sentences with their marks are about 200.
TOKENS = 500
# Before a refused connection is tried once more.
PAUSE = 0.5

Messages = Sequence[tuple[str, str]]

# The package that reaches a provider, and our extra that brings it.
PACKAGES = {
    "openai": ("langchain_openai", "openai"),
    "azure_openai": ("langchain_openai", "azure"),
    "anthropic": ("langchain_anthropic", "anthropic"),
    "mistralai": ("langchain_mistralai", "mistral"),
    "ollama": ("langchain_ollama", "ollama"),
}


class Writer(Protocol):
    """A language model that answers a list of (role, text)."""

    def write(self, messages: Messages, cancelled: Callable[[], bool]) -> Iterator[str]:
        """The pieces of its text as they come; raises WriterFault. Closing the iterator ends the request."""

    def warm(self) -> None:
        """Make ready what the first question would wait for; raises BadWriter or WriterFault when that can't be."""

    def close(self) -> None:
        """Let go of what it holds."""


def open_writer(settings: WriterSettings) -> Writer:
    """The writer that is set; BadWriter when that can't be. Nothing is started or asked yet."""
    if settings.path is not None:
        from assistant.writing.local import LocalWriter

        return LocalWriter(settings)
    check_package(settings)
    return ChatWriter(settings)


def check_package(settings: WriterSettings) -> None:
    """BadWriter when the provider's integration package isn't installed, or its address is unusable."""
    if not settings.model.strip() or settings.model.strip().endswith(":"):
        raise BadWriter("no_model", settings.model)
    if settings.url:
        _check_url(settings.url)
    package, extra = PACKAGES.get(settings.provider, ("", ""))
    if package and importlib.util.find_spec(package) is None:
        raise BadWriter("no_package", settings.model, package=package.replace("_", "-"), extra=extra)


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise BadWriter("bad_url", url.partition("?")[0].rpartition("@")[2])
    if parts.username or parts.password:
        raise BadWriter("key_in_url", parts.hostname or "")


class ChatWriter:
    """A chat model at an endpoint. May be shared by threads; the client is made at the first question."""

    def __init__(self, settings: WriterSettings) -> None:
        self._settings = settings
        self._model: Any = None
        self._client: Any = None
        self._making = threading.Lock()

    def write(self, messages: Messages, cancelled: Callable[[], bool]) -> Iterator[str]:
        """The pieces of its text. One that can't be connected to is tried once more before anything was said."""
        began = time.monotonic()
        patience = self._settings.patience
        try:
            yield from read(_Request(self, messages), patience, cancelled)
        except WriterFault as fault:
            refused = fault.kind == "down" and time.monotonic() - began < PAUSE
            if fault.partial or not refused or patience.total < 2 * PAUSE:
                raise
        else:
            return
        time.sleep(PAUSE)
        yield from read(_Request(self, messages), patience, cancelled)

    def warm(self) -> None:
        """Import and make the client, which takes seconds; nothing is asked of the endpoint."""
        self.model()

    def close(self) -> None:
        """Close its connections."""
        if self._client is not None:
            self._client.close()
        self._model = self._client = None

    def model(self) -> Any:
        """LangChain's chat model; BadWriter when it can't be made as it is set."""
        with self._making:
            if self._model is None:
                self._model, self._client = _chat_model(self._settings)
            return self._model

    @property
    def breakable(self) -> bool:
        """Whether its connections are ours to break, and its streams say when they are whole."""
        return self._client is not None


class _Request:
    """One request of one writer, as `reading.read` wants it."""

    def __init__(self, writer: ChatWriter, messages: Messages) -> None:
        self._writer = writer
        self._messages = list(messages)
        self._hook: Any = None
        self._over = False

    def pieces(self) -> Iterator[str]:
        """The text of each chunk; WriterFault when the stream ends before the model said that it was ready."""
        from contextlib import ExitStack

        from langsmith.run_helpers import tracing_context

        with ExitStack() as stack:
            # Someone's LANGSMITH_TRACING would send report text away.
            stack.enter_context(tracing_context(enabled=False))
            model = self._writer.model()
            if self._writer.breakable:
                from assistant.writing.transport import Hook, hooked

                self._hook = Hook()
                stack.enter_context(hooked(self._hook))
                if self._over:
                    return
            yield from self._texts(model.stream(self._messages))

    def _texts(self, chunks: Iterator[Any]) -> Iterator[str]:
        finish: str | None = None
        said = False
        try:
            for chunk in chunks:
                finish = chunk.response_metadata.get("finish_reason") or finish
                text = chunk.text
                if text:
                    said = True
                    yield str(text)
        except ValueError as error:
            # What LangChain raises when a stream had no chunk at all.
            if "No generation" in str(error):
                raise WriterFault("empty") from None
            raise
        if said and finish is None and self._writer.breakable:
            raise WriterFault("cut", partial=True)
        if finish == "length":
            raise WriterFault("endless", partial=said)

    def hang_up(self) -> None:
        """Break the connection where that can be reached; other clients end with their next chunk or time-out."""
        self._over = True
        if self._hook is not None:
            self._hook.hang_up()


def _chat_model(settings: WriterSettings) -> tuple[Any, Any]:
    """LangChain's model, and the HTTP client when it is ours."""
    from langchain.chat_models import init_chat_model

    given, client = _arguments(settings)
    try:
        model = init_chat_model(settings.name, model_provider=settings.provider or None, **given)
    except ImportError as error:
        raise BadWriter("no_package", settings.model, package=_named(error), extra="") from None
    except Exception as error:  # each provider has its own ways to say that a key or a name is missing
        raise BadWriter("not_made", settings.model, reason=type(error).__name__) from None
    for name in ("openai", "httpx", "httpx2", "httpcore", "httpcore2", "anthropic"):
        # At their debug level these write whole requests, and so report text, to the log.
        logging.getLogger(name).setLevel(logging.WARNING)
    return model, client


def _named(error: ImportError) -> str:
    """The package that an integration's ImportError is about."""
    module = error.name or next((w for w in str(error).split() if w.startswith("langchain-")), "langchain-…")
    return module.partition(".")[0].replace("_", "-")


def _arguments(settings: WriterSettings) -> tuple[dict[str, Any], Any]:
    """What each provider's class is made with. With a URL a key is always given: the environment's is another's."""
    given: dict[str, Any] = {"temperature": 0, "max_retries": 0}
    patience = settings.patience
    provider, url = settings.provider, settings.url
    key = settings.key or ("none" if url else "")
    if key and provider != "ollama":
        given["api_key"] = key
    if provider == "ollama":
        headers = {"authorization": f"Bearer {settings.key}"} if settings.key else {}
        outside = not settings.on_this_machine and bool(url)
        given |= {"client_kwargs": {"timeout": patience.silence, "headers": headers, "trust_env": outside}}
        given |= {"num_predict": TOKENS, **({"base_url": url} if url else {})}
        del given["max_retries"]
        return given, None
    if provider not in ("openai", "azure_openai"):
        given |= {"max_tokens": TOKENS, "timeout": max(patience.first, patience.silence)}
        return given | ({"base_url": url} if url else {}), None
    from assistant.writing.transport import http_client

    client = http_client(settings, patience)
    given |= {"http_client": client, "timeout": client.timeout, "stream_usage": False}
    if provider == "azure_openai":
        return given | {"max_tokens": TOKENS} | _azure(url), client
    if url:
        # The name that all compatible servers know; ChatOpenAI would say max_completion_tokens.
        return given | {"base_url": url, "extra_body": {"max_tokens": TOKENS}}, client
    return given | {"max_tokens": TOKENS}, client


def _azure(url: str) -> dict[str, str]:
    """The address of an Azure endpoint, whose API version may stand in it as `?api-version=`."""
    parts = urlsplit(url)
    version = parse_qs(parts.query).get("api-version", [])
    found = {"api_version": version[0]} if version else {}
    if url:
        found["azure_endpoint"] = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    return found
