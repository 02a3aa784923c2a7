"""Whether the language model that is set would work, without asking it anything."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Literal

from assistant.writing.faults import WriterFault, of_status
from assistant.writing.models import PACKAGES, check_package
from assistant.writing.settings import WriterSettings

SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that is there, an endpoint that answers, or a provider's own that wasn't asked; and the package."""

    how: Literal["file", "answers", "unasked"]
    package: str = ""


def looked_at(settings: WriterSettings, seconds: float = SECONDS) -> Seen:
    """What there is to say for it; BadWriter when it can't be made as it is set, WriterFault when nothing answers."""
    if settings.path is not None:
        from assistant.writing.local import check_file

        check_file(settings)
        return Seen("file", "xllamacpp")
    check_package(settings)
    package = PACKAGES.get(settings.provider, ("langchain", ""))[0].replace("_", "-")
    if not settings.url:
        return Seen("unasked", package)
    _ask(settings, seconds)
    return Seen("answers", package)


def _ask(settings: WriterSettings, seconds: float) -> None:
    """Ask for the list of models: any answer will do but one that refuses us or sends us elsewhere."""
    openai = settings.provider == "openai"
    request = urllib.request.Request(settings.url.rstrip("/") + ("/models" if openai else ""))
    if openai and settings.key:
        request.add_unredirected_header("Authorization", f"Bearer {settings.key}")
    handlers: list[urllib.request.BaseHandler] = [_Staying()]
    if settings.on_this_machine:
        handlers.append(urllib.request.ProxyHandler({}))
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=seconds) as answer:
            if openai and "html" in answer.headers.get("content-type", ""):
                raise WriterFault("broken", "a web page")
    except urllib.error.HTTPError as error:
        with error:
            if not openai and error.code in (404, 405):
                return
            raise WriterFault(of_status(error.code), f"HTTP {error.code}") from None
    except TimeoutError:
        raise WriterFault("slow") from None
    except (urllib.error.URLError, HTTPException, OSError) as error:
        timed_out = isinstance(getattr(error, "reason", None), TimeoutError)
        raise WriterFault("slow" if timed_out else "down", type(error).__name__) from None


class _Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **named: object) -> None:
        """Follow nothing: the 3xx is the answer."""
