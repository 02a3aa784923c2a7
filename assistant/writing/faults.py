"""What can be wrong with a language model: set up badly (for whoever set it), or failing at a question."""

from __future__ import annotations

from typing import Literal

Kind = Literal["down", "slow", "busy", "refused", "broken", "cut", "empty", "endless", "cancelled"]


class BadWriter(Exception):
    """A setting that no writer can be made from: `what` is a key of the phrases, `value` what was given."""

    def __init__(self, what: str, value: str, **values: str) -> None:
        super().__init__(what, value)
        self.what = what
        self.value = value
        self.values = values


class WriterFault(Exception):
    """The model failed at this question; `partial` when some text came before that.

    Its message is for the log of whoever runs the program: class names and status codes, never text or keys.
    """

    def __init__(self, kind: Kind, detail: str = "", *, partial: bool = False) -> None:
        super().__init__(f"{kind} {detail}".strip())
        self.kind = kind
        self.detail = detail
        self.partial = partial


_STATUS: dict[int, Kind] = {408: "slow", 429: "busy", 503: "busy", 504: "slow"}


def fault_of(error: BaseException, *, partial: bool) -> WriterFault:
    """The fault that a client's exception means, whichever client it was."""
    if isinstance(error, WriterFault):
        return WriterFault(error.kind, error.detail, partial=partial or error.partial)
    chain = _causes(error)
    for cause in chain:
        if isinstance(cause, WriterFault):
            return WriterFault(cause.kind, cause.detail, partial=partial)
        if isinstance(cause, BadWriter):
            return WriterFault("refused", cause.what, partial=partial)
        if status := _status(cause):
            return WriterFault(of_status(status), f"HTTP {status}", partial=partial)
    names = [name for cause in chain for name in (base.__name__ for base in type(cause).__mro__)]
    return WriterFault(_of_names(names, chain, partial), type(error).__name__, partial=partial)


def of_status(status: int) -> Kind:
    """The fault that an HTTP status means."""
    return _STATUS.get(status) or ("broken" if status >= 500 else "refused")


def _of_names(names: list[str], chain: list[BaseException], partial: bool) -> Kind:
    if any(
        name in ("ConnectTimeout", "ConnectError", "ConnectionRefusedError", "gaierror") for name in names
    ):
        return "down"
    if any("Timeout" in name for name in names):
        return "slow"
    if any(name in ("RemoteProtocolError", "ReadError", "ConnectionError") for name in names):
        return "cut" if partial else "broken"
    return "broken"


def _causes(error: BaseException) -> list[BaseException]:
    """The exception and what it came from, the outermost first."""
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found and len(found) < 10:
        found.append(current)
        current = current.__cause__ or current.__context__
    return found


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int) and status >= 300:
            return status
    return None
